"""What a poll means for its feed: pure decisions from the answer to the next state."""

from collections import Counter
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from connectors.sources.feed import ParsedFeed
from connectors.sources.fetch import Validators
from connectors.sources.fetched import Fetched
from connectors.sources.links import same_site
from connectors.sources.registry import Source
from connectors.sources.schedule import Hints, Pace, failure_weight, next_rhythm
from connectors.state import Decision, iso_utc
from schemas.feed import FeedState

VERIFY_POLLS = 12
VERIFY_AFTER = timedelta(hours=24)
"""A 304 is believed this many times or this long; then one poll asks without validators."""
MOVE_POLLS = 3
"""Permanent redirects in a row to one place before it is polled directly."""
RETIRE_AFTER = timedelta(days=1)
KILLS_MOST = 3
"""Bodies in a row that broke or hung the parser before a feed is tried only once a day."""


@dataclass(slots=True)
class Run:
    """What is known of a feed since this process started; nothing here is missed after a crash."""

    failures: float = 0.0
    """Sum of the weights of the failures in a row."""
    failed_polls: int = 0
    """Failures in a row."""
    polls: int = 0
    outcome: str = ""
    reason: str | None = None
    detail: str = ""
    ok_at: str | None = None
    outcomes: Counter[str] = field(default_factory=Counter)
    """Polls by outcome, and by reason where a body held no feed."""
    charset_repaired: bool = False
    quiet_polls: int = 0
    """Polls in a row without a new item."""
    unverified: int = 0
    """304s in a row."""
    full_at: datetime | None = None
    """When the feed last sent a whole body."""
    ttl_s: float | None = None
    skip_hours: frozenset[int] = frozenset()
    skip_days: frozenset[int] = frozenset()

    def verification_due(self, now: datetime) -> bool:
        """Tell whether the next request should not be conditional."""
        old = self.full_at is not None and now - self.full_at >= VERIFY_AFTER
        return self.unverified >= VERIFY_POLLS or old

    def count(self, fetched: Fetched, parsed: ParsedFeed | None, now: datetime) -> None:
        """Take the outcome of a poll into account; a body that is no feed is a failure."""
        self.polls += 1
        if fetched.outcome == "held":
            self.outcomes["held"] += 1
            return  # nothing was learnt of the feed
        self.reason = parsed.reason if parsed else None
        unread = self.reason not in {None, "no_entries"}
        weight = 1.0 if unread else failure_weight(fetched.outcome)
        self.failures = self.failures + weight if weight else 0.0
        self.failed_polls = self.failed_polls + 1 if weight else 0
        self.outcome, self.detail = fetched.outcome, fetched.detail
        self.outcomes[self.reason or fetched.outcome] += 1
        if not weight:
            self.ok_at = iso_utc(now)
        if fetched.outcome == "not_modified":
            self.unverified += 1
            self.quiet_polls += 1
        elif fetched.outcome == "ok":
            self.unverified = 0
            self.full_at = now

    def count_entries(self, parsed: ParsedFeed, decision: Decision) -> None:
        """Take what a body held into account."""
        self.quiet_polls = 0 if decision.created else self.quiet_polls + 1
        self.charset_repaired = parsed.charset.repaired
        self.ttl_s, self.skip_hours, self.skip_days = (
            parsed.ttl_s, parsed.skip_hours, parsed.skip_days
        )  # fmt: skip

    def hints(self, source: Source, state: FeedState | None) -> Hints:
        """Return what the schedule needs to know."""
        return Hints(
            fixed_s=source.interval_s, rhythm_s=state.interval_s if state else None,
            ttl_s=self.ttl_s, skip_hours=self.skip_hours, skip_days=self.skip_days,
            failures=self.failures, retired=bool(state and state.retired),
            quarantined=bool(state and quarantined(state)),
        )  # fmt: skip


def request_for(source: Source, state: FeedState | None, *, verify: bool) -> tuple[str, Validators]:
    """Return the address to poll and the validators to send."""
    if state is None or state.url != source.url:
        return source.url, Validators()
    url = source.url
    if state.moved_to and state.moved_polls >= MOVE_POLLS and same_site(url, state.moved_to):
        url = state.moved_to
    if verify or state.untrusted_validators:
        return url, Validators()
    return url, Validators(state.etag, state.last_modified)


def blank_state(source: Source, state: FeedState | None, now: datetime) -> FeedState:
    """Return the state to build on: a new one, or the old one without what a new address ends."""
    if state is None:
        return FeedState(feed_id=source.id, url=source.url, polled_at=iso_utc(now))
    if state.url == source.url:
        return replace(state, polled_at=iso_utc(now))
    return FeedState(
        feed_id=source.id, url=source.url, polled_at=iso_utc(now), new_at=state.new_at,
        seen=state.seen,
    )  # fmt: skip


def after_redirect(state: FeedState, fetched: Fetched) -> FeedState:
    """Return ``state`` with the permanent redirect of a successful poll counted or forgotten."""
    target = fetched.permanent_url
    if target is None:
        # Polling the new place directly answers without redirect: the move stands.
        if state.moved_polls >= MOVE_POLLS and fetched.url == state.moved_to:
            return state
        return replace(state, moved_to=None, moved_polls=0)
    polls = state.moved_polls + 1 if state.moved_to == target else 1
    return replace(state, moved_to=target, moved_polls=polls)


def after_gone(state: FeedState, now: datetime) -> FeedState:
    """Return ``state`` after a 410: retired when the first of them is a day old."""
    if state.gone_at is None:
        return replace(state, gone_at=iso_utc(now))
    first = datetime.fromisoformat(state.gone_at)
    return replace(state, retired=now - first >= RETIRE_AFTER)


def quarantined(state: FeedState) -> bool:
    """Tell whether the feed's bodies broke the parser so often that it is tried once a day."""
    return state.parser_kills >= KILLS_MOST


def after_kill(state: FeedState, body_hash: str) -> FeedState:
    """Return ``state`` after a body that broke or hung the parser."""
    return replace(state, parser_kills=state.parser_kills + 1, killer_hash=body_hash)


def may_parse(state: FeedState | None, body_hash: str) -> bool:
    """Tell whether a body may be parsed: not if it just broke the parser, but for the daily try."""
    return state is None or state.killer_hash != body_hash or quarantined(state)


def after_entries(
    state: FeedState, fetched: Fetched, decision: Decision, run: Run, pace: Pace
) -> FeedState:
    """Return ``state`` after a poll all of whose articles were acknowledged."""
    total = decision.created + decision.updated + decision.known
    rhythm = next_rhythm(
        state.interval_s, new=decision.created, total=total, repeated_polls=run.quiet_polls,
        pace=pace,
    )  # fmt: skip
    return replace(
        state, seen=decision.seen, gone_at=None, retired=False, interval_s=rhythm,
        parser_kills=0, killer_hash=None,
        new_at=state.polled_at if decision.created else state.new_at,
        etag=None if fetched.truncated else fetched.etag,
        last_modified=None if fetched.truncated else fetched.last_modified,
    )  # fmt: skip


def hidden_by_validators(state: FeedState, fetched: Fetched, decision: Decision) -> bool:
    """Tell whether a verifying poll found articles under validators that had not changed."""
    if not decision.created:
        return False
    if state.etag:
        return state.etag == fetched.etag
    return state.last_modified is not None and state.last_modified == fetched.last_modified
