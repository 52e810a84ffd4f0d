"""New articles whose feed gives only a summary, completed from their pages."""

import asyncio
import logging
from collections.abc import Sequence
from dataclasses import replace

from connectors.address import bad_url, endpoint
from connectors.hosts import Holds, HostGates, hold_keys
from connectors.robots import Robots
from connectors.sandbox import Killed, Sandbox, TaskFailed
from connectors.sources.fetch import Fetcher
from connectors.sources.fetched import Fetched
from connectors.sources.page import Page, read_page
from connectors.sources.registry import Source
from schemas.article import RawArticle
from streams import metrics

log = logging.getLogger(__name__)

SUMMARY_MOST_CHARS = 600
"""A feed's text up to this long may be a summary; longer ones are articles."""
PAGES_MOST = 20
"""Pages of one poll: a first poll of a long feed must not keep its news back for an hour."""


class FullText:
    """Fetches pages politely and reads them in a sandbox."""

    def __init__(
        self, fetcher: Fetcher, sandbox: Sandbox, robots: Robots, gates: HostGates, holds: Holds
    ) -> None:
        self._fetcher, self._sandbox, self._robots = fetcher, sandbox, robots
        self._gates, self._holds = gates, holds

    async def complete(
        self, articles: Sequence[RawArticle], source: Source
    ) -> tuple[RawArticle, ...]:
        """Return ``articles`` with the texts of their pages where these say more.

        An article whose page cannot be had stays as its feed gave it; none is ever lost. The newest
        come first where there are more than ``PAGES_MOST``.
        """
        short = [a for a in articles if a.url and len(a.text) <= SUMMARY_MOST_CHARS][-PAGES_MOST:]
        pages = await asyncio.gather(*(self._page(article, source) for article in short))
        full = {
            article.article_id: _with_page(article, page)
            for article, page in zip(short, pages, strict=True)
            if page is not None
        }
        return tuple(full.get(article.article_id, article) for article in articles)

    async def _page(self, article: RawArticle, source: Source) -> Page | None:
        try:
            return await self._read(article, source)
        except Exception:
            # The article has its summary; the other articles of the feed must not wait for a page.
            log.exception("page of feed=%s article_id=%s failed", source.id, article.article_id)
            metrics.PAGES.labels("fault").inc()
            return None

    async def _read(self, article: RawArticle, source: Source) -> Page | None:
        url = article.url or ""
        if bad_url(url):
            return None
        own = source.allow_private and endpoint(url) == endpoint(source.url)
        if not await self._robots.allow(url, allow_private=own):
            log.info("page of feed=%s article_id=%s robots=denied", source.id, article.article_id)
            metrics.PAGES.labels("robots_denied").inc()
            return None
        fetched = await self._fetch(url, source, own=own)
        metrics.PAGES.labels(fetched.outcome).inc()
        if fetched.outcome != "ok":
            log.info("page of feed=%s outcome=%s", source.id, fetched.outcome)
            return None
        try:
            page: Page = await self._sandbox.run(
                read_page, fetched.body, fetched.content_type, fetched.url
            )
        except (Killed, TaskFailed) as error:
            log.warning("page of feed=%s unread: %s", source.id, error)
            return None
        return page

    async def _fetch(self, url: str, source: Source, *, own: bool) -> Fetched:
        delay_s = await self._robots.delay_s(url, allow_private=own)
        keys = hold_keys(source, url)
        async with self._gates.turn(endpoint(url)[0], spacing_s=delay_s):
            if self._holds.left_s(keys) > 0:
                return Fetched(outcome="held", url=url)
            fetched = await self._fetcher.fetch(url, allow_private=own)
        if fetched.retry_after_s and fetched.outcome in {"rate_limited", "unavailable"}:
            self._holds.hold(keys, fetched.retry_after_s)
        return fetched


def _with_page(article: RawArticle, page: Page) -> RawArticle:
    first, _, rest = page.text.partition("\n")
    told = rest if first == article.title else page.text
    text = told if len(told) > len(article.text) else article.text
    return replace(article, text=text, url=page.canonical or article.url)
