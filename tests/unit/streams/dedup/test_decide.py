"""What is a copy of what."""

import json
import random
from pathlib import Path
from typing import Any

import pytest

from schemas.article import Copies, Fingerprint
from schemas.errors import InvalidMessage
from streams.dedup import DedupState, apply, decide, fingerprint
from tests.unit.streams.dedup.streams_of_texts import edited, words

CASES = Path(__file__).parents[3] / "cases" / "dedup" / "relations.json"
DAY = 86_400.0


def publish(
    state: DedupState, article_id: str, text: str, at: float = 0.0, outlet: str = "o"
) -> Copies:
    prints = fingerprint("", text)
    copies = decide(state, article_id, prints, at, outlet)
    apply(state, article_id, prints, at, copies, outlet)
    return copies


@pytest.mark.parametrize("case", json.loads(CASES.read_text("utf-8")), ids=lambda c: c["label"])
def test_two_texts_are_related_as_a_reader_would_say(case: dict[str, Any]) -> None:
    state = DedupState()
    publish(state, "first", case["a"], outlet="other")
    copies = publish(state, "second", case["b"])
    relations = [link.relation for link in copies.links]
    assert relations == ([case["relation"]] if case["relation"] else [])
    is_copy = case["relation"] in ("exact", "near_copy", "contained")
    assert copies.cluster_id == ("first" if is_copy else "second")
    assert copies.relation == (case["relation"] if is_copy else "original")


@pytest.mark.parametrize("case", json.loads(CASES.read_text("utf-8")), ids=lambda c: c["label"])
def test_the_verdict_is_the_same_in_the_other_order(case: dict[str, Any]) -> None:
    state = DedupState()
    publish(state, "first", case["b"], outlet="other")
    relations = [link.relation for link in publish(state, "second", case["a"]).links]
    assert relations == ([case["relation"]] if case["relation"] else [])


def test_a_shared_statement_is_shown_in_both_texts() -> None:
    case = next(c for c in json.loads(CASES.read_text("utf-8")) if "passage" in c)
    state = DedupState()
    publish(state, "first", case["a"], outlet="other")
    (link,) = publish(state, "second", case["b"]).links
    (passage,) = link.passages
    mine, theirs = case["b"], case["a"]
    assert mine[passage.start : passage.end] == theirs[passage.other_start : passage.other_end]
    assert mine[passage.start : passage.end] in case["passage"]


def test_a_report_that_a_hundred_outlets_print_is_one_cluster() -> None:
    chance = random.Random(1)
    text, state = words(chance, 150), DedupState()
    clusters = {
        publish(state, f"a{n}", edited(chance, text, 0.03), n * 60.0, f"o{n}").cluster_id
        for n in range(100)
    }
    assert clusters == {"a0"}


def test_a_footer_that_all_articles_carry_ties_none_together() -> None:
    chance = random.Random(2)
    footer, state = words(chance, 25), DedupState()
    decided = [
        publish(state, f"a{n}", f"{words(chance, 120)} {footer}", n * 60.0, f"o{n % 9}")
        for n in range(60)
    ]
    assert all(copies.relation == "original" for copies in decided)
    assert not any(copies.links for copies in decided[20:])


def test_a_footer_of_one_outlet_is_known_after_a_few_of_its_articles() -> None:
    chance = random.Random(3)
    footer, state = words(chance, 25), DedupState()
    decided = [publish(state, f"a{n}", f"{words(chance, 80)} {footer}") for n in range(10)]
    assert not any(copies.links for copies in decided[6:])


def test_an_article_that_quotes_two_reports_does_not_glue_them() -> None:
    chance = random.Random(4)
    one, other, state = words(chance, 120), words(chance, 120), DedupState()
    publish(state, "one", one, outlet="one")
    publish(state, "other", other, outlet="two")
    halves = [" ".join(text.split()[:60]) for text in (one, other)]
    quoting = publish(state, "quoting", " ".join([*halves, words(chance, 60)]))
    assert {link.id for link in quoting.links} == {"one", "other"}
    clusters = [publish(state, f"{n}2", t).cluster_id for n, t in (("o", one), ("p", other))]
    assert clusters == ["one", "other"]


def test_an_outlet_may_repeat_a_short_passage_of_its_own_without_a_link() -> None:
    chance = random.Random(10)
    shared, state = words(chance, 30), DedupState()
    publish(state, "earlier", f"{words(chance, 80)} {shared}", outlet="one")
    assert publish(state, "same", f"{words(chance, 80)} {shared}", outlet="one").links == ()
    links = publish(state, "other", f"{shared} {words(chance, 80)}", outlet="two").links
    assert {link.id for link in links} == {"earlier", "same"}


def test_the_frame_of_an_earlier_report_around_other_news_is_no_passage() -> None:
    chance = random.Random(11)
    frame, state = [words(chance, 16) for _ in range(2)], DedupState()
    for number, outlet in enumerate(("one", "two")):
        text = f"{frame[0]} {words(chance, 22)} {frame[1]} {words(chance, 60)}"
        copies = publish(state, f"a{number}", text, outlet=outlet)
    assert copies.links == ()


def test_a_short_passage_is_the_frame_of_a_new_report_once_a_day_has_passed() -> None:
    chance = random.Random(10)
    shared, state = words(chance, 30), DedupState()
    publish(state, "earlier", f"{words(chance, 80)} {shared}", 0.0, outlet="one")
    late = publish(state, "late", f"{words(chance, 80)} {shared}", DAY, outlet="two")
    assert [link.id for link in late.links] == ["earlier"]
    next_day = f"{shared} {words(chance, 80)}"
    links = publish(state, "next", next_day, DAY + 1, outlet="three").links
    assert [link.id for link in links] == ["late"]


def test_publication_and_not_arrival_says_how_far_two_reports_are_apart() -> None:
    chance = random.Random(10)
    shared, state = words(chance, 30), DedupState()
    publish(state, "earlier", f"{words(chance, 80)} {shared}", 0.0, outlet="one")
    prints = fingerprint("", f"{shared} {words(chance, 80)}")
    assert decide(state, "b", prints, 9.0, "two", told="1970-01-03").links == ()
    assert len(decide(state, "b", prints, 3 * DAY, "two", told="1970-01-01").links) == 1


def test_the_cluster_lives_on_after_its_founder_has_left_the_window() -> None:
    chance = random.Random(5)
    text, state = words(chance, 100), DedupState(window_hours=24)
    decided = [publish(state, f"a{n}", text, n * DAY / 2).cluster_id for n in range(8)]
    assert set(decided) == {"a0"}
    assert publish(state, "late", text, 9 * DAY).cluster_id == "late"


def test_an_article_out_of_the_window_is_forgotten() -> None:
    chance = random.Random(6)
    text, state = words(chance, 100), DedupState(window_hours=24)
    publish(state, "old", text, 0.0)
    assert publish(state, "new", text, 2 * DAY).relation == "original"
    assert len(state.live) == 1


def test_a_late_article_does_not_turn_time_back() -> None:
    chance = random.Random(7)
    text, state = words(chance, 100), DedupState(window_hours=24)
    publish(state, "now", text, 10 * DAY)
    assert publish(state, "late", text, 0.0).cluster_id == "now"
    assert state.now == 10 * DAY


def test_an_article_delivered_again_is_no_copy_of_itself() -> None:
    chance = random.Random(8)
    text, state = words(chance, 100), DedupState()
    first = publish(state, "a", text)
    copy = publish(state, "b", text)
    assert publish(state, "a", text) == first
    assert publish(state, "b", text) == copy
    assert len(state.live) == 2


def test_a_correction_takes_the_place_of_the_text_before_it() -> None:
    chance = random.Random(9)
    wrong, right, state = words(chance, 100), words(chance, 100), DedupState()
    publish(state, "a", wrong)
    assert publish(state, "a", right).cluster_id == "a"
    assert publish(state, "b", right).cluster_id == "a"
    assert publish(state, "c", wrong).relation == "original"


def test_texts_without_letters_are_copies_of_nothing() -> None:
    state = DedupState()
    assert [publish(state, f"a{n}", "… !") for n in range(2)][1] == Copies(
        cluster_id="a1", relation="original"
    )


def test_a_short_flash_is_recognised_when_it_is_repeated() -> None:
    state = DedupState()
    publish(state, "a", "عاجل: انقطاع التيار عن العاصمة")
    assert publish(state, "b", "عاجل - انقطاع التيار عن العاصمه").relation == "exact"


def test_a_fingerprint_of_another_version_is_refused() -> None:
    old = Fingerprint(version=0, exact="00", letters=0, prints="", offsets="")
    with pytest.raises(InvalidMessage, match="version is 0"):
        decide(DedupState(), "a", old, 0.0)


def test_a_window_of_no_time_is_refused() -> None:
    with pytest.raises(ValueError, match="window_hours is 0"):
        DedupState(window_hours=0)
