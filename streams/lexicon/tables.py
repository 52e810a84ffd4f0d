"""Tables of the lexicon: tab-separated package data, read once, checked as they are read."""

import csv
import hashlib
from functools import cache
from io import StringIO
from pathlib import Path
from typing import Final

LIST_SEPARATOR: Final = "|"
"""Between the items of one cell: spellings, adjectives, offices."""

_DIGESTED: Final = frozenset({".tsv", ".db", ".json"})
DATA: Final = Path(__file__).with_name("data")
"""Folder of the package's data files."""


class LexiconError(ValueError):
    """A data file of the lexicon does not say what it should; file and line are named."""


def read_table(name: str) -> tuple[dict[str, str], ...]:
    """Return the rows of ``data/<name>.tsv`` as mappings from column to cell.

    Raises:
        LexiconError: a row has more or fewer cells than the header; it names file and line.

    """
    text = (DATA / f"{name}.tsv").read_text(encoding="utf-8")
    header, *lines = csv.reader(StringIO(text), delimiter="\t", quoting=csv.QUOTE_NONE)
    rows = []
    for number, cells in enumerate(lines, start=2):
        if len(cells) != len(header):
            raise LexiconError(
                f"{name}.tsv line {number}: {len(cells)} cells, expected {len(header)} {header}"
            )
        rows.append(dict(zip(header, cells, strict=True)))
    return tuple(rows)


def items(cell: str) -> tuple[str, ...]:
    """Return the items of a list cell, in order, without empty ones.

    >>> items("أمريكا|أميركا")
    ('أمريكا', 'أميركا')
    >>> items("")
    ()
    """
    return tuple(item.strip() for item in cell.split(LIST_SEPARATOR) if item.strip())


@cache
def data_digest() -> str:
    """Return eight hex digits that change whenever any data file of the lexicon changes."""
    digest = hashlib.sha256()
    for path in sorted(DATA.iterdir()):
        if path.suffix in _DIGESTED:
            digest.update(path.name.encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()[:8]
