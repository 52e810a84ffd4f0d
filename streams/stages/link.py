"""The memory of ``link``: copies, stories and events, decided one article at a time."""

import logging
from typing import Any

from schemas.article import LinkedArticle, ReadArticle
from schemas.errors import InvalidMessage
from schemas.topics import ARTICLES_LINKED, EVENTS, STORIES
from schemas.wire import decode, encode
from streams import pipeline
from streams.loop import Output
from streams.settings import Settings
from streams.stages.recovery import in_order, rebuilt
from streams.stories import Changes
from streams.topic_reader import records_to_end

TOGETHER = 64
"""Records of the journal that are applied in one go."""

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
            await rebuilt("link", self._recover(message.offset))
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
        count, some = 0, list[LinkedArticle]()
        journal = records_to_end(self._settings, ARTICLES_LINKED, LinkedArticle)
        async for linked in in_order(journal, 2 * self._settings.in_flight):
            some.append(linked)
            count += 1
            if len(some) == TOGETHER:
                self._rebuild(some, first)
                some = []
            if count % 10_000 == 0:
                log.info("link: %s articles recovered", count)
        self._rebuild(some, first)
        log.info("link: %s articles recovered, going on at %s", count, first)

    def _rebuild(self, some: list[LinkedArticle], first: int) -> None:
        """Apply ``some``; only what follows from inputs from ``first`` on is kept."""
        for linked, changes in pipeline.rebuild(self._state, some, first):
            self._decided[linked.seq] = changes

    def _changed(self, changes: Changes) -> tuple[Output, ...]:
        """Return the records of ``changes``.

        They follow from what is decided, so one that cannot be written is told of and left out:
        to give up the article for it would leave the memory with what the journal has not.
        """
        events, stories = self._settings.named(EVENTS.name), self._settings.named(STORIES.name)
        records = (
            *((events, event.event_id, event) for event in changes.events),
            *((stories, story.story_id, story) for story in changes.stories),
        )
        outputs = []
        for topic, key, record in records:
            try:
                outputs.append(Output(topic, key.encode(), encode(record)))
            except InvalidMessage as error:
                log.error("%s %s is left out: %s", topic, key, error)  # noqa: TRY400
        return tuple(outputs)
