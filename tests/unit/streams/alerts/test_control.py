"""What becomes of alerts over time: held, gathered, silenced, told once."""

import dataclasses
import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from schemas.channel import Channel, ChannelState
from schemas.desk import AlertState
from schemas.noise import DigestSchedule, Noise, QuietHours
from schemas.receipt import Notice
from streams.alerts.hours import zone
from tests.alerts import MAIL, NOW, WEBHOOK, Line, alert_on, minutes, silence, subscription_with

DAILY = Noise(zone="Asia/Damascus", digest=DigestSchedule(every="day", at="06:30"))
MORNING = dt.datetime(2026, 5, 5, 3, 30, tzinfo=dt.UTC)
NIGHT = Noise(zone="Asia/Damascus", quiet_hours=(QuietHours(start="22:00", end="06:30"),))
LATE = dt.datetime(2026, 5, 4, 20, tzinfo=dt.UTC)


def test_without_wishes_every_alert_goes_at_once() -> None:
    line = Line(subscription_with())
    assert [r.state for r in line.receive(alert_on(), NOW)] == ["pending"]
    assert [r.state for r in line.receive(alert_on(version=2), NOW)] == ["pending"]
    assert line.receive(alert_on(), NOW) == [], "a replayed alert finds its receipt"


def test_a_channel_that_is_read_on_the_desk_has_it_once_the_receipt_is_durable() -> None:
    inbox = Channel(kind="inbox")
    line = Line(subscription_with(channels=(inbox,)))
    (receipt,) = line.receive(alert_on(channels=(inbox,)), NOW)
    assert (receipt.state, receipt.alert, receipt.revision) == ("sent", None, 0)


def test_a_subscription_without_channels_is_told_in_the_inbox() -> None:
    line = Line(subscription_with(channels=()))
    (receipt,) = line.receive(alert_on(channels=()), NOW)
    assert (receipt.state, receipt.channel_kind) == ("sent", "inbox")


def test_cool_down_holds_updates_and_tells_the_last_of_them_once() -> None:
    line = Line(subscription_with(Noise(cool_down_minutes=30)))
    line.receive(alert_on(), NOW)
    (first_update,) = line.receive(alert_on(version=2), NOW + minutes(5))
    assert (first_update.state, first_update.hold) == ("held", "cool_down")
    old, new = line.receive(alert_on(version=3), NOW + minutes(10))
    assert (old.delivery_id, old.state) == (first_update.delivery_id, "suppressed")
    assert old.reason == "version 3 took its place"
    assert new.held_until == (NOW + minutes(30)).isoformat()
    assert line.wake(NOW + minutes(29)) == []
    (told,) = line.wake(NOW + minutes(30))
    assert (told.state, told.story_version, told.kind) == ("pending", 3, "update")


def test_a_correction_does_not_wait_for_a_cool_down() -> None:
    line = Line(subscription_with(Noise(cool_down_minutes=30)))
    line.receive(alert_on(), NOW)
    (told,) = line.receive(alert_on(version=2, kind="correction"), NOW + minutes(1))
    assert told.state == "pending"


def test_other_stories_pass_a_cool_down_unless_they_are_of_its_group() -> None:
    by_story = Line(subscription_with(Noise(cool_down_minutes=30)))
    by_dyad = Line(subscription_with(Noise(cool_down_minutes=30, group_by="dyad")))
    for line in (by_story, by_dyad):
        line.receive(alert_on("s1"), NOW)
    assert by_story.receive(alert_on("s2"), NOW)[0].state == "pending"
    assert by_dyad.receive(alert_on("s2"), NOW)[0].state == "held"
    assert by_dyad.receive(alert_on("s3", sides="BRA MEX"), NOW)[0].state == "pending"


def test_what_one_cool_down_held_is_told_as_one_digest() -> None:
    line = Line(subscription_with(Noise(cool_down_minutes=30, group_by="subscription")))
    line.receive(alert_on("s1"), NOW)
    line.receive(alert_on("s2"), NOW + minutes(1))
    line.receive(alert_on("s3"), NOW + minutes(2))
    digest, *parts = line.wake(NOW + minutes(30))
    assert digest.digest is not None
    assert [item.story_id for item in digest.digest.items] == ["s2", "s3"]
    assert [(p.state, p.digest_id) for p in parts] == [("digested", digest.delivery_id)] * 2


def test_a_story_is_never_repeated_where_that_is_wished() -> None:
    line = Line(subscription_with(Noise(never_repeat=True)))
    line.receive(alert_on(), NOW)
    (update,) = line.receive(alert_on(version=2), NOW)
    assert (update.state, update.settled) == ("suppressed", True)
    (correction,) = line.receive(alert_on(version=3, kind="correction"), NOW)
    assert correction.state == "pending"


def test_updates_stop_once_someone_took_the_alert_on_and_an_escalation_goes_on() -> None:
    line = Line(subscription_with())
    line.receive(alert_on(), NOW)
    line.standing.desk["duty+s1"] = AlertState(
        alert_key="duty+s1", subscription_id="duty", story_id="s1", status="acknowledged",
        cameo=("164",),
    )  # fmt: skip
    (update,) = line.receive(alert_on(version=2), NOW)
    assert (update.state, update.reason) == ("suppressed", "the alert is acknowledged")
    worse = alert_on(version=3)
    event = dataclasses.replace(worse.story.events[0], cameo="172", cameo_root="17")
    worse = dataclasses.replace(worse, story=dataclasses.replace(worse.story, events=(event,)))
    assert line.receive(worse, NOW)[0].state == "pending"


def test_quiet_hours_end_with_one_message() -> None:
    line = Line(subscription_with(NIGHT))
    for story_id in ("s1", "s2", "s2"):
        line.receive(alert_on(story_id, version=len(line.log) + 1, at=LATE), LATE)
    assert {r.state for r in line.newest().values()} == {"held", "suppressed"}
    assert line.wake(MORNING - minutes(1)) == []
    digest = line.wake(MORNING)[0].digest
    assert digest is not None
    assert (digest.cause, [i.story_id for i in digest.items]) == ("quiet_hours", ["s1", "s2"])


def test_a_single_story_of_the_night_is_told_as_what_it_is() -> None:
    line = Line(subscription_with(NIGHT))
    line.receive(alert_on(at=LATE), LATE)
    line.receive(alert_on(version=2, at=LATE), LATE + minutes(5))
    (told,) = line.wake(MORNING)
    assert (told.state, told.kind, told.story_version) == ("pending", "first", 2)
    assert told.alert is not None
    assert told.alert.kind == "first", "its reader never heard of it"


def test_a_flash_passes_quiet_hours_unless_that_is_not_wished() -> None:
    line = Line(subscription_with(NIGHT))
    assert line.receive(alert_on(severity="flash"), LATE)[0].state == "pending"
    stern = Line(subscription_with(dataclasses.replace(NIGHT, flash_passes=False)))
    assert stern.receive(alert_on(severity="flash"), LATE)[0].state == "held"


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


def test_a_flood_becomes_a_digest_with_one_notice() -> None:
    line = Line(subscription_with(Noise(most_per_hour=3)))
    for number in range(20):
        line.receive(alert_on(f"s{number:02}"), NOW + minutes(number))
    assert [r.kind for r in line.told()] == ["first", "first", "first", "notice"]
    written = line.run_until(NOW + minutes(120), NOW + minutes(20))
    (digest,) = [r.digest for r in written if r.digest]
    assert (digest.cause, len(digest.items)) == ("flood", 17)


def test_a_flood_goes_on_without_a_second_notice_and_ends_when_it_is_calm() -> None:
    line = Line(subscription_with(Noise(most_per_hour=3)))
    now = NOW
    for number in range(60):  # three an hour are let through; there is one every two minutes
        line.receive(alert_on(f"s{number:02}"), now)
        line.wake(now)
        now += minutes(2)
    line.run_until(now + minutes(120), now)
    digests = [r.digest for r in line.told() if r.digest]
    assert [r.kind for r in line.told()].count("notice") == 1
    assert sum(len(d.items) for d in digests) == 57
    later = now + minutes(300)
    assert line.receive(alert_on("calm"), later)[0].state == "pending"


def test_a_silence_holds_what_it_covers_and_lists_it_with_the_reason() -> None:
    line = Line(subscription_with())
    line.standing.silences["x1"] = silence("source", "USA", until=NOW + minutes(60))
    (held,) = line.receive(alert_on("s1", sides="USA RUS"), NOW)
    assert (held.state, held.settled) == ("suppressed", False)
    assert held.reason == "silence x1 by salma: تدريب"
    assert line.receive(alert_on("s2", sides="FRA RUS"), NOW)[0].state == "pending"
    (told,) = line.wake(NOW + minutes(60))
    assert (told.state, told.story_id) == ("pending", "s1")


def test_a_silence_that_is_shortened_lets_go_at_once() -> None:
    line = Line(subscription_with())
    line.standing.silences["x1"] = silence("source", "USA", until=NOW + minutes(600))
    line.receive(alert_on(sides="USA RUS"), NOW)
    assert line.write(line.control.reconsider(NOW + minutes(1))) == []
    line.standing.silences["x1"] = silence("source", "USA", until=NOW + minutes(2))
    assert line.write(line.control.reconsider(NOW + minutes(1))) != []
    (told,) = line.wake(NOW + minutes(2))
    assert told.state == "pending"


def test_news_of_others_in_a_silenced_story_passes() -> None:
    """A silence hides an alert only where it covers all that it tells of."""
    line = Line(subscription_with())
    line.standing.silences["x1"] = silence("source", "USA", until=NOW + minutes(600))
    alert = alert_on(sides="USA RUS")
    answer = alert_on(sides="RUS USA").story.events[0]
    both = dataclasses.replace(alert.story, events=(*alert.story.events, answer))
    assert line.receive(dataclasses.replace(alert, story=both), NOW)[0].state == "pending"


def test_what_a_long_silence_outlived_is_not_news() -> None:
    line = Line(subscription_with())
    line.standing.silences["x1"] = silence("source", "USA", until=NOW + minutes(60 * 30))
    line.receive(alert_on(sides="USA RUS"), NOW)
    (late,) = line.wake(NOW + minutes(60 * 30))
    assert (late.state, late.reason) == ("expired", "the silence outlived it")


def test_a_wish_that_changes_acts_at_once() -> None:
    """A cool-down that is lowered does not wait for the end of the old one."""
    line = Line(subscription_with(Noise(cool_down_minutes=600)))
    line.receive(alert_on(), NOW)
    line.receive(alert_on(version=2), NOW + minutes(1))
    assert line.control.reconsider(NOW + minutes(20), "duty") == []
    line.standing.subscriptions["duty"] = subscription_with(Noise(cool_down_minutes=10))
    (told,) = line.write(line.control.reconsider(NOW + minutes(20), "duty"))
    assert told.state == "pending"


def test_what_waits_for_a_subscription_that_is_gone_waits_in_vain() -> None:
    line = Line(subscription_with(DAILY))
    line.receive(alert_on(), NOW)
    line.standing.subscriptions.clear()
    (gone,) = line.wake(MORNING)
    assert (gone.state, gone.reason) == ("suppressed", "the subscription was removed")


@pytest.mark.parametrize(
    ("channel", "reason"),
    [
        (dataclasses.replace(MAIL, confirmed_at=None), "the e-mail address is not confirmed"),
        (WEBHOOK, "the channel is disabled: it answered 410"),
    ],
)
def test_nothing_goes_to_a_channel_that_is_off(channel: Channel, reason: str) -> None:
    line = Line(subscription_with(channels=(channel,)))
    state = ChannelState(
        channel_id=WEBHOOK.channel_id, condition="disabled", reason="it answered 410",
        since=NOW.isoformat(),
    )  # fmt: skip
    line.standing.channels[state.key] = state
    (receipt,) = line.receive(alert_on(channels=(channel,)), NOW)
    assert (receipt.state, receipt.reason, receipt.settled) == ("suppressed", reason, True)


def test_an_owner_is_told_of_a_failure_elsewhere_once_a_day() -> None:
    line = Line(subscription_with(channels=(WEBHOOK, MAIL)))
    failed, _ = line.receive(alert_on(channels=(WEBHOOK, MAIL)), NOW)
    notice = Notice(cause="delivery_failed", channel="webhook 127.0.0.1:1")
    told = line.write(line.control.report(failed, notice, NOW))
    assert [(r.channel_kind, r.state) for r in told] == [("inbox", "sent"), ("email", "pending")]
    assert line.control.report(failed, notice, NOW + minutes(60)) == []
    assert line.control.report(told[1], notice, NOW) == [], "a notice is not reported"


def test_one_owners_failure_is_not_told_to_another() -> None:
    line = Line(
        subscription_with(), subscription_with(subscription_id="b", owner="b", channels=(MAIL,))
    )
    (failed,) = line.receive(alert_on(), NOW)
    notice = Notice(cause="delivery_failed", channel="webhook")
    assert [r.channel_kind for r in line.control.report(failed, notice, NOW)] == ["inbox"]


def test_a_kill_between_a_digest_and_its_parts_tells_them_once() -> None:
    line = Line(subscription_with(DAILY))
    for story_id in ("s1", "s2"):
        line.receive(alert_on(story_id), NOW)
    digest, *_ = line.control.wake(MORNING)
    line.write([digest])  # and here it was killed
    line.restart()
    parts = line.wake(MORNING + minutes(1))
    assert [(p.state, p.digest_id) for p in parts] == [("digested", digest.delivery_id)] * 2


STEPS = st.lists(
    st.tuples(
        st.sampled_from(["s1", "s2", "s3", "s4"]),
        st.integers(0, 200),
        st.sampled_from(["first", "update", "correction"]),
        st.booleans(),
    ),
    max_size=25,
)
WISHES = st.builds(
    Noise,
    zone=st.sampled_from(["UTC", "Asia/Damascus", "Europe/Berlin"]),
    cool_down_minutes=st.sampled_from([0, 30]),
    group_by=st.sampled_from(["story", "dyad", "subscription"]),
    quiet_hours=st.sampled_from([(), (QuietHours(start="11:00", end="13:30"),)]),
    digest=st.sampled_from([None, DigestSchedule(every="hour"), DigestSchedule(every="day")]),
    most_per_hour=st.sampled_from([0, 2]),
)


@settings(max_examples=150, deadline=None)
@given(noise=WISHES, steps=STEPS)
def test_every_story_is_told_once_in_its_last_version_though_the_worker_is_killed(
    noise: Noise, steps: list[tuple[str, int, str, bool]]
) -> None:
    """Whatever the wishes: nothing is lost, no version goes twice, none goes backwards."""
    line, now = Line(subscription_with(noise)), NOW
    versions: dict[str, int] = {}
    for story_id, wait, kind, killed in steps:
        end = now + minutes(wait)
        line.run_until(end, now)
        now = end
        versions[story_id] = versions.get(story_id, 0) + 1
        line.receive(alert_on(story_id, versions[story_id], at=now, kind=kind), now)
        if killed:
            line.restart()
    line.run_until(now + dt.timedelta(days=3), now)
    assert line.control.waiting == ()
    told: dict[str, list[int]] = {}
    for receipt in line.told():
        if receipt.digest is not None:
            for item in receipt.digest.items:
                told.setdefault(item.story_id, []).append(item.story_version)
        elif receipt.alert is not None:
            told.setdefault(receipt.story_id, []).append(receipt.story_version)
    for story_id, last in versions.items():
        assert told[story_id] == sorted(set(told[story_id])), "twice, or backwards"
        assert told[story_id][-1] == last, "lost"
    newest = line.newest()
    assert all(r.settled or r.state == "pending" for r in newest.values())


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


@pytest.mark.parametrize(("severity", "hours"), [("flash", 6), ("priority", 24), ("routine", 72)])
def test_an_undelivered_alert_lives_by_its_severity(severity: str, hours: int) -> None:
    """A flash of this morning is no flash."""
    line = Line(subscription_with())
    (receipt,) = line.receive(alert_on(severity=severity), NOW)
    assert receipt.expires == (NOW + minutes(60 * hours)).isoformat()


def test_what_was_held_by_its_readers_wish_lives_from_the_moment_they_chose() -> None:
    line = Line(subscription_with(NIGHT))
    line.receive(alert_on(at=LATE), LATE)
    (told,) = line.wake(MORNING)
    assert told.expires == (MORNING + minutes(60 * 24)).isoformat()
