"""Every metric of the running system, in Prometheus form: names, kinds, labels.

Labels are small sets. Each process counts for itself and shows it where ``MARSAD_METRICS_PORT``
says (docs/reference/metrics.md).
"""

import logging
from collections.abc import Awaitable, Callable, Sequence
from typing import Any

from prometheus_client import Counter, Gauge, Histogram, start_http_server

from schemas.errors import InvalidMessage, MarsadError
from streams.settings import Settings

log = logging.getLogger(__name__)

POLLS = Counter(
    "marsad_feed_polls", "Polls of feeds, by outcome, or by reason where a body held no feed.",
    ["outcome"],
)  # fmt: skip
ITEMS = Counter(
    "marsad_feed_items",
    "Items of feeds by fate: created, updated, known, repeated, empty, errors, cut.",
    ["fate"],
)
FEED_BYTES = Counter("marsad_feed_bytes", "Bytes of feed bodies that travelled.")
REPAIRS = Counter("marsad_feed_charset_repairs", "Bodies whose charset was not the declared one.")
START_DELAY = Histogram(
    "marsad_feed_start_delay_seconds", "From the moment a poll was due until its request.",
    buckets=(0.1, 0.5, 1, 2.5, 5, 10, 30, 60, 300),
)  # fmt: skip
PAGES = Counter("marsad_pages", "Articles' pages by outcome of the fetch.", ["outcome"])
FEEDS = Gauge("marsad_feeds", "Feeds by status.", ["status"])
KAFKA_IN_FLIGHT = Gauge(
    "marsad_publish_in_flight_records", "Records of the poller not yet acknowledged by Kafka."
)
KAFKA_SENDS = Counter(
    "marsad_publish_records", "Records of the poller: acknowledged, or sent again.", ["outcome"]
)
MESSAGES = Counter(
    "marsad_messages", "Messages of a worker: handled, refused (a dead letter follows) or failed "
    "(tried again).", ["stage", "outcome"],
)  # fmt: skip
LETTERS = Counter("marsad_dead_letters", "Messages that became dead letters.", ["stage"])
RULES_BEHIND = Gauge(
    "marsad_rules_behind", "Subscriptions whose rules still read the past; their alerts wait."
)
SUBSCRIPTION_ASKED = Counter(
    "marsad_subscription_asked", "Versions of stories that had the anchor of a subscription.",
    ["subscription"],
)  # fmt: skip
SUBSCRIPTION_HITS = Counter(
    "marsad_subscription_hits", "Of those, how many met its query.", ["subscription"]
)
SUBSCRIPTION_SECONDS = Counter(
    "marsad_subscription_seconds", "Time spent on asking its query.", ["subscription"]
)
HANDLING = Histogram(
    "marsad_handle_seconds", "Time to handle a message, outputs not counted.", ["stage"],
    buckets=(0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10),
)  # fmt: skip

DELIVERIES = Counter(
    "marsad_deliveries", "Tries of deliveries by kind of channel and what came of them: sent, "
    "pending (put off), failed, expired, suppressed.", ["channel", "outcome"],
)  # fmt: skip
DELIVERY_ERRORS = Counter(
    "marsad_delivery_errors", "Tries that went wrong, by kind of channel and of error "
    "(docs/operations.md).", ["channel", "kind"],
)  # fmt: skip
DELIVERY_DELAY = Histogram(
    "marsad_delivery_seconds", "From the moment a delivery was let through until it was sent.",
    ["channel"], buckets=(0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300, 3600, 86_400),
)  # fmt: skip
DELIVERIES_WAITING = Gauge(
    "marsad_deliveries_waiting", "Deliveries that wait for a moment: held or silenced."
)

HEARTBEAT_LAG = Gauge(
    "marsad_heartbeat_lag_seconds",
    "From a synthetic article's publication until it came out of the way.", ["way"],
)  # fmt: skip
HEARTBEAT_LAST = Gauge(
    "marsad_heartbeat_last_arrival_timestamp_seconds",
    "When a synthetic article last came out of the way.", ["way"],
)  # fmt: skip
HEARTBEAT_SILENT = Gauge(
    "marsad_heartbeat_silent",
    "1 where nothing came out of the way for two intervals and a minute.", ["way"],
)  # fmt: skip


class NoMetrics(MarsadError):  # noqa: N818  # what an operator reads
    """The metrics cannot be shown where the settings say."""


def serve_metrics(settings: Settings) -> int | None:
    """Show this process's metrics over HTTP, from a thread; return the port, None where off.

    NoMetrics where the port is taken or the address is not of this machine.
    """
    if not settings.metrics_port:
        return None
    try:
        server, _ = start_http_server(settings.metrics_port, settings.metrics_host)
    except OSError as error:
        raise NoMetrics(
            f"MARSAD_METRICS_PORT {settings.metrics_port} at {settings.metrics_host}: {error}"
        ) from error
    log.info("metrics at http://%s:%s/metrics", settings.metrics_host, server.server_port)
    return int(server.server_port)


def measured(
    stage: str, handle: Callable[[Any], Awaitable[Sequence[Any]]]
) -> Callable[[Any], Awaitable[Sequence[Any]]]:
    """Return ``handle`` counted and timed under the name of ``stage``."""
    MESSAGES.labels(stage, "handled")  # shown from the start, as 0

    async def carry(message: Any) -> Sequence[Any]:
        try:
            with HANDLING.labels(stage).time():
                outputs = await handle(message)
        except InvalidMessage:
            MESSAGES.labels(stage, "refused").inc()
            raise
        except Exception:
            MESSAGES.labels(stage, "failed").inc()
            raise
        MESSAGES.labels(stage, "handled").inc()
        return outputs

    return carry
