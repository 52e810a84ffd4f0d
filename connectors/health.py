"""How a feed does: alive, failing, or silent for longer than its own rhythm allows. Pure."""

from datetime import datetime
from math import ceil

from connectors.feedrun import Run, quarantined
from connectors.sources.registry import Source
from schemas.feed import FeedHealth, FeedState, FeedStatus

SILENCE_LEAST_S = 6 * 3600.0
"""No feed counts as silent sooner: nights are quiet."""
SILENCE_FACTOR = 3.0
GAPS_LEAST = 4
"""Gaps that must have been seen before a rhythm is one."""
GAPS_MOST = 32
FAILING_POLLS = 3
TELL_EVERY_S = 900.0
"""A feed whose status stands is told of this often."""


def expected_gap_s(gaps_s: tuple[float, ...]) -> float | None:
    """Return after how many seconds without news a feed is silent, None if it is too early to say.

    Three times the gap that 95 of 100 stay under, at least six hours.

    >>> expected_gap_s((3600.0, 7200.0, 3600.0, 10_800.0))
    32400.0
    >>> expected_gap_s((3600.0,)) is None
    True
    """
    if len(gaps_s) < GAPS_LEAST:
        return None
    ranked = sorted(gaps_s)
    typical = ranked[ceil(0.95 * len(ranked)) - 1]
    return max(SILENCE_FACTOR * typical, SILENCE_LEAST_S)


def with_gap(state: FeedState, before: FeedState | None, now: datetime) -> tuple[float, ...]:
    """Return the gaps of ``state`` and the one that a poll with unseen articles at ``now`` ends."""
    if before is None or before.new_at is None:
        return state.gaps_s
    gap = (now - datetime.fromisoformat(before.new_at)).total_seconds()
    return (*state.gaps_s, round(gap, 1))[-GAPS_MOST:]


def status_of(state: FeedState | None, run: Run, now: datetime) -> FeedStatus:
    """Return the status of a feed after a poll."""
    if state is not None and state.retired:
        return "retired"
    if state is not None and quarantined(state):
        return "quarantined"
    if run.failed_polls >= FAILING_POLLS:
        return "failing"
    if state is not None and state.new_at is not None:
        allowed = expected_gap_s(state.gaps_s)
        quiet_s = (now - datetime.fromisoformat(state.new_at)).total_seconds()
        if allowed is not None and quiet_s > allowed:
            return "silent"
    return "ok"


def assess(  # noqa: PLR0913  # what is known of a feed comes from as many places
    source: Source, state: FeedState | None, run: Run, *, now: datetime, at: str, next_at: str
) -> FeedHealth:
    """Return the health of a feed after the poll that ``run`` counted last."""
    return FeedHealth(
        feed_id=source.id, source=source.name, at=at, status=status_of(state, run, now),
        outcome=run.outcome, reason=run.reason, detail=run.detail, ok_at=run.ok_at,
        new_at=state.new_at if state else None,
        expected_gap_s=expected_gap_s(state.gaps_s) if state else None,
        polls=tuple(sorted(run.outcomes.items())), charset_repaired=run.charset_repaired,
        next_at=next_at,
    )  # fmt: skip


def worth_telling(health: FeedHealth, told: FeedHealth | None, now: datetime) -> bool:
    """Tell whether ``health`` says something that ``told``, the last record, does not."""
    if told is None:
        return True
    changed = (told.status, told.reason, told.new_at) != (
        health.status, health.reason, health.new_at,
    )  # fmt: skip
    age_s = (now - datetime.fromisoformat(told.at)).total_seconds()
    return changed or age_s >= TELL_EVERY_S
