"""Floors for copy detection on the labelled streams that stay outside the repository."""

import gzip
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from benchmarks.score_copies import Score, score
from schemas.article import Copies
from streams.cli.jsonl import Articles
from streams.dedup import DedupState, apply, decide, fingerprint


def decided(path: Path) -> Iterator[tuple[str, Copies]]:
    """Yield the id of each article of ``path`` and what was decided of it."""
    state = DedupState()
    for raw in Articles([str(path)]):
        prints = fingerprint(raw.title, raw.text)
        at, told = raw.ingested_at, raw.published
        copies = decide(state, raw.article_id, prints, at, raw.source, told=told)
        apply(state, raw.article_id, prints, at, copies, raw.source, told=told)
        yield raw.article_id, copies


@pytest.fixture(scope="module")
def planted(shared: Path) -> tuple[dict[str, Any], dict[str, str], list[tuple[str, str]]]:
    """Return truth, clusters and links of the planted stream."""
    truth = json.loads((shared / "corpus" / "planted_dev_truth.json").read_bytes())
    found = list(decided(shared / "corpus" / "planted_dev.jsonl.gz"))
    clusters = {article_id: copies.cluster_id for article_id, copies in found}
    return truth, clusters, [(i, link.id) for i, copies in found for link in copies.links]


def of_half(
    planted: tuple[dict[str, Any], dict[str, str], list[tuple[str, str]]], half: int
) -> Score:
    """Return the score on the clusters of one half: the floors hold on each."""
    truth, clusters, links = planted
    kept = {i: row for i, row in truth.items() if row["c"] % 2 == half or row["ty"] == "partial"}
    return score(kept, clusters, links)


@pytest.mark.parametrize("half", [0, 1])
def test_planted_copies_are_found_and_nothing_is_glued(planted: Any, half: int) -> None:
    found = of_half(planted, half)
    assert found.f1 >= 0.985
    assert found.ari >= 0.99
    assert found.largest <= 2 * found.largest_true


def test_planted_partial_reuse_is_linked(planted: Any) -> None:
    assert score(*planted).partial_recall >= 0.98


def test_pairs_of_the_real_corpus_are_found(shared: Path) -> None:
    found = list(decided(shared / "corpus" / "articles_dev.jsonl.gz"))
    clusters = {article_id: copies.cluster_id for article_id, copies in found}
    linked = {frozenset((i, link.id)) for i, copies in found for link in copies.links}
    with gzip.open(shared / "corpus" / "pairs_dev.jsonl.gz", "rt") as lines:
        pairs = [json.loads(line) for line in lines]

    def missed(measure: str) -> float:
        real = [pair for pair in pairs if pair[measure] >= 0.5]
        return sum(
            clusters[pair["a"]] != clusters[pair["b"]]
            and frozenset((pair["a"], pair["b"])) not in linked
            for pair in real
        ) / len(real)

    assert missed("jaccard5") <= 1 / 840
    assert missed("containment5") <= 0.01


def test_the_two_seed_reports_share_a_statement_and_are_no_copies(shared: Path) -> None:
    state = DedupState()
    texts = [path.read_text("utf-8") for path in sorted((shared / "seeds").glob("*.txt"))]
    for number, text in enumerate(texts):
        prints = fingerprint("", text)
        copies = decide(state, str(number), prints, float(number))
        apply(state, str(number), prints, float(number), copies)
    assert copies.cluster_id == "1"
    (link,) = copies.links
    assert link.relation == "shares_passages"
    longest = max(link.passages, key=lambda passage: passage.end - passage.start)
    assert longest.end - longest.start >= 100
