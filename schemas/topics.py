"""Every topic: its key, its record, who writes and reads it, how long it is kept.

The walk of an article, one line a step (the same walk as functions: ``streams/pipeline.py``):

    feed -> articles.raw -> read -> articles.read -> link -> articles.linked, events, stories
         -> index -> Elasticsearch;  stories -> match -> alerts -> deliver -> alerts.receipts
"""

from dataclasses import dataclass

from schemas.alert import Alert
from schemas.article import LinkedArticle, RawArticle, ReadArticle
from schemas.channel import ChannelState
from schemas.desk import AlertState, DeskAction
from schemas.event import CorroboratedEvent
from schemas.feed import FeedHealth, FeedState
from schemas.heartbeat import Beat
from schemas.people import AuditEntry, Person, Session
from schemas.receipt import Receipt
from schemas.silence import Silence
from schemas.story import Story
from schemas.subscription import Subscription

DAY_MS = 86_400_000
WINDOW_DAYS = 7
"""How long ``link`` remembers texts and stories; what it reads back is kept twice as long."""


@dataclass(frozen=True, slots=True)
class Topic:
    """One Kafka topic; created explicitly (``marsad topics create``), never by writing to it."""

    name: str
    key: str
    record: type | None
    """None where values are the original bytes of something else."""
    writer: str
    readers: tuple[str, ...]
    partitions: int = 1
    retention_ms: int = 2 * WINDOW_DAYS * DAY_MS
    compacted: bool = False
    """Whether the newest record of each key stays."""
    forgetful: bool = False
    """Whether a compacted topic loses what is older than ``retention_ms`` all the same."""
    max_bytes: int = 2 << 20

    @property
    def kept(self) -> str:
        """How long records stay, for a person."""
        days = f"{self.retention_ms // DAY_MS} days"
        if not self.compacted:
            return days
        return f"newest of each key, {days}" if self.forgetful else "newest of each key"


ARTICLES_RAW = Topic(
    "articles.raw", "article_id", RawArticle, "connectors", ("read",), partitions=6
)
ARTICLES_READ = Topic("articles.read", "article_id", ReadArticle, "read", ("link",))
"""One partition: its order is the total order in which ``link`` decides."""
ARTICLES_LINKED = Topic("articles.linked", "article_id", LinkedArticle, "link", ("link", "index"))
EVENTS = Topic("events", "event_id", CorroboratedEvent, "link", ("index",))
STORIES = Topic("stories", "story_id", Story, "link", ("index", "match"))
SUBSCRIPTIONS = Topic(
    "subscriptions",
    "subscription_id",
    Subscription,
    "cli, dashboard",
    ("match", "deliver", "dashboard"),
    compacted=True,
)
ALERTS = Topic(
    "alerts", "subscription_id + story_id", Alert, "match", ("match", "deliver", "index")
)
ALERTS_RECEIPTS = Topic(
    "alerts.receipts", "delivery_id", Receipt, "deliver", ("deliver", "index"),
    compacted=True, forgetful=True, retention_ms=4 * WINDOW_DAYS * DAY_MS,
)  # fmt: skip
"""Kept for longer than ``alerts``: whoever meets an alert again finds its receipt."""
CHANNELS = Topic(
    "channels", "channel_id + subscription_id", ChannelState, "deliver, dashboard, cli",
    ("deliver", "dashboard"), compacted=True,
)  # fmt: skip
SILENCES = Topic(
    "silences", "silence_id", Silence, "dashboard, cli", ("deliver", "dashboard"), compacted=True
)
FEEDS_STATE = Topic(
    "feeds.state", "feed_id", FeedState, "connectors", ("connectors",), compacted=True
)
FEEDS_HEALTH = Topic(
    "feeds.health", "feed_id", FeedHealth, "connectors", ("dashboard", "cli"), compacted=True
)
PEOPLE = Topic("people", "name", Person, "dashboard, cli", ("dashboard",), compacted=True)
PEOPLE_SESSIONS = Topic(
    "people.sessions", "session_id", Session, "dashboard, cli", ("dashboard",),
    compacted=True, forgetful=True, retention_ms=400 * DAY_MS,
)  # fmt: skip
"""Kept for as long as a token may live at most."""
AUDIT = Topic("audit", "subject", AuditEntry, "dashboard, cli", ("dashboard",),
    retention_ms=400 * DAY_MS,
)  # fmt: skip
DESK_ACTIONS = Topic(
    "desk.actions", "subscription_id + story_id", DeskAction, "dashboard, cli",
    ("dashboard", "cli"),
    retention_ms=4 * WINDOW_DAYS * DAY_MS,
)  # fmt: skip
DESK_STATES = Topic(
    "desk.states", "subscription_id + story_id", AlertState, "dashboard, cli",
    ("dashboard", "deliver", "cli"),
    compacted=True, forgetful=True, retention_ms=4 * WINDOW_DAYS * DAY_MS,
)  # fmt: skip
"""Kept for as long as receipts: whoever meets an alert again finds how it stands."""
HEARTBEATS = Topic("heartbeats", "way", Beat, "heartbeat", ("dashboard", "cli"), compacted=True)
DEAD_LETTERS = Topic(
    "dead-letters", "as it was", None, "any", ("cli",),
    partitions=3, retention_ms=30 * DAY_MS, max_bytes=3 << 20,
)  # fmt: skip

TOPICS = (
    ARTICLES_RAW, ARTICLES_READ, ARTICLES_LINKED, EVENTS, STORIES, SUBSCRIPTIONS,
    ALERTS, ALERTS_RECEIPTS, CHANNELS, SILENCES, FEEDS_STATE, FEEDS_HEALTH,
    PEOPLE, PEOPLE_SESSIONS, AUDIT, DESK_ACTIONS, DESK_STATES, HEARTBEATS, DEAD_LETTERS,
)  # fmt: skip
