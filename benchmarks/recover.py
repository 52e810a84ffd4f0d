"""``marsad bench recover``: how long ``link`` takes to rebuild its memory from the journal."""

import dataclasses
import sys
import tempfile
import time
from collections.abc import Iterator
from itertools import islice
from typing import IO

import click

from benchmarks.corpus import CORPUS, ArticlesFile
from benchmarks.permuted import replicas
from benchmarks.report import conclude, peak_rss_mb
from schemas.article import LinkedArticle, RawArticle, ReadArticle
from schemas.identity import stable_id
from schemas.wire import decode, encode
from streams import pipeline
from streams.cli.jsonl import Articles
from streams.dedup import fingerprint
from streams.stages.link import TOGETHER

ORIGINALS = 500
SHOW_EVERY = 10_000
DAYS = 7
"""The articles are spread over so many days: the window of ``link``."""


@click.command("recover")
@click.argument("file", type=ArticlesFile(), default=str(CORPUS))
@click.option("--articles", "count", default=100_000, show_default=True, help="In the journal.")
def command(file: str, count: int) -> None:
    """Link COUNT articles (replicas of those in FILE), then rebuild the state from the journal.

    Replicas have their letters exchanged, so each round is a world of its own; events keep their
    actors and get the ids of their replica. Decoding counts, Kafka's own reading does not.
    """
    read = [pipeline.read(raw) for raw in islice(Articles([file]), ORIGINALS)]
    with tempfile.TemporaryFile() as journal:
        stories = _write(journal, islice(_many(read), count), count)
        size = journal.tell()
        journal.seek(0)
        begin = time.process_time()
        rebuilt = _rebuild(journal, count)
        spent = time.process_time() - begin
    assert len(rebuilt.stories.stories) == stories
    conclude(
        {
            "bench": "recover",
            "articles": count,
            "seconds": round(spent, 1),
            "articles_per_s_core": round(count / spent),
            "journal_bytes_per_article": size // count,
            "stories": stories,
            "rss_mb": peak_rss_mb(),
        }
    )


def _many(read: list[ReadArticle]) -> Iterator[ReadArticle]:
    """Yield replicas of ``read`` for ever."""
    for round_of in replicas([article.raw for article in read], seed=1):
        for original, (article_id, text) in zip(read, round_of, strict=True):
            yield _replica(original, article_id, text)


def _replica(original: ReadArticle, article_id: str, text: str) -> ReadArticle:
    raw: RawArticle = dataclasses.replace(original.raw, article_id=article_id, text=text)
    events = tuple(
        dataclasses.replace(event, event_id=stable_id(article_id, event.event_id))
        for event in original.events
    )
    return dataclasses.replace(
        original, raw=raw, keys=text, events=events, fingerprint=fingerprint("", text)
    )


def _write(journal: IO[bytes], articles: Iterator[ReadArticle], count: int) -> int:
    """Link ``articles`` as the stage does, a record a line; return the number of stories."""
    state = pipeline.LinkState()
    for seq, article in enumerate(articles):
        moment = 1_400_000_000 + seq * DAYS * 86_400 // count
        stamp = time.strftime("%Y-%m-%dT%H:%M:%S+00:00", time.gmtime(moment))
        raw = dataclasses.replace(article.raw, ingested_at=stamp, published=stamp, fetched_at=stamp)
        linked = pipeline.decide(state, dataclasses.replace(article, raw=raw), seq)
        pipeline.apply(state, linked)
        journal.write(encode(linked) + b"\n")
        _show("linked", seq + 1)
    return len(state.stories.stories)


def _rebuild(journal: IO[bytes], count: int) -> pipeline.LinkState:
    state, number = pipeline.LinkState(), 0
    lines = islice(journal, count)
    while some := [decode(LinkedArticle, line) for line in islice(lines, TOGETHER)]:
        assert not list(pipeline.rebuild(state, some, first=count))
        for _ in some:
            number += 1
            _show("rebuilt", number)
    return state


def _show(what: str, number: int) -> None:
    if number % SHOW_EVERY == 0:
        print(f"{number} articles {what}", file=sys.stderr, flush=True)
