"""What pages show of records: the live list, the watch-list, claim and counter-claim, tables."""

import dataclasses
from typing import Any

from dashboard.live import Heard
from dashboard.views.asked import Asked, stories_query
from dashboard.views.board import lines_of
from dashboard.views.tables import EVENT_COLUMNS, event_row
from dashboard.views.tiles import lag_of
from dashboard.views.voices import two_voices
from dashboard.views.watch import watch_list
from schemas.event import Actor, ArticleReference
from schemas.heartbeat import OUTLET
from schemas.story import Story
from tests.fakes.broker import NOON
from tests.records import event, story


def heard(*stories: Story) -> list[Heard]:
    return [Heard("stories", 0, n, 1_000 * n, told) for n, told in enumerate(stories)]


def test_the_story_that_changed_last_comes_first_and_each_comes_once() -> None:
    told = heard(story(story_id="a"), story(story_id="b"), story(2, story_id="a", headline="بعد"))
    lines = lines_of(told)
    assert [line.story.story_id for line in lines] == ["a", "b"]
    assert lines[0].story.headline == "بعد"


def test_stories_that_are_gone_or_synthetic_are_not_listed() -> None:
    beat = (ArticleReference(id="x", cluster_id="x", outlet=OUTLET),)
    gone = story(story_id="gone", merged_into="other")
    made = story(story_id="beat", articles=beat)
    made = dataclasses.replace(made, cause=dataclasses.replace(made.cause, outlet=OUTLET))
    assert lines_of([*heard(gone, made), *heard()]) == ()


def test_a_record_that_cannot_be_read_is_passed_over() -> None:
    assert lines_of([Heard("stories", 0, 0, 0, None)]) == ()


def test_the_watch_list_begins_with_the_highest_rung_and_tells_its_trend() -> None:
    early, late = "2026-05-04T08:00:00+00:00", "2026-05-04T09:00:00+00:00"
    talks = event("talks", cameo="040", event_type="CONSULT", first_seen=early)
    halted = event("halted", cameo="164", first_seen=late)
    other = Actor(code="CHL", name="تشيلي")
    demand = event("demand", cameo="100", source=other, first_seen=late)
    denied = event("denied", cameo="190", status="negated", target=other)
    told = watch_list(lines_of(heard(story(events=(talks, halted, demand, denied)))))
    assert [(w.source, w.target, w.rung, w.trend) for w in told] == [
        ("BRA", "ARG", 5, "up"), ("CHL", "ARG", 1, "level"),
    ]  # fmt: skip


def plain(told: Any) -> dict[str, Any]:
    return dataclasses.asdict(told)


def test_each_side_has_its_words_and_who_was_addressed_in_vain_is_named() -> None:
    text = "قال المتحدث «لن نعود إلى الطاولة» أمس."
    start = text.index("لن")
    quote = {"speaker": "المتحدث", "code": "BRA", "start": start, "end": text.index("»")}
    article = {
        "article_id": "a", "source": "صحيفة", "title": "", "text": text, "quotes": [quote, quote],
    }  # fmt: skip
    third = event("third", target=Actor(code="CHL", name="تشيلي"), cameo="112")
    both = two_voices([plain(event()), plain(event("again")), plain(third)], [article])
    assert both is not None
    assert (both.first.code, both.second.code) == ("BRA", "ARG")
    assert [said.words for said in both.first.quotes] == ["لن نعود إلى الطاولة"]
    assert both.second.silent
    assert both.unanswered == ("CHL",)


def test_a_story_without_two_sides_has_no_voices() -> None:
    assert two_voices([plain(event(target=None))], []) is None


def test_an_event_is_a_row_of_the_plover_table() -> None:
    row = dict(zip(EVENT_COLUMNS, event_row(plain(event())), strict=True))
    assert (row["source"], row["target"], row["cameo"], row["goldstein"]) == (
        "BRA", "ARG", "164", "-7.0",
    )  # fmt: skip


def test_a_facet_is_added_and_taken_away_by_its_own_link() -> None:
    asked = Asked("نهر", 7).with_facet("type", "SANCTION")
    assert asked.query_string().endswith("days=7&type=SANCTION")
    query = stories_query(asked, NOON, ["s1"])
    assert {"term": {"event_types": "SANCTION"}} in query["bool"]["filter"]
    assert asked.with_facet("type", "SANCTION").facets == ()


def test_the_lag_is_the_median_of_live_stories_alone() -> None:
    first = lines_of(heard(story(story_id="a"), story(story_id="b", ingest_mode="backfill")))
    late = [dataclasses.replace(line, at_ms=line.at_ms + 10**15) for line in first]
    assert lag_of([]) is None
    assert lag_of(first) == 0.0
    assert (lag_of(late) or 0) > 0
