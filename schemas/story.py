"""Stories: what desks follow and what alerts are about."""

from dataclasses import dataclass
from typing import Literal

from schemas.event import ArticleReference, CorroboratedEvent

CauseKind = Literal["new", "copy", "source", "correction", "merge"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Cause:
    """Why a version of a story exists: which article changed it, and how."""

    kind: CauseKind
    """A ``copy`` repeats a text already counted; a ``source`` is independent of all before."""
    article_id: str
    outlet: str
    agency: str | None = None
    tier: int | None = None
    """Tier of the outlet in the list of sources, 1 being the best."""
    tokens: str = ""
    """Match keys of the article, for subscriptions on words."""
    published: str | None = None
    fetched: str
    ingested_at: str
    ingest_mode: Literal["live", "backfill"] = "live"


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """One happening or thread of happenings, as told by its articles. A change is a new version."""

    story_id: str
    version: int
    headline: str
    opened_at: str = ""
    """``ingested_at`` of the article that opened this id; fixes its index month for ever."""
    first_seen: str
    last_seen: str
    articles: tuple[ArticleReference, ...]
    """In order of arrival; the copies of one text share a ``cluster_id``."""
    total_articles: int = 0
    """How many articles it has, those left out of ``articles`` too."""
    copies: int
    """How many of them are copies of another."""
    independent_sources: int
    events: tuple[CorroboratedEvent, ...]
    """The best supported first; those withdrawn are left out."""
    merged_into: str | None = None
    cause: Cause
    seq: int
    schema_version: int = 1
