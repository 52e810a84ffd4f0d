"""The walk in process: the same from any point of a crash on."""

import gzip
import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ops.demo.__main__ import SAMPLES
from schemas.article import LinkedArticle, RawArticle
from schemas.errors import InvalidMessage
from schemas.wire import decode, encode
from streams import pipeline
from streams.alerts import History, Watch
from streams.extract.explain import render
from streams.stories import Changes
from tests.e2e.articles import made
from tests.records import raw, subscription

ROOT = Path(__file__).parents[3]
RUN = 9
"""Words in a row that no titled name has in common with an article by chance."""


def samples() -> list[RawArticle]:
    """Return the demo's articles and some that were made, an hour apart."""
    lines = (SAMPLES / "articles.jsonl").read_text("utf-8").splitlines()
    told = [json.loads(line) for line in lines]
    texts = [(a["feed"], a["title"], a["text"]) for a in told]
    texts += [(a["source"], a["title"], a["text"]) for a in made(40, 5)[::5]]
    return [
        raw(
            f"a{n}", source=source, title=title, text=text,
            published=f"2026-05-04T{n:02}:00:00+00:00",
            ingested_at=f"2026-05-04T{n:02}:00:00+00:00",
        )
        for n, (source, title, text) in enumerate(texts)
    ]  # fmt: skip


ARTICLES = [pipeline.read(article) for article in samples()]


def run(state: pipeline.LinkState, seqs: range) -> tuple[list[bytes], list[Changes]]:
    """Link articles as the stage does; return the journal, as bytes, and what followed."""
    journal, followed = [], []
    for seq in seqs:
        linked = pipeline.decide(state, ARTICLES[seq], seq)
        journal.append(encode(linked))
        followed.append(pipeline.apply(state, linked))
    return journal, followed


@given(st.integers(0, len(ARTICLES)), st.integers(0, len(ARTICLES)))
@settings(deadline=None, max_examples=20)
def test_a_linker_rebuilt_from_its_journal_goes_on_as_if_nothing_happened(
    crash: int, first: int
) -> None:
    """Killed anywhere: the same clusters, stories, events and ids as an undisturbed run."""
    journal, followed = run(pipeline.LinkState(), range(len(ARTICLES)))
    again = pipeline.LinkState()
    kept = [decode(LinkedArticle, value) for value in journal[:crash]]
    rebuilt = [changes for _, changes in pipeline.rebuild(again, kept, first)]
    wanted = followed[first:crash]
    assert rebuilt == wanted, "what follows from a decision is written again as it was"
    assert run(again, range(crash, len(ARTICLES))) == (journal[crash:], followed[crash:])


def test_the_samples_walk_to_one_alert_and_one_update() -> None:
    """The demo without services: a copy linked, one story of two sources, told once and again."""
    state, history, watch = pipeline.LinkState(), History(), Watch([subscription()])
    walked = [
        pipeline.walk(state, history, watch, article, seq)
        for seq, article in enumerate(samples()[:4])
    ]
    assert [w.linked.copies.relation for w in walked].count("original") == 3
    kinds = [alert.kind for w in walked for alert in w.alerts]
    assert kinds == ["first", "update"]
    story = walked[2].alerts[0].story
    assert story.independent_sources == 2


@pytest.mark.parametrize("field", ["published", "ingested_at"])
def test_a_date_that_is_none_is_refused_where_it_comes_in(field: str) -> None:
    """Later stages compute with dates; the dead letter names the field."""
    with pytest.raises(InvalidMessage, match=f"field '{field}' is 'yesterday'"):
        pipeline.read(raw(**{field: "yesterday"}))


def test_other_languages_are_marked_and_pass_without_events() -> None:
    """A Persian or English report is indexed and linked, not miscoded."""
    english = raw(text="The United States suspended its talks with Russia on Monday.")
    persian = raw(text="وزیر امور خارجه ایران گفت که این گفتگوها متوقف شده است.")
    for article, language in ((english, "latin"), (persian, "fa")):
        read = pipeline.read(article)
        assert (read.language, read.events, read.quotes) == (language, (), ())


@pytest.mark.parametrize("text", ["", ".", "Photo: Reuters", "AFP 2026", "https://example.org/1"])
def test_a_headline_alone_is_read(text: str) -> None:
    """Sitemaps and many feeds give titles only, or a caption in Latin letters beside them."""
    read = pipeline.read(raw(title="كندا تعلق محادثاتها مع المكسيك", text=text))
    assert read.language == "ar"
    assert [(e.event_type, e.source.code) for e in read.events] == [("SANCTION", "CAN")]


def test_what_extract_does_not_read_explain_does_not_show() -> None:
    """Both go by the language of the article."""
    persian = raw(title="سفر وزیر", text="وزیر امور خارجه ایران گفت که این گفتگوها متوقف شده است.")
    shown = render(pipeline.trace_of(persian), colour=False)
    assert "the article is not Arabic (fa): only Arabic is read" in shown


@pytest.mark.parametrize("published", ["0001-01-01T00:00:00Z", "9999-12-31"])
def test_a_day_that_means_none_dates_nothing(published: str) -> None:
    """Programs write such days where they know none; the article is read without one."""
    text = "علقت كندا محادثاتها مع المكسيك أمس. ويزور وزير كندي الصين يوم الأحد المقبل."
    read = pipeline.read(raw(text=text, published=published))
    assert "SANCTION" in {e.event_type for e in read.events}
    assert {e.date for e in read.events} == {None}


def runs_of(text: str) -> set[str]:
    """Return every run of so many words."""
    words = re.split(r'[\s"\\|]+', text)
    return {" ".join(words[i : i + RUN]) for i in range(len(words) - RUN + 1)}


def files_in(*folders: str) -> Iterator[tuple[Path, str]]:
    """Yield the text files of the repository's ``folders``."""
    for folder in folders:
        for file in (ROOT / folder).rglob("*"):
            if file.suffix in {".py", ".tsv", ".json", ".jsonl", ".yaml", ".txt", ".md"}:
                yield file, file.read_text("utf-8")


def test_no_stage_knows_a_test_article(shared: Path) -> None:
    """No rule may hold an id, a date or a long run of words of the texts it is measured on."""
    articles = (shared / "gold-dev" / "articles.jsonl").read_text("utf-8").splitlines()
    gold = [json.loads(line) for line in articles]
    seeds = {file.stem: file.read_text("utf-8") for file in (shared / "seeds").glob("*.txt")}
    ids = {article["id"] for article in gold} | {name.partition("_")[2] for name in seeds}
    runs = set[str]().union(*(runs_of(t) for t in (*seeds.values(), *(a["text"] for a in gold))))
    for file, text in files_in("streams", "schemas", "connectors"):
        assert not [i for i in ids if i in text], file
        assert not runs_of(text) & runs, file


def test_no_sentence_of_others_is_in_tests_or_docs(shared: Path) -> None:
    """Cases and samples are written by us."""
    runs: set[str] = set()
    with gzip.open(shared / "corpus" / "articles_dev.jsonl.gz", "rt", encoding="utf-8") as lines:
        for line in lines:
            runs |= runs_of(json.loads(line)["text"])
    for file, text in files_in("tests", "docs", "ops", "benchmarks"):
        copied = {run for run in runs_of(text) if not run.isascii()} & runs
        assert not copied, (file, sorted(copied)[:3])
