"""Corroborated events: one happening from all its reports."""

from dataclasses import replace

import pytest

from schemas.event import CorroboratedEvent, Event
from schemas.wire import MAX_VALUE_BYTES, encode
from streams.lexicon.codes import codes_agree
from streams.stories.consensus import consensus
from streams.stories.corroborate import compatible
from tests.unit.streams.stories.readings import Stories, copy_of, event, moment, original, reading

TALKS = "علقت البرازيل محادثات التجاره مع الارجنتين بعد خلاف علي رسوم السيارات والقمح"
SAME = "البرازيل تعلق محادثات التجاره مع الارجنتين اثر خلاف رسوم السيارات وصادرات القمح"


def _two(first: Event, second: Event) -> tuple[CorroboratedEvent, ...]:
    """Return the corroborated events after two independent articles on one happening."""
    stories = Stories()
    stories.take(reading("a", TALKS, first))
    (story,) = stories.take(reading("b", SAME, second, hours=2)).stories
    assert story.total_articles == 2
    return story.events


def test_two_outlets_with_their_own_words_are_two_independent_sources() -> None:
    (told,) = _two(event(), event())
    assert (told.independent_sources, told.outlets) == (2, ("outlet of a", "outlet of b"))
    assert told.confidence == pytest.approx(0.96)
    assert [article.id for article in told.articles] == ["a", "b"]


def test_forty_outlets_with_one_agency_text_are_one_source() -> None:
    stories = Stories()
    first = stories.take(reading("a0", TALKS, event(), agency="AFP"))
    for n in range(1, 40):
        credited = "AFP" if n % 3 else None
        copy = reading(f"a{n}", TALKS, event(), agency=credited, hours=n / 10)
        changes = stories.take(copy, copy_of("a0"))
    (told,), (story,) = changes.events, changes.stories
    assert (told.independent_sources, told.confidence) == (1, 0.8)
    assert (told.total_articles, len(told.outlets)) == (40, 40)
    assert (story.independent_sources, story.copies, story.cause.kind) == (1, 39, "copy")
    assert story.story_id == first.stories[0].story_id
    assert story.version == 40


def test_outlets_that_credit_one_agency_in_other_words_are_one_source() -> None:
    stories = Stories()
    stories.take(reading("a", TALKS, event(), agency="AFP"))
    changes = stories.take(reading("b", SAME, event(), agency="AFP"))
    assert changes.events[0].independent_sources == 1
    assert changes.stories[0].cause.kind == "copy"


def test_one_outlet_that_tells_it_twice_is_one_source() -> None:
    stories = Stories()
    stories.take(reading("a", TALKS, event(), source="الصباح"))
    changes = stories.take(reading("b", TALKS + " " + SAME, event(), source="الصباح"))
    assert changes.events[0].independent_sources == 1


def test_a_general_code_joins_its_finer_one_and_the_finer_one_stands() -> None:
    (told,) = _two(event(cameo="160"), event(cameo="164"))
    assert told.cameo == "164"


def test_two_finer_codes_stay_apart() -> None:
    assert {told.cameo for told in _two(event(cameo="163"), event(cameo="164"))} == {"163", "164"}


def test_an_announcement_and_the_deed_are_one_event_that_was_done() -> None:
    (told,) = _two(event(status="planned"), event(status="actual"))
    assert (told.status, told.independent_sources) == ("actual", 2)


def test_what_one_side_claims_stays_apart_from_what_outlets_report() -> None:
    claimed = event(reported_by="ARG")
    assert [told.reported_by for told in _two(claimed, event())] == ["ARG", None]


@pytest.mark.parametrize(
    ("change", "agree"),
    [
        ({"date": None, "date_precision": None}, True),
        ({"date": "2026-05-05"}, True),
        ({"date": "2026-05-05", "date_reason": "spelled out"}, True),
        ({"date": "2026-05-06"}, False),
        ({"date": "2026-05", "date_precision": "month"}, True),
        ({"date": "2026-04", "date_precision": "month"}, False),
        ({"date": "2026", "date_precision": "year"}, True),
        ({"status": "negated"}, False),
        ({"status": "hypothetical"}, False),
        ({"event_type": "ACCUSE"}, False),
        ({"target": None}, False),
    ],
)
def test_reports_agree_unless_something_contradicts(change: dict[str, object], agree: bool) -> None:  # noqa: FBT001
    assert compatible(event(), replace(event(), **change)) is agree  # type: ignore[arg-type]
    assert compatible(replace(event(), **change), event()) is agree  # type: ignore[arg-type]


def test_spelled_out_days_must_be_the_same() -> None:
    first = event(date_reason="4 مايو 2026")
    assert not compatible(first, replace(first, date="2026-05-05"))


def test_a_root_code_is_general_with_and_without_its_zero() -> None:
    assert codes_agree("16", "160")
    assert codes_agree("10", "1056")
    assert not codes_agree("10", "101") or codes_agree("101", "10")


def test_copies_do_not_outvote_another_text() -> None:
    copied = [(event(status="planned"), 0.8 / 9)] * 9
    assert consensus([*copied, (event(status="actual"), 0.8)]).status == "actual"


def test_a_corrected_article_replaces_what_it_said() -> None:
    stories = Stories()
    stories.take(reading("a", TALKS, event(), event(source="ARG", target="BRA")))
    changes = stories.take(reading("a", TALKS, event(), hours=1, version=2))
    withdrawn = [told for told in changes.events if told.withdrawn]
    assert [(told.source.code, told.version) for told in withdrawn] == [("ARG", 2)]
    assert (withdrawn[0].confidence, withdrawn[0].articles) == (0.0, ())
    assert [told.source.code for told in changes.stories[0].events] == ["BRA"]
    assert changes.stories[0].cause.kind == "correction"
    assert changes.stories[0].opened_at == moment()


def test_a_withdrawn_event_told_again_keeps_its_id() -> None:
    stories = Stories()
    first = stories.take(reading("a", TALKS, event())).events[0]
    stories.take(reading("a", TALKS, version=2))
    again = stories.take(reading("b", SAME, event())).events[0]
    assert (again.event_id, again.version, again.withdrawn) == (first.event_id, 3, False)


def test_an_article_delivered_twice_changes_nothing() -> None:
    stories = Stories()
    stories.take(reading("a", TALKS, event()))
    again = stories.take(reading("a", TALKS, event()))
    assert (again.events, again.stories) == ((), ())


def test_records_stay_under_the_limit_with_long_mentions_and_many_articles() -> None:
    stories = Stories()
    long = replace(event().mentions[0], text="\N{LINE SEPARATOR}" * 4000)
    kinds = [("BRA", "ARG"), ("ARG", "BRA"), ("BRA", "CHL"), ("CHL", "BRA")]
    for n in range(260):
        told = [event(*kind, mentions=(long,) * 3) for kind in kinds]
        copies = copy_of("a0") if n else original("a0")
        changes = stories.take(reading(f"a{n}", TALKS, *told, hours=n / 100), copies)
        if n % 65 == 64:
            sizes = [len(encode(record)) for record in (*changes.events, *changes.stories)]
            assert max(sizes) < MAX_VALUE_BYTES
    assert changes.stories[0].total_articles == 260
    assert len(changes.stories[0].articles) == 200
