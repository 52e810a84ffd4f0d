"""How long ago a dyad last stood where it stands now: "the first in 23 days"."""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from dashboard.views.ladder import TELLING, Dyad
from dashboard.views.results import GONE
from streams.alerts.rules.ladder import rung_of

Json = dict[str, Any]
HORIZON_DAYS = 90
LEAST_DAYS = 7
"""What comes back sooner than this is no news."""
FRESH_DAYS = 3
"""How long ago the present run of events may have begun."""
MOST_CODES = 300


@dataclass(frozen=True, slots=True)
class Past:
    """Days on which the index has events, and their highest rung, of each pair that was asked."""

    oldest: dt.date | None
    """Day of the oldest event of any pair: nothing is known of the time before."""
    rungs: Mapping[Dyad, Mapping[dt.date, int]] = field(default_factory=dict)


NOTHING = Past(None)


def past_request(pairs: Iterable[Dyad], now: dt.datetime) -> Json:
    """Return the request for the days on which each of ``pairs`` did what, up to 90 days back."""
    since = {"range": {"first_seen": {"gte": (now - dt.timedelta(days=HORIZON_DAYS)).isoformat()}}}
    daily = {"date_histogram": {"field": "first_seen", "calendar_interval": "1d",
                                "min_doc_count": 1}}  # fmt: skip
    ways = {
        f"{source}>{target}": {
            "bool": {
                "filter": [{"term": {"source.code": source}}, {"term": {"target.code": target}}]
            }
        }
        for source, target in pairs
    }
    codes = {"terms": {"field": "cameo", "size": MOST_CODES}, "aggs": {"days": daily}}
    return {
        "size": 0,
        "query": {"bool": {"filter": [since, {"terms": {"status": sorted(TELLING)}}],
                           "must_not": GONE}},
        "aggs": {
            "pairs": {"filters": {"filters": ways}, "aggs": {"codes": codes}},
            "oldest": {"min": {"field": "first_seen"}},
        },
    }  # fmt: skip


def past_of(aggregations: Json) -> Past:
    """Return what the answer to ``past_request`` says; nothing where there is no index yet."""
    if not aggregations:
        return NOTHING
    oldest = aggregations["oldest"]["value"]
    rungs: dict[Dyad, dict[dt.date, int]] = {}
    for name, found in aggregations["pairs"]["buckets"].items():
        source, _, target = name.partition(">")
        days = rungs.setdefault((source, target), {})
        for code in found["codes"]["buckets"]:
            for bucket in code["days"]["buckets"]:
                day = _day(bucket["key"])
                days[day] = max(days.get(day, 0), rung_of(code["key"]))
    return Past(_day(oldest) if oldest is not None else None, rungs)


def first_in(past: Past, pair: Dyad, rung: int, now: dt.datetime) -> int | None:
    """Return the days for which ``pair`` had not stood on ``rung`` or higher before it did now.

    At most 90, and never more than the index looks back. None where it stood there in the week
    before or for more than three days on end, and of a pair that was not asked about.

    >>> day = dt.date(2026, 5, 4)
    >>> noon = dt.datetime(2026, 5, 4, 12, tzinfo=dt.UTC)
    >>> days = {day: 5, dt.date(2026, 4, 11): 6, dt.date(2026, 4, 30): 2}
    >>> first_in(Past(dt.date(2026, 1, 1), {("BRA", "ARG"): days}), ("BRA", "ARG"), 5, noon)
    23
    """
    today = now.astimezone(dt.UTC).date()
    known = past.rungs.get(pair)
    if known is None or past.oldest is None:
        return None
    days = sorted((day for day, height in known.items() if height >= rung), reverse=True)
    begin = today
    for day in days:
        if (begin - day).days >= LEAST_DAYS:
            return (begin - day).days
        begin = day
        if (today - begin).days > FRESH_DAYS:
            return None
    ago = (begin - past.oldest).days
    return min(HORIZON_DAYS, ago) if ago >= LEAST_DAYS else None


def _day(milliseconds: float) -> dt.date:
    return dt.datetime.fromtimestamp(milliseconds / 1000, dt.UTC).date()
