"""The journal is the state: a ``link`` stopped anywhere goes on as if it had never been."""

from hypothesis import given, settings
from hypothesis import strategies as st

from schemas.article import Copies, LinkedArticle, ReadArticle
from schemas.event import Event
from schemas.wire import decode, encode
from streams.stories import Changes, StoriesState, apply
from tests.unit.streams.stories.readings import (
    Stories,
    copy_of,
    event,
    original,
    reading,
    replayed,
)

TOPICS = "فيضان ريسيفي جسور كهرباء اضراب موانئ نحاس عنب ملكه متحف سفن اثار خلاف رسوم"
VOCABULARY = tuple(TOPICS.split())

Step = tuple[ReadArticle, Copies]


@st.composite
def _events(draw: st.DrawFn) -> tuple[Event, ...]:
    sides = st.sampled_from(["BRA", "ARG", "CHL"])
    return tuple(
        event(
            draw(sides),
            draw(st.one_of(st.none(), sides)),
            cameo=draw(st.sampled_from(["16", "160", "163", "164"])),
            status=draw(st.sampled_from(["actual", "planned", "negated", "historical"])),
            date=draw(st.sampled_from([None, "2026-05-04", "2026-05-05", "2026-05-07"])),
            reported_by=draw(st.sampled_from([None, None, "ARG"])),
            confidence=draw(st.sampled_from([0.5, 0.8, 0.9])),
        )
        for _ in range(draw(st.integers(0, 2)))
    )


@st.composite
def _streams(draw: st.DrawFn) -> list[Step]:
    """Draw a stream with copies, corrections, redeliveries, late articles and long silences."""
    steps: list[Step] = []
    hours = 0.0
    for n in range(draw(st.integers(1, 14))):
        hours += draw(st.sampled_from([0.0, 0.5, 3.0, 30.0, 100.0, 200.0]))
        again = bool(steps) and draw(st.integers(0, 4)) == 0
        if again and draw(st.booleans()):
            steps.append(draw(st.sampled_from(steps)))
            continue
        first = draw(st.sampled_from(steps))[0].raw if again else None
        article_id = first.article_id if first else f"a{n}"
        entered = {"ingested_at": first.ingested_at} if first else {}
        words = " ".join(draw(st.lists(st.sampled_from(VOCABULARY), min_size=3, max_size=9)))
        article = reading(
            article_id, words, *draw(_events()), hours=hours, version=1 + n,
            source=draw(st.sampled_from(["الصباح", "المساء", ""])),
            agency=draw(st.sampled_from([None, None, "AFP", "RTR"])), **entered,
        )  # fmt: skip
        others = [a.raw.article_id for a, _ in steps if a.raw.article_id != article_id]
        copied = others and draw(st.integers(0, 2)) == 0
        copies = copy_of(draw(st.sampled_from(others))) if copied else original(article_id)
        steps.append((article, copies))
    return steps


@settings(max_examples=150, deadline=None)
@given(_streams(), st.data())
def test_a_crash_anywhere_changes_no_later_decision(steps: list[Step], data: st.DataObject) -> None:
    undisturbed, crashed = Stories(), Stories()
    crash_at = data.draw(st.integers(0, len(steps)))
    for at, (article, copies) in enumerate(steps):
        if at == crash_at:
            wire = [encode(linked) for linked in crashed.journal]
            crashed.state = replayed(decode(LinkedArticle, value) for value in wire)
            assert crashed.state == undisturbed.state
        assert crashed.take(article, copies) == undisturbed.take(article, copies)
    assert crashed.journal == undisturbed.journal
    assert crashed.state == undisturbed.state


@settings(max_examples=100, deadline=None)
@given(_streams())
def test_a_rebuild_that_renders_nothing_gives_the_same_state(steps: list[Step]) -> None:
    stories, rebuilt = Stories(), StoriesState()
    for article, copies in steps:
        stories.take(article, copies)
    for linked in stories.journal:
        assert apply(rebuilt, linked, render=False) == Changes()
    assert rebuilt == stories.state


@settings(max_examples=100, deadline=None)
@given(_streams())
def test_applying_a_record_twice_changes_nothing(steps: list[Step]) -> None:
    stories = Stories()
    for article, copies in steps:
        stories.take(article, copies)
        before = replayed(stories.journal)
        assert replayed([*stories.journal, stories.journal[-1]]) == before == stories.state


@settings(max_examples=150, deadline=None)
@given(_streams())
def test_versions_only_grow_and_absorbed_ids_stay_absorbed(steps: list[Step]) -> None:
    stories = Stories()
    versions: dict[str, int] = {}
    absorbed: set[str] = set()
    for article, copies in steps:
        changes = stories.take(article, copies)
        for identity, version, merged_into in _versions(changes):
            assert version > versions.get(identity, 0)
            assert identity not in absorbed
            versions[identity] = version
            if merged_into:
                absorbed.add(identity)
                assert merged_into not in absorbed


@settings(max_examples=150, deadline=None)
@given(_streams())
def test_records_agree_with_each_other(steps: list[Step]) -> None:
    stories = Stories()
    for article, copies in steps:
        changes = stories.take(article, copies)
        for story in changes.stories:
            encode(story)
            assert story.independent_sources <= story.total_articles
            assert story.copies <= story.total_articles
            assert story.first_seen <= story.last_seen or story.merged_into
        for told in changes.events:
            encode(told)
            assert 0 <= told.confidence < 1
            assert told.independent_sources <= len(told.outlets) or "" in told.outlets
            assert told.withdrawn == (not told.articles and told.merged_into is None)
        assert _claims(stories) == _told(stories)


@settings(max_examples=100, deadline=None)
@given(_streams(), st.integers(0, 13))
def test_a_truncated_journal_never_takes_a_version_back(steps: list[Step], lost: int) -> None:
    stories = Stories()
    versions: dict[str, int] = {}
    for article, copies in steps:
        told = _versions(stories.take(article, copies))
        versions |= {identity: version for identity, version, _ in told}
    kept = stories.journal[lost:]
    seen = {identity for linked in kept for identity in _named(linked)}
    recovered = replayed(kept)
    for identity in seen:
        if identity in stories.state.versions:
            assert recovered.version(identity) == versions[identity]


def _versions(changes: Changes) -> list[tuple[str, int, str | None]]:
    stories = [(s.story_id, s.version, s.merged_into) for s in changes.stories]
    return stories + [(e.event_id, e.version, e.merged_into) for e in changes.events]


def _named(linked: LinkedArticle) -> list[str]:
    decision = linked.story
    assigned = [assignment.event_id for assignment in decision.assignments]
    return [decision.story_id, *assigned, *(identity for identity, _ in decision.versions)]


def _claims(stories: Stories) -> set[tuple[str, str]]:
    """Return the (article, event) pairs that the happenings of live stories rest on."""
    return {
        (article_id, told.event_id)
        for thread in stories.state.stories.values()
        for happening in thread.happenings.values()
        for article_id, events in happening.claims.items()
        for told in events
    }


def _told(stories: Stories) -> set[tuple[str, str]]:
    """Return what the newest version of every remembered article says."""
    newest = {linked.article.raw.article_id: linked.article for linked in stories.journal}
    return {
        (article_id, told.event_id)
        for article_id, article in newest.items()
        if article_id in stories.state.article_story
        for told in article.events
    }
