"""Scores stories on labelled articles: does one story hold what tells one happening.

``python -m tests.quality.score_stories [--half tune|test] [--errors]`` links the articles of
``../shared/corpus`` in order of publication and judges the pairs of ``stories.tsv``.
"""

import argparse
import gzip
import itertools
import json
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

from schemas.article import RawArticle
from streams import pipeline

SHARED = Path(__file__).parents[2].parent / "shared"
LABELS = Path(__file__).with_name("stories.tsv")

Half = Literal["tune", "test"]
Pair = tuple[str, str]


@dataclass
class Labels:
    """The labelled stories and hard negatives of one half."""

    stories: list[list[str]] = field(default_factory=list)
    """Ids of articles that tell one happening in their own words."""
    different: list[Pair] = field(default_factory=list)
    """Ids of two articles that share actors and day, and tell different happenings."""

    def same_pairs(self) -> Iterator[Pair]:
        """Yield the pairs of articles that belong together."""
        for story in self.stories:
            yield from itertools.combinations(story, 2)

    def different_pairs(self) -> Iterator[Pair]:
        """Yield the pairs that do not: the hard negatives, and all pairs across stories."""
        yield from self.different
        for one, other in itertools.combinations(self.stories, 2):
            yield from itertools.product(one, other)


@dataclass(frozen=True)
class Score:
    """Pairs found, wrongly joined and missed."""

    found: int
    wrong: int
    missed: int

    @property
    def precision(self) -> float:
        """Return the share of joined pairs that belong together."""
        return self.found / max(1, self.found + self.wrong)

    @property
    def recall(self) -> float:
        """Return the share of pairs that belong together which were joined."""
        return self.found / max(1, self.found + self.missed)

    @property
    def f1(self) -> float:
        """Return the harmonic mean of both."""
        return 2 * self.found / max(1, 2 * self.found + self.wrong + self.missed)


def load_labels(half: Half) -> Labels:
    """Return the labels of one half of ``stories.tsv``."""
    labels = Labels()
    for line in LABELS.read_text("utf-8").splitlines()[1:]:
        kind, belongs, articles = line.split("\t")
        if belongs == half and kind == "story":
            labels.stories.append(articles.split())
        elif belongs == half:
            one, other = articles.split()
            labels.different.append((one, other))
    return labels


def load_articles(shared: Path) -> list[RawArticle]:
    """Return the articles of the shared corpus by publication, as if fetched then."""
    with gzip.open(shared / "corpus" / "articles_dev.jsonl.gz", "rt", encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines]
    rows.sort(key=lambda row: (row["published"], row["id"]))
    return [_raw(row) for row in rows]


def _raw(row: dict[str, Any]) -> RawArticle:
    return RawArticle(
        article_id=row["id"],
        source=row["source"],
        title=row["title"] or "",
        text=row["text"],
        published=row["published"],
        fetched_at=f"{row['published']}+00:00",
        ingested_at=f"{row['published']}+00:00",
    )


def stories_of(articles: Sequence[RawArticle]) -> dict[str, str]:
    """Return the story of every article after all were linked."""
    state = pipeline.LinkState()
    for seq, raw in enumerate(articles):
        pipeline.apply(state, pipeline.decide(state, pipeline.read(raw), seq))
    return dict(state.stories.article_story)


def score(stories: dict[str, str], labels: Labels) -> Score:
    """Return how well ``stories`` agree with ``labels``."""
    same = Counter(stories[one] == stories[other] for one, other in labels.same_pairs())
    wrong = sum(stories[one] == stories[other] for one, other in labels.different_pairs())
    return Score(found=same[True], wrong=wrong, missed=same[False])


def show_errors(stories: dict[str, str], labels: Labels) -> None:
    """Print the pairs judged wrongly, by id."""
    for one, other in labels.same_pairs():
        if stories[one] != stories[other]:
            print("missed", one, other, sep="\t")
    for one, other in labels.different_pairs():
        if stories[one] == stories[other]:
            print("wrong", one, other, sep="\t")


def main(arguments: Sequence[str]) -> None:
    """Print precision, recall and F1 of pairs; errors on demand."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--half", choices=("tune", "test"), default="test")
    parser.add_argument("--errors", action="store_true", help="print the pairs judged wrongly")
    options = parser.parse_args(arguments)
    labels = load_labels(options.half)
    stories = stories_of(load_articles(SHARED))
    if options.errors:
        show_errors(stories, labels)
    found = score(stories, labels)
    sizes = Counter(stories.values()).most_common(3)
    print(
        f"{options.half}: precision {found.precision:.3f} recall {found.recall:.3f}"
        f" F1 {found.f1:.3f} ({found.found} found, {found.wrong} wrong, {found.missed} missed);"
        f" {len(set(stories.values()))} stories, largest {[size for _, size in sizes]}"
    )


if __name__ == "__main__":
    main(sys.argv[1:])
