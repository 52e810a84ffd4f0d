"""Our own sentences: each act survives or vanishes exactly as it should."""

import json
from pathlib import Path
from typing import Any

import pytest

from streams.extract import Extraction, extract
from streams.extract.extraction import trace
from streams.lexicon.vocabulary import vocabulary
from streams.normalize import normalise

FOLDER = Path(__file__).parents[3] / "cases" / "extract"
LIVE = {"actual", "planned"}


def read(case: dict[str, Any]) -> Extraction:
    known = vocabulary()
    return extract(
        normalise(case.get("title", ""), "title", known),
        normalise(case["text"], "text", known),
        article_id="case",
        published=case.get("published", "2016-10-04"),
        outlet_country=case.get("outlet_country"),
    )


def tuples(extraction: Extraction) -> set[tuple[str, str, str | None]]:
    return {
        (e.event_type, e.source.code, e.target.code if e.target is not None else None)
        for e in extraction.events
        if e.status in LIVE
    }


def cases(name: str) -> list[Any]:
    loaded = json.loads((FOLDER / name).read_text("utf-8"))
    return [pytest.param(case, id=case["label"]) for case in loaded]


@pytest.mark.parametrize(
    "case",
    [
        *cases("sentences.json"),
        *cases("press.json"),
        *cases("accord.json"),
        *cases("meetings.json"),
        *cases("days.json"),
        *cases("headlines.json"),
        *cases("sides.json"),
        *cases("variants.json"),
        *cases("outlets.json"),
    ],
)
def test_an_act_survives_or_vanishes_as_its_sentence_says(case: dict[str, Any]) -> None:
    found = read(case)
    got = tuples(found)
    for kind, source, target in case["want"]:
        kinds = case.get("types", [kind])
        assert any((one, source, target) in got for one in kinds), sorted(map(str, got))
    for kind, source, target in case.get("absent", []):
        assert (kind, source, target) not in got
    told = [
        e for e in found.events if [e.event_type, e.source.code] in [w[:2] for w in case["want"]]
    ]
    if "status" in case:
        assert {e.status for e in told} == {case["status"]}
    if "date" in case:
        assert {e.date for e in told} == {case["date"]}


@pytest.mark.parametrize("case", cases("no-events.json"))
def test_what_is_no_act_between_states_gives_no_event(case: dict[str, Any]) -> None:
    assert tuples(read(case)) == set()


@pytest.mark.xfail(strict=True, reason="not read yet; a pass here moves the case")
@pytest.mark.parametrize("case", [*cases("not-yet.json"), *cases("press-not-yet.json")])
def test_a_known_failure_still_fails(case: dict[str, Any]) -> None:
    assert {tuple(want) for want in case["want"]} <= tuples(read(case))


def test_a_mutual_act_is_written_both_ways_with_one_mention_each() -> None:
    found = read({"text": "التقى وزير الخارجية المصري نظيره التركي أمس الاثنين."})
    sides = {(e.source.code, e.target.code if e.target else None) for e in found.events}
    assert sides == {("EGY", "TUR"), ("TUR", "EGY")}
    assert all(e.date == "2016-10-03" for e in found.events)


def test_a_visit_to_a_town_at_home_is_one_event() -> None:
    found = read({"text": "زار وزير الدفاع الباكستاني مدينة كويتا أمس."})
    assert [(e.cameo, e.source.code) for e in found.events] == [("042", "PAK")]


def test_what_a_speaker_accuses_another_of_is_no_verdict_besides() -> None:
    text = "أكد الرئيس التشادي حرص الحكومة على السلام متهما ليبيا بالتدخل في شؤون بلاده."
    told = [e for e in read({"text": text}).events if e.event_type == "ACCUSE"]
    assert [(e.source.code, e.target.code if e.target else None) for e in told] == [("TCD", "LBY")]


def test_the_same_act_told_twice_is_one_event_with_two_mentions() -> None:
    found = read(
        {
            "title": "روسيا تطرد دبلوماسيين بريطانيين",
            "text": "طردت روسيا أمس دبلوماسيين بريطانيين من موسكو.",
        }
    )
    told = [e for e in found.events if e.event_type == "SANCTION"]
    assert len(told) == 1
    assert {m.field for m in told[0].mentions} == {"title", "text"}


def test_an_act_told_by_a_general_code_and_a_finer_one_is_one_event() -> None:
    text = "استقبل الرئيس الكيني نظيره الرواندي أمس. وقال إن الرئيس الكيني التقى الرئيس الرواندي."
    found = read({"title": "الرئيس الكيني يلتقي نظيره الرواندي", "text": text})
    codes = sorted((e.source.code, e.cameo) for e in found.events)
    assert codes == [("KEN", "043"), ("RWA", "042")]


def test_a_call_is_told_apart_from_a_meeting() -> None:
    text = "التقى الرئيس الكيني نظيره الرواندي أمس. وكان الرئيس الكيني هاتف نظيره الرواندي الأحد."
    codes = {e.cameo for e in read({"text": text}).events if e.source.code == "KEN"}
    assert codes == {"040", "041"}


def test_spellings_of_a_speaker_are_one_name() -> None:
    found = read(
        {
            "text": 'قالت المتحدثة باسم الخارجية الروسية ماريا زاخاروفا "نحن نأسف لهذا القرار". '
            'وأضافت زاكاروفا "لن نقبل بهذه الشروط أبدا".'
        }
    )
    assert [q.speaker for q in found.quotes] == ["ماريا زاخاروفا"] * 2
    assert {q.code for q in found.quotes} == {"RUS"}


def test_a_term_in_scare_quotes_is_no_quotation() -> None:
    found = read({"text": 'قال الوزير الفرنسي إن ما سماه "المركز المشترك" لم يفتح.'})
    assert found.quotes == ()


@pytest.mark.parametrize("noun", ["إدانتها", "رفضها", "أسفها", "التنديد"])
def test_a_sentence_may_end_with_the_noun_behind_a_light_verb(noun: str) -> None:
    assert read({"text": f"أعربت مصر عن {noun}"}).events == ()


@pytest.mark.parametrize("mark", ["،", ","])
def test_a_text_may_end_with_a_comma_behind_what_is_condemned(mark: str) -> None:
    assert tuples(read({"text": f"دانت فرنسا الهجوم{mark}"})) <= {("ACCUSE", "FRA", None)}


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("شنت طالبان المتشددة هجوما على الجيش الباكستاني.", (1, 3)),
        ("شنت طالبان (حركة متشددة) هجوما على الجيش الباكستاني.", (1, 6)),
    ],
)
def test_the_name_of_a_group_takes_its_epithet_and_its_brackets(
    text: str, words: tuple[int, int]
) -> None:
    title, clean = normalise("", "title"), normalise(text, "text")
    found = trace(title, clean, article_id="case", published="2016-10-04")
    group = found.passages[0].phrases[0]
    assert (group.code, group.first, group.last) == ("AFG", *words)


@pytest.mark.parametrize("case", cases("dropped.json"))
def test_an_act_dropped_with_its_article_leaves_its_reason(case: dict[str, Any]) -> None:
    known, text = vocabulary(), " ".join([case["text"]] * case.get("times", 1))
    title, clean = normalise("", "title", known), normalise(text, "text", known)
    found = trace(title, clean, article_id="case", published="2016-10-04")
    reasons = {(dropped.frame, dropped.reason) for dropped in found.dropped}
    assert (case["frame"], case["reason"]) in reasons
    kept = {(c.frame.id, c.target.code) for c in found.candidates if c.target is not None}
    assert (case["frame"], case["target"]) not in kept


@pytest.mark.parametrize(
    ("text", "named"),
    [
        # Folding makes of "and to" the word of a governor.
        ("وإلى جانب الرئيس التركي وقف والي أنطاليا.", ["الرئيس التركي", "والي أنطاليا"]),
        # "In need" is no pilgrim, the course of work no Sir.
        ("سوريا بحاجة إلى دعم روسيا.", ["سوريا", "روسيا"]),
        ("تابعت فرنسا سير العمل.", ["فرنسا"]),
    ],
)
def test_what_is_spelt_like_an_office_is_nobody(text: str, named: list[str]) -> None:
    words = vocabulary()
    clean = normalise(text, "text", words)
    found = trace(normalise("", "title", words), clean, article_id="case", published="2016-10-04")
    (passage,) = found.passages

    assert [phrase.name for phrase in passage.phrases] == named
