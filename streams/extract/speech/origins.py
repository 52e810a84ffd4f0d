"""Where a thing comes from: who undertakes it, by whom it is issued."""

from streams.extract.actors.phrases import Kind, NounPhrase
from streams.extract.clauses.groups import is_act
from streams.extract.clauses.passage import Passage
from streams.extract.words.word import bare

_REBELS = ("متمرد", "المتمرد")
"""How the words for those begin who fight a state as its other side."""
_UNKNOWN = "مجهول"
_SILENCE = frozenset({"صمت", "تقاعس", "تخاذل", "عجز", "تغاضي", "تواطو", "لامبالاه"})
_WORLDWIDE = frozenset({"الدولي", "العالمي"})
SILENCE_SPAN = 3
"""Words behind a silence in which the world is named whose it is."""
FROM_SPAN = 3
"""Words between a thing and whom it comes from; further on, من counts the victims."""
_ISSUED = frozenset({"صادر", "صادره", "الصادر", "الصادره", "الصادرين", "صدر", "صدرت"})
"""Words before "from" whose thing comes from whom it names: statements issued by."""
_TIES = ("مرتبط", "صله", "علاقه")
"""How the words before ب begin that tie a firm or a ship to a side."""
_UNDERTAKING = frozenset(
    {"قام", "أقدم", "أصر", "استمر", "واصل", "لجأ", "حاول", "سمح", "سعى", "شرع", "تورّط", "رفض"}
)
"""Verbs whose masdar has in the genitive who does what stands behind it."""

_RULING = frozenset({"repression", "arrest", "verdict", "trial", "detention", "torture"})
"""Classes of what only those who rule a land do there."""
_RULED = _RULING | {"rights"}
RIGHTS_SPAN = 6
"""Words of a thing in which stands that it is of rights, or of such doings: the wave of arrests."""
_TELLING = frozenset({"bill", "decision", "persons", "protesters", "demonstration"})
"""Classes of what a relative clause tells the aim of; a ship raises the flag of its land."""
_PROVIDES = frozenset({"ينص", "تنص", "ينصان", "تنصان", "نصت"})
"""Verbs of what a text says is to be done, which the dictionary has as nouns only."""

_STANDS = frozenset(
    {"رفض", "أيّد", "عارض", "صوّت", "قبل", "وافق", "اعترض", "انتقد", "أدان", "دان", "رحّب", "دعم",
     "استنكر", "ندّد", "شجب", "تحفّظ"}
)  # fmt: skip
"""Verbs of those who judge what another did or put forward."""


def is_undertaking(passage: Passage, at: int) -> bool:
    """Return whether the genitive of the noun at ``at`` does what follows: the setting about."""
    return any(a.pos == "masdar" and a.lemma in _UNDERTAKING for a in passage.words[at].nouns)


def comes_elsewhere(passage: Passage, phrase: NounPhrase, first: int) -> bool:
    """Return whether "from" before ``phrase`` is about another thing than that at ``first``."""
    if phrase.preposition == "عن":
        return passage.keys[phrase.first - 2] not in _ISSUED
    if _are_people(passage, phrase.first - 1):
        return False  # five of the members of the council
    return phrase.preposition == "من" and phrase.first - first > FROM_SPAN


def is_told_of(passage: Passage, first: int, named: NounPhrase) -> bool:
    """Return whether a relative clause without a relative word tells of the thing at ``first``.

    Whom it names is what a draft is about or against whom people came out, not whose they are;
    behind a verb that takes the thing up by a pronoun he is its doer.
    """
    people = passage.covered.get(first)
    of_people = people is not None and people.kind is Kind.UNKNOWN
    if not of_people and passage.words[first].noun_classes.isdisjoint(_TELLING):
        return False
    for at in range(first + 1, named.first - (named.kind is Kind.ATTRIBUTE)):
        before, name, head = (
            passage.words[at - 1],
            passage.covered.get(at - 1),
            passage.heads.get(at),
        )
        own = head is not None and head.form == "verb" and not head.analysis.enclitic
        told = own or passage.keys[at] in _PROVIDES
        if not told or before.definite or passage.words[at].conjoined:
            continue
        if (before.nouns and name is None) or (name is not None and name.kind is Kind.UNKNOWN):
            return True
    return False


def is_tied(passage: Passage, phrase: NounPhrase, first: int, *, blamed: bool) -> bool:
    """Return whether the noun at ``first`` is of a side that is named behind another preposition.

    So are members in a parliament, ships with links to Israel and, unless they are ``blamed``,
    relations with Russia.
    """
    if phrase.preposition == "في":
        return _are_people(passage, first)
    if phrase.preposition == "ب":
        return passage.keys[phrase.first - 1].removeprefix("ال").startswith(_TIES)
    return not blamed and _is_shared(passage, phrase, first)


def _is_shared(passage: Passage, phrase: NounPhrase, first: int) -> bool:
    """Return whether the thing at ``first`` is one with ``phrase``: the relations with Russia."""
    if phrase.preposition != "مع":
        return False
    if phrase.first - first < FROM_SPAN:
        return True
    ties = any("relations" in w.noun_classes for w in passage.words[first : phrase.first])
    return ties and not is_act(passage, first)  # the depth of them, not what is to be made of them


def _are_people(passage: Passage, at: int) -> bool:
    """Return whether the noun at ``at`` is of persons, or of members."""
    word = passage.words[at]
    return "persons" in word.noun_classes or word.has("quantifier")


def is_band(passage: Passage, phrase: NounPhrase) -> bool:
    """Return whether gunmen of no name are told by where they struck: terrorists in Chad."""
    if is_unknown(phrase):
        return True
    named = (phrase.entity or "").startswith("group:") or phrase.head.startswith(_REBELS)
    if phrase.sector != "REB" or named:
        return False
    return "في" in passage.keys[phrase.first : phrase.last]


def is_unknown(phrase: NounPhrase) -> bool:
    """Return whether a phrase says of who did it only that nobody knows them."""
    return phrase.head.startswith(_UNKNOWN)


def is_silence(passage: Passage, at: int) -> bool:
    """Return whether the world's silence is at ``at``: what it is silent about blames nobody.

    The silence of the international community, (the) international inaction.
    """
    if bare(passage.keys[at]) not in _SILENCE:
        return False
    behind = passage.words[at + 1 : at + 1 + SILENCE_SPAN]
    return any(word.has("world", "worldwide") or word.key in _WORLDWIDE for word in behind)


def is_of_rulers(passage: Passage, first: int) -> bool:
    """Return whether the noun at ``first`` is what only those who rule do: the verdicts of."""
    return bool(passage.words[first].noun_classes & _RULING)


def is_ruled_there(passage: Passage, first: int, phrase: NounPhrase) -> bool:
    """Return whether the thing from ``first`` is what the rulers of a land do or let be in it.

    The repression in, the state of human rights in, the deterioration of freedoms in.
    """
    if not phrase.country:
        return False
    words = passage.words
    if is_of_rulers(passage, first):
        return True
    told = words[first : min(phrase.first, first + RIGHTS_SPAN)]
    return phrase.preposition == "في" and any(w.noun_classes & _RULED for w in told)


def takes_stand(passage: Passage, at: int) -> bool:
    """Return whether a relative clause at ``at`` tells who is for or against: that X voted for."""
    if not passage.words[at].has("relative") or passage.keys[at].endswith("ما"):
        return False
    verb = passage.heads.get(at + 1)
    return verb is not None and verb.form == "verb" and verb.analysis.lemma in _STANDS
