"""What ``link`` remembers of stories for one window. Only ``streams.stories.apply`` writes it."""

import functools
from collections import OrderedDict, deque
from dataclasses import dataclass, field

from schemas.article import RawArticle
from schemas.errors import InvalidMessage
from schemas.event import Event
from schemas.moment import instant
from streams.stories.corroborate import Key, key_of
from streams.stories.members import Thread
from streams.stories.word_index import WordIndex

WINDOW_HOURS = 168
DAY_S = 86_400.0


@dataclass(slots=True)
class StoriesState:
    """Live stories, the words of their texts, and where each article and copy cluster belongs.

    Two states are equal when every further decision on them is.
    """

    window_hours: int = WINDOW_HOURS
    """A story takes new texts for so long after it opened, and copies of its texts for twice as
    long; it is forgotten when it was idle for so long."""
    clock: float = 0.0
    """The largest ``ingested_at`` seen, in seconds since 1970."""
    stories: OrderedDict[str, Thread] = field(default_factory=OrderedDict)
    """By id, the one idle longest first."""
    openings: deque[tuple[float, str]] = field(default_factory=deque)
    """(clock, story id) of every story opened in the last two windows."""
    article_story: dict[str, str] = field(default_factory=dict)
    cluster_story: dict[str, str] = field(default_factory=dict)
    index: WordIndex = field(default_factory=WordIndex)
    event_stories: dict[Key, dict[str, int]] = field(default_factory=dict)
    """For each kind of event, in how many happenings of which story it is told."""
    event_story: dict[str, str] = field(default_factory=dict)
    """The story of every live happening, by id."""
    versions: OrderedDict[str, tuple[int, float]] = field(default_factory=OrderedDict)
    """Last version of every id and the clock then, kept for two windows, the oldest first: an id
    that comes back (an article read again long after) goes on counting."""
    forwarded: dict[str, str] = field(default_factory=dict)
    """Ids of stories and events absorbed by a merge, and where they went."""

    @property
    def window_s(self) -> float:
        """Return the window in seconds."""
        return self.window_hours * 3600.0

    def version(self, identity: str) -> int:
        """Return the last version of a story or event, 0 before its first."""
        return self.versions.get(identity, (0, 0.0))[0]

    def remember(self, identity: str, version: int) -> None:
        """Note the newest version of a story or event."""
        self.versions[identity] = (version, self.clock)
        self.versions.move_to_end(identity)

    def tell(self, event: Event, story_id: str) -> None:
        """Count one more happening of its kind in a story."""
        told_in = self.event_stories.setdefault(key_of(event), {})
        told_in[story_id] = told_in.get(story_id, 0) + 1

    def untell(self, event: Event, story_id: str) -> None:
        """Take one back."""
        told_in = self.event_stories[key_of(event)]
        told_in[story_id] -= 1
        if not told_in[story_id]:
            del told_in[story_id]
        if not told_in:
            del self.event_stories[key_of(event)]

    def now(self, raw: RawArticle) -> float:
        """Return the clock as it will stand when ``raw`` is applied."""
        return max(self.clock, seconds(raw.ingested_at))

    def first_ingested_at(self, article_id: str) -> str | None:
        """Return when a remembered article first came in; None where it is not remembered."""
        thread = self.stories.get(self.article_story.get(article_id, ""))
        return thread.members[article_id].ingested_at if thread else None

    def is_beyond_memory(self, raw: RawArticle) -> bool:
        """Tell whether an article is so old that the ids it once opened may be forgotten."""
        return self.now(raw) - seconds(raw.ingested_at) > 2 * self.window_s

    def takes_texts(self, thread: Thread, now: float) -> bool:
        """Tell whether a story is young and awake enough for a new text."""
        return now - thread.opened <= self.window_s and now - thread.active <= self.window_s

    def takes_copies(self, thread: Thread, now: float) -> bool:
        """Tell whether a story still takes copies and corrections of what it has."""
        return now - thread.opened <= 2 * self.window_s and now - thread.active <= self.window_s


@functools.lru_cache(maxsize=256)
def seconds(moment: str) -> float:
    """Return an ISO date or date-time as seconds since 1970; without an offset it is UTC."""
    return instant(moment, "date").timestamp()


def told_at(raw: RawArticle) -> str:
    """Return when an article was published, as an ISO date or date-time.

    That is ``ingested_at`` where the publication is unknown, unreadable, or more than a day after
    it: feeds carry the dates of coming events and of broken clocks.
    """
    if raw.published is None:
        return raw.ingested_at
    try:
        told = seconds(raw.published)
    except InvalidMessage:
        return raw.ingested_at
    return raw.published if told - seconds(raw.ingested_at) <= DAY_S else raw.ingested_at
