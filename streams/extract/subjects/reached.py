"""Where one arrives, told before who does: (there) reached Cairo yesterday the minister of."""

from streams.extract.actors.phrases import Kind
from streams.extract.clauses.groups import Group, agrees
from streams.extract.clauses.passage import Head, Passage

_JOURNEYS = ("arrive", "visit", "leave")
_THE_LAND = "البلاد"
"""The own land of a newspaper: arrived in the country yesterday."""


def guest_first(passage: Passage, head: Head, after: list[Group], home: str | None) -> list[Group]:
    """Return the phrases ``after`` a verb, the guest first where he follows the place he reaches.

    ``home`` is the country whose own news it is.
    """
    near = len(after) > 1 and after[0][0].first == head.at + 1
    if not near or "CONSULT" not in head.event_types:
        return after  # most verbs
    place = _reached(passage, head, after, home)
    return [after[1], place, *after[2:]] if place else after


def _reached(passage: Passage, head: Head, after: list[Group], home: str | None) -> Group:
    """Return the place right behind a verb of travel whose subject follows it, else nobody."""
    place, guest = after[0][0], after[1][0]
    named = guest.kind is Kind.ACTOR and guest.code is not None
    if not named or not (guest.role or guest.person) or not agrees(head.analysis.gender, guest):
        return []
    if len(after[0]) > 1 or not _travels(head):
        return []
    if passage.keys[place.first] == _THE_LAND and place.kind is Kind.UNKNOWN:
        return [place.as_actor(home, "GOV")]
    bare = not place.role and place.person is None
    land = place.town or (place.entity or "").startswith("country:")
    return after[0] if bare and land and place.code != guest.code else []


def _travels(head: Head) -> bool:
    """Return whether a verb tells a journey by itself: came to, visited, left."""
    return any(
        f.id.startswith(_JOURNEYS) and "object" in f.roles
        for _, frames in head.readings
        for f in frames
    )
