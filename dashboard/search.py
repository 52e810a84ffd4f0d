"""Reading Elasticsearch for people: filtered by what each may see, and honest when it is away."""

import asyncio
import logging
from dataclasses import dataclass
from typing import Any

from elastic_transport import TransportError
from elasticsearch import ApiError, AsyncElasticsearch

from connectors.sinks.search_index import connect
from dashboard.viewer import Viewer
from schemas.errors import TransientError
from schemas.heartbeat import OUTLET
from streams.alerts.facts import outlet_key
from streams.settings import Settings

log = logging.getLogger(__name__)

LOOK_EVERY_S = 2.0
TIMEOUT_S = 5.0
OUTLET_FIELD = {
    "articles": ("source", OUTLET), "stories": ("outlets", OUTLET), "events": ("outlets", OUTLET),
    "versions": ("features", f"outlet={outlet_key(OUTLET)}"),
}  # fmt: skip


class SearchDegraded(TransientError):  # noqa: N818  # what it is
    """Elasticsearch does not answer; alerts and the live stream go on without it."""


@dataclass(frozen=True, slots=True)
class Found:
    """One page of an answer."""

    total: int
    """How many there are, up to 10,000."""
    documents: tuple[dict[str, Any], ...]
    aggregations: dict[str, Any]
    sort: tuple[Any, ...] = ()
    """``search_after`` of the next page; empty where there is none."""


class SearchReader:
    """Asks on behalf of a viewer: no query leaves without the filter of what they may see."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._client = connect(settings).options(request_timeout=TIMEOUT_S)
        self.degraded = False
        """Whether the last look found Elasticsearch away; shown on every page."""

    async def ask(self, viewer: Viewer | None, kind: str, body: dict[str, Any]) -> Found:
        """Return what ``viewer`` may see of ``kind`` that meets ``body`` (a search request).

        None sees what everybody may, and no alerts.
        SearchDegraded where Elasticsearch does not answer.
        """
        wanted = body.get("query", {"match_all": {}})
        query = {"bool": {"must": [wanted], **allowed(viewer, kind)}}
        name = f"{self._settings.named(kind)}-*"
        try:
            answer = await self._client.search(
                index=name, body={**body, "query": query}, ignore_unavailable=True
            )
        except (ApiError, TransportError) as error:
            self.degraded = True
            raise SearchDegraded(f"search does not answer: {type(error).__name__}") from error
        self.degraded = False
        return _found(answer)

    async def watch(self) -> None:
        """Keep ``degraded`` true to what is, for ever."""
        while True:
            try:
                health = await self._client.cluster.health()
                self.degraded = health["status"] == "red"
            except (ApiError, TransportError) as error:
                if not self.degraded:
                    log.warning("search does not answer: %s", error)
                self.degraded = True
            await asyncio.sleep(LOOK_EVERY_S)

    @property
    def client(self) -> AsyncElasticsearch:
        """Return the client, for questions that are filtered by what they are about."""
        return self._client

    async def close(self) -> None:
        """Close the connections."""
        await self._client.close()


def allowed(viewer: Viewer | None, kind: str) -> dict[str, Any]:
    """Return the clauses of a bool query that leave what ``viewer`` may see of ``kind``.

    Alerts and receipts: those of subscriptions that are theirs or shared. Articles, events and
    stories: all but the synthetic ones of the dead-man's switch.
    """
    if kind == "alerts":
        return {
            "filter": [
                {"terms": {"subscription_id": sorted(viewer.subscription_ids) if viewer else []}}
            ]
        }
    field, value = OUTLET_FIELD[kind]
    return {"must_not": [{"term": {field: value}}]}


def _found(answer: Any) -> Found:
    hits = answer["hits"]["hits"]
    return Found(
        total=answer["hits"]["total"]["value"],
        documents=tuple(hit["_source"] for hit in hits),
        aggregations=dict(answer.get("aggregations", {})),
        sort=tuple(hits[-1].get("sort", ())) if hits else (),
    )
