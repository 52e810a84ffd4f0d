"""A text with what the reading rests on marked in it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

MOST = 60_000
"""Characters of a text that a page shows; longer ones end with three dots."""


@dataclass(frozen=True, slots=True)
class Segment:
    """A run of a text; marked where it is the evidence of an event."""

    text: str
    event: Mapping[str, Any] | None = None


def segments(text: str, events: Iterable[Mapping[str, Any]], field: str = "text") -> list[Segment]:
    """Return ``text`` in runs that give it back when joined, the mentions of ``events`` marked.

    Offsets are code points of the text as given. Of mentions that overlap the first stays.

    >>> told = {"mentions": [{"start": 2, "end": 4, "field": "text"}]}
    >>> [(s.text, s.event is not None) for s in segments("abcdef", [told])]
    [('ab', False), ('cd', True), ('ef', False)]
    """
    cut, known = text[:MOST], list(events)
    spans = sorted(
        (int(mention["start"]), int(mention["end"]), number)
        for number, event in enumerate(known)
        for mention in event.get("mentions", ())
        if mention.get("field", "text") == field
    )
    found, at = [], 0
    for start, end, number in spans:
        if start < at or end > len(cut) or start >= end:
            continue
        if start > at:
            found.append(Segment(cut[at:start]))
        found.append(Segment(cut[start:end], known[number]))
        at = end
    if at < len(cut):
        found.append(Segment(cut[at:]))
    if len(text) > MOST:
        found.append(Segment("…"))
    return found
