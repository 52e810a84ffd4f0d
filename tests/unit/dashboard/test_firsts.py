"""First in N days: never more than is known, and only where it is news."""

import datetime as dt

import pytest

from dashboard.views.board import lines_of
from dashboard.views.firsts import Past, first_in, past_of
from dashboard.views.strip import marks_of
from dashboard.views.watch import watch_list
from tests.browser.news import news, one
from tests.unit.dashboard.test_views import heard

PAIR = ("BRA", "ARG")
NOW = dt.datetime(2026, 5, 4, 12, tzinfo=dt.UTC)


def past(oldest: int, **rungs: int) -> Past:
    """Return a past by days ago: ``d0=5`` is rung 5 today."""
    days = {NOW.date() - dt.timedelta(days=int(name[1:])): rung for name, rung in rungs.items()}
    return Past(NOW.date() - dt.timedelta(days=oldest), {PAIR: days})


@pytest.mark.parametrize(
    ("known", "days"),
    [
        (past(200, d0=5, d23=6), 23),
        (past(200, d0=5, d23=4), 90),
        (past(40, d0=5), 40),
        (past(3, d0=5), None),
        (past(200, d0=5, d3=5), 90),
        (past(200, d0=5, d2=5, d30=5), 28),
        (past(200, d0=5, d2=5, d4=5), None),
        (past(200, d6=5, d30=5), None),
        (past(200, d0=5, d6=5), None),
        (Past(None), None),
    ],
)
def test_the_days_since_it_last_stood_so_high(known: Past, days: int | None) -> None:
    assert first_in(known, PAIR, 5, NOW) == days


def test_nothing_is_said_of_a_dyad_that_was_not_asked() -> None:
    assert first_in(past(200, d0=5), ("NOR", "CHL"), 1, NOW) is None


def test_an_index_that_is_not_there_yet_remembers_nothing() -> None:
    assert past_of({}) == Past(None)


def test_the_index_s_answer_is_read() -> None:
    midnight = dt.datetime(2026, 5, 4, tzinfo=dt.UTC).timestamp() * 1000
    days = {"days": {"buckets": [{"key": midnight}]}}
    codes = {"buckets": [{"key": "112"} | days, {"key": "164"} | days]}
    read = past_of({
        "oldest": {"value": midnight - 86_400_000 * 9},
        "pairs": {"buckets": {"BRA>ARG": {"codes": codes}}},
    })  # fmt: skip
    assert read == Past(dt.date(2026, 4, 25), {PAIR: {dt.date(2026, 5, 4): 5}})


def test_the_rung_of_now_is_that_of_the_last_72_hours() -> None:
    """What was worse a week ago does not keep a dyad at the top."""
    old, new = (NOW - dt.timedelta(days=days) for days in (7, 1))
    told = [
        one("s-old", "قديم", old.isoformat(), acts=("BRA>ARG ASSAULT 190",)),
        one("s-new", "جديد", new.isoformat(), acts=("BRA>ARG SANCTION 164",)),
    ]
    (watched,) = watch_list(lines_of(heard(*told)), now=NOW)
    assert (watched.rung, watched.cameo, watched.trend) == (5, "164", "down")


def test_the_strip_holds_the_events_of_72_hours_and_no_older_ones() -> None:
    lines = lines_of(heard(*news(NOW)))
    (mark,) = marks_of(lines, NOW)[PAIR]
    assert 0.95 < mark.place < 1
    assert mark.rung == 5
    assert marks_of(lines, NOW + dt.timedelta(hours=80)) == {}
    watched = {(w.source, w.target): w for w in watch_list(lines, past(40, d0=5), NOW)}
    assert watched[PAIR].first_in == 40
    assert len(watched[PAIR].marks) == 1
