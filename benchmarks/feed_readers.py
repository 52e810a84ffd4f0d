"""Our dates and charsets beside bare feedparser's, on our own cases.

    PYTHONPATH=. .venv/bin/python benchmarks/feed_readers.py

prints the second table of docs/reference/feedsuite.md.
"""

import calendar
import io
import itertools
import json
import time
import warnings
from collections import Counter
from datetime import UTC, datetime
from pathlib import Path

import feedparser

from connectors.sources.dates import DateStyle, read_date
from connectors.sources.feed import parse
from connectors.sources.registry import Source

CASES = Path(__file__).parents[1] / "tests" / "cases" / "feeds" / "dates.json"
NOW = datetime(2016, 10, 5, 12, tzinfo=UTC)
SOURCE = Source(id="x", name="x", url="https://feed.example/")
LABELS = (None, "utf-8", "windows-1256", "iso-8859-6", "iso-8859-1", "windows-1252")
LETTERS = [chr(code) for code in (*range(0x621, 0x63B), *range(0x641, 0x64B))]


def dates() -> Counter[str]:
    """Count our and bare feedparser's dates that are right, absent, or wrong without a word."""
    counts: Counter[str] = Counter()
    for case in json.loads(CASES.read_text("utf-8")):
        ours = read_date(case["text"], DateStyle(case["zone"]), now=NOW).value
        counts[f"ours {_verdict(ours, case['want'])}"] += 1
        feed = f"<rss><channel><item><pubDate>{case['text']}</pubDate></item></channel></rss>"
        entries = feedparser.parse(io.BytesIO(feed.encode())).entries
        parsed = dict.get(entries[0], "published_parsed") if entries else None
        bare = _bare_moment(parsed) if parsed else None
        counts[f"bare {_verdict(bare, case['want'])}"] += 1
    return counts


def _bare_moment(parsed: time.struct_time) -> str:
    try:
        return datetime.fromtimestamp(calendar.timegm(parsed), UTC).isoformat()
    except ValueError:  # the year -1, of "0000-00-00"
        return "0001-01-01T00:00:00+00:00"


def _verdict(got: str | None, want: str | None) -> str:
    if got is None:
        return "right" if want is None else "absent"
    if want is None:
        return "wrong"
    if len(want) == len("2016-10-03"):
        return "right" if got[:10] == want else "wrong"
    same = datetime.fromisoformat(got) == datetime.fromisoformat(want)
    return "right" if same else "wrong"


def charsets() -> Counter[str]:
    """Count titles that come out as they were written, over charsets, labels and last letters."""
    counts: Counter[str] = Counter()
    combinations = itertools.product(("utf-8", "cp1256", "iso8859_6"), LABELS, LABELS, LETTERS)
    for charset, header, prolog, letter in combinations:
        title = f"وزير الخارجية يدعو إلى السلا{letter}"
        encoding = f' encoding="{prolog}"' if prolog else ""
        body = (
            f'<?xml version="1.0"{encoding}?><rss version="2.0"><channel><item><title>{title}'
            "</title><description>قالت الوزارة إن الوفد وصل إلى العاصمة</description></item>"
            "</channel></rss>"
        ).encode(charset)
        kind = f"text/xml; charset={header}" if header else "text/xml"
        ours = parse(body, content_type=kind, source=SOURCE, fetched_at=NOW).entries
        bare = feedparser.parse(io.BytesIO(body), response_headers={"content-type": kind}).entries
        counts["all"] += 1
        counts["ours"] += bool(ours) and ours[0].title == title
        counts["bare"] += bool(bare) and dict.get(bare[0], "title") == title
    return counts


def main() -> None:
    """Print the table."""
    warnings.simplefilter("ignore")
    dated, read = dates(), charsets()
    print("| cases | ours | bare feedparser |\n|---|---|---|")
    for verdict in ("right", "absent", "wrong"):
        print(f"| dates: {verdict} | {dated[f'ours {verdict}']} | {dated[f'bare {verdict}']} |")
    print(f"| titles read right, of {read['all']} | {read['ours']} | {read['bare']} |")


if __name__ == "__main__":
    main()
