"""What a relative clause hangs on: the phrase before "that", the noun before its verb."""

from streams.extract.actors.phrases import Kind, NounPhrase
from streams.extract.clauses.groups import OF_MEN, PEOPLE, Group, agrees
from streams.extract.clauses.passage import Head, Passage
from streams.extract.words.function_words import COMMAS, OPENING_MARKS, WITHIN_IT
from streams.extract.words.word import Word

_PERSONAL = WITHIN_IT | {"له", "لها", "لهم", "معه", "معها", "معهم"}
"""Prepositions with a pronoun that mean another than the antecedent: who assured him of."""
_ANY = frozenset({"اي", "كل"})
"""Words before one noun that stands for all of its kind."""
_STATES = frozenset({"دول", "دوله", "دولا", "بلدان"})
_BEFORE_VERBS = frozenset({"emphatic", "past", "also", "negator"})
"""Classes of what may stand between "that" and its verb."""
_MATTERS = frozenset({"الامر", "والامر", "الشي"})
"""Nouns that stand for all that was told: a thing that angered Tokyo."""
STRIKE_SPAN = 3
"""Words between a strike and the nationality of who made it."""
_STRIKES = frozenset({"attack", "raid", "bombing", "missile", "bomb"})


def thing(at: int) -> NounPhrase:
    """Return the noun before ``at`` as a phrase that names no actor."""
    return NounPhrase(at - 1, at, Kind.UNKNOWN)


def antecedent(passage: Passage, head: Head) -> Group | None:
    """Return the phrase that a relative clause hangs on, an unknown one where it is no actor."""
    words, at = passage.words, _before_particles(passage, head.at - 1)
    if at >= passage.first and (singled := _singled_out(passage, at)) is not None:
        return [singled]
    if at < passage.first or "relative" not in words[at].classes:
        return _indefinite(passage, head)
    if takes_up_all(passage, at):
        return [thing(at)]
    bare = passage.keys[at] == "الذين" and at - 1 not in passage.covered
    if bare and any(a.number == "p" for a in passage.words[at - 1].nouns):
        return [thing(at)]  # the people who
    for phrase in reversed(passage.phrases):
        if phrase.last <= at and phrase.last >= at - 2:
            between = passage.words[phrase.last : at]
            if any(word.clitic or _is_act(word) for word in between):
                break  # told Bonn of the raids, which: of the raids
            return [thing(at) if _qualifies(passage, phrase) else _people_of(passage, phrase, at)]
        if phrase.last < at - 2:
            break
    return [thing(at)]


def _people_of(passage: Passage, phrase: NounPhrase, at: int) -> NounPhrase:
    """Return whom the relative at ``at`` follows: people before a place (Kurds in Syria who)."""
    people = passage.covered.get(phrase.first - 2)
    within = phrase.kind is Kind.PLACE and phrase.preposition is not None
    if not within or people is None or passage.keys[at] != "الذين":
        return phrase
    return people if people.kind is Kind.ACTOR else phrase


def takes_up_all(passage: Passage, at: int) -> bool:
    """Return whether a relative at ``at`` is about all that was told: which angered Tokyo."""
    before, key = passage.keys[at - 1], passage.keys[at]
    if key == "ما":
        return before in COMMAS or before in {"هو", "وهو"}
    return key == "مما" or (key == "الذي" and before in _MATTERS)


def _before_particles(passage: Passage, at: int) -> int:
    """Return the place before the particles that end at ``at``, before a quotation mark too."""
    words = passage.words
    while at >= passage.first and (
        not words[at].classes.isdisjoint(_BEFORE_VERBS) or words[at].key == "قد"
    ):
        at -= 1
    if at > passage.first and passage.keys[at] in OPENING_MARKS and words[at - 1].has("relative"):
        return at - 1  # the settlers who "committed crimes"
    return at


def _is_act(word: Word) -> bool:
    """Return whether a word is an act, which no phrase before it has as its adjective."""
    return word.definite and any(a.pos == "masdar" for a in word.nouns)


def _singled_out(passage: Passage, at: int) -> NounPhrase | None:
    """Return the actor that a clause singles out at ``at``: that Chad is the one that (began)."""
    if at - 2 < passage.first or "pronoun" not in passage.words[at - 1].classes:
        return None
    if passage.keys[at] != "من" and not passage.words[at].has("relative"):
        return None
    phrase = passage.covered.get(at - 2)
    free = phrase is not None and phrase.kind is Kind.ACTOR and phrase.preposition is None
    return phrase if free else None


def _indefinite(passage: Passage, head: Head) -> Group | None:
    """Return the governed indefinite noun that a verb right after it goes on about.

    At the request of five states that called on Turkey: Arabic has no "that" there.
    """
    phrase = passage.covered.get(head.at - 1)
    if passage.words[head.at].conjoined:
        return None
    if phrase is None:
        strike = strike_before(passage, head, head.at)
        warned_of = strike is not None and passage.keys[strike - 1] == "من"
        of_any = head.at > passage.first + 1 and passage.keys[head.at - 2] in _ANY
        return [thing(head.at)] if warned_of or of_any else None
    if phrase.last != head.at:
        return None
    if phrase.kind is Kind.ATTRIBUTE:
        return _qualified(passage, head, phrase)
    governed = phrase.preposition is not None or phrase.genitive
    named = phrase.person is not None or not phrase.role
    words = passage.words[phrase.first : phrase.last]
    alone = head.analysis.number == "s" and not head.analysis.enclitic
    # Behind the death of soldiers (Turkey) shelled: their verb would be plural.
    apart = alone and _are_several_men(passage, phrase)
    if not governed or named or apart or any(word.definite for word in words):
        return None
    return [phrase] if agrees(head.analysis.gender, phrase) else None


def is_taken_up_before(passage: Passage, head: Head, after: list[Group]) -> bool:
    """Return whether a pronoun on the verb means the noun of no actor before: a missile X fired.

    The noun has no article, an adjective may stand behind it, and X stands right behind the verb.
    """
    pronoun = head.analysis.enclitic
    if pronoun not in {"3ms", "3fs"} or not after or after[0][0].first != head.at + 1:
        return False
    before = passage.word(head.at - 1)
    if before is None or head.at - 1 in passage.covered or passage.words[head.at].conjoined:
        return False
    if not (before.content and before.nouns) or before.definite or before.verbal:
        return False
    return (pronoun == "3fs") == before.key.endswith("ه")


def _are_several_men(passage: Passage, phrase: NounPhrase) -> bool:
    """Return whether a phrase means several men, behind whom a verb shows their number."""
    if not phrase.plural or phrase.gender == "f":
        return False
    head = passage.words[phrase.first]
    return head.key.endswith(OF_MEN) or not head.noun_classes.isdisjoint(PEOPLE)


def strike_before(passage: Passage, head: Head, end: int) -> int | None:
    """Return where the strike right before ``end`` stands that a verb of violence goes on about."""
    if "ASSAULT" not in head.event_types:
        return None  # most verbs
    for at in range(end - 1, max(passage.first, end - STRIKE_SPAN) - 1, -1):
        word = passage.words[at]
        if word.definite or not word.content or passage.is_verb(at):
            return None
        if not word.noun_classes.isdisjoint(_STRIKES):
            return at
    return None


def _qualified(passage: Passage, head: Head, nation: NounPhrase) -> Group | None:
    """Return whom a nationality qualifies: (five) European states called on, Turkish raids hit.

    In a title the raids are the subject of its sentence.
    """
    noun = passage.words[nation.first - 1]
    if passage.field != "title" and strike_before(passage, head, nation.first) is not None:
        return [nation.as_actor(nation.code)]
    if noun.definite or nation.first - 1 < passage.first or noun.key not in _STATES:
        return None
    group = NounPhrase(nation.first - 1, nation.last, Kind.ACTOR, nation.code, name=nation.name)
    return [group] if head.analysis.gender in {"f", None} else None


def _qualifies(passage: Passage, phrase: NounPhrase) -> bool:
    """Return whether a phrase is a nationality, or a name spelt like one after a definite noun."""
    if phrase.kind is Kind.ATTRIBUTE:
        return True
    before = passage.word(phrase.first - 1)
    alike = phrase.last == phrase.first + 1 and passage.keys[phrase.first].endswith("يه")
    return alike and not phrase.role and before is not None and before.definite


def is_bare_relative(passage: Passage, head: Head, after: list[Group]) -> bool:
    """Return whether a verb refers back to an indefinite noun right before it: raids X made."""
    if head.at == passage.first or not after:
        return False
    before = passage.words[head.at - 1]
    if not before.content or before.definite or before.verbal:
        return False
    if not (head.analysis.enclitic or is_called_for(passage, head, after)):
        return False
    return after[0][0].kind is Kind.ACTOR and agrees(head.analysis.gender, after[0][0])


def is_called_for(passage: Passage, head: Head, after: list[Group]) -> bool:
    """Return whether a preposition with a pronoun stands between a verb and its subject.

    What the clause hangs on is then what it tells of: the talks that X called for.
    """
    subject = after[0][0]
    if subject.first != head.at + 2 or subject.kind is not Kind.ACTOR:
        return False  # most verbs
    between = passage.words[head.at + 1]
    if not between.has("pronominal") or between.key in _PERSONAL:
        return False
    return agrees(head.analysis.gender, subject)


def before_aside(passage: Passage, at: int) -> list[NounPhrase]:
    """Return the phrase before a relative clause set off by commas, taken up at ``at``."""
    if "relative" not in passage.classes:
        return []
    for place in range(at - 2, passage.first, -1):
        if passage.words[place].has("relative") and passage.keys[place - 1] in COMMAS:
            return [
                p for p in passage.between(passage.first, place) if p.free and p.last == place - 1
            ]
    return []
