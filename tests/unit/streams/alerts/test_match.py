"""Who is told of what: once, and again only when there is news."""

import dataclasses

from hypothesis import given
from hypothesis import strategies as st

from schemas.alert import Alert
from schemas.story import CauseKind, Story
from schemas.subscription import Subscription
from streams.alerts import History, Watch, match
from streams.alerts.facts import facts_of
from tests.records import MOMENT, event, story, subscription


def told(stories: list[Story], history: History, wanted: Subscription) -> list[Alert]:
    """Take versions of stories in order, as the stage does; return the alerts."""
    alerts: list[Alert] = []
    watch = Watch([wanted])
    for version in stories:
        history.follow(version)
        for alert in match(watch, version, history, MOMENT):
            history.remember(alert)
            alerts.append(alert)
    return alerts


def meets(query: str, version: Story) -> bool:
    """Return whether ``version`` meets ``query``."""
    return bool(list(Watch([subscription(query=query)]).met_by(facts_of(version))))


def kinds(alerts: list[Alert]) -> list[str]:
    """Return what each alert is."""
    return [alert.kind for alert in alerts]


def test_the_first_match_of_a_story_is_a_first_alert() -> None:
    """The reasons name each clause and the words of the text."""
    (alert,) = told([story()], History(), subscription())
    assert alert.kind == "first"
    assert [reason.clause for reason in alert.why] == [
        "actor:BRA",
        "type:SANCTION",
    ]
    assert alert.why[1].text == "علقت"


def test_a_copy_tells_nobody_and_an_independent_source_is_an_update() -> None:
    """Copies never count as sources."""
    versions = [story(1), story(2, "copy"), story(3, "source"), story(4, "correction")]
    assert kinds(told(versions, History(), subscription())) == ["first", "update", "correction"]


def test_a_copy_that_brings_the_match_is_a_first_alert() -> None:
    """Whatever caused the version: nobody has been told yet."""
    quiet = dataclasses.replace(story(1), events=())
    assert kinds(told([quiet, story(2, "copy")], History(), subscription())) == ["first"]


def test_old_news_tells_nobody() -> None:
    """A backfill fills the archive, not the phones."""
    assert told([story(1, ingest_mode="backfill")], History(), subscription()) == []


def test_a_story_merged_into_one_already_told_is_no_first_alert_again() -> None:
    """Whoever heard of the absorbed story hears of the survivor as an update."""
    survivor = story(2, "merge", story_id="s2")
    absorbed = story(2, "merge", merged_into="s2")
    assert kinds(told([story(1), absorbed, survivor], History(), subscription())) == [
        "first",
        "update",
    ]


def test_another_actor_type_or_status_does_not_match() -> None:
    """All clauses must be met by one event."""
    assert not meets("actor:CAN", story())
    assert not meets("type:CONSULT", story())
    for changes in ({"status": "hypothetical"}, {"withdrawn": True}, {"merged_into": "e2"}):
        changed = dataclasses.replace(story(), events=(event(**changes),))
        assert not meets("actor:BRA type:SANCTION", changed)


def test_the_target_is_an_actor_too() -> None:
    """A subscription on an actor means either side."""
    assert meets("actor:ARG", story())


@given(st.lists(st.sampled_from(["copy", "source", "correction"]), max_size=8), st.data())
def test_a_replay_tells_the_same_alerts_under_the_same_ids(
    causes: list[CauseKind], data: st.DataObject
) -> None:
    """A worker that crashed anywhere and starts again adds no alert of its own."""
    versions = [story(1), *(story(n, kind) for n, kind in enumerate(causes, 2))]
    history = History()
    once = told(versions, history, subscription())
    back_to = data.draw(st.integers(0, len(versions)))
    again = told(versions[back_to:], history, subscription())
    assert {a.alert_id: a.kind for a in again}.items() <= {a.alert_id: a.kind for a in once}.items()
