"""How sure a reading is: the precision of its kind, counted on labelled articles.

``data/precision.tsv`` holds, for each kind of reading, how many of its events the annotators had
too (``right``) and how many it gave (``found``). ``python -m tests.quality.precision`` counts and
writes them. The confidence is their ratio with one added to each side (right + 1) / (found + 2).
"""

from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from pathlib import Path

from streams.extract.candidates import Candidate


def kinds_of(candidate: Candidate) -> tuple[str, ...]:
    """Return the kinds that a reading belongs to, the most telling first, ``all`` last."""
    form, _, rest = candidate.construction.partition(".")
    how = rest.partition(".")[0]
    return (f"{candidate.frame.event_type} {form}.{how}", f"{form}.{how}", form, "all")


@cache
def load_precision() -> Mapping[str, tuple[int, int]]:
    """Return kind -> (right, found) as counted on the labelled articles."""
    text = PATH.read_text("utf-8")
    rows = [line.split("\t") for line in text.splitlines() if line and not line.startswith("#")]
    return {kind: (int(right), int(found)) for kind, right, found in rows[1:]}


PATH = Path(str(files("streams.extract") / "data" / "precision.tsv"))
FEWEST_FOUND = 5
"""Events of a kind below which the next wider kind is asked."""


def confidence(candidate: Candidate) -> float:
    """Return the add-one precision of the narrowest kind of reading with enough labelled events."""
    counted = load_precision()
    for kind in kinds_of(candidate):
        right, found = counted.get(kind, (0, 0))
        if found >= FEWEST_FOUND or kind == "all":
            return round((right + 1) / (found + 2), 3)
    raise AssertionError("kinds_of always ends in `all`")
