"""The dead-man's switch: synthetic articles, and how long each took to come out of every way."""

from dataclasses import dataclass

from schemas.story import Story

OUTLET = "marsad-heartbeat"
"""Outlet of every synthetic article, and of nothing else: people never see what comes of them."""
SUBSCRIPTION_ID = "marsad-heartbeat"
"""The one subscription that synthetic stories are matched with."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Beat:
    """The last synthetic article that came out of one way: topic ``heartbeats``, compacted."""

    way: str
    """Kind of channel, ``receiver`` (the signed post arrived), or ``search`` (it can be found)."""
    article_id: str
    sent_at: str
    """When the article was published to ``articles.raw``; the newest beat where none came yet."""
    arrived_at: str | None = None
    """When it came out; null while none has."""
    lag_s: float | None = None
    interval_s: float
    """Seconds between beats: a way is silent once its last arrival is two of them ago."""
    schema_version: int = 1


def is_synthetic(story: Story) -> bool:
    """Return whether ``story`` is of the dead-man's switch and no business of people's."""
    return story.cause.outlet == OUTLET or (
        bool(story.articles) and all(a.outlet == OUTLET for a in story.articles)
    )
