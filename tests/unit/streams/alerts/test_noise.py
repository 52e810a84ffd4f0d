"""Cool-down, quiet hours, floods: what waits, what passes, and what is told in the end."""

import dataclasses

from schemas.noise import Noise
from tests.alerts import LATE, MORNING, NIGHT, NOW, Line, alert_on, minutes, subscription_with


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


def test_a_wish_that_changes_acts_at_once() -> None:
    """A cool-down that is lowered does not wait for the end of the old one."""
    line = Line(subscription_with(Noise(cool_down_minutes=600)))
    line.receive(alert_on(), NOW)
    line.receive(alert_on(version=2), NOW + minutes(1))
    assert line.control.reconsider(NOW + minutes(20), "duty") == []
    line.standing.subscriptions["duty"] = subscription_with(Noise(cool_down_minutes=10))
    (told,) = line.write(line.control.reconsider(NOW + minutes(20), "duty"))
    assert told.state == "pending"


def test_what_was_held_by_its_readers_wish_lives_from_the_moment_they_chose() -> None:
    line = Line(subscription_with(NIGHT))
    line.receive(alert_on(at=LATE), LATE)
    (told,) = line.wake(MORNING)
    assert told.expires == (MORNING + minutes(60 * 24)).isoformat()
