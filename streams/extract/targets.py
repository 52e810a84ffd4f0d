"""Where the other side of an act stands: the roles of a frame, resolved in a clause."""

from collections.abc import Iterable
from dataclasses import dataclass

from streams.extract.arguments import Arguments, Group, group_at
from streams.extract.clauses import Head, Passage
from streams.extract.phrases import Kind, NounPhrase
from streams.lexicon.triggers import Frame

COMPLEMENT_SPAN = 12
"""Words after a trigger in which the noun that it demands may stand."""
ADJECTIVE_SPAN = 4
_NAMED = frozenset({Kind.ACTOR, Kind.ATTRIBUTE, Kind.PLACE})


@dataclass(frozen=True, slots=True)
class Filled:
    """The phrases found for a role, and the role."""

    group: tuple[NounPhrase, ...]
    role: str


def find_complement(passage: Passage, head: Head, frame: Frame, end: int) -> int | None:
    """Return the token of the noun that ``frame`` demands, or None where it is not there.

    A demanded object is not governed by a preposition; a demanded ``prep:`` noun follows its own.
    """
    _, _, wanted = frame.complement_role.partition(":")
    limit = min(end, head.at + COMPLEMENT_SPAN)
    for at in range(head.at + 1, limit):
        if frame.complement not in passage.words[at].noun_classes:
            continue
        if governing_preposition(passage, at) == (wanted or None):
            return at
    return None


def governing_preposition(passage: Passage, at: int) -> str | None:
    """Return the folded preposition of the noun at ``at``, attached or just before, else None."""
    word = passage.words[at]
    for analysis in word.nouns:
        if analysis.preposition:
            return analysis.preposition
    before = passage.word(at - 1)
    if before is not None and before.has("preposition"):
        return before.key[1:] if before.conjoined else before.key
    return None


def fill(
    passage: Passage, head: Head, frame: Frame, arguments: Arguments, complement: int | None
) -> Filled | None:
    """Return the first role of ``frame`` that names a side; None where none does."""
    for role in frame.roles:
        if role == "none":
            return Filled((), role)
        place, _, preposition = role.rpartition("prep:")
        if role.startswith("complement"):
            if complement is None:
                continue
            group = _beside(passage, complement, arguments.end, role.partition(".")[2])
        elif place == "" and preposition and role.startswith("prep:"):
            group = prepositional(passage, head.at + 1, arguments.end, preposition)
        elif role == "object":
            group = _object(passage, head, arguments)
        elif role == "clause":
            group = _clause_subject(passage, arguments.end)
        else:
            group = _beside(passage, head.at, arguments.end, role)
        if group:
            return Filled(tuple(group), role)
    return None


def prepositional(passage: Passage, first: int, end: int, preposition: str) -> Group:
    """Return the first actor group in ``[first, end)`` governed by ``preposition``."""
    wanted = {"إلى": "الي", "على": "علي"}.get(preposition, preposition)
    for phrase in passage.between(first, end):
        if phrase.preposition == wanted and phrase.kind in {Kind.ACTOR, Kind.WORLD, Kind.PLACE}:
            return group_at(passage, phrase)
        if phrase.kind is Kind.ANAPHOR and phrase.preposition == wanted:
            return [phrase]
    return []


def _object(passage: Passage, head: Head, arguments: Arguments) -> Group:
    if arguments.objects and arguments.objects[0][0].kind is not Kind.UNKNOWN:
        return arguments.objects[0]
    if head.analysis.enclitic and head.form == "verb":
        first = arguments.subject[0] if arguments.subject else None
        return referent(passage, head.at, head.analysis.enclitic, first)
    return []


def referent(passage: Passage, at: int, pronoun: str, other_than: NounPhrase | None) -> Group:
    """Return the latest actor before ``at`` that a pronoun such as ``3fs`` can mean."""
    gender = "f" if "f" in pronoun else "m"
    for phrase in reversed(passage.between(passage.first, at)):
        if phrase.kind is not Kind.ACTOR or phrase.gender not in {gender, None}:
            continue
        if other_than is None or phrase.code != other_than.code:
            return [phrase]
    return []


def _beside(passage: Passage, at: int, end: int, role: str) -> Group:
    """Return the actors beside the noun at ``at``: genitive, adjective, between or a preposition."""
    if role == "genitive":
        return genitive(passage, at, end)
    if role == "adjective":
        return adjectives(passage, at, end)
    if role == "between":
        return prepositional(passage, at + 1, end, "بين")
    if role.startswith("prep:"):
        return prepositional(passage, at + 1, end, role[5:])
    return []


def genitive(passage: Passage, at: int, end: int) -> Group:
    """Return the actors in the genitive right after the noun at ``at`` (the visit of the king)."""
    phrase = passage.covered.get(at + 1) if at + 1 < end else None
    if phrase is None or phrase.first != at + 1 or phrase.preposition is not None:
        return []
    if phrase.kind is Kind.ATTRIBUTE:
        return []
    return group_at(passage, phrase)


def adjectives(passage: Passage, at: int, end: int) -> Group:
    """Return the nationalities that qualify the noun at ``at``, two for a shared noun."""
    found: Group = []
    for place in range(at + 1, min(end, at + 1 + ADJECTIVE_SPAN)):
        phrase = passage.covered.get(place)
        if phrase is None:
            if found or not passage.words[place].has("content"):
                break
            continue
        if phrase.kind is not Kind.ATTRIBUTE or (phrase.preposition and not found):
            break
        if phrase.first == place:
            found.append(phrase)
    return found


def _clause_subject(passage: Passage, at: int) -> Group:
    """Return the subject of the clause that a complementizer at ``at`` opens."""
    if at >= passage.last or not passage.words[at].has("complementizer"):
        return []
    phrase = passage.covered.get(at + 1)
    if phrase is None or phrase.first != at + 1 or phrase.kind is not Kind.ACTOR:
        return []
    return group_at(passage, phrase)


def owners(passage: Passage, first: int, end: int, skip: Iterable[str] = ()) -> Group:
    """Return the first side that the noun phrase from ``first`` belongs to or comes from.

    Genitives, nationalities and ل-phrases count; a preposition in ``skip`` marks who suffers.
    """
    skipped = frozenset(skip)
    for phrase in passage.between(first, end):
        if phrase.kind not in _NAMED or phrase.code is None:
            continue
        if phrase.preposition in skipped or (phrase.kind is Kind.PLACE and phrase.preposition):
            continue
        return group_at(passage, phrase) if phrase.kind is Kind.ACTOR else [phrase]
    return []
