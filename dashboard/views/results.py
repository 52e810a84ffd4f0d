"""Searches over the index: one page, or everything for an export."""

import datetime as dt
from collections.abc import AsyncIterator
from dataclasses import dataclass
from typing import Any

from dashboard.search import SearchReader
from dashboard.viewer import Viewer
from dashboard.views.asked import FACETS, Asked, page_request, stories_query, versions_request

Json = dict[str, Any]
MOST_EXPORTED = 10_000
BATCH = 500
TOLD = {"terms": {"status": ["actual", "planned"]}}
GONE = [{"exists": {"field": "merged_into"}}, {"term": {"withdrawn": True}}]
"""Events that no longer stand."""


@dataclass(frozen=True, slots=True)
class Bar:
    """One step of a time line."""

    at: int
    """Its beginning, seconds since 1970."""
    day: str
    many: int


@dataclass(frozen=True, slots=True)
class Results:
    """One page of what was found."""

    total: int
    stories: tuple[Json, ...]
    facets: dict[str, list[tuple[str, int]]]
    bars: list[Bar]
    next: tuple[str, ...]
    """``after`` of the next page, empty at the end."""


async def results(index: SearchReader, viewer: Viewer, asked: Asked, now: dt.datetime) -> Results:
    """Return a page; QueryError for a query that cannot be read, SearchDegraded without search."""
    ids = await story_ids(index, viewer, asked, now)
    found = await index.ask(viewer, "stories", page_request(asked, now, ids))
    sums = found.aggregations
    return Results(
        total=found.total,
        stories=found.documents,
        facets={name: _buckets(sums, name) for name in FACETS},
        bars=[
            Bar(b["key"] // 1000, b["key_as_string"][:16].replace("T", " "), b["doc_count"])
            for b in sums.get("time", {}).get("buckets", [])
        ],
        next=tuple(map(str, found.sort)) if len(found.documents) < found.total else (),
    )


async def story_ids(
    index: SearchReader, viewer: Viewer, asked: Asked, now: dt.datetime
) -> list[str] | None:
    """Return the ids of stories that meet the query, None where there is no query."""
    if not asked.q.strip():
        return None
    found = await index.ask(viewer, "versions", versions_request(asked, now))
    return [bucket["key"] for bucket in found.aggregations.get("stories", {}).get("buckets", [])]


async def every(
    index: SearchReader, viewer: Viewer, kind: str, query: Json, key: str
) -> AsyncIterator[Json]:
    """Yield each document of ``kind`` that meets ``query``, the newest first, up to the most."""
    body: Json = {"size": BATCH, "query": query, "sort": [{"last_seen": "desc"}, {key: "asc"}]}
    for _ in range(MOST_EXPORTED // BATCH):
        found = await index.ask(viewer, kind, body)
        for document in found.documents:
            yield document
        if len(found.documents) < BATCH:
            return
        body = body | {"search_after": list(found.sort)}


async def exported(
    index: SearchReader, viewer: Viewer, asked: Asked, now: dt.datetime
) -> AsyncIterator[Json]:
    """Yield every story that was asked for."""
    query = stories_query(asked, now, await story_ids(index, viewer, asked, now))
    async for story in every(index, viewer, "stories", query, "story_id"):
        yield story


async def events_of(
    index: SearchReader, viewer: Viewer, asked: Asked, now: dt.datetime
) -> AsyncIterator[Json]:
    """Yield the events of every story that was asked for."""
    ids = [story["story_id"] async for story in exported(index, viewer, asked, now)]
    for start in range(0, len(ids), BATCH):
        terms = {"terms": {"story_id": ids[start : start + BATCH]}}
        query = {"bool": {"filter": [terms], "must_not": GONE}}
        async for event in every(index, viewer, "events", query, "event_id"):
            yield event


def _buckets(aggregations: Json, name: str) -> list[tuple[str, int]]:
    return [(b["key"], b["doc_count"]) for b in aggregations.get(name, {}).get("buckets", [])]
