"""One document a record: deterministic id, index month fixed at first sight, growing version."""

from dataclasses import dataclass
from typing import Any

import orjson

from schemas.alert import Alert
from schemas.article import LinkedArticle
from schemas.event import CorroboratedEvent
from schemas.moment import instant
from schemas.receipt import Receipt
from schemas.story import Story


@dataclass(frozen=True, slots=True)
class Document:
    """What the index stage writes; a lower ``version`` than the stored one changes nothing."""

    index: str
    id: str
    version: int
    body: bytes


Indexed = LinkedArticle | CorroboratedEvent | Story | Alert | Receipt


def document_of(record: Indexed) -> Document:
    """Return the document of ``record``; InvalidMessage where its date gives no month."""
    match record:
        case LinkedArticle():
            return _article(record)
        case CorroboratedEvent():
            return _document("events", record.opened_at, record.event_id, record.seq, record)
        case Story():
            return _story(record)
        case Alert():
            return _alert(record)
        case Receipt():
            return _receipt(record)


def month_of(moment: str) -> str:
    """Return the index month of an ISO date-time: ``2016.10`` of ``2016-10-03T09:00:00Z``.

    >>> month_of("2016-10-03T09:00:00Z")
    '2016.10'

    InvalidMessage where it is no date-time.
    """
    return f"{instant(moment, 'opened_at'):%Y.%m}"


def _document(kind: str, opened: str, key: str, version: int, body: Any) -> Document:
    return Document(f"{kind}-{month_of(opened)}", key, version, orjson.dumps(body))


def _article(linked: LinkedArticle) -> Document:
    article, raw = linked.article, linked.article.raw
    body = {
        "article_id": raw.article_id,
        "version": raw.version,
        "source": raw.source,
        "country": raw.country,
        "url": raw.url,
        "title": raw.title,
        "text": raw.text,
        "keys": article.keys,
        "language": article.language,
        "agency": article.agency,
        "published": raw.published,
        "ingested_at": linked.first_ingested_at,
        "cluster_id": linked.copies.cluster_id,
        "relation": linked.copies.relation,
        "links": linked.copies.links,
        "story_id": linked.story.story_id,
        "events": article.events,
        "quotes": article.quotes,
        "seq": linked.seq,
    }
    return _document("articles", linked.first_ingested_at, raw.article_id, linked.seq, body)


def _story(story: Story) -> Document:
    body = {
        "story_id": story.story_id,
        "version": story.version,
        "headline": story.headline,
        "opened_at": story.opened_at,
        "first_seen": story.first_seen,
        "last_seen": story.last_seen,
        "article_ids": [a.id for a in story.articles],
        "outlets": sorted({a.outlet for a in story.articles}),
        "articles": story.total_articles,
        "copies": story.copies,
        "independent_sources": story.independent_sources,
        "event_ids": [e.event_id for e in story.events],
        "event_types": sorted({e.event_type for e in story.events}),
        "actors": sorted(_actors(story)),
        "merged_into": story.merged_into,
        "cause": story.cause,
        "seq": story.seq,
    }
    return _document("stories", story.opened_at, story.story_id, story.seq, body)


def _actors(story: Story) -> set[str]:
    sides = [side for e in story.events for side in (e.source, e.target) if side is not None]
    return {side.code for side in sides}


def _alert(alert: Alert) -> Document:
    body = {
        "alert_id": alert.alert_id,
        "subscription_id": alert.subscription_id,
        "subscription_version": alert.subscription_version,
        "story_id": alert.story_id,
        "story_version": alert.story_version,
        "headline": alert.story.headline,
        "kind": alert.kind,
        "why": alert.why,
        "times": alert.times,
    }
    return _document("alerts", alert.story.opened_at, alert.alert_id, 1, body)


def _receipt(receipt: Receipt) -> Document:
    body = {
        "delivery_id": receipt.delivery_id,
        "alert_id": receipt.alert_id,
        "subscription_id": receipt.subscription_id,
        "story_id": receipt.story_id,
        "story_version": receipt.story_version,
        "kind": receipt.kind,
        "channel_id": receipt.channel_id,
        "channel_kind": receipt.channel_kind,
        "state": receipt.state,
        "attempts": receipt.attempts,
        "next_attempt": receipt.next_attempt,
        "reason": receipt.reason,
        "digest_id": receipt.digest_id,
        "digest": receipt.digest,
        "notice": receipt.notice,
        "last_error": receipt.last_error,
        "error_kind": receipt.error_kind,
        "updated": receipt.updated,
    }
    version = (receipt.settled << 32) + receipt.revision
    return _document("alerts", receipt.opened_at, receipt.delivery_id, version, body)
