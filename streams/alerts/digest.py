"""Digests: stories held for a moment, one line each, by dyad."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from schemas.alert import Alert
from schemas.receipt import DigestItem, Receipt
from streams.alerts.dyads import dyad_of

MOST_ITEMS = 200
"""A longer digest is no digest; the rest is counted."""
MOST_HEADLINE = 300
MOST_OUTLETS = 10
NO_DYAD = ""


@dataclass(frozen=True, slots=True)
class Group:
    """The stories of one dyad."""

    dyad: str
    items: tuple[DigestItem, ...]


def item_of(alert: Alert, delivery_id: str) -> DigestItem:
    """Return the line of ``alert``: the story by its best supported event."""
    story = alert.story
    event = next((e for e in story.events if not e.withdrawn), None)
    outlets = list(dict.fromkeys(a.outlet for a in story.articles))
    return DigestItem(
        alert_id=alert.alert_id,
        delivery_id=delivery_id,
        subscription_id=alert.subscription_id,
        story_id=alert.story_id,
        story_version=alert.story_version,
        kind=alert.kind,
        headline=story.headline[:MOST_HEADLINE],
        dyad=dyad_of(event) if event else NO_DYAD,
        event_type=event.event_type if event else "",
        cameo=event.cameo if event else "",
        date=event.date if event else None,
        outlets=tuple(outlets[:MOST_OUTLETS]),
        independent_sources=story.independent_sources,
        copies=story.copies,
        published=alert.times.published,
    )


def gathered(
    held: Iterable[Receipt], told_alone: Mapping[str, int]
) -> tuple[tuple[DigestItem, ...], tuple[Receipt, ...]]:
    """Return the lines of a digest, and the receipts that it leaves out as told already.

    A story has one line, its newest version. One whose version (``told_alone``: by story id) was
    sent by itself is left out unless it changed since. In the order of ``grouped``.
    """
    newest: dict[str, Receipt] = {}
    told: list[Receipt] = []
    for receipt in sorted(held, key=lambda r: (r.story_version, r.delivery_id)):
        if receipt.alert is None:
            continue
        if receipt.story_version <= told_alone.get(receipt.story_id, -1):
            told.append(receipt)
        else:
            newest[receipt.story_id] = receipt
    items = [item_of(r.alert, r.delivery_id) for r in newest.values() if r.alert]
    return tuple(i for group in grouped(items) for i in group.items), tuple(told)


def grouped(items: Iterable[DigestItem]) -> tuple[Group, ...]:
    """Return ``items`` by dyad: the dyad with most independent sources first, then by its codes.

    Within a dyad the best supported story comes first. Stories without actors come last.
    """
    dyads: dict[str, list[DigestItem]] = {}
    for item in items:
        dyads.setdefault(item.dyad, []).append(item)
    groups = [
        Group(dyad, tuple(sorted(found, key=lambda i: (-i.independent_sources, i.story_id))))
        for dyad, found in dyads.items()
    ]
    return tuple(
        sorted(
            groups,
            key=lambda g: (g.dyad == NO_DYAD, -g.items[0].independent_sources, g.dyad),
        )
    )
