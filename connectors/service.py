"""The poller as a service: one task a source, the file of sources followed as it changes."""

import asyncio
import logging
from collections.abc import Sequence
from pathlib import Path

from connectors.poll import Poller, PollResult
from connectors.sources.registry import BadSources, Source, load_sources
from connectors.sources.schedule import fraction

log = logging.getLogger(__name__)

WATCH_S = 2.0
SPREAD_S = 0.2
"""Seconds per source over which first polls are spread, at most a minute in all."""


async def poll_all_once(sources: Sequence[Source], poller: Poller) -> list[PollResult]:
    """Poll every enabled source one time; return the results in the order of ``sources``."""
    wanted = [source for source in sources if source.enabled]
    return await asyncio.gather(*(poller.poll(source) for source in wanted))


async def poll_forever(path: Path, poller: Poller, *, watch_s: float = WATCH_S) -> None:
    """Poll the sources of the file at ``path`` until cancelled.

    A changed file is read again: new sources start, dropped and disabled ones stop, changed ones
    start anew. A file that became bad is reported once and the sources in force stay. Raises
    BadSources if the file is bad at the start.
    """
    tasks: dict[Source, asyncio.Task[None]] = {}
    stamp = _stamp(path)
    sources = load_sources(path)
    try:
        while True:
            _adjust(tasks, sources, poller)
            while (now := _stamp(path)) == stamp:  # noqa: ASYNC110  # files announce nothing
                await asyncio.sleep(watch_s)
            stamp = now
            try:
                sources = load_sources(path)
            except BadSources as error:
                log.error("sources stay as they were: %s", error)  # noqa: TRY400  # text says all
            except Exception:
                # No file, whatever is in it, may end the polling of those that were good.
                log.exception("sources stay as they were: %s cannot be read", path)
    finally:
        for task in tasks.values():
            task.cancel()
        await asyncio.gather(*tasks.values(), return_exceptions=True)


def _stamp(path: Path) -> tuple[int, int] | None:
    try:
        status = path.stat()
    except OSError:
        return None
    return status.st_mtime_ns, status.st_size


def _adjust(
    tasks: dict[Source, asyncio.Task[None]], sources: Sequence[Source], poller: Poller
) -> None:
    wanted = {source for source in sources if source.enabled}
    for source in [source for source in tasks if source not in wanted]:
        tasks.pop(source).cancel()
        log.info("feed=%s stopped", source.id)
    spread_s = min(60.0, SPREAD_S * len(wanted))
    for source in wanted - tasks.keys():
        task = asyncio.create_task(_follow(source, poller, spread_s), name=f"feed {source.id}")
        tasks[source] = task


async def _follow(source: Source, poller: Poller, spread_s: float) -> None:
    await asyncio.sleep(spread_s * fraction(source.id))
    due = poller.clock()
    while True:
        due = (await poller.poll(source, due)).next_at
        await asyncio.sleep(max(0.0, (due - poller.clock()).total_seconds()))
