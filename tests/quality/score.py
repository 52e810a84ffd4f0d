"""Scores the extractor on labelled articles with the rules of the shared scorer.

``python -m tests.quality.score [--half 0|1] [--errors]`` reads ``../shared/gold-dev``, with
``--development`` the labels of ``development.json``. What is held out has no error listing.
"""

import argparse
import gzip
import hashlib
import importlib.util
import json
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from streams.extract import extract
from streams.lexicon.vocabulary import vocabulary
from streams.normalize import normalise

SHARED = Path(__file__).parents[2].parent / "shared"


def load_scorer(shared: Path) -> Any:
    """Return the shared scoring module."""
    spec = importlib.util.spec_from_file_location(
        "score_events", shared / "corpus" / "score_events.py"
    )
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def load_gold(shared: Path) -> tuple[list[dict[str, Any]], dict[str, Any]]:
    """Return the articles and the gold document of ``gold-dev``."""
    folder = shared / "gold-dev"
    lines = (folder / "articles.jsonl").read_text("utf-8").splitlines()
    return [json.loads(line) for line in lines], json.loads(
        (folder / "events.json").read_text("utf-8")
    )


def load_labels(shared: Path, name: str) -> tuple[list[dict[str, Any]], dict[str, Any]]:
    """Return the articles that ``name``.json has labels for, looked up by id, and the labels.

    Where the labels are of a lead, its ``characters`` are all that is left of the text.
    """
    labels = json.loads((Path(__file__).parent / f"{name}.json").read_text("utf-8"))
    wanted = {article["id"]: article.get("characters") for article in labels["articles"]}
    with gzip.open(shared / "corpus" / "articles_dev.jsonl.gz", "rt", encoding="utf-8") as lines:
        found = [article for line in lines if (article := json.loads(line))["id"] in wanted]
    return [a | {"text": a["text"][: wanted[a["id"]]]} for a in found], labels


def half_of(article_id: str) -> int:
    """Return 0 or 1: the half of the labelled articles that ``article_id`` falls in."""
    return int(hashlib.sha256(article_id.encode()).hexdigest(), 16) % 2


def read(article: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Return the events of ``article`` as the command prints them, as far as scoring needs."""
    known = vocabulary()
    extraction = extract(
        normalise(article.get("title") or "", "title", known),
        normalise(article["text"], "text", known),
        article_id=article["id"],
        published=article.get("published"),
    )
    return [
        {
            "event_type": event.event_type,
            "cameo": event.cameo,
            "source": {"code": event.source.code, "sector": event.source.sector},
            "target": None
            if event.target is None
            else {"code": event.target.code, "sector": event.target.sector},
            "status": event.status,
            "date": event.date,
            "reported_by": event.reported_by,
            "mentions": event.mentions,
        }
        for event in extraction.events
    ]


def score(articles: Iterable[Mapping[str, Any]], gold: Mapping[str, Any], shared: Path) -> Any:
    """Return the shared scorer's result for ``articles`` against the labels in ``gold``."""
    scorer = load_scorer(shared)
    chosen = list(articles)
    ids = {article["id"] for article in chosen}
    labels = {"articles": [a for a in gold["articles"] if a["id"] in ids]}
    found = {a["id"]: scorer.pred_events({"events": read(a)}) for a in chosen}
    return scorer.score(labels, found)


def _tuple(event: Mapping[str, Any], kind: str) -> tuple[str, str | None, str | None]:
    def base(code: str | None) -> str | None:
        return code.split("-")[0] if code else None

    if kind == "gold":
        return event["type"], base(event["source"]), base(event["target"])
    target = event["target"]["code"] if event["target"] else None
    return event["event_type"], event["source"]["code"], target


def print_errors(articles: Iterable[Mapping[str, Any]], gold: Mapping[str, Any]) -> None:
    """Print what was missed and what was invented, article by article."""
    live = {"actual", "planned"}
    labels = {a["id"]: a["events"] for a in gold["articles"]}
    for article in articles:
        found = [e for e in read(article) if e["status"] in live]
        wanted = labels[article["id"]]
        soft = {_tuple(e, "gold") for e in wanted}
        core = {_tuple(e, "gold") for e in wanted if e["core"] and e["status"] in live}
        got = {_tuple(e, "found") for e in found}
        print("##", article["id"])
        for event in wanted:
            if _tuple(event, "gold") in core - got and event["core"]:
                print(
                    "  MISS",
                    event["type"],
                    event["source"],
                    event["target"],
                    "|",
                    event.get("evidence", event["date"]),
                )
        for event in found:
            key = _tuple(event, "found")
            mention = event["mentions"][0]
            mark = "ok" if key in core else "soft" if key in soft else "FALSE"
            print(
                "  ",
                mark,
                *key,
                event["status"],
                event["date"],
                mention.rule,
                "|",
                mention.text[:150],
            )


def main(arguments: list[str]) -> int:
    """Run the command; return the exit status."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--half", type=int, choices=(0, 1))
    parser.add_argument("--errors", action="store_true")
    parser.add_argument("--development", action="store_true")
    options = parser.parse_args(arguments)
    articles, gold = (
        load_labels(SHARED, "development") if options.development else load_gold(SHARED)
    )
    if options.half is not None:
        articles = [a for a in articles if half_of(a["id"]) == options.half]
    if options.errors:
        print_errors(articles, gold)
    for name, value in score(articles, gold, SHARED).items():
        print(name, value)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
