"""The time ledger: when an alert's article was published, fetched and matched, and when it left."""

from dataclasses import dataclass
from typing import Any

from dashboard.search import SearchReader
from dashboard.viewer import Viewer

MOST = 200


@dataclass(frozen=True, slots=True)
class Entry:
    """One alert and one of its deliveries."""

    subscription_id: str
    kind: str
    published: str | None
    fetched: str | None
    matched: str | None
    channel: str
    state: str
    updated: str | None
    """When the delivery reached its state; of one that was sent: when it was."""
    attempts: int


async def ledger_of(index: SearchReader, viewer: Viewer, story_id: str) -> list[Entry]:
    """Return the viewer's alerts on a story with their deliveries, the oldest first.

    SearchDegraded where the index does not answer.
    """
    found = await index.ask(
        viewer, "alerts", {"query": {"term": {"story_id": story_id}}, "size": MOST}
    )
    alerts = {d["alert_id"]: d for d in found.documents if "times" in d}
    receipts = [d for d in found.documents if d.get("delivery_id")]
    entries = [
        _entry(alert, receipt)
        for alert_id, alert in alerts.items()
        for receipt in [r for r in receipts if r.get("alert_id") == alert_id] or [{}]
    ]
    return sorted(entries, key=lambda entry: entry.matched or "")


def _entry(alert: dict[str, Any], receipt: dict[str, Any]) -> Entry:
    times = alert["times"]
    return Entry(
        subscription_id=alert["subscription_id"],
        kind=alert["kind"],
        published=times.get("published"),
        fetched=times.get("fetched"),
        matched=times.get("matched"),
        channel=receipt.get("channel_kind", "inbox"),
        state=receipt.get("state", ""),
        updated=receipt.get("updated"),
        attempts=int(receipt.get("attempts") or 0),
    )
