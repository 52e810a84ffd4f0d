"""Reads the tables of actors and makes every form of every entry."""

import re
from collections.abc import Iterator

from streams.lexicon.entries import ActorEntry, Form, Kind, Term
from streams.lexicon.inflect import ARTICLE, Gender, inflect_nisba, is_accusative
from streams.lexicon.tables import items, read_table
from streams.normalize.letters import fold

KINDS: dict[str, Kind] = {
    "country": "country", "adjective": "adjective", "demonym": "demonym", "capital": "capital",
    "metonym": "metonym", "city": "city", "region": "region", "body": "body",
    "agency": "agency", "person": "person", "group": "group",
}  # fmt: skip
GENDERS: dict[str, Gender] = {"m": "m", "f": "f", "p": "p"}
NAMED_TABLES = ("metonyms", "bodies", "groups", "places")
"""Tables of one layout: slug, code, sector, kind, gender, name, variants, weak, source."""

_WORDS = re.compile(r"\d+|[^\W\d_]+|[^\w\s]")


def name_keys(name: str) -> tuple[str, ...]:
    """Return the keys of the words of ``name``, cut as a text is cut.

    >>> name_keys("البيت الأبيض")
    ('البيت', 'الابيض')
    """
    return tuple(_WORDS.findall(" ".join(fold(word) for word in name.split())))


def actor_forms() -> Iterator[Form]:
    """Yield every form of every actor of all tables; a spelling may belong to several entries."""
    countries = read_table("countries")
    names = {
        name_keys(name) for row in countries for name in (row["name"], *items(row["variants"]))
    }
    for row in countries:
        yield from _country(row)
        yield from _capital(row, names)
        yield from _adjectives(row, names)
        yield from _demonyms(row)
    for table in NAMED_TABLES:
        for row in read_table(table):
            yield from _named(row)


def homograph_phrases() -> tuple[tuple[str, ...], ...]:
    """Return the phrases (keys) whose words look like an actor and are none (مسقط رأسه)."""
    return tuple(name_keys(row["phrase"]) for row in read_table("homographs"))


def _country(row: dict[str, str]) -> Iterator[Form]:
    entry = ActorEntry(
        entity=f"country:{row['code']}", code=row["code"], sector=None, kind="country",
        gender=GENDERS[row["gender"]], name=row["name"],
    )  # fmt: skip
    yield from _spellings(entry, row)


def _capital(row: dict[str, str], countries: set[tuple[str, ...]]) -> Iterator[Form]:
    """Yield the capital, except under a name that it shares with its country (الكويت)."""
    entry = ActorEntry(
        entity=f"capital:{row['capital']}", code=row["code"], sector="GOV", kind="capital",
        gender="f", name=row["capital_name"],
    )  # fmt: skip
    own = {name_keys(name) for name in (row["name"], *items(row["variants"]))} & countries
    weak = {name_keys(name) for name in items(row["weak"])}
    for name in (row["capital_name"], *items(row["capital_variants"])):
        keys = name_keys(name)
        if keys and keys not in own:
            yield Form(keys, entry, weak=keys in weak)


def _adjectives(row: dict[str, str], countries: set[tuple[str, ...]]) -> Iterator[Form]:
    weak = {name_keys(name) for name in items(row["weak"])}
    for lemma in items(row["adjectives"]):
        for form in inflect_nisba(lemma):
            keys = name_keys(form.text)
            if is_accusative(form, lemma) and keys in countries:
                continue  # سوريا is the country, hardly ever "a Syrian"
            entry = ActorEntry(
                entity=f"adjective:{row['code']}", code=row["code"], sector=None,
                kind="adjective", gender=form.gender, name=row["name"],
            )  # fmt: skip
            yield Form(keys, entry, form.definite, weak=name_keys(lemma) in weak)


def _demonyms(row: dict[str, str]) -> Iterator[Form]:
    entry = ActorEntry(
        entity=f"demonym:{row['code']}", code=row["code"], sector=None, kind="demonym",
        gender="p", name=row["name"],
    )  # fmt: skip
    for name in items(row["demonyms"]):
        yield Form(name_keys(name), entry, definite=False)
        yield Form(name_keys(ARTICLE + name), entry)


def _named(row: dict[str, str]) -> Iterator[Form]:
    kind = KINDS[row["kind"]]
    entry = ActorEntry(
        entity=f"{kind}:{row['slug']}", code=row["code"], sector=row["sector"] or None, kind=kind,
        gender=GENDERS.get(row["gender"]), name=row["name"],
    )  # fmt: skip
    yield from _spellings(entry, row)


def _spellings(entry: ActorEntry, row: dict[str, str]) -> Iterator[Form]:
    """Yield name and variants; those also listed as ``weak`` are marked, others of it added."""
    weak = dict.fromkeys(name_keys(name) for name in items(row["weak"]))
    spellings = dict.fromkeys(name_keys(name) for name in (row["name"], *items(row["variants"])))
    if entry.kind == "country":
        weak = {keys: None for keys in weak if keys in spellings}
    for keys in spellings | weak:
        yield Form(keys, entry, weak=keys in weak)


def terms(cell: str) -> tuple[Term, ...]:
    """Return the offices of a cell such as ``president:2009-01-20/2017-01-20``.

    >>> terms("president:2021-01-20/")
    (Term(office='president', valid_from='2021-01-20', valid_to=None),)
    """
    found = []
    for item in items(cell):
        office, _, span = item.partition(":")
        first, _, last = span.partition("/")
        found.append(Term(office, first or None, last or None))
    return tuple(found)
