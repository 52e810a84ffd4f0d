"""What the index remembers of the dyads that are watched now, kept fresh beside the pages."""

import asyncio
import logging
from typing import Final

from dashboard.search import SearchDegraded
from dashboard.state import Desk
from dashboard.views.board import Board
from dashboard.views.firsts import NOTHING, Past, past_of, past_request
from dashboard.views.watch import Watched, watch_list

log = logging.getLogger(__name__)
LOOK_EVERY_S: Final = 3.0
ASK_EVERY_S: Final = 15.0
"""How long an answer about the same dyads serves: the index may have been behind."""


class Firsts:
    """Asks the index by itself, so that no page ever waits for it; without search it is silent."""

    def __init__(self, desk: Desk, board: Board) -> None:
        self._desk, self._board = desk, board
        self.past: Past = NOTHING

    def watched(self) -> list[Watched]:
        """Return the watch-list of now, each dyad with what the index remembers of it."""
        return watch_list(self._board.lines, self.past, self._desk.clock())

    async def run(self) -> None:
        """Keep ``past`` fresh, for ever."""
        asked, at = frozenset[tuple[str, str]](), 0.0
        clock = asyncio.get_running_loop().time
        while True:
            pairs = frozenset((w.source, w.target) for w in self.watched())
            if pairs and (pairs != asked or clock() - at > ASK_EVERY_S):
                try:
                    self.past = await self.look(pairs)
                    asked, at = pairs, clock()
                except SearchDegraded:
                    log.debug("the past of the dyads is not known: search is away")
                except Exception:
                    log.exception("the past of the dyads is asked for anew")
            await asyncio.sleep(LOOK_EVERY_S)

    async def look(self, pairs: frozenset[tuple[str, str]]) -> Past:
        """Return the past of ``pairs``; SearchDegraded where the index does not answer."""
        request = past_request(sorted(pairs), self._desk.clock())
        return past_of((await self._desk.index.ask(None, "events", request)).aggregations)
