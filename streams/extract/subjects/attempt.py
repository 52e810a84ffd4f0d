"""One frame tried on one trigger: all that its rules look at."""

from dataclasses import dataclass, field
from typing import Self

from schemas.event import Status
from streams.extract.clauses.groups import Group
from streams.extract.clauses.passage import Head, Passage
from streams.extract.subjects.arguments import Arguments
from streams.lexicon.triggers import Frame


@dataclass(slots=True)
class Attempt:
    """A trigger, the frame tried on it, and the clause around it."""

    passage: Passage
    head: Head
    frame: Frame
    arguments: Arguments
    construction: str
    """Form of the trigger and how its subject was found."""
    status: Status
    complement: int | None
    """Token of the noun that the frame demands."""
    sources: Group
    """Subjects with a code."""

    at: int = field(init=False)
    """The token of the trigger."""

    def __post_init__(self) -> None:
        """Take over where the trigger stands, which nearly every rule asks."""
        self.at = self.head.at

    def acted_by(self, sources: Group) -> Self:
        """Return the attempt with ``sources`` as who acts; itself where they are its own."""
        if sources is self.sources:
            return self
        return type(self)(
            self.passage, self.head, self.frame, self.arguments,
            self.construction, self.status, self.complement, sources,
        )  # fmt: skip
