"""Digests: what is in them, when they go, over restarts and changes of clocks."""

import dataclasses
import datetime as dt

import pytest

from schemas.channel import Channel
from schemas.noise import DigestSchedule, Noise
from streams.alerts.hours import zone
from tests.alerts import (
    DAILY,
    LATE,
    MAIL,
    MORNING,
    NIGHT,
    NOW,
    Line,
    alert_on,
    minutes,
    subscription_with,
)


def test_a_daily_digest_is_one_message_by_dyad() -> None:
    line = Line(subscription_with(DAILY))
    line.receive(alert_on("s1", sides="USA RUS"), NOW)
    line.receive(alert_on("s2", sides="FRA DZA"), NOW)
    line.receive(alert_on("s3", sides="USA RUS"), NOW)
    line.receive(alert_on("s3", version=2, sides="USA RUS"), NOW)
    digest, *parts = line.run_until(MORNING, NOW)
    assert digest.digest is not None
    assert [(i.dyad, i.story_id, i.story_version) for i in digest.digest.items] == [
        ("FRA > DZA", "s2", 1), ("USA > RUS", "s1", 1), ("USA > RUS", "s3", 2),
    ]  # fmt: skip
    assert {p.state for p in parts} == {"digested"}
    assert digest.digest.ends == MORNING.isoformat()


def test_a_digest_leaves_out_what_was_told_alone_unless_it_changed() -> None:
    """A flash subscription and a digest go to the same address."""
    flash = subscription_with(subscription_id="flash", channels=(MAIL,))
    daily = subscription_with(DAILY, subscription_id="daily", channels=(MAIL,))
    line = Line(flash, daily)
    for name in ("flash", "daily"):
        for story_id in ("s1", "s2"):
            line.receive(alert_on(story_id, subscription_id=name, channels=(MAIL,)), NOW)
    line.receive(alert_on("s2", version=2, subscription_id="daily", channels=(MAIL,)), NOW)
    written = line.run_until(MORNING, NOW)
    (digest,) = [r.digest for r in written if r.digest is not None]
    assert [(i.story_id, i.story_version) for i in digest.items] == [("s2", 2)]
    assert [r.reason for r in written if r.state == "suppressed"] == ["told by itself already"]


def test_what_one_person_was_told_in_the_inbox_is_news_to_another() -> None:
    """All inboxes look alike; their readers are those who own the subscriptions."""
    inbox = Channel(kind="inbox")
    theirs = subscription_with(subscription_id="theirs", owner="b", channels=(inbox,))
    ours = subscription_with(DAILY, subscription_id="ours", owner="a", channels=(inbox,))
    line = Line(theirs, ours)
    for name in ("theirs", "ours"):
        line.receive(alert_on(subscription_id=name, channels=(inbox,)), NOW)
    (digest,) = [r.digest for r in line.run_until(MORNING, NOW) if r.digest]
    assert [i.story_id for i in digest.items] == ["s1"]


def test_nothing_to_report_is_said_where_it_is_wished() -> None:
    wished = DigestSchedule(every="day", at="06:30", even_if_empty=True)
    line = Line(subscription_with(dataclasses.replace(DAILY, digest=wished)))
    written = line.run_until(MORNING + dt.timedelta(days=2), NOW)
    ends = [r.digest.ends for r in written if r.digest is not None]
    assert ends == [(MORNING + dt.timedelta(days=n)).isoformat() for n in range(3)]
    assert all(r.digest is not None and not r.digest.items for r in written)


def test_a_digest_of_stories_takes_the_place_of_an_empty_one() -> None:
    wished = DigestSchedule(every="day", at="06:30", even_if_empty=True)
    line = Line(subscription_with(dataclasses.replace(DAILY, digest=wished)))
    line.wake(NOW)
    line.receive(alert_on(), NOW)
    written = line.run_until(MORNING, NOW)
    assert [len(r.digest.items) for r in written if r.digest is not None] == [1]


def test_a_morning_with_more_than_fits_in_one_go_says_nothing_false(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Lines whose turn comes later are not told that there is nothing to report."""
    monkeypatch.setattr("streams.alerts.control.MOST_AT_ONCE", 2)
    wished = DigestSchedule(every="day", at="06:30", even_if_empty=True)
    noise = dataclasses.replace(DAILY, digest=wished)
    names = [f"u{n}" for n in range(5)]
    line = Line(*(subscription_with(noise, subscription_id=n, owner=n) for n in [*names, "dull"]))
    line.wake(NOW)
    for name in names:
        mail = dataclasses.replace(MAIL, address=f"{name}@desk.example")
        line.receive(alert_on(subscription_id=name, channels=(mail,)), NOW)
        line.standing.subscriptions[name] = subscription_with(
            noise, subscription_id=name, owner=name, channels=(mail,)
        )
    line.control.reconsider(NOW)
    line.run_until(MORNING, NOW)
    told = {r.subscription_id: len(r.digest.items) for r in line.told() if r.digest}
    assert told == dict.fromkeys(names, 1) | {"dull": 0}


def test_of_empty_digests_missed_while_nobody_ran_the_last_is_sent() -> None:
    wished = DigestSchedule(every="hour", at="00:30", even_if_empty=True)
    line = Line(subscription_with(Noise(digest=wished)))
    line.wake(NOW)
    line.run_until(NOW + minutes(60), NOW)
    line.restart()
    written = line.wake(NOW + minutes(60 * 10))
    assert [r.digest.ends for r in written if r.digest] == [(NOW + minutes(570)).isoformat()]


def test_a_digest_in_quiet_hours_waits_for_their_end() -> None:
    both = dataclasses.replace(NIGHT, digest=DigestSchedule(every="hour", at="00:15"))
    line = Line(subscription_with(both))
    line.receive(alert_on(at=LATE), LATE)
    written = line.run_until(MORNING, LATE)
    assert [r.digest.ends for r in written if r.digest] == [MORNING.isoformat()]


def test_a_kill_between_a_digest_and_its_parts_tells_them_once() -> None:
    line = Line(subscription_with(DAILY))
    for story_id in ("s1", "s2"):
        line.receive(alert_on(story_id), NOW)
    digest, *_ = line.control.wake(MORNING)
    line.write([digest])  # and here it was killed
    line.restart()
    parts = line.wake(MORNING + minutes(1))
    assert [(p.state, p.digest_id) for p in parts] == [("digested", digest.delivery_id)] * 2


@pytest.mark.parametrize(
    ("zone_name", "start"),
    [
        ("Asia/Damascus", dt.datetime(2021, 10, 27, 12, tzinfo=dt.UTC)),
        ("Asia/Damascus", dt.datetime(2022, 3, 23, 12, tzinfo=dt.UTC)),
        ("Asia/Damascus", dt.datetime(2022, 10, 26, 12, tzinfo=dt.UTC)),
        ("Europe/Berlin", dt.datetime(2026, 3, 27, 12, tzinfo=dt.UTC)),
        ("Europe/Berlin", dt.datetime(2026, 10, 23, 12, tzinfo=dt.UTC)),
    ],
)
@pytest.mark.parametrize("at", ["06:30", "02:30", "00:30"])
def test_over_a_change_of_clocks_each_day_has_one_digest_at_its_hour(
    zone_name: str, start: dt.datetime, at: str
) -> None:
    """News comes every hour, the worker is killed every seventh; each story is told once."""
    wished = DigestSchedule(every="day", at=at, even_if_empty=True)
    line = Line(subscription_with(Noise(zone=zone_name, digest=wished)))
    for hour in range(96):
        now = start + dt.timedelta(hours=hour)
        line.run_until(now, now - dt.timedelta(hours=1))
        line.receive(alert_on(f"s{hour}", at=now), now)
        if hour % 7 == 0:
            line.restart()
    line.run_until(start + dt.timedelta(hours=120), start + dt.timedelta(hours=96))
    digests = [r.digest for r in line.told() if r.digest]
    local = [dt.datetime.fromisoformat(d.ends).astimezone(zone(zone_name)) for d in digests]
    days = [moment.date() for moment in local]
    assert days == sorted(set(days)), "one a day"
    assert (days[-1] - days[0]).days == len(days) - 1, "and none left out"
    odd = [moment for moment in local if f"{moment:%H:%M}" != at]
    assert len(odd) <= 1, "but on the day whose clocks skip that hour"
    told = [i.story_id for d in digests for i in d.items]
    assert sorted(told) == sorted(f"s{hour}" for hour in range(96))
