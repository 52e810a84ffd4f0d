"""Stories: which articles belong together, and what stays when they come late or merge."""

import pytest

from schemas.article import Copies, Link
from schemas.story import Story
from tests.unit.streams.stories.readings import (
    Stories,
    copy_of,
    event,
    moment,
    original,
    reading,
)

FLOOD = "فيضان يجتاح مدينه ريسيفي ويشرد الاف العائلات بعد امطار غزيره قطعت الجسور والكهرباء"
FLOOD_RETOLD = "امطار غزيره وفيضان في ريسيفي تشرد عائلات وتقطع الجسور والكهرباء عن احياء كامله"
STRIKE = "اضراب عمال الموانئ في فالباريسو يوقف شحن النحاس والعنب لليوم الثالث علي التوالي"
TALKS = "علقت البرازيل محادثات التجاره مع الارجنتين بعد خلاف علي رسوم السيارات والنبيذ"
VISIT = "ملكه الدنمارك تفتتح متحف السفن القديمه في روسكيلد بحضور علماء الاثار وطلاب الجامعات"


def _story(stories: Stories, article_id: str, words: str, hours: float = 0.0) -> Story:
    return stories.take(reading(article_id, words, hours=hours)).stories[-1]


def test_articles_without_events_fall_together_by_their_words() -> None:
    stories = Stories()
    first = _story(stories, "a", FLOOD)
    _story(stories, "b", STRIKE, hours=1)
    again = _story(stories, "c", FLOOD_RETOLD, hours=2)
    assert again.story_id == first.story_id
    assert (again.version, again.cause.kind, again.independent_sources) == (2, "source", 2)
    assert (again.first_seen, again.last_seen) == (moment(), moment(2))


def test_common_words_and_names_of_offices_do_not_glue() -> None:
    formula = "صرح المتحدث الرسمي باسم وزاره الداخليه العقيد اليوم في بيان نقلته وكاله الانباء ان"
    stories = Stories()
    first = _story(stories, "a", f"{formula} {STRIKE}")
    second = _story(stories, "b", f"{formula} {VISIT}")
    assert first.story_id != second.story_id


@pytest.mark.parametrize(("town", "one_story"), [("حلب", True), ("حماه", False)])
def test_accidents_told_alike_are_one_only_in_one_town(town: str, *, one_story: bool) -> None:
    crash = "اصطدام حافله وشاحنه في حلب يودي بحياه خمسه ركاب والاسعاف ينقل عشرين جريحا"
    retold = f"مصرع خمسه في اصطدام شاحنه بحافله ركاب في {town} والشرطه تغلق الطريق"
    stories = Stories()
    first, second = _story(stories, "a", crash), _story(stories, "b", retold, hours=4)
    assert (first.story_id == second.story_id) is one_story


def test_the_same_event_and_a_shared_passage_join_reports_with_few_common_words() -> None:
    stories = Stories()
    first = stories.take(reading("a", TALKS, event(), event("ARG", "BRA"))).stories[0]
    told = reading(
        "b",
        "الارجنتين تاسف لتعليق المحادثات وتقول ان البرازيل لم تف بما التزمت به في القمح",
        event(),
        event("ARG", "BRA"),
        hours=9,
    )
    link = Link(id="a", relation="shares_passages", containment=0.2, jaccard=0.1)
    again = stories.take(told, original("b", link)).stories[0]
    assert again.story_id == first.story_id
    assert again.articles[1].lineage is not None
    assert (again.articles[1].lineage.origin, again.articles[1].lineage.relation) == (
        "a",
        "shares_passages",
    )


def test_a_copy_follows_its_text_whatever_its_words() -> None:
    stories = Stories()
    first = _story(stories, "a", FLOOD)
    changes = stories.take(reading("b", VISIT), copy_of("a"))
    assert changes.stories[0].story_id == first.story_id
    assert (changes.stories[0].copies, changes.stories[0].cause.kind) == (1, "copy")


def test_lineage_says_what_a_copy_added_and_cut() -> None:
    stories = Stories()
    stories.take(reading("a", FLOOD))
    half = FLOOD[: len(FLOOD) // 2]
    link = Link(id="a", relation="contained", containment=1.0, jaccard=0.5)
    copies = Copies(cluster_id="a", relation="contained", links=(link,))
    lineage = stories.take(reading("b", half), copies).stories[0].articles[1].lineage
    assert lineage is not None
    assert lineage.added == 0.0
    assert lineage.cut == pytest.approx(0.5, abs=0.02)


def test_an_article_published_earlier_but_seen_later_joins_and_dates_the_story() -> None:
    stories = Stories()
    first = _story(stories, "a", FLOOD, hours=10)
    late = reading("b", FLOOD_RETOLD, hours=11, published=moment(2))
    story = stories.take(late).stories[0]
    assert story.story_id == first.story_id
    assert (story.first_seen, story.opened_at) == (moment(2), moment(10))


def test_a_report_of_another_year_does_not_join() -> None:
    stories = Stories()
    first = _story(stories, "a", FLOOD)
    old = reading("b", FLOOD_RETOLD, hours=1, published="2019-03-02")
    assert stories.take(old).stories[0].story_id != first.story_id


def _bridged() -> tuple[Stories, Story, Story]:
    """Return two stories on one flood that had too little in common, and who bridges them."""
    stories = Stories()
    # What is long past joins no stories: the event is the same, and yet proves nothing.
    past = event(status="historical")
    left = "فيضان ريسيفي يشرد العائلات والامطار تقطع الجسور"
    right = "ريسيفي بعد فيضان المستشفيات تغرق والقطارات تتوقف والمدارس تغلق"
    first = stories.take(reading("a", left, past)).stories[0]
    second = stories.take(reading("b", right, past, hours=1)).stories[0]
    return stories, first, second


def test_an_article_that_bridges_two_stories_merges_the_younger_into_the_older() -> None:
    stories, first, second = _bridged()
    assert first.story_id != second.story_id, "the case needs two stories to begin with"
    bridge = "فيضان ريسيفي يشرد العائلات والامطار تقطع الجسور المستشفيات تغرق والقطارات تتوقف"
    changes = stories.take(reading("c", bridge, event(status="historical"), hours=2))
    gone, kept = changes.stories
    assert (gone.story_id, gone.merged_into) == (second.story_id, first.story_id)
    assert (kept.story_id, kept.merged_into, kept.cause.kind) == (first.story_id, None, "merge")
    assert (kept.total_articles, kept.independent_sources, gone.version) == (3, 3, 2)
    moved = [told for told in changes.events if told.merged_into]
    assert [told.merged_into for told in moved] == [kept.events[0].event_id]
    assert (len(kept.events), kept.events[0].independent_sources) == (1, 3)
    late = stories.take(reading("d", bridge, hours=3), copy_of("b"))
    assert late.stories[0].story_id == first.story_id


def test_the_headline_is_that_of_the_text_most_printed() -> None:
    stories = Stories()
    stories.take(reading("a", FLOOD, title="امطار"))
    stories.take(reading("b", FLOOD_RETOLD, title="فيضان ريسيفي", hours=1))
    copied = reading("c", FLOOD_RETOLD, title="فيضان في ريسيفي", hours=2)
    assert stories.take(copied, copy_of("b")).stories[0].headline == "فيضان ريسيفي"


def test_without_titles_the_first_sentence_is_the_headline() -> None:
    assert _story(Stories(), "a", FLOOD).headline == FLOOD


def test_idle_stories_are_forgotten_and_memory_stays_flat() -> None:
    stories = Stories()
    sizes = []
    for day in range(40):
        for n in range(5):
            words = " ".join(str(1000 * day + 10 * n + word) for word in range(5))
            stories.take(reading(f"{day}-{n}", words, event(date=None), hours=24 * day + n))
        state = stories.state
        sizes.append((len(state.stories), len(state.index.texts), len(state.index.postings),
                      len(state.article_story), len(state.openings)))  # fmt: skip
    assert sizes[20] == sizes[30] == sizes[39]
    assert len(stories.state.versions) < 40 * 5 * 2
    assert int(stories.state.index.frequency.sum()) == sum(
        len(text.profile.terms) for text in stories.state.index.texts.values()
    )


def test_a_story_takes_no_new_texts_after_its_window_but_copies_still() -> None:
    stories = Stories()
    first = _story(stories, "a0", FLOOD)
    for day in range(1, 8):
        stories.take(reading(f"a{day}", FLOOD, hours=24 * day - 1), copy_of("a0"))
    new = stories.take(reading("b", FLOOD_RETOLD, hours=24 * 7 + 1)).stories[0]
    copied = stories.take(reading("c", FLOOD, hours=24 * 7 + 2), copy_of("a0")).stories[0]
    assert new.story_id != first.story_id
    assert copied.story_id == first.story_id


def test_an_article_read_again_after_its_story_expired_counts_on_under_the_old_id() -> None:
    stories = Stories()
    first = _story(stories, "a", FLOOD)
    _story(stories, "b", STRIKE, hours=24 * 8)
    again = stories.take(reading("a", FLOOD, hours=24 * 8 + 1)).stories[0]
    assert (again.story_id, again.version) == (first.story_id, 2)


def test_an_article_older_than_memory_opens_no_id_that_was_absorbed() -> None:
    stories = Stories()
    old = reading("b", "نحاس عنب متحف سفن", event("CHL"), hours=1)
    stories.take(reading("a", FLOOD, event("CHL")))
    opened = stories.take(old)
    merged = stories.take(reading("b", FLOOD, event("CHL"), hours=1, version=2))
    stories.take(reading("z", "خلاف رسوم موانئ", hours=24 * 15 + 1))
    again = stories.take(old)
    absorbed = opened.stories[0].story_id, opened.events[0].event_id
    assert merged.stories
    assert again.stories[0].story_id != absorbed[0]
    assert again.events[0].event_id != absorbed[1]
    assert again.stories[0].version == again.events[0].version == 1
