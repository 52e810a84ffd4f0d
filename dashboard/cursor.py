"""Where a listener is in the live topics: the ``id`` of every event of the stream."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

Place = tuple[str, int]
"""Topic and partition."""
_PLACE = re.compile(r"([a-z.]{1,60})/([0-9]{1,5})/(-1|[0-9]{1,18})")


@dataclass(frozen=True, slots=True)
class Cursor:
    """The last offset heard of each partition, -1 for none yet."""

    offsets: Mapping[Place, int]

    def moved(self, place: Place, offset: int) -> "Cursor":
        """Return the cursor after the record at ``offset``; it never goes back."""
        now = max(offset, self.offsets.get(place, -1))
        return Cursor({**self.offsets, place: now})

    def __str__(self) -> str:
        """Return the id: ``alerts/0/12,stories/0/345``."""
        return ",".join(f"{t}/{p}/{o}" for (t, p), o in sorted(self.offsets.items()))


def parse_cursor(text: str) -> Cursor | None:
    """Return the cursor that ``text`` is the id of; None where it is none.

    >>> str(parse_cursor("stories/0/345,alerts/0/12"))
    'alerts/0/12,stories/0/345'
    >>> parse_cursor("yesterday") is None
    True
    """
    offsets: dict[Place, int] = {}
    if len(text) > 1000:
        return None
    for part in text.split(","):
        found = _PLACE.fullmatch(part.strip())
        if found is None:
            return None
        offsets[found[1], int(found[2])] = int(found[3])
    return Cursor(offsets)
