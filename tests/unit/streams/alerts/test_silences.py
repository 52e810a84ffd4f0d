"""Silences: what they hold, and what lets go of it."""

import dataclasses

from tests.alerts import NOW, Line, alert_on, minutes, silence, subscription_with


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
