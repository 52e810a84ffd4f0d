"""``marsad bench dedup``: articles a second through the copy index, beside datasketch.

Three runs in one go: the labelled stream as it is (speed and quality, text handling included),
datasketch on the same stream in its own virtual environment, and the stream once more after so
many letter-permuted replicas of it that ``--live`` articles are remembered (speed, time of one
decision, memory).
"""

import contextlib
import ctypes
import dataclasses
import datetime as dt
import gc
import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import Any

import click

from benchmarks.permuted import replicas
from benchmarks.report import conclude, percentile
from benchmarks.score_copies import clusters_of, score
from schemas.article import Copies, RawArticle
from streams.cli.jsonl import Articles
from streams.dedup import DedupState, apply, decide, fingerprints

ROOT = Path(__file__).resolve().parents[1]
CORPUS = ROOT.parent / "shared" / "corpus"
PEER = ROOT / ".venv-bench"
BATCH = 64
"""Articles fingerprinted and looked up together, as they come from a topic or a file."""
RUNS = 3
"""Runs of the stream; the fastest counts, that least disturbed by other work of the machine."""
WINDOW_HOURS = 168
_File = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.command("dedup")
@click.option("--stream", type=_File, default=CORPUS / "planted_dev.jsonl.gz")
@click.option("--truth", type=_File, default=CORPUS / "planted_dev_truth.json")
@click.option("--live", default=200_000, show_default=True, help="Articles to remember; 0: skip.")
@click.option("--peer/--no-peer", default=True, help="Also run datasketch.")
def command(stream: Path, truth: Path, live: int, *, peer: bool) -> None:
    """Run STREAM (labelled by TRUTH) through the copy index; CPU time of one core counts."""
    articles = list(Articles([str(stream)]))
    labels = json.loads(truth.read_bytes())
    result: dict[str, Any] = {"bench": "dedup", "articles": len(articles)}
    speed, decided = max((_run(articles) for _ in range(RUNS)), key=lambda run: run[0])
    result["articles_per_s_core"] = round(speed, 1)
    result |= _live(articles, decided, live) if live else {}
    clusters = {raw.article_id: copies.cluster_id for raw, copies in decided}
    links = [(raw.article_id, link.id) for raw, copies in decided for link in copies.links]
    quality = score(labels, clusters, links)
    result |= {
        "pair_f1": round(quality.f1, 4),
        "ari": round(quality.ari, 4),
        "partial_recall": round(quality.partial_recall, 4),
        "largest_cluster": quality.largest,
        "largest_true_cluster": quality.largest_true,
    }
    if peer:
        other, pairs = _peer(stream)
        found = score(labels, clusters_of(clusters, pairs), pairs)
        result["peer"] = {
            "datasketch_articles_per_s_core": round(other, 1),
            "pair_f1": round(found.f1, 4),
        }
        result["ratio"] = round(speed / other, 2)
    conclude(result)


def _run(
    articles: Sequence[RawArticle], state: DedupState | None = None
) -> tuple[float, list[tuple[RawArticle, Copies]]]:
    """Return articles a second of CPU time, and what was decided, from ``state`` or none."""
    state = DedupState(WINDOW_HOURS) if state is None else state
    decided = []
    gc.collect()
    gc.freeze()  # the articles held ready here are no work of the copy index
    start = time.process_time()
    for batch in _batches(articles):
        prints = fingerprints([(raw.title, raw.text) for raw in batch])
        state.look_ahead(prints)
        for raw, print_ in zip(batch, prints, strict=True):
            at, told = raw.ingested_at, raw.published
            copies = decide(state, raw.article_id, print_, at, raw.source, told=told)
            apply(state, raw.article_id, print_, at, copies, raw.source, told=told)
            decided.append((raw, copies))
    return len(articles) / (time.process_time() - start), decided


def _batches(articles: Sequence[RawArticle]) -> Iterator[list[RawArticle]]:
    rest = iter(articles)
    while batch := list(islice(rest, BATCH)):
        yield batch


def _live(
    articles: Sequence[RawArticle], decided: Sequence[tuple[RawArticle, Copies]], live: int
) -> dict[str, Any]:
    """Return speed, time of a decision and memory with ``live`` articles remembered.

    What is decided of a replica is what was decided of its original, so filling only applies.
    """
    step = WINDOW_HOURS * 3600 / (live + len(articles))
    more = replicas(articles, seed=0)
    state, now = DedupState(WINDOW_HOURS), 0.0
    _fill(state, next(more), decided, now, step)  # so that what the loop itself takes is there
    gc.collect()
    before, already = _resident_bytes(), len(state.live)
    while len(state.live) < live:
        now = _fill(state, next(more), decided, now, step)
    gc.collect()
    grown = _resident_bytes() - before
    remembered = len(state.live)
    times = sorted(_timed(state, articles, next(more), now))
    arrived = dt.datetime.fromtimestamp(now, dt.UTC).isoformat()
    again = [
        dataclasses.replace(raw, article_id=article_id, text=text, ingested_at=arrived)
        for raw, (article_id, text) in zip(articles, next(more), strict=True)
    ]
    speed, _ = _run(again, state)
    return {
        "live": remembered,
        "articles_per_s_core_live": round(speed, 1),
        "p50_ms": round(percentile(times, 0.5) * 1000, 3),
        "p99_ms": round(percentile(times, 0.99) * 1000, 3),
        "bytes_per_article": round(grown / (remembered - already)),
    }


def _fill(
    state: DedupState,
    texts: list[tuple[str, str]],
    decided: Sequence[tuple[RawArticle, Copies]],
    now: float,
    step: float,
) -> float:
    """Apply a replica, an article every ``step`` seconds from ``now``; return the last time."""
    for (article_id, text), (raw, copies) in zip(texts, decided, strict=True):
        now += step
        cluster_id = copies.cluster_id + article_id[len(raw.article_id) :]
        if cluster_id == article_id:
            cluster_id = article_id  # one string, as where it was decided
        (print_,) = fingerprints([("", text)])
        known = Copies(cluster_id=cluster_id, relation=copies.relation)
        apply(state, article_id, print_, now, known, raw.source)
    return now


def _timed(
    state: DedupState, articles: Sequence[RawArticle], texts: list[tuple[str, str]], now: float
) -> list[float]:
    """Return the CPU seconds of each decision, looked up alone."""
    times = []
    for (article_id, text), raw in zip(texts, articles, strict=True):
        (print_,) = fingerprints([("", text)])
        before = time.process_time()
        copies = decide(state, article_id, print_, now, raw.source)
        times.append(time.process_time() - before)
        apply(state, article_id, print_, now, copies, raw.source)
    return times


def _resident_bytes() -> int:
    """Return the memory of this process, without what it freed and the allocator still holds."""
    gc.collect()
    with contextlib.suppress(AttributeError, OSError):  # other C libraries have no malloc_trim
        ctypes.CDLL(None).malloc_trim(0)
    return int(Path("/proc/self/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE")


def _peer(stream: Path) -> tuple[float, list[tuple[str, str]]]:
    """Return datasketch's articles a second and pairs, from its own virtual environment."""
    python = PEER / "bin" / "python"
    if not (PEER / ".installed").exists():
        print(f"installing datasketch into {PEER}", file=sys.stderr)
        subprocess.run([sys.executable, "-m", "venv", str(PEER)], check=True)
        pip = [str(python), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
        wanted = ["--require-hashes", "-r", str(ROOT / "requirements" / "bench.txt")]
        subprocess.run([*pip, *wanted], check=True)
        (PEER / ".installed").touch()
    script = ROOT / "benchmarks" / "datasketch_peer.py"
    done = subprocess.run(
        [str(python), str(script), str(stream)], check=True, stdout=subprocess.PIPE
    )
    told = json.loads(done.stdout)
    return told["articles_per_s_core"], [(one, other) for one, other in told["pairs"]]
