"""What is remembered of a feed: which articles were published, and how to ask for it again."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from connectors.sources.entries import Entry
from connectors.sources.registry import Source
from schemas.article import IngestMode, RawArticle
from schemas.feed import FeedState, SeenItem

SEEN_LEAST = 500
SEEN_BODIES = 4
"""Items remembered: those of this many bodies, at least ``SEEN_LEAST``, at most ``SEEN_MOST``."""
SEEN_MOST = 4000
"""Twice the longest body that is read, so that the last body always fits."""
HASHES_KEPT = 4
VERSIONS_MOST = 24
"""Versions of an article: a page that changes on every fetch is not corrected every minute."""


@dataclass(frozen=True, slots=True)
class Decision:
    """What a poll publishes, and the items to remember once all of it is acknowledged."""

    articles: tuple[RawArticle, ...]
    seen: tuple[SeenItem, ...]
    created: int = 0
    updated: int = 0
    known: int = 0


def decide(
    entries: Sequence[Entry],
    state: FeedState | None,
    source: Source,
    *,
    fetched_at: str,
    mode: IngestMode = "live",
) -> Decision:
    """Return which of ``entries`` are new articles, which are new versions, which are known.

    An item whose content was published before, in any of its last versions, is known: feeds that
    alternate between two forms make no versions. So is an item whose id is new but whose title,
    text and date are those of one that just left the feed: its ids are not stable. Articles come
    oldest first, as feeds list the newest first.
    """
    seen = {item.article_id: item for item in (state.seen if state else ())}
    shown = {entry.article_id for entry in entries}
    gone = {item.form: item for item in seen.values() if item.form and item.article_id not in shown}
    articles: list[RawArticle] = []
    created = updated = 0
    for entry in reversed(entries):
        before = seen.pop(entry.article_id, None)
        same = gone.get(entry.form) if before is None else None
        if same is not None and same.article_id in seen:
            # The item that left under another id: the feed's ids or links change at every poll.
            seen[same.article_id] = seen.pop(same.article_id)
            continue
        item, is_new = _remember(entry, before, fetched_at)
        seen[entry.article_id] = item
        if is_new:
            created += before is None
            updated += before is not None
            articles.append(_article(entry, item, source, fetched_at, mode))
    keep = min(max(SEEN_LEAST, SEEN_BODIES * len(entries)), SEEN_MOST)
    known = len(entries) - created - updated
    return Decision(tuple(articles), tuple(seen.values())[-keep:], created, updated, known)


def _remember(entry: Entry, before: SeenItem | None, now: str) -> tuple[SeenItem, bool]:
    if before is None:
        return SeenItem(
            article_id=entry.article_id,
            version=1,
            hashes=(entry.content_hash,),
            ingested_at=now,
            form=entry.form,
        ), True
    if entry.content_hash in before.hashes or before.version >= VERSIONS_MOST:
        return before, False
    hashes = (*before.hashes, entry.content_hash)[-HASHES_KEPT:]
    return replace(before, version=before.version + 1, hashes=hashes, form=entry.form), True


def _article(
    entry: Entry, item: SeenItem, source: Source, fetched_at: str, mode: IngestMode
) -> RawArticle:
    return RawArticle(
        article_id=entry.article_id, version=item.version, source=source.name,
        feed_id=source.id, url=entry.url, title=entry.title, text=entry.text,
        published=entry.published, published_raw=entry.published_raw, fetched_at=fetched_at,
        ingested_at=item.ingested_at, ingest_mode=mode, content_hash=entry.content_hash,
        country=source.country, agency=entry.agency, tier=source.tier,
    )  # fmt: skip


def iso_utc(at: datetime) -> str:
    """Return ``at`` (aware, UTC) as ISO 8601 with milliseconds and Z.

    >>> from datetime import UTC
    >>> iso_utc(datetime(2016, 10, 3, 20, tzinfo=UTC))
    '2016-10-03T20:00:00.000Z'
    """
    return at.replace(tzinfo=None).isoformat(timespec="milliseconds") + "Z"


def latest(states: Iterable[FeedState]) -> dict[str, FeedState]:
    """Return the last state of each feed, in the order in which the topic holds them."""
    return {state.feed_id: state for state in states}
