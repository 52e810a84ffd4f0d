"""The ladder of conflict: on which rung a CAMEO code stands (``data/ladder.tsv``)."""

from functools import cache
from importlib.resources import files


@cache
def _ladder() -> dict[str, tuple[int, str]]:
    text = (files(__package__) / "data" / "ladder.tsv").read_text("utf-8")
    rows = [line.split("\t") for line in text.splitlines()[1:]]
    return {code: (int(rung), name) for code, rung, name, _ in rows}


def rung_of(cameo: str) -> int:
    """Return the rung of a CAMEO code, that of its nearest parent; 0 for cooperation.

    >>> rung_of("164"), rung_of("1724"), rung_of("204"), rung_of("046")
    (5, 7, 9, 0)
    """
    for length in range(len(cameo), 1, -1):
        if found := _ladder().get(cameo[:length]):
            return found[0]
    return 0


@cache
def name_of_rung(rung: int) -> str:
    """Return what the rung is called, by the codes that stand on it."""
    return next((name for height, name in _ladder().values() if height == rung), "none")
