"""What a pronoun judges again that the sentence has judged before: condemned, and welcomed it."""

from collections.abc import Sequence

from streams.extract.candidates import Candidate
from streams.extract.subjects.attempt import Attempt
from streams.extract.targets.roles import JUDGING, Filled

_IT = frozenset({"به", "بها", "منه", "منها", "له", "لها", "عليه", "عليها"})


def judged_again(attempt: Attempt, told: Sequence[Candidate]) -> Filled | None:
    """Return whose act the verb before judged, where the pronoun of ``attempt`` means it again.

    ``told`` are the acts of the sentence so far.
    """
    judges = attempt.frame.event_type in JUDGING and attempt.head.form == "verb"
    if not (judges and told and _has_pronoun(attempt)):
        return None  # most attempts
    passage, own = attempt.passage, attempt.sources[0].code
    before = [c for c in told if c.at < attempt.at and c.frame.event_type in JUDGING]
    before = [c for c in before if passage.is_verb(c.at) and c.source.code != own]
    judged = [c.target for c in before if c.at == before[-1].at]
    others = tuple(p for p in judged if p is not None and p.code != own)
    if others or not judged or attempt.frame.event_type != "ACCUSE":
        return Filled(others, "again") if others else None
    return Filled((), "unnamed") if None in judged else None


def _has_pronoun(attempt: Attempt) -> bool:
    """Return whether the verb has "it" written onto it, or right behind it."""
    if attempt.head.analysis.enclitic in {"3ms", "3fs"}:
        return True
    return not _IT.isdisjoint(attempt.passage.keys[attempt.at + 1 : attempt.at + 2])
