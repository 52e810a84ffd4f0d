"""What came out of which way, and when: the memory of the dead-man's switch. Pure."""

import datetime as dt
from collections import OrderedDict

from dashboard.heartbeat.article import story_id_of
from schemas.heartbeat import Beat
from schemas.moment import instant

KEPT = 500
"""Beats that are remembered: what takes longer than so many counts as lost."""


class Pulse:
    """Beats on their way, and the last that came out of each way."""

    def __init__(self, interval_s: float) -> None:
        self._interval_s = interval_s
        self._sent: OrderedDict[str, dt.datetime] = OrderedDict()
        self._by_story: dict[str, str] = {}
        self.last: dict[str, Beat] = {}

    def sent(self, article_id: str, now: dt.datetime) -> None:
        """Take a beat as sent."""
        self._sent[article_id] = now
        self._by_story[story_id_of(article_id)] = article_id
        while len(self._sent) > KEPT:
            oldest, _ = self._sent.popitem(last=False)
            del self._by_story[story_id_of(oldest)]

    def article_of(self, story_id: str) -> str | None:
        """Return the beat that opened the story, None where it was another's."""
        return self._by_story.get(story_id)

    def newest(self) -> str | None:
        """Return the article id of the last beat."""
        return next(reversed(self._sent), None)

    def arrived(self, way: str, article_id: str, at: dt.datetime) -> Beat | None:
        """Return the beat that has come out of ``way``; None for a stranger, or an older one."""
        sent = self._sent.get(article_id)
        before = self.last.get(way)
        if sent is None or (before is not None and instant(before.sent_at, "sent_at") >= sent):
            return None
        beat = Beat(
            way=way,
            article_id=article_id,
            sent_at=sent.isoformat(),
            arrived_at=at.isoformat(),
            lag_s=round(max(0.0, (at - sent).total_seconds()), 3),
            interval_s=self._interval_s,
        )
        self.last[way] = beat
        return beat


def is_silent(beat: Beat, now: dt.datetime) -> bool:
    """Return whether nothing came out of the way of ``beat`` for two intervals and a minute."""
    last = instant(beat.arrived_at or beat.sent_at, "arrived_at")
    return (now - last).total_seconds() > 2 * beat.interval_s + 60
