"""The place of an actor phrase in its clause: what governs it, what it is joined to."""

from collections.abc import Sequence

from streams.extract.actors.phrases import Kind, NounPhrase
from streams.extract.words.act_names import opens_act
from streams.extract.words.function_words import COUNTS, FULL_STOPS
from streams.extract.words.word import Word, bare

SHORTEST_OWNED = 4
"""Letters of a noun with its pronoun, at the least."""
_QUOTES = frozenset({"«", '"'})
"""Marks that open a name as newsrooms write it: by «the Front»."""
_BETWEEN = "بين"
_BANDS = ("group:", "body:")
"""How the keys of those begin who are nowhere: movements, the UN."""
BAND_SPAN = 9
"""Words from "between" to the second of two, where the first is told with its land."""
_CAPITAL = "عاصمه"
_CLITIC_PREPOSITIONS = ("ب", "ل", "ك")
_MEMBERS = frozenset({"عضو", "عضوا", "اعضاء", "فصيل", "فصيلا"})
"""Those who are of the body that "in" tells: members in the parliament, a faction in the front."""
_ALL_MEMBERS = "اعضاء"
_BOARDS = frozenset({"لجنه", "مجلس", "مكتب", "هييه", "وفد", "كتله", "فريق"})
"""Nouns between "members" and the body that they are of: of the committee of."""
_WITHIN = frozenset({"في", "خلال", "عبر"})
_TALKS = frozenset({"meeting", "statement", "message", "contact"})
"""Classes of nouns for where words are spoken: in a talk on television."""
_OCCASIONS = frozenset({"meeting", "talks"})
"""Classes of nouns for what brings sides together."""
_BESIDES = frozenset({"بالاضافه", "وبالاضافه", "اضافه", "استنادا", "نسبه", "نظرا"})
"""Words that make one preposition with the "to" after them: in addition to is no direction."""
ANSWERING = frozenset({"ردا", "احتجاجا", "بناء", "علاوه", "وردا", "وبناء", "وعلاوه", "عقابا"})
"""Words that make one preposition with the "on" after them: in answer to is no attack on."""
SOURCES = frozenset({"مصدر", "ومصدر", "مصادر", "ومصادر"})
"""Nouns whose office speaks with them: a source, responsible at the ministry."""
_BEFORE_VERBS = ("opener", "negator", "future", "emphatic", "mark", "question", "relative")
"""Classes of the words after which a clause begins with its verb."""


def attach(phrase: NounPhrase, proclitics: str) -> None:
    """Write the proclitics of a phrase into it: conjunction, preposition."""
    phrase.joined = phrase.conjoined = proclitics[:1] in {"و", "ف"}
    for preposition in _CLITIC_PREPOSITIONS:
        if preposition in proclitics:
            phrase.preposition = preposition


def place(
    phrase: NounPhrase,
    before: NounPhrase | None,
    words: Sequence[Word],
    first: int,
    *,
    title: bool,
) -> None:
    """Write into ``phrase`` what governs it: a preposition, a noun before it, the phrase before.

    ``first`` is where the sentence begins. A text may begin with an unknown verb, a title not.
    """
    at = phrase.first
    head = words[at].key
    phrase.nominative = head.endswith("ون") or (phrase.role and head.endswith("وا"))
    if at == first:
        phrase.joined = False
    if at == first or _place_capital(phrase, before, words, first):
        return
    at = _behind_brother(phrase, words, _before_count(words, at, first), first)
    if before is not None and _join(phrase, before, words, at, first):
        return
    phrase.joined = False
    if phrase.preposition is not None:
        return
    if at < phrase.first:
        phrase.preposition = words[at].clitic or _brotherly(words[at])
    if phrase.preposition is not None or at == first:
        return
    _govern(phrase, at, before, words, first, title=title)


def _govern(  # noqa: PLR0913
    phrase: NounPhrase,
    at: int,
    before: NounPhrase | None,
    words: Sequence[Word],
    first: int,
    *,
    title: bool,
) -> None:
    """Write into ``phrase`` the preposition or the noun that stands before the word at ``at``."""
    previous = words[at - 1]
    quoted = previous.key in _QUOTES and at - 1 > first and phrase.code is not None
    phrase.preposition = _preposition(words, at - 1 - quoted, first)
    if phrase.preposition == "من" and "quantifier" in words[at - 2].classes:
        phrase.gender = None  # a number of the parties: the verb agrees with the number
        if words[at - 1].key == "في" and phrase.kind is Kind.PLACE:
            phrase.kind = Kind.ACTOR
    if phrase.preposition is None:
        completes = at == phrase.first and _completes(words, at, before, first, title=title)
        completes = completes and not _is_behind_statement(phrase, words, first)
        ground = previous.has("place", "agent") and not (previous.definite and phrase.role)
        ground = ground or (quoted and words[at - 2].has("agent"))
        phrase.genitive = ground or completes
    if "place" in previous.classes and not phrase.role:
        _locate(phrase, previous)


def _place_capital(
    phrase: NounPhrase, before: NounPhrase | None, words: Sequence[Word], first: int
) -> bool:
    """Make a place of the name of a capital told by its land, if it is one: the Lebanese capital X.

    What governs it stands before "the capital".
    """
    if before is None or before.kind is not Kind.ATTRIBUTE or before.last != phrase.first:
        return False
    seat = before.first - 1
    if phrase.role or phrase.code != before.code or bare(words[seat].key) != _CAPITAL:
        return False
    governor = _preposition(words, seat - 1, first) if seat > first else None
    phrase.kind, phrase.genitive, phrase.joined = Kind.PLACE, True, False
    phrase.preposition = words[seat].clitic or governor
    return True


def _locate(phrase: NounPhrase, previous: Word) -> None:
    """Make a place of a phrase after a word of place; of a nationality only if that is land."""
    if phrase.kind is not Kind.ATTRIBUTE:
        phrase.kind = Kind.PLACE
    elif "territory" in previous.classes:
        phrase.kind, phrase.genitive = Kind.PLACE, True  # the Yemeni lands


def _preposition(words: Sequence[Word], at: int, first: int) -> str | None:
    """Return the preposition at ``at``, with the word before it one that means something else."""
    word = words[at]
    before = words[at - 1].key if at > first else ""
    if "preposition" not in word.classes:
        return None
    key = word.key[1:] if word.conjoined else word.key
    if key == "من" and before in {"لكل", "بكل"}:
        return before[0]
    if key == "في" and at > first and bare(before) in _MEMBERS:
        key = "من"  # members in the parliament are of it
    if key == "من" and at > first and words[at - 1].has("quantifier"):
        counted = _preposition(words, at - 2, first) if at - 2 >= first else None
        if counted is not None or before == "كل":
            return counted  # talks with a number of the ministers, each of X and Y (said)
    if key == "علي" and before in ANSWERING:
        return "ردا"
    return "بالاضافه" if key == "الي" and before in _BESIDES else key


def _completes(
    words: Sequence[Word], at: int, before: NounPhrase | None, first: int, *, title: bool
) -> bool:
    """Return whether the word before the phrase at ``at`` is a noun that has it as its genitive."""
    previous = words[at - 1]
    if previous.key in SOURCES or not previous.content or previous.definite:
        return False
    if _governs(words, at - 1, first) and not (title and opens_act(words, first, at - 1)):
        return False
    if is_owned(previous) or _is_margin(words, at - 1):
        return False
    spot = words[at - 2] if at - 2 >= first else previous
    if spot.noun_classes & _OCCASIONS and not spot.definite and is_adjective(previous):
        return False  # a closed meeting (brought together) the ministers
    if previous.nameless and spot.has("place") and not spot.has("preposition"):
        return False  # in the airport of Heathrow (a citizen)
    adjacent = before is not None and before.last == at
    if before is not None and before.last == at - 1 and _is_imperfect(previous):
        adjacent = True
    opening = at == first + 1 and not previous.nouns and not title
    return not adjacent and not opening


def is_adjective(word: Word) -> bool:
    """Return whether ``word`` can be the adjective of an indefinite noun before it: no noun."""
    if not word.content or word.definite or word.verbal or word.clitic or word.conjoined:
        return False
    return all(a.pos not in {"noun", "masdar"} for a in word.nouns)


def _is_behind_statement(phrase: NounPhrase, words: Sequence[Word], first: int) -> bool:
    """Return whether ``phrase`` follows "in a statement", as no part of it.

    Behind an adjective it is none, and states do not make statements: their ministries do.
    """
    at = phrase.first
    near = "statement" in words[at - 1].classes
    told = at - 1 if near else at - 2
    if told <= first or words[told].definite:
        return False
    talk = not near and words[told].noun_classes & _TALKS and words[at - 1].key.endswith("ي")
    if "statement" not in words[told].classes and not talk:
        return False
    state = (phrase.entity or "").startswith("country:") and not phrase.role
    return words[told - 1].key in _WITHIN and (state or not near)


def is_owned(word: Word) -> bool:
    """Return whether a noun has a pronoun as its genitive and takes no other: in his office."""
    return bool(word.nouns) and all(a.enclitic for a in word.nouns)


def _is_margin(words: Sequence[Word], at: int) -> bool:
    """Return whether an unknown noun behind a preposition has a pronoun: on its margins."""
    word = words[at]
    if at == 0 or not word.nameless or not words[at - 1].has("preposition"):
        return False
    return len(word.key) > SHORTEST_OWNED and word.key.endswith(("ها", "هما"))


def _behind_brother(phrase: NounPhrase, words: Sequence[Word], at: int, first: int) -> int:
    """Return where "his brother" stands that rulers call each other before an office, else ``at``.

    What governs and joins it governs and joins the phrase: to his brother the king.
    """
    if at - 1 <= first or "brother" not in words[at - 1].classes:
        return at
    phrase.joined = phrase.conjoined = words[at - 1].conjoined
    return at - 1


def _brotherly(word: Word) -> str | None:
    """Return the preposition written onto "his brother", None where none is or it is no such."""
    letter = word.key.removeprefix("و")[:1]
    return letter if letter in _CLITIC_PREPOSITIONS and word.has("brother") else None


def _before_count(words: Sequence[Word], at: int, first: int) -> int:
    """Return where the number before the phrase at ``at`` begins: what governs it governs both.

    So with the members of it or of its board: with the members of the committee of.
    """
    if at - 1 > first and bare(words[at - 1].key) in _BOARDS and _are_members(words[at - 2]):
        return at - 2
    while at - 1 >= first and not words[at - 1].classes.isdisjoint(COUNTS):
        at -= 1
    return at - (at - 1 > first and _are_members(words[at - 1]))


def _are_members(word: Word) -> bool:
    """Return whether ``word`` is "members", with or without a preposition written onto it."""
    return word.key.removeprefix(word.clitic) == _ALL_MEMBERS


def _join(
    phrase: NounPhrase, before: NounPhrase, words: Sequence[Word], start: int, first: int
) -> bool:
    """Tie ``phrase`` to the one before it where و does; return whether its place is settled.

    ``start`` is where the number before the phrase stands, else where it begins itself.
    """
    at, opening = phrase.first, words[start]
    previous = words[start - 1] if start > first else opening
    if previous.key in FULL_STOPS:
        return False  # the next sentence of a quotation
    if "number" in opening.classes and opening.conjoined and before.last == at - 1:
        phrase.joined = True
    if phrase.joined and before.last >= at - 1:
        if phrase.preposition is not None:
            return True  # "and to": its own
        between = any(word.key == _BETWEEN for word in words[max(first, at - BAND_SPAN) : at])
        if between and before.kind is Kind.PLACE and (phrase.entity or "").startswith(_BANDS):
            phrase.preposition = _BETWEEN  # between the government in X and the movement
            return True
        phrase.preposition, phrase.genitive = before.preposition, before.genitive
        if before.kind is Kind.PLACE and phrase.kind is Kind.ACTOR and not phrase.role:
            phrase.kind = Kind.PLACE
        return True
    opposed = previous.key == "مع" and before.preposition == "بين" and not before.joined
    if (previous.key == "و" or opposed) and before.last == at - 1:  # between A with B: and B
        phrase.joined, phrase.preposition = True, before.preposition
        phrase.genitive = before.genitive
        return True
    return False


def _is_imperfect(word: Word) -> bool:
    """Return whether a word between two actors is a verb by its prefix: A hands B planes."""
    return any(a.aspect == "imperfect" for a in word.verbs)


def _governs(words: Sequence[Word], at: int, first: int) -> bool:
    """Return whether the word at ``at`` is a verb, a participle or an adverb: no construct."""
    word = words[at]
    before = words[at - 1] if at > first else None
    if word.verbal:
        opened = before is None or before.has(*_BEFORE_VERBS)
        if before is not None and before.has("complementizer"):
            opened = any(a.aspect == "imperfect" for a in word.verbs)
        if not word.nouns or opened or word.conjoined:
            return True
    participle = any(a.pos == "active_participle" for a, _ in word.noun_frames)
    return word.key.endswith("يا") or (participle and word.key.endswith(("ا", "ه", "ين")))
