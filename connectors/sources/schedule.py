"""When to poll a feed next. Pure: clock and seed are arguments."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from connectors.sources.fetched import Fetched, Outcome
from schemas.identity import stable_id

HOUR_S = 3600.0
DAY_S = 86_400.0
# Failures that a later try may well not meet weigh little, those that somebody must mend weigh
# much (the weights of Media Cloud's rss-fetcher: hard 1, soft 0.5, temporary 0.25).
_WEIGHTS: dict[Outcome, float] = {
    "not_found": 1.0, "gone": 1.0, "forbidden": 1.0, "bad_url": 1.0, "private_address": 1.0,
    "tls": 1.0, "too_large": 1.0, "bomb": 1.0, "redirects": 1.0, "encoding": 1.0,
    "fault": 1.0,
    "http_error": 0.5, "protocol": 0.5, "dns": 0.5, "server_error": 0.5,
    "timeout": 0.25, "connect": 0.25, "unavailable": 0.25, "rate_limited": 0.25,
}  # fmt: skip
RETIRED_PROBE_S = 30 * DAY_S
QUARANTINE_PROBE_S = DAY_S


@dataclass(frozen=True, slots=True)
class Pace:
    """Bounds of polling, in seconds."""

    first_s: float = 300.0
    """Interval before a feed's rhythm is known."""
    least_s: float = 60.0
    most_s: float = HOUR_S
    """Longest interval of a feed that works, whatever it asks for: news does not wait a day."""
    failing_most_s: float = DAY_S
    """Longest interval of a feed that fails, and most that Retry-After is obeyed."""
    jitter: float = 0.1
    """Share of the interval by which a poll is early or late, so that polls spread."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Hints:
    """What is known of a feed when its next poll is set."""

    fixed_s: float | None = None
    """Interval that the source's entry sets; beats rhythm, ttl and freshness."""
    rhythm_s: float | None = None
    """Interval that its own rhythm led to."""
    ttl_s: float | None = None
    skip_hours: frozenset[int] = frozenset()
    skip_days: frozenset[int] = frozenset()
    failures: float = 0.0
    """Sum of the weights of the failures in a row, this one included."""
    retired: bool = False
    quarantined: bool = False


def failure_weight(outcome: Outcome) -> float:
    """Return how much a failure counts, 0 for answers that are none."""
    return _WEIGHTS.get(outcome, 0.0)


def next_poll(fetched: Fetched, hints: Hints, pace: Pace, *, now: datetime, seed: str) -> datetime:
    """Return when to poll again; the same arguments give the same moment."""
    wait = _wait_s(fetched, hints, pace)
    wait *= 1 + pace.jitter * (2 * fraction(seed) - 1)
    asked = fetched.retry_after_s
    if asked is not None and fetched.outcome in {"rate_limited", "unavailable", "held"}:
        # Jitter only makes it later: the server named the earliest moment.
        wait = max(wait, min(asked, pace.failing_most_s) * (1 + pace.jitter * fraction(seed)))
    return _past_skips(now + timedelta(seconds=wait), hints)


def _wait_s(fetched: Fetched, hints: Hints, pace: Pace) -> float:
    if hints.retired:
        return RETIRED_PROBE_S
    if hints.quarantined:
        return QUARANTINE_PROBE_S
    if hints.fixed_s is not None:
        base = hints.fixed_s
    else:
        wished = max(hints.rhythm_s or pace.first_s, hints.ttl_s or 0.0, fetched.max_age_s or 0.0)
        base = min(max(wished, pace.least_s), pace.most_s)
    if hints.failures:
        return min(max(base * (1 + hints.failures), base), pace.failing_most_s)
    return base


def next_rhythm(
    rhythm_s: float | None, *, new: int, total: int, repeated_polls: int, pace: Pace
) -> float:
    """Return the interval that follows from a poll with ``new`` unseen of ``total`` items.

    Many new items halve it, since the next may fall out between polls; none in three polls and
    more (``repeated_polls``) lengthen it by half. (Media Cloud keeps a third to two thirds of the
    items known.)
    """
    current = rhythm_s or pace.first_s
    if total and new > total * 2 / 3:
        current /= 2
    elif new == 0 and repeated_polls >= 3:
        current *= 1.5
    return min(max(current, pace.least_s), pace.most_s)


def _past_skips(at: datetime, hints: Hints) -> datetime:
    """Return ``at`` moved out of the hours and days (Greenwich) that the feed asks to be spared."""
    if len(hints.skip_hours) >= 24 or len(hints.skip_days) >= 7:
        return at  # a feed that forbids every hour says nothing
    for _ in range(24 * 7):
        if at.hour not in hints.skip_hours and at.weekday() not in hints.skip_days:
            return at
        at = at.replace(minute=0, second=0, microsecond=0) + timedelta(hours=1)
    return at


def fraction(seed: str) -> float:
    """Return a number in [0, 1) that ``seed`` fixes."""
    return int(stable_id("jitter", seed)[:13], 16) / 16**13
