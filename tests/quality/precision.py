"""Counts how often each kind of reading agrees with the annotators, for ``confidence``.

``python -m tests.quality.precision`` reads ``../shared/gold-dev`` and the articles of
``development.json`` and writes ``streams/extract/data/precision.tsv``; ``--check`` writes nothing
and fails where it would change.
"""

import sys
from collections import Counter
from collections.abc import Mapping
from typing import Any

from streams.extract import confidence as confidence_module
from streams.extract import trace
from streams.extract.confidence import kinds_of
from streams.lexicon.vocabulary import vocabulary
from streams.normalize import normalise
from tests.quality.score import SHARED, load_gold, load_labels

HEAD = (
    "# Events of each kind of reading that the annotators had too (right), of those given (found),"
    "\n"
    "# on the labelled articles. Written by tests/quality/precision.py.\n"
    "kind\tright\tfound\n"
)


def count() -> str:
    """Return the text of ``precision.tsv``."""
    sets = (load_gold(SHARED), load_labels(SHARED, "development"))
    articles = [article for found, _ in sets for article in found]
    labels = {a["id"]: a["events"] for _, gold in sets for a in gold["articles"]}
    right: Counter[str] = Counter()
    found: Counter[str] = Counter()
    for article in articles:
        wanted = {_labelled(event) for event in labels[article["id"]]}
        for kinds, got in _readings(article):
            found.update(kinds)
            if got in wanted:
                right.update(kinds)
    rows = [f"{kind}\t{right[kind]}\t{n}\n" for kind, n in sorted(found.items())]
    return HEAD + "".join(rows)


def _labelled(event: Mapping[str, Any]) -> tuple[str, str, str | None]:
    target = event["target"].split("-")[0] if event["target"] else None
    return event["type"], event["source"].split("-")[0], target


def _readings(
    article: Mapping[str, Any],
) -> list[tuple[tuple[str, ...], tuple[str, str | None, str | None]]]:
    known = vocabulary()
    traced = trace(
        normalise(article.get("title") or "", "title", known),
        normalise(article["text"], "text", known),
        article_id=article["id"],
        published=article.get("published"),
    )
    live = {"actual", "planned"}
    return [
        (
            kinds_of(c),
            (c.frame.event_type, c.source.code, c.target.code if c.target is not None else None),
        )
        for c in traced.candidates
        if c.status in live
    ]


def main(arguments: list[str]) -> int:
    """Run the command; return the exit status."""
    path = confidence_module.PATH
    text = count()
    if "--check" in arguments:
        return int(path.read_text("utf-8") != text)
    path.write_text(text, "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
