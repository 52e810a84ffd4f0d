"""``marsad bench extract``: how fast one core reads articles, normalisation included."""

import cProfile
import sys
import time
from importlib.machinery import EXTENSION_SUFFIXES
from itertools import islice

import click

from benchmarks.corpus import CORPUS, ArticlesFile
from benchmarks.report import conclude, peak_rss_mb, percentile
from streams import pipeline
from streams.cli.jsonl import Articles
from streams.extract import extraction

WARM_UP = 100
"""Articles read before the clock starts: lexicons and word caches as in a running worker."""


@click.command("extract")
@click.argument("file", type=ArticlesFile(), default=str(CORPUS))
@click.option("--most", default=2000, show_default=True, help="Read at most so many articles.")
@click.option("--profile", type=click.Path(), help="Also write a cProfile of the run to this file.")
def command(file: str, most: int, profile: str | None) -> None:
    """Read the articles of FILE one after the other; CPU time of this process counts."""
    articles = list(islice(Articles([file]), most))
    pipeline.warm_up()
    for raw in articles[:WARM_UP]:
        pipeline.events_and_quotes(raw, *pipeline.clean(raw))
    words = sentences = events = 0
    times = []
    recorder = _recorder(profile)
    begin = time.process_time()
    for raw in articles:
        before = time.process_time()
        title, text = pipeline.clean(raw)
        found = pipeline.events_and_quotes(raw, title, text)
        times.append(time.process_time() - before)
        words += len(raw.text.split())
        sentences += len(title.sentences) + len(text.sentences)
        events += len(found.events)
    spent = time.process_time() - begin
    if recorder is not None:
        recorder.disable()
        recorder.dump_stats(profile or "")
    times.sort()
    print(f"{events} events in {spent:.1f} s of CPU time", file=sys.stderr)
    conclude(
        {
            "bench": "extract",
            "articles": len(articles),
            "words": words,
            "articles_per_s_core": round(len(articles) / spent, 1),
            "sentences_per_s_core": round(sentences / spent, 1),
            "p50_ms": round(percentile(times, 0.5) * 1000, 2),
            "p99_ms": round(percentile(times, 0.99) * 1000, 2),
            "rss_mb": peak_rss_mb(),
            "compiled": _compiled(),
        }
    )


def _compiled() -> bool:
    """Tell whether the reader is machine code (make native) or Python."""
    return str(extraction.__file__).endswith(tuple(EXTENSION_SUFFIXES))


def _recorder(profile: str | None) -> cProfile.Profile | None:
    if profile is None:
        return None
    recorder = cProfile.Profile()
    recorder.enable()
    return recorder
