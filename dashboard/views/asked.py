"""What someone asks of the stories: a query, a period, facets; and the search request for it."""

import datetime as dt
from dataclasses import dataclass, field, replace
from typing import Any
from urllib.parse import urlencode

from streams.alerts.elastic import elastic_query
from streams.alerts.language import Node, QueryError, parse, text_of
from streams.alerts.predicate import compiled

Json = dict[str, Any]
PERIODS = (1, 7, 30, 365)
"""Days."""
PAGE = 40
MOST_STORIES = 5_000
"""Stories that a query in the language may lead to; the newest of more are taken."""
FACETS = {"type": "event_types", "actor": "actors", "outlet": "outlets"}
"""Parameter of the address, and the field of the index."""
SIGNS = frozenset(':<>="()[]')
"""Who writes one of these means the language, and is told where it went wrong."""


@dataclass(frozen=True, slots=True)
class Asked:
    """The parameters of a search; the address of the page is made of nothing else."""

    q: str = ""
    days: int = 30
    facets: tuple[tuple[str, str], ...] = ()
    """(facet, value), each once."""
    after: tuple[str, ...] = ()
    """Where the page before ended."""
    known: frozenset[str] = field(default=frozenset(FACETS), repr=False)

    def tree(self) -> Node:
        """Return the query; words without any sign of the language are searched for as words.

        QueryError where it cannot be read.

        >>> text_of(Asked("river water").tree())
        '"river" "water"'
        """
        try:
            return parse(self.q)
        except QueryError:
            if set(self.q) & SIGNS:
                raise
            return parse(" ".join(f'"{word}"' for word in self.q.split()))

    def canonical(self) -> str:
        """Return the query in the language's own spelling; QueryError where it cannot be read."""
        return text_of(self.tree()) if self.q.strip() else ""

    def with_facet(self, name: str, value: str) -> "Asked":
        """Return the search with the facet added, or without it where it was there."""
        pair = (name, value)
        kept = tuple(one for one in self.facets if one != pair)
        return replace(self, facets=kept if pair in self.facets else (*kept, pair), after=())

    def query_string(self, **changes: Any) -> str:
        """Return the parameters as they stand in an address."""
        other = replace(self, **changes) if changes else self
        pairs = [("q", other.q), ("days", str(other.days)), *other.facets]
        pairs += [("after", value) for value in other.after]
        return urlencode([pair for pair in pairs if pair[1]])

    def since(self, now: dt.datetime) -> str:
        """Return the beginning of the period (ISO)."""
        return (now - dt.timedelta(days=self.days)).isoformat()


def versions_request(asked: Asked, now: dt.datetime) -> Json:
    """Return the request that finds the ids of stories of which a version meets the query.

    QueryError where the query cannot be read.
    """
    wanted = elastic_query(compiled(asked.tree()))
    period = {"range": {"ingested_at": {"gte": asked.since(now)}}}
    order = {"newest": "desc"}
    return {
        "size": 0,
        "query": {"bool": {"filter": [wanted, period]}},
        "aggs": {
            "stories": {
                "terms": {"field": "story_id", "size": MOST_STORIES, "order": order},
                "aggs": {"newest": {"max": {"field": "seq"}}},
            }
        },
    }


def stories_query(asked: Asked, now: dt.datetime, ids: list[str] | None) -> Json:
    """Return the query for stories of the period with the facets, of ``ids`` (None: of all)."""
    clauses: list[Json] = [{"range": {"last_seen": {"gte": asked.since(now)}}}]
    clauses += [{"term": {FACETS[name]: value}} for name, value in asked.facets]
    if ids is not None:
        clauses.append({"terms": {"story_id": ids}})
    return {"bool": {"filter": clauses, "must_not": [{"exists": {"field": "merged_into"}}]}}


def page_request(asked: Asked, now: dt.datetime, ids: list[str] | None) -> Json:
    """Return the request for one page of stories, the newest first, with facets and time line."""
    step = "1d" if asked.days > 7 else "1h" if asked.days <= 1 else "6h"
    body: Json = {
        "size": PAGE,
        "track_total_hits": True,
        "query": stories_query(asked, now, ids),
        "sort": [{"last_seen": "desc"}, {"story_id": "asc"}],
        "aggs": {
            name: {"terms": {"field": of, "size": 12}} for name, of in FACETS.items()
        } | {"time": {"date_histogram": {"field": "last_seen", "fixed_interval": step}}},
    }  # fmt: skip
    if asked.after:
        body["search_after"] = list(asked.after)
    return body
