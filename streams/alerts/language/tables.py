"""The tables of the language: fields, and its words in Arabic."""

from functools import cache
from importlib.resources import files

from streams.normalize import fold


@cache
def rows(name: str) -> tuple[dict[str, str], ...]:
    """Return the rows of ``data/<name>.tsv`` as mappings from column to cell."""
    text = (files(__package__) / "data" / f"{name}.tsv").read_text("utf-8")
    header, *lines = (line.split("\t") for line in text.splitlines())
    return tuple(dict(zip(header, cells, strict=True)) for cells in lines)


@cache
def synonyms(kind: str) -> dict[str, str]:
    """Return the canonical words of ``kind`` by the folded words that may stand for them."""
    return {fold(row["word"]): row["means"] for row in rows("keywords") if row["kind"] == kind}


def canonical(kind: str, word: str) -> str | None:
    """Return the canonical word that ``word`` stands for as a ``kind``, None for no such word."""
    return synonyms(kind).get(fold(word))
