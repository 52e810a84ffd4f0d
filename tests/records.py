"""Records for tests, each with what a test does not care about filled in."""

import dataclasses
from typing import Any

from schemas.article import RawArticle
from schemas.channel import Channel
from schemas.event import Actor, ArticleReference, CorroboratedEvent, Mention
from schemas.story import Cause, CauseKind, Story
from schemas.subscription import Subscription

MOMENT = "2026-05-04T10:00:00+00:00"
SECRET = "whsec_c2VjcmV0IG9mIGEgdGVzdCwgbm90IG9mIGEgcGVyc29u"


def raw(article_id: str = "a1", **changes: Any) -> RawArticle:
    """Return an article as a connector publishes it."""
    base = RawArticle(
        article_id=article_id, source="صحيفة", text="نص", fetched_at=MOMENT, ingested_at=MOMENT
    )
    return dataclasses.replace(base, **changes)


def event(event_id: str = "e1", **changes: Any) -> CorroboratedEvent:
    """Return a corroborated event: BRA halts talks with ARG, told by one outlet."""
    mention = Mention(
        start=0, end=5, text="علقت", sentence=0, trigger="علقت", rule="suspend", lexicon="v1"
    )
    base = CorroboratedEvent(
        event_id=event_id, event_type="SANCTION", cameo="164", cameo_root="16",
        quad_class="material_conflict", goldstein=-7.0, status="actual", confidence=0.9,
        source=Actor(code="BRA", name="البرازيل"), target=Actor(code="ARG", name="الأرجنتين"),
        mentions=(mention,), version=1, story_id="s1", opened_at=MOMENT, first_seen=MOMENT,
        last_seen=MOMENT, outlets=("صحيفة",), independent_sources=1, seq=0,
        articles=(ArticleReference(id="a1", cluster_id="a1", outlet="صحيفة"),), total_articles=1,
    )  # fmt: skip
    return dataclasses.replace(base, **changes)


def story(version: int = 1, kind: CauseKind = "new", **changes: Any) -> Story:
    """Return a version of a story with one event, and why it came to be."""
    cause = Cause(
        kind=kind, article_id="a1", outlet="صحيفة", published=MOMENT, fetched=MOMENT,
        ingested_at=MOMENT, ingest_mode=changes.pop("ingest_mode", "live"),
    )  # fmt: skip
    base = Story(
        story_id="s1", version=version, headline="عنوان", opened_at=MOMENT, first_seen=MOMENT,
        last_seen=MOMENT, articles=(ArticleReference(id="a1", cluster_id="a1", outlet="صحيفة"),),
        total_articles=1, copies=0, independent_sources=1, events=(event(),), cause=cause,
        seq=version,
    )  # fmt: skip
    return dataclasses.replace(base, **changes)


def subscription(**changes: Any) -> Subscription:
    """Return a subscription to sanctions of Brazil, by webhook."""
    channel = Channel(kind="webhook", url="http://127.0.0.1:1/alerts", secret=SECRET)
    base = Subscription(
        subscription_id="duty", query="actor:BRA type:SANCTION", channels=(channel,)
    )
    return dataclasses.replace(base, **changes)
