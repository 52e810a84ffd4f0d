"""Draws links to be judged by reading: does one text really reuse the other.

``python -m tests.quality.sample_links --seed 1 [--count 200] [--shuffle] [--unread] [--show]``
takes the links that are not among the pairs of ``pairs_dev``: the hard ones, where a part at most
is shared. ``--shuffle`` hands the articles in another order, which links other pairs; ``--unread``
leaves out what ``docs/reference/links-judged.tsv`` names; ``--show`` prints what is shared and how
it differs, for the reader. The same seed draws the same links from the same version.
"""

import argparse
import difflib
import gzip
import json
import random
import sys
from collections.abc import Sequence
from pathlib import Path

from schemas.article import Link, RawArticle
from streams.cli.jsonl import Articles
from streams.dedup import DedupState, apply, decide, fingerprint

ROOT = Path(__file__).parents[2]
CORPUS = ROOT.parent / "shared" / "corpus"
JUDGED = ROOT / "docs" / "reference" / "links-judged.tsv"
AROUND = 80
"""Code points shown behind a passage."""
SHOWN = 700
"""Code points shown of a passage."""

Pair = frozenset[str]


def further_links(articles: Sequence[RawArticle]) -> list[tuple[str, Link]]:
    """Return (article id, link) of every link that ``pairs_dev`` does not list."""
    with gzip.open(CORPUS / "pairs_dev.jsonl.gz", "rt", encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines]
    listed = {frozenset((row["a"], row["b"])) for row in rows}
    state, found = DedupState(), []
    for raw in articles:
        print_, at, told = fingerprint(raw.title, raw.text), raw.ingested_at, raw.published
        copies = decide(state, raw.article_id, print_, at, raw.source, told=told)
        apply(state, raw.article_id, print_, at, copies, raw.source, told=told)
        found += [(raw.article_id, link) for link in copies.links]
    return [(i, link) for i, link in found if frozenset((i, link.id)) not in listed]


def judged() -> set[Pair]:
    """Return the pairs that were read already."""
    lines = JUDGED.read_text("utf-8").splitlines()[1:]
    return {frozenset(line.split("\t")[:2]) for line in lines}


def show(article: RawArticle, other: RawArticle, link: Link) -> None:
    """Print both headings and the longest passage, what differs as ``[earlier|later]``."""
    print(f"--- {link.relation} containment {link.containment} passages {len(link.passages)}")
    for raw in (other, article):
        print(f"  {raw.article_id} {raw.source} {raw.published} {raw.title.strip()}")
    passage = max(link.passages, key=lambda p: p.end - p.start)
    mine = article.text[passage.start : passage.end + AROUND].split()
    theirs = other.text[passage.other_start : passage.other_end + AROUND].split()
    shown = []
    for kind, a, b, c, d in difflib.SequenceMatcher(
        None, theirs, mine, autojunk=False
    ).get_opcodes():
        gone, come = " ".join(theirs[a:b]), " ".join(mine[c:d])
        shown.append(come if kind == "equal" else f"[{gone}|{come}]")
    print("   ", " ".join(shown)[:SHOWN])


def main(arguments: Sequence[str]) -> None:
    """Print the drawn links: article, earlier article, relation."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seed", type=int, required=True)
    parser.add_argument("--count", type=int, default=200)
    for option in ("--shuffle", "--unread", "--show"):
        parser.add_argument(option, action="store_true")
    options = parser.parse_args(arguments)
    chance = random.Random(options.seed)
    articles = list(Articles([str(CORPUS / "articles_dev.jsonl.gz")]))
    if options.shuffle:
        chance.shuffle(articles)
    links = further_links(articles)
    if options.unread:
        read = judged()
        links = [(i, link) for i, link in links if frozenset((i, link.id)) not in read]
    by_id = {raw.article_id: raw for raw in articles}
    print(f"{len(links)} links to draw from", file=sys.stderr)
    for article_id, link in chance.sample(links, min(options.count, len(links))):
        if options.show:
            show(by_id[article_id], by_id[link.id], link)
        else:
            print(article_id, link.id, link.relation, sep="\t")


if __name__ == "__main__":
    main(sys.argv[1:])
