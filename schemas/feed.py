"""What the connectors remember of a feed (``feeds.state``) and tell of it (``feeds.health``)."""

from dataclasses import dataclass
from typing import Literal

FeedStatus = Literal["ok", "silent", "failing", "quarantined", "retired"]


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
    form: str = ""
    """Hash over title, text and date as they stand: knows an item again whose id changed."""


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
    parser_kills: int = 0
    """Bodies in a row that broke or hung the parser."""
    killer_hash: str | None = None
    """Hash of the last of them."""
    interval_s: float | None = None
    """Interval that the feed's own rhythm has led to."""
    gaps_s: tuple[float, ...] = ()
    """Seconds between the last polls that showed unseen articles, newest last."""
    seen: tuple[SeenItem, ...] = ()
    """Oldest first; holds at least every item of the last body."""
    schema_version: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedHealth:
    """How a feed does, as of its last poll."""

    feed_id: str
    source: str
    """The outlet."""
    at: str
    status: FeedStatus
    """silent: it answers, but for longer than its rhythm allows without an unseen article.
    quarantined: its bodies break the parser again and again; it is tried once a day."""
    outcome: str
    """Of the last poll: ``ok``, ``not_modified`` or the kind of failure."""
    reason: str | None = None
    """Why the last body held no articles."""
    detail: str = ""
    ok_at: str | None = None
    """Last poll that went well since the connector started."""
    new_at: str | None = None
    """Last poll that showed an unseen article."""
    expected_gap_s: float | None = None
    """Silence after which the feed counts as silent; None where its rhythm is not known yet."""
    polls: tuple[tuple[str, int], ...]
    """Polls since the connector started, by outcome or reason."""
    charset_repaired: bool = False
    next_at: str
    schema_version: int = 1
