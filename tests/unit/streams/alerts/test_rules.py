"""Kinds of rules over streams of stories: what fires, what never does, and twice the same."""

import dataclasses
import datetime as dt
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schemas.alert import Alert
from schemas.errors import InvalidMessage
from schemas.event import Actor
from schemas.story import Story
from schemas.subscription import Rule, Subscription
from streams.alerts import History, Watch, match, recall
from streams.alerts.dryrun import dry_run
from streams.alerts.match import overdue
from streams.alerts.reading import check_rule
from streams.lexicon.codes import find_code
from tests.records import event, story, subscription

START = dt.datetime(2026, 5, 4, 10, tzinfo=dt.UTC)


def told(number: int, hours: float, *, version: int = 1, late: float = 0, **changes: Any) -> Story:
    """Return story ``number``, published ``hours`` after the start and in ``late`` hours later."""
    published = START + dt.timedelta(hours=hours)
    arrived = published + dt.timedelta(hours=late)
    code = find_code(cameo := changes.pop("cameo", "164"))
    happened = event(
        event_type=code.event_type, cameo=cameo, cameo_root=cameo[:2], quad_class=code.quad_class,
        **({"target": changes.pop("target")} if "target" in changes else {}),
    )  # fmt: skip
    base = story(version, changes.pop("kind", "new"), events=(happened,), story_id=f"s{number}")
    cause = dataclasses.replace(
        base.cause, published=published.isoformat(), ingested_at=arrived.isoformat(),
        article_id=f"a{number}-{version}", **changes,
    )  # fmt: skip
    return dataclasses.replace(base, cause=cause)


def ruled(query: str = "from:BRA", **rule: Any) -> Subscription:
    """Return a subscription with a rule."""
    return subscription(query=query, rule=Rule(**rule))


def alerts_of(wanted: Subscription, stories: list[Story], until_h: float = 0) -> list[Alert]:
    """Return what the live evaluator tells, story by story, and then until ``until_h``."""
    watch, history, found = Watch([wanted]), History(), list[Alert]()
    for version in stories:
        history.follow(version)
        for alert in match(watch, version, history, START.isoformat()):
            history.remember(alert)
            found.append(alert)
    if until_h:
        history.advance((START + dt.timedelta(hours=until_h)).timestamp())
        found += overdue(watch, history, START.isoformat())
    return found


def fired(wanted: Subscription, stories: list[Story], until_h: float = 0) -> list[str]:
    """Return the stories that brought an alert."""
    return [alert.story_id for alert in alerts_of(wanted, stories, until_h)]


def test_a_threshold_fires_once_when_the_window_is_full() -> None:
    """Three stories in an hour: the third fires, the fourth does not fire again."""
    stories = [told(n, n / 10) for n in range(5)]
    (alert,) = alerts_of(ruled(kind="threshold", count=3, hours=1), stories)
    assert (alert.story_id, alert.rule, alert.kind) == ("s2", "threshold", "first")
    assert alert.why[-1].clause == "threshold: 3 in 1 h"
    apart = [told(n, n * 2) for n in range(5)]
    assert fired(ruled(kind="threshold", count=3, hours=1), apart) == []


def test_copies_are_counted_by_no_rule_and_independent_sources_where_asked() -> None:
    """Forty copies of one text are one story and one source; five sources are five."""
    copies = [told(1, n / 100, version=n + 1, kind="copy" if n else "new") for n in range(40)]
    sources = [told(1, n / 100, version=n + 1, kind="source" if n else "new") for n in range(5)]
    for kind in ("spike", "threshold"):
        rule = ruled(kind=kind, count=5, hours=1, unit="source")
        assert fired(rule, copies) == []
        assert fired(rule, sources) == ["s1"]
    assert fired(ruled(kind="spike", count=5, hours=1), sources) == []


def test_a_spike_is_measured_against_the_same_hours_of_past_days() -> None:
    """Five stories at ten each day are usual; twelve at ten are a spike, five at noon are one."""
    past = [told(100 * day + n, 24 * day + n / 10) for day in range(14) for n in range(5)]
    rule = ruled(kind="spike", count=4, hours=1, days=14, deviations=3)
    usual = [told(9000 + n, 24 * 14 + n / 10) for n in range(5)]
    watch, history = Watch([rule]), History()
    for version in past:
        recall(watch, version, history)
    assert [a for v in usual for a in match(watch, v, history, "")] == []
    assert fired(rule, past + usual) == ["s3"], "the very first day knows no past"
    busy = [told(9000 + n, 24 * 14 + n / 20) for n in range(12)]
    assert fired(rule, past + busy) == ["s3", "s9007"]


def test_what_was_not_told_for_days_is_first_seen() -> None:
    """A dyad is new once; after the days are over it is new again."""
    rule = ruled(kind="first_seen", days=30, by="dyad")
    stories = [told(1, 0), told(2, 24), told(3, 24 * 40), told(4, 24 * 41)]
    assert fired(rule, stories) == ["s1", "s3"]
    other = told(5, 24 * 41, target=Actor(code="CHL", name="تشيلي"))
    assert fired(rule, [*stories, other]) == ["s1", "s3", "s5"]
    assert fired(ruled(kind="first_seen", days=30, by="event_type"), [*stories, other])[-1] == "s3"


def test_an_escalation_fires_on_a_rung_that_the_dyad_had_not_reached() -> None:
    """164 after 164 is no news; 173 is higher; after days without, a rung is news again."""
    rule = ruled(kind="escalation", days=30, rung=4)
    stories = [
        told(1, 0), told(2, 1), told(3, 2, cameo="173"), told(4, 3), told(5, 4, cameo="112"),
        told(6, 24 * 40),
    ]  # fmt: skip
    assert fired(rule, stories) == ["s1", "s3", "s6"]
    assert "BRA > ARG at 7 (coerce)" in alerts_of(rule, stories)[1].why[-1].clause


def test_a_story_without_reaction_is_told_when_time_is_over() -> None:
    """No reaction in 24 hours: told once, with the story; a reaction in time tells nothing."""
    rule = ruled(kind="silence", hours=24, reaction="from:ARG")
    answer = dataclasses.replace(
        told(2, 10), events=(event(source=Actor(code="ARG", name="الأرجنتين"), target=None),)
    )
    assert fired(rule, [told(1, 0), answer], 30) == []
    assert fired(rule, [told(1, 0)], 23) == []
    (alert,) = alerts_of(rule, [told(1, 0), told(3, 25, cameo="042")], 26)
    assert (alert.story_id, alert.rule) == ("s1", "silence")
    assert "no reaction in 24 h" in alert.why[0].clause
    assert fired(rule, [told(1, 0), told(1, 1, version=2, kind="source")], 30) == ["s1"]


def test_a_source_that_goes_quiet_is_told_once() -> None:
    """Six hours without a word of the outlet; told again only after it spoke again."""
    rule = ruled('outlet:"صحيفة"', kind="silence", hours=6)
    assert fired(rule, [told(1, 0), told(2, 3)], 8) == []
    assert fired(rule, [told(1, 0), told(2, 3)], 10) == ["s2"]
    other = [told(n, hours, outlet="أخرى") for n, hours in ((3, 7), (4, 9.5), (5, 12))]
    assert fired(rule, [told(1, 0), told(2, 3), *other, told(6, 13)], 20) == ["s2", "s6"]


@pytest.mark.parametrize("reaction", ["", "cameo:17"])
def test_a_silence_stays_overdue_until_it_is_told(reaction: str) -> None:
    """A story whose alerts no topic took, even the reaction itself, takes none of it away."""
    rule = ruled(kind="silence", hours=2, reaction=reaction)
    watch, history = Watch([rule]), History()
    assert match(watch, told(1, 0), history, "") == ()
    for number in (2, 3):
        (alert,) = match(watch, told(number, 3, cameo="173"), history, "")
        assert (alert.story_id, alert.kind) == ("s1", "first")
    history.remember(alert)
    assert match(watch, told(4, 3, cameo="173"), history, "") == ()


def test_an_old_article_that_comes_in_late_begins_no_silence() -> None:
    """The outlet was told quiet at four; what it published before then is no word of now."""
    rule = ruled('outlet:"صحيفة"', kind="silence", hours=3)
    late = told(2, -15, late=20)
    assert fired(rule, [told(1, 1), late], 30) == ["s1"]
    assert fired(rule, [told(1, 1), late, told(3, 6)], 30) == ["s1", "s3"]


def test_a_correction_of_a_story_told_for_its_silence_is_owed_from_then_on() -> None:
    """Told at two: a correction at one is not of anything told, one at three is; also replayed."""
    rule = ruled(kind="silence", hours=2, reaction="cameo:17")
    first = told(1, 0)
    early = told(1, 1, version=2, kind="correction")
    after = told(1, 3, version=3, kind="correction")
    wanted = [("first", 1), ("correction", 3)]
    alerts = alerts_of(rule, [first, early, after])
    assert [(alert.kind, alert.story_version) for alert in alerts] == wanted
    watch, history = Watch([rule]), History()
    history.remember(alerts[0])
    again = [a for v in (first, early, after) for a in match(watch, v, history, "")]
    assert [(alert.kind, alert.story_version) for alert in again] == wanted[1:]


def test_a_correction_reaches_whoever_was_told_and_those_who_ask_for_corrections() -> None:
    """Even where the corrected story meets the query no longer."""
    withdrawn = dataclasses.replace(told(1, 1, version=2, kind="correction"), events=())
    kinds = [alert.kind for alert in alerts_of(ruled(kind="match"), [told(1, 0), withdrawn])]
    assert kinds == ["first", "correction"]
    corrected = told(1, 1, version=2, kind="correction")
    (alert,) = alerts_of(ruled(kind="correction"), [told(1, 0), corrected])
    assert (alert.story_version, alert.rule) == (2, "correction")


def test_a_late_article_joins_its_story_and_never_fires_again() -> None:
    """Bucketed by publication: it neither completes a later window nor fires a past one again."""
    rule = ruled(kind="threshold", count=3, hours=1)
    stories = [told(n, n / 10) for n in range(3)]
    late = told(1, 0.15, version=2, late=5, kind="source")
    assert fired(rule, [*stories, late]) == ["s2"]
    late_story = told(7, 0.25, late=5)
    assert fired(rule, [*stories, late_story]) == ["s2"]
    assert fired(ruled(kind="first_seen", days=1), [told(1, 48), told(2, 0, late=50)]) == ["s1"]


def test_old_news_is_remembered_and_tells_nobody() -> None:
    """A backfill teaches the rules what there was."""
    rule = ruled(kind="first_seen", days=30)
    assert fired(rule, [told(1, 0, ingest_mode="backfill"), told(2, 24)]) == []


@pytest.mark.parametrize(
    ("changes", "wanted"),
    [({"count": 0}, "Rule.count"), ({"hours": 0}, "Rule.hours"), ({"days": 900}, "Rule.days"),
     ({"reaction": "tpye:AID"}, "did you mean type")],
)  # fmt: skip
def test_a_rule_that_cannot_be_judged_is_refused(changes: dict[str, Any], wanted: str) -> None:
    """What is wrong, and what was expected."""
    with pytest.raises(InvalidMessage, match=wanted):
        check_rule(dataclasses.replace(Rule(kind="silence"), **changes))


RULES = st.sampled_from(
    [
        Rule(kind="match"), Rule(kind="threshold", count=2, hours=2),
        Rule(kind="threshold", count=2, hours=3, unit="source"),
        Rule(kind="spike", count=2, hours=2, days=2, deviations=1),
        Rule(kind="first_seen", days=1), Rule(kind="escalation", days=1),
        Rule(kind="silence", hours=2, reaction="cameo:17"), Rule(kind="silence", hours=3),
        Rule(kind="correction"),
    ]
)  # fmt: skip


@st.composite
def streams(draw: st.DrawFn) -> list[Story]:
    """Return versions of few stories in the order in which they came in."""
    found, versions, hours = list[Story](), dict[int, int](), 0.0
    for _ in range(draw(st.integers(1, 14))):
        number = draw(st.integers(1, 4))
        versions[number] = versions.get(number, 0) + 1
        hours += draw(st.sampled_from((0, 0.5, 1, 5, 30)))
        late = draw(st.sampled_from((0, 0, 1, 20)))
        kind = (
            "new"
            if versions[number] == 1
            else draw(st.sampled_from(("copy", "source", "correction")))
        )
        found.append(
            told(
                number, hours - late, version=versions[number], late=late, kind=kind,
                cameo=draw(st.sampled_from(("164", "173", "042"))),
            )
        )  # fmt: skip
    return found


@given(RULES, streams(), st.data())
def test_a_replay_after_a_crash_adds_no_alert_of_its_own(
    rule: Rule, stories: list[Story], data: st.DataObject
) -> None:
    """Told so far is read back, what rules remember is rebuilt, the rest is handled again."""
    wanted = subscription(query="from:BRA not cameo:04", rule=rule)
    once = alerts_of(wanted, stories)
    crash = data.draw(st.integers(0, len(stories)))
    committed = data.draw(st.integers(0, crash))
    watch, history = Watch([wanted]), History()
    again = alerts_of(wanted, stories[:crash])
    for alert in again:
        history.remember(alert)
    for version in stories[:committed]:
        recall(watch, version, history)
    for version in stories[committed:]:
        for alert in match(watch, version, history, START.isoformat()):
            history.remember(alert)
            again.append(alert)
    assert {a.alert_id for a in again} == {a.alert_id for a in once}


@given(RULES, streams())
def test_a_dry_run_tells_what_live_matching_told(rule: Rule, stories: list[Story]) -> None:
    """The same evaluator over the same versions, as many of them as the query finds."""
    wanted = subscription(query="from:BRA not cameo:04", rule=rule)
    since, until = START - dt.timedelta(days=9), START + dt.timedelta(days=90)
    live = alerts_of(wanted, stories, until_h=90 * 24)
    dry = list(dry_run(wanted, stories, since.isoformat(), until.isoformat()))
    assert [a.alert_id for a in dry] == [a.alert_id for a in live]
    assert all(alert.channels == () for alert in dry)
