"""Splits: an article that was put wrongly leaves its story, and no id changes under an alert."""

from schemas.article import Copies, Link
from schemas.story import Story
from streams.stories import Changes
from tests.unit.streams.stories.readings import Stories, copy_of, event, original, reading, replayed
from tests.unit.streams.stories.test_stories import FLOOD, FLOOD_RETOLD, STRIKE, VISIT

STRIKE_RETOLD = "عمال الموانئ في فالباريسو يواصلون اضراب شحن النحاس والعنب لليوم الرابع"


def _flood() -> tuple[Stories, str]:
    """Return a story of two reports, ``a`` which opened it and ``b``, and its id."""
    stories = Stories()
    opened = stories.take(reading("a", FLOOD, event())).stories[-1]
    joined = stories.take(reading("b", FLOOD_RETOLD, event(), hours=1)).stories[-1]
    assert joined.story_id == opened.story_id
    return stories, opened.story_id


def _ids(story: Story) -> list[str]:
    return [article.id for article in story.articles]


def _replays(stories: Stories) -> bool:
    return replayed(stories.journal) == stories.state


def test_an_article_corrected_to_another_subject_leaves_and_the_story_keeps_its_id() -> None:
    stories, story_id = _flood()
    left, own = stories.take(reading("a", VISIT, hours=2, version=2)).stories
    assert (left.story_id, _ids(left), left.cause.kind) == (story_id, ["b"], "correction")
    assert (left.version, left.merged_into, left.independent_sources) == (3, None, 1)
    assert (own.story_id != story_id, _ids(own), own.version) == (True, ["a"], 1)
    assert _replays(stories)


def test_it_goes_to_the_story_that_it_fits() -> None:
    stories, story_id = _flood()
    strike = stories.take(reading("c", STRIKE, hours=2)).stories[0]
    left, joined = stories.take(reading("b", STRIKE_RETOLD, hours=3, version=2)).stories
    assert (left.story_id, _ids(left)) == (story_id, ["a"])
    assert (joined.story_id, _ids(joined)) == (strike.story_id, ["b", "c"])
    assert joined.independent_sources == 2


def test_a_small_correction_stays() -> None:
    stories, story_id = _flood()
    (story,) = stories.take(reading("b", f"{FLOOD_RETOLD} فجرا", event(), version=2)).stories
    assert (story.story_id, _ids(story)) == (story_id, ["a", "b"])


def test_the_only_article_of_a_story_stays_whatever_it_is_corrected_to() -> None:
    stories = Stories()
    opened = stories.take(reading("a", FLOOD)).stories[0]
    (story,) = stories.take(reading("a", VISIT, version=2)).stories
    assert (story.story_id, story.version) == (opened.story_id, 2)


def test_what_others_told_too_stays_and_counts_one_source_less() -> None:
    stories, story_id = _flood()
    changes = stories.take(reading("a", VISIT, event(), hours=2, version=2))
    stayed, opened = sorted(changes.events, key=lambda told: told.story_id != story_id)
    assert (stayed.independent_sources, stayed.withdrawn) == (1, False)
    assert [article.id for article in stayed.articles] == ["b"]
    assert (opened.event_id != stayed.event_id, opened.independent_sources) == (True, 1)
    again = stories.take(reading("a", VISIT, event(), hours=3, version=3, title="زيارة"))
    assert [told.event_id for told in again.events] == [opened.event_id]
    assert _replays(stories)


def test_what_only_it_told_goes_along_under_its_id() -> None:
    stories = Stories()
    stories.take(reading("a", FLOOD))
    told = stories.take(reading("b", FLOOD_RETOLD, event(), hours=1)).events[0]
    changes = stories.take(reading("b", VISIT, event(), hours=2, version=2))
    (moved,) = changes.events
    assert (moved.event_id, moved.version, moved.withdrawn) == (told.event_id, 2, False)
    assert moved.story_id == changes.stories[-1].story_id != told.story_id
    assert changes.stories[0].events == ()


def test_what_a_moved_article_no_longer_says_is_withdrawn() -> None:
    stories = Stories()
    stories.take(reading("a", FLOOD))
    told = stories.take(reading("b", FLOOD_RETOLD, event(), hours=1)).events[0]
    (gone,) = stories.take(reading("b", VISIT, hours=2, version=2)).events
    assert (gone.event_id, gone.withdrawn, gone.confidence) == (told.event_id, True, 0.0)


def test_copies_of_the_old_text_stay_and_keep_its_words() -> None:
    stories = Stories()
    opened = stories.take(reading("a", FLOOD)).stories[0]
    stories.take(reading("b", FLOOD, hours=1), copy_of("a"))
    stories.take(reading("c", FLOOD_RETOLD, hours=2))
    left, own = stories.take(reading("a", VISIT, hours=3, version=2)).stories
    assert (_ids(left), _ids(own)) == (["b", "c"], ["a"])
    (more,) = stories.take(reading("d", FLOOD, hours=4), copy_of("b")).stories
    assert more.story_id == opened.story_id
    again = reading("e", VISIT, hours=5)
    link = Link(id="a", relation="near_copy", containment=0.9, jaccard=0.8)
    (new,) = stories.take(
        again, Copies(cluster_id="a", relation="near_copy", links=(link,))
    ).stories
    assert new.story_id == own.story_id
    assert _replays(stories)


def test_a_copy_that_now_copies_another_text_goes_to_its_story() -> None:
    stories, story_id = _flood()
    strike = stories.take(reading("c", STRIKE, hours=2)).stories[0]
    changes = stories.take(reading("b", STRIKE, hours=3, version=2), copy_of("c"))
    assert [story.story_id for story in changes.stories] == [story_id, strike.story_id]


def _held_together() -> tuple[Stories, str]:
    """Return a story of two happenings which a third report held together and no longer does."""
    stories = Stories()
    bridge = f"{FLOOD_RETOLD.replace('احياء كامله', '')} {STRIKE_RETOLD}"
    opened = stories.take(reading("a", FLOOD)).stories[0]
    stories.take(reading("b", bridge, hours=1))
    joined = stories.take(reading("c", STRIKE, event(), hours=2)).stories[-1]
    assert joined.story_id == opened.story_id, "the case needs one story to begin with"
    stories.take(reading("b", FLOOD_RETOLD, hours=3, version=2))
    return stories, opened.story_id


def _split() -> tuple[Changes, str, Stories]:
    stories, story_id = _held_together()
    return stories.take(reading("d", STRIKE_RETOLD, hours=4)), story_id, stories


def test_a_story_that_turns_out_to_be_two_is_split() -> None:
    changes, story_id, stories = _split()
    left, torn = changes.stories
    assert (left.story_id, _ids(left), left.cause.kind) == (story_id, ["a", "b"], "correction")
    assert (_ids(torn), torn.version, torn.independent_sources) == (["c", "d"], 1, 2)
    assert [told.story_id for told in changes.events] == [torn.story_id]
    assert _replays(stories)


def test_a_happening_told_by_both_parts_keeps_a_story_whole() -> None:
    stories, story_id = _held_together()
    stories.take(reading("a", FLOOD, event(), hours=3, version=2))
    (story,) = stories.take(reading("d", STRIKE_RETOLD, hours=4)).stories
    assert story.story_id == story_id


def test_copies_and_redeliveries_follow_the_part_that_left() -> None:
    changes, _, stories = _split()
    torn = changes.stories[-1]
    late = stories.take(reading("e", STRIKE, hours=5), copy_of("c"))
    assert late.stories[0].story_id == torn.story_id
    assert stories.take(reading("c", STRIKE, event(), hours=2), original("c")).stories == ()
