"""Articles on their walk: as fetched, as read, as linked."""

from dataclasses import dataclass
from typing import Literal

from schemas.event import Event, Quote
from schemas.text import Edit

IngestMode = Literal["live", "backfill"]
Relation = Literal["original", "exact", "near_copy", "contained"]
LinkRelation = Literal["exact", "near_copy", "contained", "shares_passages"]


@dataclass(frozen=True, slots=True, kw_only=True)
class RawArticle:
    """An article as a connector published it to ``articles.raw``."""

    article_id: str
    version: int = 1
    """1 for the first sighting; a correction of the same article has the next number."""
    source: str
    """The outlet."""
    feed_id: str | None = None
    url: str | None = None
    title: str = ""
    text: str
    published: str | None = None
    """ISO date or date-time with offset, as far as it could be read."""
    published_raw: str | None = None
    fetched_at: str
    ingested_at: str
    """ISO date-time (UTC) at which this article id was first published; fixes its index month."""
    ingest_mode: IngestMode = "live"
    content_hash: str = ""
    country: str | None = None
    """ISO 3166 alpha-3 of the outlet."""
    agency: str | None = None
    """Agency that the feed itself credits, where the source registry knows its pattern."""
    tier: int | None = None
    """Tier of the outlet in the list of sources, 1 being the best."""
    truncated: bool = False
    """True where the text was cut to keep the record and all that is made of it under 1 MiB."""
    schema_version: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Fingerprint:
    """What is kept of a text to recognise copies of it (``streams.dedup.fingerprint``)."""

    version: int
    """Fingerprints of different versions are never compared."""
    exact: str
    """128-bit hash of the letters, hexadecimal."""
    letters: int
    """Length of the text in letters, after normalisation for matching."""
    prints: str
    """Sampled shingle hashes: base64 of little-endian uint64, in text order."""
    offsets: str
    """Where each print starts in the text as given: base64 of little-endian uint32."""
    rate: int = 16
    """One shingle in this many was kept, those of the smallest hashes: 1, 2, 4, 8 or 16."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadArticle:
    """An article normalised and read: ``articles.read``."""

    raw: RawArticle
    language: str
    sentences: tuple[tuple[int, int], ...]
    """Start and end of each sentence of the text as given."""
    edits: tuple[Edit, ...]
    keys: str
    """The match keys of title and text, joined by spaces: what search indexes and stories weigh."""
    agency: str | None
    """Code of the agency credited in the text or by the feed."""
    fingerprint: Fingerprint
    quotes: tuple[Quote, ...]
    events: tuple[Event, ...]
    lexicon: str
    """Version of the lexicon that read it."""
    truncated: bool = False
    schema_version: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """A run of text that two articles share; offsets into the texts as given."""

    start: int
    end: int
    other_start: int
    other_end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """How an article's text relates to that of an earlier one."""

    id: str
    relation: LinkRelation
    containment: float
    """Shared shingles / those of the smaller text, in [0, 1]."""
    jaccard: float
    passages: tuple[Passage, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Copies:
    """What ``streams.dedup`` decided of one article."""

    cluster_id: str
    """Id of the first article of the copy cluster."""
    relation: Relation
    links: tuple[Link, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class EventAssignment:
    """Which corroborated event a mention-level event of the article belongs to."""

    article_event_id: str
    event_id: str
    version: int
    """Version of the corroborated event after this article."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StoryDecision:
    """What ``streams.stories`` decided of one article."""

    story_id: str
    version: int
    clock: float = 0.0
    """The largest ``ingested_at`` seen so far, in seconds since 1970."""
    assignments: tuple[EventAssignment, ...] = ()
    merges: tuple[tuple[str, str], ...] = ()
    """Story ids merged by this article: (absorbed, surviving)."""
    event_merges: tuple[tuple[str, str], ...] = ()
    """Corroborated event ids that fell together in those merges: (absorbed, surviving)."""
    left: str | None = None
    """The story that ``moved`` leave for this one: the article was put there wrongly, or shows that
    the story was two."""
    moved: tuple[str, ...] = ()
    """Ids of articles: this one, corrected or read again, or earlier ones that go with it."""
    taken: tuple[str, ...] = ()
    """Corroborated events that only ``moved`` told and that go along under their ids."""
    versions: tuple[tuple[str, int], ...] = ()
    """(id, version) of every other story and event that this article changes: absorbed by a
    merge, moved with one, left, or bereft of a mention by a correction."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkedArticle:
    """An article with all that ``link`` decided of it: the journal of ``link``."""

    seq: int
    """Offset of the article in ``articles.read``: the one total order."""
    article: ReadArticle
    copies: Copies
    story: StoryDecision
    first_ingested_at: str
    """The ``ingested_at`` of this article id when it was first linked; fixes its index month."""
    schema_version: int = 1
