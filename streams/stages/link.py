"""The memory of ``link``: copies, stories and events, decided one article at a time."""

import logging
from typing import Any

from schemas.article import LinkedArticle, ReadArticle
from schemas.topics import ARTICLES_LINKED, EVENTS, STORIES
from schemas.wire import decode, encode
from streams import pipeline
from streams.loop import Output
from streams.settings import Settings
from streams.stories import Changes
from streams.topic_reader import records_to_end

log = logging.getLogger(__name__)


class Linker:
    """The state of ``link``, rebuilt from its own journal whenever the partition is assigned."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._state = pipeline.LinkState(settings.window_hours)
        self._generation: int | None = None
        self._decided: dict[int, Changes] = {}

    async def handle(self, message: Any) -> tuple[Output, ...]:
        """Return what follows from one article; what was decided before is only written again."""
        if message.generation_id != self._generation:
            await self._recover(message.offset)
            self._generation = message.generation_id
        if message.offset in self._decided:
            return self._changed(self._decided.pop(message.offset))
        article = decode(ReadArticle, message.value)
        linked = pipeline.decide(self._state, article, message.offset)
        journal = Output(self._settings.named(ARTICLES_LINKED.name), message.key, encode(linked))
        return (journal, *self._changed(pipeline.apply(self._state, linked)))

    async def _recover(self, first: int) -> None:
        """Apply the journal; keep what follows from inputs from ``first`` on, to write it again."""
        self._state, self._decided = pipeline.LinkState(self._settings.window_hours), {}
        count = 0
        async for linked in records_to_end(self._settings, ARTICLES_LINKED, LinkedArticle):
            if linked.seq in self._decided:
                continue  # written twice by a crash in between: the first one stands
            changes = pipeline.apply(self._state, linked)
            if linked.seq >= first:
                self._decided[linked.seq] = changes
            count += 1
            if count % 10_000 == 0:
                log.info("link: %s articles recovered", count)
        log.info("link: %s articles recovered, going on at %s", count, first)

    def _changed(self, changes: Changes) -> tuple[Output, ...]:
        events, stories = self._settings.named(EVENTS.name), self._settings.named(STORIES.name)
        return (
            *(Output(events, e.event_id.encode(), encode(e)) for e in changes.events),
            *(Output(stories, s.story_id.encode(), encode(s)) for s in changes.stories),
        )
