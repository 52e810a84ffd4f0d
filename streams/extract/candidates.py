"""Event candidates of a sentence, and what became of those that were dropped."""

from dataclasses import dataclass

from schemas.event import Status
from schemas.text import Field
from streams.extract.actors.phrases import NounPhrase
from streams.extract.clauses.passage import Passage
from streams.lexicon.triggers import Frame


@dataclass(frozen=True, slots=True)
class Candidate:
    """One act as one place of the text tells it. Indices are of the field's tokens."""

    field: Field
    sentence: int
    at: int
    """The trigger."""
    first: int
    last: int
    """The span that shows the act."""
    frame: Frame
    construction: str
    """Form of the trigger, how its subject was found, role that gave the target."""
    source: NounPhrase
    target: NounPhrase | None
    status: Status
    claimed_by: str | None

    @property
    def target_left_open(self) -> bool:
        """Return whether this place names no target though the act has one (a condemned attack)."""
        return self.construction.endswith("unnamed")

    @property
    def rule(self) -> str:
        """Return the name under which an event reports this reading."""
        return f"{self.frame.id}/{self.construction}"

    def dropped(self, reason: str) -> "Dropped":
        """Return its trigger as one that gives no event for ``reason``."""
        return Dropped(self.field, self.sentence, self.at, self.frame.id, reason)


@dataclass(slots=True)
class Dropped:
    """A trigger that gave no event, and why."""

    field: Field
    sentence: int
    at: int
    frame: str
    reason: str


def have_met(told: list[Candidate], source: NounPhrase, target: NounPhrase | None) -> bool:
    """Return whether a candidate of ``told`` has two sides meet, whichever way."""
    sides = {source.code, target.code if target is not None else None}
    return any(
        c.frame.event_type == "CONSULT"
        and {c.source.code, c.target.code if c.target else None} == sides
        for c in told
    )


EVIDENCE_SPAN = 25
"""Tokens of a sentence that a mention shows at most on each side of its trigger."""


def evidence(
    passage: Passage, at: int, source: NounPhrase, target: NounPhrase | None
) -> tuple[int, int]:
    """Return the tokens ``[first, last)`` that show an act: trigger and sides in its sentence."""
    first, last = at, at + 1
    for phrase in (source, target):
        if phrase is None or not passage.first <= phrase.first < phrase.last <= passage.last:
            continue
        if passage.covered.get(phrase.first) is None and not phrase.generic:
            continue  # a phrase of another sentence
        if at - EVIDENCE_SPAN < phrase.first:
            first = min(first, phrase.first)
        if phrase.last < at + EVIDENCE_SPAN:
            last = max(last, phrase.last)
    return first, last


def has_hit(told: list[Candidate], source: NounPhrase, _: NounPhrase | None) -> bool:
    """Return whether a candidate of ``told`` is an act of coercion of ``source`` on another."""
    return any(
        c.frame.event_type == "COERCE"
        and c.source.code == source.code
        and c.target is not None
        and c.target.code != source.code
        for c in told
    )
