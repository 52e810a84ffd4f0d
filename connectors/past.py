"""The past as Elasticsearch keeps it: versions of stories for explanations and dry runs."""

import datetime as dt
from collections.abc import AsyncGenerator
from typing import Any

from elastic_transport import TransportError
from elasticsearch import ApiError, AsyncElasticsearch

from schemas.errors import TransientError
from schemas.story import Story
from schemas.subscription import Subscription
from streams.alerts.dryrun import ORDER, days_needed, history_query
from streams.alerts.version import story_of_version
from streams.settings import Settings

PAGE = 500
"""Versions of one answer: some MB."""


async def versions_for(
    client: AsyncElasticsearch, settings: Settings, subscription: Subscription, since: dt.datetime
) -> AsyncGenerator[Story, None]:
    """Yield all that a dry run of ``subscription`` from ``since`` on has to be fed, in order.

    TransientError where Elasticsearch does not answer.
    """
    days = dt.timedelta(days=days_needed(subscription, 0))
    recent = {"range": {"ingested_at": {"gte": (since - days).isoformat()}}}
    query = {"bool": {"filter": [recent, history_query(subscription)]}}
    after: list[Any] | None = None
    while True:
        more = {"search_after": after} if after else {}
        found = await _search(
            client, settings.named("versions-*"), query=query, size=PAGE, sort=ORDER, **more
        )
        for hit in found:
            yield story_of_version(hit["_source"])
        if len(found) < PAGE:
            return
        after = found[-1]["sort"]


async def version_with(
    client: AsyncElasticsearch, settings: Settings, identity: str
) -> Story | None:
    """Return the newest version of the story that is, or holds, ``identity``, None for none.

    ``identity`` is the id of a story, of an article (the version that it brought) or of an event.
    """
    event = {"nested": {"path": "events", "query": {"term": {"events.event_id": identity}}}}
    fields = ("story_id", "article_id")
    asked = [*({"term": {field: identity}} for field in fields), event]
    found = await _search(
        client,
        settings.named("versions-*"),
        query={"bool": {"should": asked, "minimum_should_match": 1}},
        size=1,
        sort=[{"seq": "desc"}, {"version": "desc"}],
    )
    return story_of_version(found[0]["_source"]) if found else None


async def text_of_article(
    client: AsyncElasticsearch, settings: Settings, article_id: str
) -> tuple[str, str]:
    """Return title and text of an article as given, both empty where it is not indexed."""
    query = {"term": {"article_id": article_id}}
    found = await _search(client, settings.named("articles-*"), query=query, size=1)
    return (found[0]["_source"]["title"], found[0]["_source"]["text"]) if found else ("", "")


async def _search(client: AsyncElasticsearch, index: str, **body: Any) -> list[dict[str, Any]]:
    try:
        answer = await client.search(index=index, ignore_unavailable=True, **body)
    except (ApiError, TransportError) as error:
        raise TransientError(f"Elasticsearch cannot be asked: {error}") from error
    hits: list[dict[str, Any]] = answer["hits"]["hits"]
    return hits
