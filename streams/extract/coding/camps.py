"""The camps of those who act together against others: A and B on one side, C on the other."""

from streams.extract.clauses.groups import Group
from streams.extract.clauses.relations import ends_side
from streams.extract.subjects.attempt import Attempt


def camps(attempt: Attempt) -> tuple[Group, Group]:
    """Return the parties of a joint act in two camps; the first alone where none are told."""
    sources = attempt.sources
    for place in range(1, len(sources)):
        if ends_side(attempt.passage, sources[place - 1]):
            return sources[:place], sources[place:]
    return sources[:1], sources[1:]
