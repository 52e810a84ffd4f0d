"""The labelled articles that nobody tunes on: ids and tuples are here, texts are not.

``python -m tests.quality.heldout`` prints their score beside that of ``gold-dev``. It shows no
article and no error on purpose: reading them is how tuning begins.
"""

import gzip
import json
import sys
from pathlib import Path
from typing import Any

from tests.quality.score import SHARED, load_gold, score

LABELS = Path(__file__).parent / "heldout.json"


def load_heldout(shared: Path) -> tuple[list[dict[str, Any]], dict[str, Any]]:
    """Return the held-out articles, looked up in the corpus by id, and their labels."""
    labels = json.loads(LABELS.read_text("utf-8"))
    wanted = {article["id"] for article in labels["articles"]}
    with gzip.open(shared / "corpus" / "articles_dev.jsonl.gz", "rt", encoding="utf-8") as lines:
        found = [article for line in lines if (article := json.loads(line))["id"] in wanted]
    return found, labels


def scores(shared: Path) -> dict[str, dict[str, Any]]:
    """Return the shared scorer's result on ``gold-dev`` and on the held-out articles."""
    sets = {"gold-dev": load_gold(shared), "held-out": load_heldout(shared)}
    return {name: score(articles, labels, shared) for name, (articles, labels) in sets.items()}


def main() -> int:
    """Print both, one line each."""
    for name, result in scores(SHARED).items():
        shown = {level: result[level]["F1"] for level in ("type", "root", "typ_src", "typ")}
        shown |= {n: result["type"][n] for n in ("P", "R")}
        print(name, shown, {k: v for k, v in result.items() if not isinstance(v, dict)})
    return 0


if __name__ == "__main__":
    sys.exit(main())
