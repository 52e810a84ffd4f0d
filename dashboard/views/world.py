"""Events by country: the map, and the table that holds the same figures."""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from dashboard.views.results import GONE, TOLD

Json = Mapping[str, Any]
HOSTILE = ["verbal_conflict", "material_conflict"]


@dataclass(frozen=True, slots=True)
class Country:
    """What was told of one country, or another actor."""

    code: str
    events: int
    """In which it acts or is acted upon."""
    hostile: int
    score: float
    """Mean Goldstein score of them, -10 to 10."""


def world_request(since: dt.datetime) -> dict[str, Any]:
    """Return the request for the events of each actor since a moment."""
    period = {"range": {"last_seen": {"gte": since.isoformat()}}}
    more = {
        "score": {"avg": {"field": "goldstein"}},
        "hostile": {"filter": {"terms": {"quad_class": HOSTILE}}},
    }
    return {
        "size": 0,
        "query": {"bool": {"filter": [period, TOLD], "must_not": GONE}},
        "aggs": {
            side: {"terms": {"field": f"{side}.code", "size": 300}, "aggs": more}
            for side in ("source", "target")
        },
    }


def countries(aggregations: Json) -> list[Country]:
    """Return the actors of an answer to ``world_request``, the most told first."""
    found: dict[str, Country] = {}
    for side in ("source", "target"):
        for bucket in aggregations.get(side, {}).get("buckets", []):
            code, many = bucket["key"], bucket["doc_count"]
            before = found.get(code, Country(code, 0, 0, 0.0))
            events = before.events + many
            score = (before.score * before.events + bucket["score"]["value"] * many) / events
            hostile = before.hostile + bucket["hostile"]["doc_count"]
            found[code] = Country(code, events, hostile, score)
    return _ranked(found.values())


def _ranked(found: Iterable[Country]) -> list[Country]:
    return sorted(found, key=lambda country: (-country.events, country.code))
