"""The morphology database file: read, and laid out for look-up.

The format is that of camel-tools (sections DEFINES to TABLE AC), so that its Analyzer and Generator
read the same file. Only the sections that an analysis needs are read here.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from streams.lexicon.tables import LexiconError

Features = Mapping[str, str]
Rows = dict[str, list[tuple[str, Features]]]

# Pronouns that may follow a verb (object) or a noun (possessor), by the name of their feature.
ENCLITICS: Final = {
    "3ms": "ه", "3fs": "ها", "3d": "هما", "3mp": "هم", "3fp": "هن",
    "2mp": "كم", "1p": "نا",
}  # fmt: skip
FIRST_SINGULAR: Final = {"1s": "ني"}  # of verbs only: "my" is not told from a nisba
_SECTIONS: Final = {
    "###PREFIXES###", "###SUFFIXES###", "###STEMS###",
    "###TABLE AB###", "###TABLE BC###", "###TABLE AC###",
}  # fmt: skip


def enclitic_surface(name: str) -> str:
    """Return the letters of an enclitic feature such as ``3fs_poss``.

    >>> enclitic_surface("3fs_poss"), enclitic_surface("1s_dobj")
    ('ها', 'ني')
    """
    return (ENCLITICS | FIRST_SINGULAR)[name.partition("_")[0]]


@dataclass(frozen=True, slots=True)
class Stem:
    """A stem of the database, its features without those that only it has (``diac``, ``lex``)."""

    category: str
    lemma: str
    features: Features


@dataclass(slots=True)
class Database:
    """Prefixes, stems and suffixes by surface, and the three compatibility tables by category."""

    prefixes: Rows = field(default_factory=lambda: defaultdict(list))
    suffixes: Rows = field(default_factory=lambda: defaultdict(list))
    stems: dict[str, list[Stem]] = field(default_factory=lambda: defaultdict(list))
    prefix_stem: set[tuple[str, str]] = field(default_factory=set)
    stem_suffix: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    prefix_suffix: set[tuple[str, str]] = field(default_factory=set)


def read_database(path: Path) -> Database:
    """Return the database in the file at ``path``.

    Raises ``LexiconError`` where a line does not have the columns of its section.
    """
    with path.open(encoding="utf-8") as lines:
        return parse_database(lines)


def parse_database(lines: Iterable[str]) -> Database:
    """Return the database that ``lines`` spell; see ``read_database``."""
    database = Database()
    parsed: dict[str, Features] = {}  # most stems share their features; equal ones are one object
    section = ""
    for number, raw in enumerate(lines, start=1):
        line = raw.rstrip("\n")
        if line.startswith("###"):
            section = line
        elif section in _SECTIONS:
            try:
                _add_line(database, section, line, parsed)
            except ValueError as error:
                message = f"morphology database, line {number} of {section}: {line!r}"
                raise LexiconError(message) from error
    return database


def _add_line(database: Database, section: str, line: str, parsed: dict[str, Features]) -> None:
    if section == "###STEMS###":
        surface, category, column = line.split("\t")
        _, lemma, rest = column.split(" ", 2)
        features = parsed.get(rest) or parsed.setdefault(rest, _features(rest))
        database.stems[surface].append(Stem(category, lemma.removeprefix("lex:"), features))
    elif section in {"###PREFIXES###", "###SUFFIXES###"}:
        surface, category, column = line.split("\t")
        rows = database.prefixes if section == "###PREFIXES###" else database.suffixes
        rows[surface].append((category, _features(column)))
    else:
        left, right = line.split(" ")
        if section == "###TABLE BC###":
            database.stem_suffix[left].add(right)
        elif section == "###TABLE AB###":
            database.prefix_stem.add((left, right))
        else:
            database.prefix_suffix.add((left, right))


def _features(column: str) -> Features:
    return dict(pair.split(":", 1) for pair in column.split(" "))
