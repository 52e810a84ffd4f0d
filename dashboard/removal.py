"""What a removed person owned: what is private ends with them, what is shared has no owner then.

Whoever gets the name later must find nothing of the former bearer's, and nobody could see or end
what went on sending to their addresses.
"""

import dataclasses
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from dashboard.errors import Conflict
from dashboard.viewer import is_shared
from schemas.silence import Silence
from schemas.subscription import Subscription
from schemas.topics import SILENCES, SUBSCRIPTIONS, Topic


@dataclass(frozen=True, slots=True)
class Handover:
    """One change that goes before the removal of a person."""

    action: str
    """As the log of what was done names it."""
    topic: Topic
    key: str
    record: Subscription | None
    """None ends it."""
    owner: str | None
    """Whose private thing it was."""


def handovers(
    name: str, subscriptions: Iterable[Subscription], silences: Iterable[Silence]
) -> Iterator[Handover]:
    """Yield what has to be written before the person ``name`` is removed.

    Their private subscriptions and silences end; their shared subscriptions lose their owner.
    """
    for one in subscriptions:
        if one.owner != name:
            continue
        key = one.subscription_id
        if is_shared(one):
            after = dataclasses.replace(one, owner="", version=one.version + 1)
            yield Handover("subscription.change", SUBSCRIPTIONS, key, after, None)
        else:
            yield Handover("subscription.remove", SUBSCRIPTIONS, key, None, name)
    for silence in silences:
        if silence.owner == name:
            yield Handover("silence.remove", SILENCES, silence.silence_id, None, name)


def check_owns_nothing(name: str, subscriptions: Iterable[Subscription]) -> None:
    """Raise Conflict where ``name``, that nobody has, owns subscriptions: they are another's."""
    left = [one.subscription_id for one in subscriptions if one.owner == name]
    if left:
        more = f" and {len(left) - 3} more" if len(left) > 3 else ""
        raise Conflict(
            f"{name} owns subscriptions already: {', '.join(left[:3])}{more}; first give them "
            "another owner or remove them (marsad subscriptions remove), or choose another name"
        )
