"""What was agreed at a meeting whose sides are told: it was agreed, in talks of A with B, to."""

from collections.abc import Iterator, Sequence

from streams.extract.candidates import Candidate
from streams.extract.clauses.passage import Head, Passage
from streams.extract.subjects.arguments import Arguments
from streams.extract.subjects.attempt import Attempt
from streams.extract.targets.roles import Filled

_AGREEMENT, _AGREED_ON = "اتفق", "agree-on"
"""The lemma, and how the name of its widest frame begins."""
_CAME_ABOUT = frozenset({"تم", "جرى"})
"""Verbs of what came about: (an agreement) was reached."""
REACH = 8
"""Words between such a verb and the agreement."""
_ON = "علي"


def agreed_there(passage: Passage, told: Sequence[Candidate]) -> Iterator[tuple[Attempt, Filled]]:
    """Yield the agreement of a sentence that names no sides, as one of the sides that met there.

    ``told`` are the acts of the sentence.
    """
    met = [c for c in told if c.frame.event_type == "CONSULT" and c.status == "actual"]
    if not met or len({frozenset((c.source.code, c.target and c.target.code)) for c in met}) != 1:
        return  # most sentences
    agreed = {c.at for c in told if c.frame.event_type == "AGREE"}
    for at in passage.order:
        head, first = passage.heads[at], met[0]
        if head.analysis.lemma != _AGREEMENT or at in agreed or not _came_about(passage, head):
            continue
        if first.target is None or _ON not in passage.keys[at + 1 : passage.last]:
            continue
        frame = next((f for f in head.senses() if f.id.startswith(_AGREED_ON)), None)
        if frame is None:
            continue
        arguments = Arguments([first.source], "meeting", [], passage.last)
        attempt = Attempt(
            passage, head, frame, arguments, "masdar.meeting", "actual", None, [first.source]
        )
        yield attempt, Filled((first.target,), "shared")


def _came_about(passage: Passage, head: Head) -> bool:
    """Return whether the agreement ``head`` is the subject of a verb that it came about."""
    if head.form == "verb" or not passage.words[head.at].definite:
        return False
    verb = passage.last_verb(head.at)
    if verb is None or verb.analysis.lemma not in _CAME_ABOUT:
        return False
    past = verb.analysis.aspect == "perfect" and not passage.words[verb.at - 1].has("negator")
    return past and head.at - verb.at <= REACH
