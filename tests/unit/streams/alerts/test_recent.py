"""What deliveries and matching remember: as long as a topic keeps it, and nothing twice for it."""

import dataclasses
import datetime as dt

from hypothesis import given
from hypothesis import strategies as st

from schemas.story import Story
from streams.alerts import History
from streams.alerts.delivery import settled
from streams.alerts.recent import ALERTS_S, RECEIPTS_S, Recent
from tests.alerts import NOW, Line, alert_on, silence, subscription_with
from tests.records import story

DAY = dt.timedelta(days=1)


def arrived(days: float, story_id: str = "s1") -> Story:
    """Return a story that came in so many days after ``NOW``."""
    moment = (NOW + days * DAY).isoformat()
    cause = story().cause
    cause = dataclasses.replace(cause, published=moment, fetched=moment, ingested_at=moment)
    return story(cause=cause, story_id=story_id)


@given(st.lists(st.tuples(st.integers(0, 20), st.integers(0, 100)), max_size=60))
def test_all_that_is_recent_is_known_whatever_the_order(puts: list[tuple[int, int]]) -> None:
    recent, newest = Recent[int, int](10), dict[int, int]()
    for key, moment in puts:
        recent.put(key, moment, moment)
        newest[key] = max(moment, newest.get(key, 0))
    end = max(newest.values(), default=0)
    assert {key for key, moment in newest.items() if moment >= end - 10} <= set(recent)


def test_in_order_nothing_older_stays_but_what_is_held() -> None:
    recent = Recent[str, bool](10, lambda held: held)
    recent.put("held", True, 0)
    for moment in range(100):
        recent.put(f"n{moment}", False, moment)
    assert len(recent) == 12
    assert "held" in recent
    recent.drop("held")
    assert "held" not in recent


def test_deliveries_that_ended_are_forgotten_with_their_receipts() -> None:
    """After four weeks; what is older cannot come again, for alerts are kept for two."""
    line = Line(subscription_with())
    for day in range(100):
        now = NOW + day * DAY
        for receipt in line.receive(alert_on(f"s{day}", at=now), now):
            line.write([settled(receipt, "sent", now)])
    control, days = line.control, RECEIPTS_S / 86_400
    assert len(control._known) <= days + 1
    assert sum(len(past.told) + len(past.groups) for past in control._past.values()) <= 2 * days + 2
    assert sum(map(len, control._alone.values())) <= days + 1
    now = NOW + 99 * DAY
    for day in range(100 - int(days), 100):
        assert line.receive(alert_on(f"s{day}", at=NOW + day * DAY), now) == []


def test_what_waits_is_never_forgotten() -> None:
    """A silence of two months: the alert that it covers is known until it is settled."""
    line = Line(subscription_with())
    until = NOW + 60 * DAY
    line.standing.silences["x1"] = silence("source", "BRA", until=until)
    (waits,) = line.receive(alert_on("waits"), NOW)
    assert waits.state == "suppressed"
    del line.standing.silences["x1"]
    for day in range(1, 50):
        now = NOW + day * DAY
        for receipt in line.receive(alert_on(f"s{day}", at=now), now):
            line.write([settled(receipt, "sent", now)])
    assert line.receive(alert_on("waits"), NOW + 50 * DAY) == []


def test_what_was_told_is_forgotten_after_its_topic_has_lost_it() -> None:
    history, days = History(), int(ALERTS_S / 86_400)
    for day in range(100):
        told = alert_on(f"s{day}", rule="silence", alert_id=f"a{day}", story=arrived(day))
        history.remember(told)
    assert history.told("duty", f"s{99 - days}") is not None
    assert history.has_alert(f"a{99 - days}")
    assert history.told("duty", "s9") is None
    assert not history.has_alert("a9")
    assert history.subscribers("s9") == []
    part = history.of(["duty"])
    assert part.told("duty", "s99") == history.told("duty", "s99")
    assert part.has_alert("a99")


def test_a_story_that_goes_on_stays_told() -> None:
    """Copies tell nobody for months; the next source is an update all the same."""
    history = History()
    history.remember(alert_on("long", story=arrived(0)))
    for day in range(100):
        history.follow(arrived(day, story_id="long"))
        history.remember(alert_on(f"s{day}", story=arrived(day)))
    assert history.told("duty", "long") is not None
