"""Reads the table of persons and makes every form under which a text may name them."""

from collections.abc import Iterator

from streams.lexicon.entries import ActorEntry, Form, Term
from streams.lexicon.inflect import GENDERS
from streams.lexicon.names import heard, spellings
from streams.lexicon.tables import items, read_table

ALONE = ("yes", "weak", "no")
"""Whether the family name alone names the person: always, only beside a role or after the full
name (it is a common word or name), or never (several persons of the news bear it)."""


def person_forms() -> Iterator[Form]:
    """Yield the full names, the family names that may stand alone, and other names of persons."""
    for row in read_table("persons"):
        entry = person(row)
        given, family, other = (
            heard(items(row[column]), row["code"]) for column in ("given", "family", "other")
        )
        names = [f"{first} {last}" for first in given for last in family] or list(family)
        for name in (*names, *other):
            yield from (Form(keys, entry) for keys in spellings(name))
        if given and row["alone"] != "no":
            for name in family:
                weak = row["alone"] == "weak"
                yield from (Form(keys, entry, weak=weak) for keys in spellings(name))


def person(row: dict[str, str]) -> ActorEntry:
    """Return the entry of one row of ``persons.tsv``."""
    held = terms(row["offices"])
    starts = [term.valid_from for term in held if term.valid_from]
    ends = [term.valid_to for term in held]
    name = " ".join(part[0] for part in (items(row["given"]), items(row["family"])) if part)
    return ActorEntry(
        entity=f"person:{row['slug']}", code=row["code"], sector=row["sector"] or None,
        kind="person", gender=GENDERS[row["gender"]], name=name,
        valid_from=min(starts, default=None),
        valid_to=None if None in ends else max((end for end in ends if end), default=None),
        terms=held,
    )  # fmt: skip


def terms(cell: str) -> tuple[Term, ...]:
    """Return the offices of a cell: ``office:first/last``, ``office@CODE:first/last``, ``office``.

    >>> terms("president:2021-01-20/|leader")[0]
    Term(office='president', valid_from='2021-01-20', valid_to=None, code=None)
    """
    found = []
    for item in items(cell):
        held, _, span = item.partition(":")
        office, _, code = held.partition("@")
        first, _, last = span.partition("/")
        found.append(Term(office, first or None, last or None, code or None))
    return tuple(found)
