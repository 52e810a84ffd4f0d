"""What the connectors remember of a feed: ``feeds.state``, the truth from which they start."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class SeenItem:
    """An article that a feed has shown and that was acknowledged by the broker."""

    article_id: str
    version: int
    """Version last published: 1, then one more for each correction."""
    hashes: tuple[str, ...]
    """Content hashes already published, newest last: a feed that alternates adds no versions."""
    ingested_at: str
    """When the id was first published; a correction keeps it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedState:
    """State of one feed after a poll whose articles were all acknowledged."""

    feed_id: str
    url: str
    """Address that was polled; state of another address keeps its items, not its validators."""
    etag: str | None = None
    """Byte for byte as the server sent it, quotes and ``W/`` included."""
    last_modified: str | None = None
    body_hash: str | None = None
    polled_at: str
    new_at: str | None = None
    """When the feed last showed an unseen article."""
    moved_to: str | None = None
    """Target of the permanent redirects seen so far."""
    moved_polls: int = 0
    """Polls in a row that were redirected there."""
    gone_at: str | None = None
    """First of the 410 answers in a row."""
    retired: bool = False
    """True after 410 answers a day apart; probed rarely, never forgotten."""
    untrusted_validators: bool = False
    """True where a 304 was found to hide new items: conditional requests are not used."""
    interval_s: float | None = None
    """Interval that the feed's own rhythm has led to."""
    seen: tuple[SeenItem, ...] = ()
    """Oldest first; holds at least every item of the last body."""
    schema_version: int = 1
