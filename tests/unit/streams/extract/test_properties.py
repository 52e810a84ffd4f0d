"""What holds for every text: no error, no chance, exact offsets, no weight of spelling noise."""

import json
import time
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from streams.extract import Extraction, explain, extract, trace
from streams.lexicon.vocabulary import vocabulary
from streams.normalize import normalise
from tests.quality.make_variants import noise_hamza, noise_marks

CASES = Path(__file__).parents[3] / "cases" / "extract" / "sentences.json"
SENTENCES = [case["text"] for case in json.loads(CASES.read_text("utf-8")) if case["text"]]
WORDS = sorted({word for sentence in SENTENCES for word in sentence.split()})
ARABIC = st.text(alphabet='ابتثجحخدذرزسشصضطظعغفقكلمنهويىةءأإآئؤ \n.،:«»()"0123456789', max_size=200)
PROSE = st.lists(st.sampled_from([*WORDS, "،", ":", "«", "»", "(", ")"]), max_size=60).map(" ".join)


def read(title: str, text: str, published: str | None = "2016-10-04") -> Extraction:
    known = vocabulary()
    return extract(
        normalise(title, "title", known),
        normalise(text, "text", known),
        article_id="property",
        published=published,
    )


def acts(found: Extraction) -> set[tuple[str, str, str, str | None, str, str | None]]:
    return {
        (
            e.event_type,
            e.cameo,
            e.source.code,
            e.target.code if e.target else None,
            e.status,
            e.date,
        )
        for e in found.events
    }


@settings(max_examples=120, deadline=None)
@example(title="أدانته", text="")
@given(title=st.one_of(ARABIC, PROSE, st.text(max_size=50)), text=st.one_of(ARABIC, PROSE))
def test_any_text_is_read_twice_the_same_and_offsets_cut_exactly(title: str, text: str) -> None:
    found = read(title, text)
    assert found == read(title, text)
    fields = {"title": title, "text": text}
    for event in found.events:
        for mention in event.mentions:
            assert fields[mention.field][mention.start : mention.end] == mention.text
    for quote in found.quotes:
        assert fields[quote.field][quote.start : quote.end].strip()


@pytest.mark.parametrize("field", ["title", "text"])
def test_a_text_that_breaks_off_at_any_word_is_read(field: str) -> None:
    """Feeds cut their summaries anywhere: no rule may count on a word behind its own."""
    cut = {" ".join(s.split()[:n]) for s in SENTENCES for n in range(1, len(s.split()))}
    for begun in cut:
        read(begun if field == "title" else "", begun if field == "text" else "")


@settings(max_examples=60, deadline=None)
@given(text=PROSE)
def test_events_are_each_given_once(text: str) -> None:
    ids = [event.event_id for event in read("", text).events]
    assert len(ids) == len(set(ids))


@settings(max_examples=40, deadline=None)
@given(text=PROSE)
def test_any_reading_can_be_explained_with_balanced_isolates(text: str) -> None:
    known = vocabulary()
    traced = trace(
        normalise("", "title", known),
        normalise(text, "text", known),
        article_id="x",
        published=None,
    )
    shown = explain.render(traced, colour=False)
    for line in shown.splitlines():
        assert line.count("\N{FIRST STRONG ISOLATE}") <= line.count("\N{POP DIRECTIONAL ISOLATE}")


@pytest.mark.parametrize("sentence", SENTENCES)
def test_lost_hamza_and_vowel_marks_change_no_event(sentence: str) -> None:
    plain = acts(read("", sentence))
    assert acts(read("", noise_hamza(sentence))) == plain
    assert acts(read("", noise_marks(sentence))) == plain


@pytest.mark.parametrize(
    "unit", ["(", "«", "و", "اتهمت ", "روسيا ", "، ", "أن ", "قال ", "9", '"\n', "٩", "(\n", "1ر2"]
)
def test_hostile_text_is_read_in_linear_time(unit: str) -> None:
    def seconds(characters: int) -> float:
        text = unit * (characters // len(unit))
        start = time.process_time()
        read("", text)
        return time.process_time() - start

    read("", unit * 100)
    small, large = min(seconds(8_000) for _ in range(2)), seconds(64_000)
    assert large < 16 * small + 0.5


@pytest.mark.parametrize("sentence", SENTENCES[::5])
def test_a_sentence_cut_off_at_any_word_is_read(sentence: str) -> None:
    words = sentence.rstrip(".").split()
    for last in range(1, len(words)):
        read("", " ".join(words[:last]))
