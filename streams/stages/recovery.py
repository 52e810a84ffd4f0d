"""Rebuilding a stage's memory from Kafka: in the order it was made, and never at others' cost."""

import heapq
import logging
from collections.abc import AsyncIterator, Awaitable

from schemas.article import LinkedArticle
from schemas.errors import TransientError

log = logging.getLogger(__name__)

BLOCK = 1024
"""Numbers that share one integer of ``_Seen``."""


async def rebuilt(stage: str, work: Awaitable[None]) -> None:
    """Await ``work``, which rebuilds the memory of ``stage``.

    Whatever fails there is a TransientError: the message that waits is not to blame, and must not
    become a dead letter for it.
    """
    try:
        await work
    except TransientError:
        raise
    except Exception as error:
        log.exception("%s: its memory cannot be rebuilt", stage)
        why = f"{type(error).__name__}: {error}"
        raise TransientError(f"{stage}: its memory cannot be rebuilt: {why}") from error


async def in_order(
    journal: AsyncIterator[LinkedArticle], width: int
) -> AsyncIterator[LinkedArticle]:
    """Yield the records of ``journal`` as ``link`` decided them, each ``seq`` once, the first.

    A send that failed and was repeated lies behind up to ``width`` later ones, which is put right
    here. What lies further behind was decided late, after a rewind, and is left where it is.
    """
    seen, waiting, last = _Seen(), list[tuple[int, LinkedArticle]](), -1
    async for linked in journal:
        if not seen.add(linked.seq):
            continue
        late = linked.seq < last
        if not late:
            heapq.heappush(waiting, (linked.seq, linked))
        while waiting and (late or len(waiting) > width):
            last, oldest = heapq.heappop(waiting)
            yield oldest
        if late:
            yield linked
    while waiting:
        yield heapq.heappop(waiting)[1]


class _Seen:
    """A set of numbers that lie close together, a bit each."""

    def __init__(self) -> None:
        self._blocks: dict[int, int] = {}

    def add(self, number: int) -> bool:
        """Add ``number``; return whether it is new."""
        block, place = divmod(number, BLOCK)
        bits = self._blocks.get(block, 0)
        self._blocks[block] = bits | 1 << place
        return not bits >> place & 1
