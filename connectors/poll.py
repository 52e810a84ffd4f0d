"""Polling: fetch, parse, publish every article, then remember; again when the schedule says so."""

import asyncio
import hashlib
import logging
from collections.abc import Awaitable, Callable, Mapping, Sequence
from contextlib import AsyncExitStack
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from functools import partial
from typing import Protocol

from connectors.address import endpoint
from connectors.counting import count_poll, count_statuses
from connectors.feedrun import (
    Run,
    after_entries,
    after_gone,
    after_kill,
    after_redirect,
    blank_state,
    hidden_by_validators,
    may_parse,
    request_for,
)  # fmt: skip
from connectors.fulltext import FullText
from connectors.health import assess, with_gap, worth_telling
from connectors.hosts import Holds, HostGates, hold_keys
from connectors.sources import feed
from connectors.sources.feed import ParsedFeed, unread
from connectors.sources.fetch import Fetcher, Validators
from connectors.sources.fetched import Fetched
from connectors.sources.registry import Source
from connectors.sources.schedule import Pace, next_poll
from connectors.state import Decision, decide, iso_utc
from schemas.article import RawArticle
from schemas.feed import FeedHealth, FeedState
from streams import metrics

log = logging.getLogger(__name__)

Parse = Callable[[bytes, Source, Fetched, datetime], Awaitable[ParsedFeed]]


class Publisher(Protocol):
    """Where articles and states go."""

    async def publish(self, articles: Sequence[RawArticle]) -> None:
        """Return when all are durable."""

    async def remember(self, state: FeedState) -> None:
        """Return when ``state`` is durable."""

    async def tell(self, health: FeedHealth) -> None:
        """Return when ``health`` is durable."""


@dataclass(frozen=True, slots=True)
class PollResult:
    """What one poll did."""

    feed_id: str
    fetched: Fetched
    parsed: ParsedFeed | None = None
    """None where there was no body, or the same body as before."""
    decision: Decision | None = None
    next_at: datetime = field(kw_only=True)

    @property
    def ok(self) -> bool:
        """Whether the feed answered as a feed."""
        return self.fetched.outcome == "not_modified" or (
            self.fetched.outcome == "ok"
            and (self.parsed is None or self.parsed.reason in {None, "no_entries"})
        )

    def line(self) -> str:
        """Return the poll as one line of a log."""
        decision, parsed = self.decision, self.parsed
        parts = [f"feed={self.feed_id}", f"outcome={self.fetched.outcome}"]
        if self.fetched.status:
            parts.append(f"status={self.fetched.status}")
        if parsed and parsed.reason:
            parts.append(f"reason={parsed.reason}")
        if decision:
            parts.append(
                f"new={decision.created} updated={decision.updated} known={decision.known}"
            )
        if parsed and parsed.charset.repaired:
            parts.append(f"charset_repaired={parsed.charset.charset}")
        if self.fetched.detail:
            parts.append(f"detail={self.fetched.detail!r}")
        parts.append(f"bytes={self.fetched.wire_bytes} ms={self.fetched.elapsed_s * 1000:.0f}")
        return " ".join(parts)


async def parse_in_thread(
    body: bytes, source: Source, fetched: Fetched, now: datetime
) -> ParsedFeed:
    """Parse beside the event loop, in this process."""
    return await asyncio.to_thread(
        feed.parse, body, content_type=fetched.content_type, source=source, fetched_at=now,
        base=fetched.url,
    )  # fmt: skip


class Poller:
    """Polls sources; holds what this process knows of their feeds."""

    def __init__(  # noqa: PLR0913  # the surroundings, each replaceable in a test
        self,
        fetcher: Fetcher,
        publisher: Publisher,
        states: Mapping[str, FeedState],
        *,
        pace: Pace | None = None,
        gates: HostGates | None = None,
        holds: Holds | None = None,
        at_once: int = 32,
        parse: Parse = parse_in_thread,
        full_text: FullText | None = None,
        clock: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        self._fetcher, self._publisher, self._parse = fetcher, publisher, parse
        self._full_text = full_text
        self.states = dict(states)
        self.runs: dict[str, Run] = {}
        self.pace = pace or Pace()
        self._gates = gates or HostGates()
        self.holds = holds or Holds(clock)
        # Bodies in memory are bounded by this; while the broker is down, so are all polls.
        self._slots = asyncio.Semaphore(at_once)
        self.clock = clock
        self._told: dict[str, FeedHealth] = {}

    async def poll(self, source: Source, due: datetime | None = None) -> PollResult:
        """Poll ``source`` as ``poll_once`` does; what that raises is a failure of this feed alone.

        It is logged with its trace, counted, told in the feed's health, and puts its next poll off.
        """
        try:
            return await self.poll_once(source, due)
        except Exception as error:
            log.exception("feed=%s failed unexpectedly", source.id)
            return await self._fault(source, f"{type(error).__name__}: {error}"[:200])

    async def _fault(self, source: Source, detail: str) -> PollResult:
        fetched = Fetched(outcome="fault", detail=detail, url=source.url)
        run = self.runs.setdefault(source.id, Run())
        run.count(fetched, None, self.clock())
        result = PollResult(source.id, fetched, next_at=self._next(source, fetched, run))
        count_poll(fetched, None, None)
        try:
            await self._tell(source, run, result.next_at)
        except Exception:
            log.exception("feed=%s: its health cannot be told", source.id)
        return result

    async def poll_once(self, source: Source, due: datetime | None = None) -> PollResult:
        """Poll ``source`` now; return when all that came of it is durable.

        ``due`` is when the poll was to start, for the metric of delays. Raises what the publisher
        raises, and what nobody foresaw.
        """
        state = self.states.get(source.id)
        run = self.runs.setdefault(source.id, Run())
        verify = run.verification_due(self.clock())
        url, validators = request_for(source, state, verify=verify)
        async with AsyncExitStack() as slot:
            # Turn first, slot second: feeds that wait for one host must not keep others waiting.
            admit = partial(slot.enter_async_context, self._slots)
            async with self._gates.turn(endpoint(url)[0], admit=admit):
                if due is not None:
                    metrics.START_DELAY.observe((self.clock() - due).total_seconds())
                fetched = await self._fetch(source, url, validators)
            now = self.clock()
            parsed, decision = await self._take(source, fetched, run, now)
            run.count(fetched, parsed, now)
        result = PollResult(
            source.id, fetched, parsed, decision, next_at=self._next(source, fetched, run)
        )
        quiet = result.ok or fetched.outcome == "held"
        log.log(logging.INFO if quiet else logging.WARNING, "poll %s", result.line())
        count_poll(fetched, parsed, decision)
        await self._tell(source, run, result.next_at)
        return result

    async def _fetch(self, source: Source, url: str, validators: Validators) -> Fetched:
        """Return what ``url`` answers, unless its host wants to be left alone just now."""
        left_s = self.holds.left_s(hold_keys(source, url))
        if left_s > 0:
            return Fetched(outcome="held", url=url, retry_after_s=left_s)
        own = source.allow_private and endpoint(url) == endpoint(source.url)
        fetched = await self._fetcher.fetch(url, validators, allow_private=own)
        if fetched.retry_after_s and fetched.outcome in {"rate_limited", "unavailable"}:
            keys = {*hold_keys(source, url), *hold_keys(source, fetched.url)}
            self.holds.hold(keys, fetched.retry_after_s)
        return fetched

    async def _tell(self, source: Source, run: Run, next_at: datetime) -> None:
        now = self.clock()
        health = assess(
            source, self.states.get(source.id), run, now=now, at=iso_utc(now),
            next_at=iso_utc(next_at),
        )  # fmt: skip
        if worth_telling(health, self._told.get(source.id), now):
            await self._publisher.tell(health)
            self._told[source.id] = health
            count_statuses(self._told.values())

    def _next(self, source: Source, fetched: Fetched, run: Run) -> datetime:
        hints = run.hints(source, self.states.get(source.id))
        return next_poll(
            fetched, hints, self.pace, now=self.clock(), seed=f"{source.id} {run.polls}"
        )

    async def _take(
        self, source: Source, fetched: Fetched, run: Run, now: datetime
    ) -> tuple[ParsedFeed | None, Decision | None]:
        before = self.states.get(source.id)
        if fetched.outcome == "gone":
            await self._remember(after_gone(blank_state(source, before, now), now))
        if fetched.outcome != "ok":
            return None, None
        state = after_redirect(blank_state(source, before, now), fetched)
        body_hash = hashlib.sha256(fetched.body).hexdigest()[:32]
        if before and before.url == source.url and before.body_hash == body_hash:
            await self._same_body(before, state, fetched)
            run.quiet_polls += 1
            return None, None
        if not may_parse(before, body_hash):
            return unread("parser_killer"), None
        parsed = await self._parse(fetched.body, source, fetched, now)
        if parsed.reason in {"parser_failed", "parser_timeout"}:
            await self._remember(after_kill(blank_state(source, before, now), body_hash))
        if parsed.reason not in {None, "no_entries"}:
            return parsed, None  # what is known of the feed stays
        decision = decide(parsed.entries, before, source, fetched_at=iso_utc(now))
        run.count_entries(parsed, decision)
        articles = decision.articles
        if source.full_text and self._full_text is not None:
            articles = await self._full_text.complete(articles, source)
        await self._publisher.publish(articles)
        after = after_entries(state, fetched, decision, run, self.pace)
        lied = before is not None and hidden_by_validators(before, fetched, decision)
        await self._remember(
            replace(
                after,
                body_hash=None if fetched.truncated else body_hash,
                untrusted_validators=after.untrusted_validators or lied,
                gaps_s=with_gap(after, before, now) if decision.created else after.gaps_s,
            )
        )
        return parsed, decision

    async def _same_body(self, before: FeedState, state: FeedState, fetched: Fetched) -> None:
        """Remember new validators of a body that did not change, if they did."""
        after = replace(
            state, etag=fetched.etag, last_modified=fetched.last_modified, gone_at=None,
            retired=False, polled_at=before.polled_at,
        )  # fmt: skip
        if after != before:
            await self._remember(after)

    async def _remember(self, state: FeedState) -> None:
        await self._publisher.remember(state)
        self.states[state.feed_id] = state
