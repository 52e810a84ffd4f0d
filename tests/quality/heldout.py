"""The labelled articles beside each other: tuned on, and held out from all tuning.

``python -m tests.quality.heldout`` prints a line of scores for each set. Of those held out it shows
no article and no error on purpose: reading them is how tuning begins.
"""

import sys
from pathlib import Path
from typing import Any

from tests.quality.score import SHARED, load_gold, load_labels, score

SETS = {
    "gold-dev": None,
    "development": "development",
    "held-out": "heldout",
    "held-out, drawn wide": "heldout_wide",
    "leads": "leads",
    "held-out leads": "heldout_leads",
}
"""Name for people to the file of labels, None for the shared ones."""


def scores(shared: Path) -> dict[str, dict[str, Any]]:
    """Return the shared scorer's result on each set of articles, in the order of ``SETS``."""
    loaded = {
        name: load_gold(shared) if file is None else load_labels(shared, file)
        for name, file in SETS.items()
    }
    return {name: score(articles, labels, shared) for name, (articles, labels) in loaded.items()}


def main() -> int:
    """Print one line a set."""
    for name, result in scores(SHARED).items():
        shown = {level: result[level]["F1"] for level in ("type", "root", "typ_src", "typ")}
        shown |= {n: result["type"][n] for n in ("P", "R")}
        print(name, shown, {k: v for k, v in result.items() if not isinstance(v, dict)})
    return 0


if __name__ == "__main__":
    sys.exit(main())
