"""Feed documents of other parsers' test suites, read by ours and by bare feedparser.

    .venv/bin/python benchmarks/feedsuite.py ../shared/feedsuite

prints the table of docs/reference/feedsuite.md.
"""

import io
import sys
import time
import warnings
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

import feedparser

from connectors.sources.clean import clean_html
from connectors.sources.feed import ParsedFeed, parse
from connectors.sources.registry import Source

SUFFIXES = {".xml", ".json", ".atom", ".html", ".opml", ".rss", ".rdf"}
NOW = datetime(2026, 11, 1, tzinfo=UTC)
SOURCE = Source(id="suite", name="suite", url="https://feed.example/feed.xml")
MOST_S = 2.0


@dataclass
class Suite:
    """Counts over the documents of one suite."""

    documents: int = 0
    items: int = 0
    """Documents in which we found at least one item."""
    bare_items: int = 0
    articles: int = 0
    """Documents from which at least one item has a title or a text to show."""
    bare_articles: int = 0
    slowest_s: float = 0.0
    reasons: Counter[str] = field(default_factory=Counter)


def documents(root: Path) -> Iterator[tuple[str, bytes]]:
    """Yield (suite, body) of every document below ``root``, in order of names."""
    for path in sorted(root.rglob("*")):
        if path.is_file() and path.suffix in SUFFIXES:
            yield path.relative_to(root).parts[0], path.read_bytes()


def read(body: bytes) -> tuple[ParsedFeed, float]:
    """Return the parsed ``body`` and the seconds that it took."""
    start = time.perf_counter()
    parsed = parse(body, content_type=None, source=SOURCE, fetched_at=NOW)
    return parsed, time.perf_counter() - start


def read_bare(body: bytes) -> tuple[bool, bool]:
    """Return whether bare feedparser finds an item, and one with a title or text to show."""
    entries = feedparser.parse(io.BytesIO(body)).entries
    texts = (
        [dict.get(entry, "title"), dict.get(entry, "summary")]
        + [content.get("value") for content in dict.get(entry, "content") or ()]
        for entry in entries
    )
    return bool(entries), any(clean_html(text) for row in texts for text in row if text)


def measure(root: Path) -> dict[str, Suite]:
    """Return the counts of every suite below ``root``."""
    suites: dict[str, Suite] = {}
    for name, body in documents(root):
        suite = suites.setdefault(name, Suite())
        parsed, seconds = read(body)
        found, shown = read_bare(body)
        suite.documents += 1
        suite.items += parsed.items > 0
        suite.articles += bool(parsed.entries)
        suite.bare_items += found
        suite.bare_articles += shown
        suite.slowest_s = max(suite.slowest_s, seconds)
        suite.reasons[parsed.reason or "articles"] += 1
    return suites


def main() -> int:
    """Print the table; return 1 where a document took too long or fewer were read than bare."""
    warnings.simplefilter("ignore")
    suites = measure(Path(sys.argv[1]))
    print("| suite | documents | items: ours | bare | articles: ours | bare | slowest, ms |")
    print("|---|---|---|---|---|---|---|")
    total = Suite()
    for name, suite in suites.items():
        for key in ("documents", "items", "bare_items", "articles", "bare_articles"):
            setattr(total, key, getattr(total, key) + getattr(suite, key))
        total.slowest_s = max(total.slowest_s, suite.slowest_s)
        total.reasons += suite.reasons
        _row(name, suite)
    _row("all", total)
    print("\n" + ", ".join(f"{reason}: {count}" for reason, count in total.reasons.most_common()))
    worse = total.items < total.bare_items or total.articles < total.bare_articles
    return 1 if worse or total.slowest_s > MOST_S else 0


def _row(name: str, suite: Suite) -> None:
    print(
        f"| {name} | {suite.documents} | {suite.items} | {suite.bare_items} | {suite.articles} "
        f"| {suite.bare_articles} | {suite.slowest_s * 1000:.0f} |"
    )


if __name__ == "__main__":
    sys.exit(main())
