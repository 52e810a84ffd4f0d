"""What polls count: the metrics of feeds and of the records on their way to Kafka."""

from collections import Counter
from collections.abc import Iterable
from typing import get_args

from connectors.sinks.window import Window
from connectors.sources.feed import ParsedFeed
from connectors.sources.fetched import Fetched
from connectors.state import Decision
from schemas.feed import FeedHealth, FeedStatus
from streams import metrics


def count_poll(fetched: Fetched, parsed: ParsedFeed | None, decision: Decision | None) -> None:
    """Count a poll; of the items of a body each is counted once, under its fate."""
    reason = parsed.reason if parsed is not None else None
    metrics.POLLS.labels(reason or fetched.outcome).inc()
    metrics.FEED_BYTES.inc(fetched.wire_bytes)
    if parsed is None or decision is None:
        return
    metrics.REPAIRS.inc(parsed.charset.repaired)
    fates = {
        "created": decision.created, "updated": decision.updated, "known": decision.known,
        "repeated": parsed.repeated, "empty": parsed.empty, "errors": parsed.errors,
        "cut": parsed.cut,
    }  # fmt: skip
    for fate, count in fates.items():
        metrics.ITEMS.labels(fate).inc(count)


def count_statuses(told: Iterable[FeedHealth]) -> None:
    """Show how many feeds have each status."""
    counts = Counter(health.status for health in told)
    for status in get_args(FeedStatus):
        metrics.FEEDS.labels(status).set(counts[status])


def show_window(window: Window) -> None:
    """Show what ``window`` has in flight whenever the metrics are asked for."""
    metrics.KAFKA_IN_FLIGHT.set_function(lambda: window.in_flight[0])
