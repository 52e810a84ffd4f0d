"""What becomes of alerts over time: told once, whatever happens, and only where they may go."""

import dataclasses
import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from schemas.channel import Channel, ChannelState
from schemas.desk import AlertState
from schemas.noise import DigestSchedule, Noise, QuietHours
from schemas.receipt import Notice
from tests.alerts import (
    DAILY,
    MAIL,
    MORNING,
    NOW,
    WEBHOOK,
    Line,
    alert_on,
    minutes,
    subscription_with,
)


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


@pytest.mark.parametrize(("severity", "hours"), [("flash", 6), ("priority", 24), ("routine", 72)])
def test_an_undelivered_alert_lives_by_its_severity(severity: str, hours: int) -> None:
    """A flash of this morning is no flash."""
    line = Line(subscription_with())
    (receipt,) = line.receive(alert_on(severity=severity), NOW)
    assert receipt.expires == (NOW + minutes(60 * hours)).isoformat()
