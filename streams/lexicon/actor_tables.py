"""Reads the tables of actors and makes every form of every entry."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import product

from streams.lexicon.agencies import agency_forms
from streams.lexicon.entries import ActorEntry, Form, Kind
from streams.lexicon.inflect import ARTICLE, GENDERS, inflect_nisba, is_accusative
from streams.lexicon.names import heard, name_keys, spellings
from streams.lexicon.person_names import person_forms
from streams.lexicon.tables import items, read_table
from streams.normalize.letters import fold

KINDS: dict[str, Kind] = {
    "country": "country", "adjective": "adjective", "demonym": "demonym", "capital": "capital",
    "metonym": "metonym", "city": "city", "region": "region", "body": "body",
    "agency": "agency", "person": "person", "group": "group",
}  # fmt: skip
_PLACE_NOUNS = tuple(map(fold, ("مدينة", "محافظة", "ولاية", "منطقة", "بلدة", "قرية", "إقليم")))
"""Before a weak name of a place they make it certain: مدينة الباب."""
_BLOCS = frozenset({"تكتل", "كتله"})
"""What unions of states are called where one of their names is such."""
_ORGANISATIONS = frozenset(
    map(
        fold,
        ("حركة", "تنظيم", "جماعة", "حزب", "جبهة", "منظمة", "حلف", "وكالة", "هيئة", "لجنة",
         "محكمة", "مفوضية", "صندوق", "بعثة", "جمعية", "ائتلاف", "تحالف", "برنامج", "مرصد",
         "شبكة", "اتحاد", "مجلس", "جامعة"),
    )
)  # fmt: skip
"""Nouns by which a text goes on about a body or group that it has named."""
_STATES = tuple(map(fold, ("جمهورية", "دولة", "مملكة")))
"""Before the name of a country they are part of it."""
STATE_WORDS = 3
"""Words of the name of a country that says itself what kind of state it is."""
NAMED_TABLES = ("metonyms", "bodies", "groups", "places")
"""Tables of one layout: slug, code, sector, kind, gender, name, variants, weak, source."""


def actor_forms() -> Iterator[Form]:
    """Yield every form of every actor of all tables; a spelling may belong to several entries."""
    countries = read_table("countries")
    names = set(_proper_names())
    for row in countries:
        yield from _country(row)
        yield from _capital(row)
        yield from _adjectives(row, names)
        yield from _demonyms(row)
    for row in read_table("adjectives"):
        yield from _other_adjectives(row, names)
    for table in NAMED_TABLES:
        for row in read_table(table):
            yield from _named(row)
    yield from agency_forms()
    yield from person_forms()


def _proper_names() -> Iterator[tuple[str, ...]]:
    """Yield names of countries, capitals and places, which an adjective's accusative may equal."""
    for row in read_table("countries"):
        yield from map(name_keys, (row["name"], *items(row["variants"])))
        yield from map(name_keys, (row["capital_name"], *items(row["capital_variants"])))
    for row in read_table("places"):
        yield from map(name_keys, (row["name"], *items(row["variants"])))


def homograph_phrases() -> tuple[tuple[str, ...], ...]:
    """Return the phrases (keys) whose words look like an actor and are none (مسقط رأسه)."""
    return tuple(name_keys(row["phrase"]) for row in read_table("homographs"))


def _country(row: dict[str, str]) -> Iterator[Form]:
    entry = ActorEntry(
        entity=f"country:{row['code']}", code=row["code"], sector=None, kind="country",
        gender=GENDERS[row["gender"]], name=row["name"],
    )  # fmt: skip
    yield from _spellings(entry, row)
    named = {name_keys(name) for name in (row["name"], *items(row["variants"]))}
    for title, keys in product(_STATES, sorted(named)):
        if len(keys) < STATE_WORDS and (title, *keys) not in named:
            yield Form((title, *keys), entry)  # the republic of


def _capital(row: dict[str, str]) -> Iterator[Form]:
    """Yield the capital, except under a name that it shares with its country (الكويت)."""
    entry = ActorEntry(
        entity=f"capital:{row['capital']}", code=row["code"], sector="GOV", kind="capital",
        gender="f", name=row["capital_name"],
    )  # fmt: skip
    own = {name_keys(name) for name in (row["name"], *items(row["variants"]))}
    weak = {name_keys(name) for name in items(row["weak"])}
    for name in (row["capital_name"], *items(row["capital_variants"])):
        keys = name_keys(name)
        if keys and keys not in own:
            yield Form(keys, entry, weak=keys in weak)


def _adjectives(row: dict[str, str], names: set[tuple[str, ...]]) -> Iterator[Form]:
    weak = {name_keys(name) for name in items(row["weak"])}
    for lemma in items(row["adjectives"]):
        entry = ActorEntry(
            entity=f"adjective:{row['code']}", code=row["code"], sector=None, kind="adjective",
            gender=None, name=row["name"],
        )  # fmt: skip
        yield from _inflected(lemma, entry, names, weak=name_keys(lemma) in weak)


def _other_adjectives(row: dict[str, str], names: set[tuple[str, ...]]) -> Iterator[Form]:
    """Yield adjectives of bodies, groups and regions: أممي، حوثي، كردستاني."""
    lemmas = items(row["lemmas"])
    entry = ActorEntry(
        entity=f"adjective:{row['slug']}", code=row["code"], sector=row["sector"] or None,
        kind="adjective", gender=None, name=lemmas[0],
    )  # fmt: skip
    for lemma in lemmas:
        yield from _inflected(lemma, entry, names, weak=lemma in items(row["weak"]))


def _inflected(
    lemma: str, entry: ActorEntry, names: set[tuple[str, ...]], *, weak: bool
) -> Iterator[Form]:
    for form in inflect_nisba(lemma):
        keys = name_keys(form.text)
        if is_accusative(form, lemma) and keys in names:
            continue  # سوريا is the country, hardly ever "a Syrian"
        yield Form(keys, replace(entry, gender=form.gender), form.definite, weak)


def _demonyms(row: dict[str, str]) -> Iterator[Form]:
    entry = ActorEntry(
        entity=f"demonym:{row['code']}", code=row["code"], sector=None, kind="demonym",
        gender="p", name=row["name"],
    )  # fmt: skip
    weak = items(row["weak"])
    for name in items(row["demonyms"]):
        yield Form(name_keys(name), entry, definite=False, weak=name in weak)
        if not name.endswith("ا") and f"{name}ا" != row["name"]:  # expelled two Russians
            yield Form(name_keys(f"{name}ا"), entry, definite=False, weak=name in weak)
        yield Form(name_keys(ARTICLE + name), entry, weak=name in weak)


def _named(row: dict[str, str]) -> Iterator[Form]:
    kind = KINDS[row["kind"]]
    entry = ActorEntry(
        entity=f"{kind}:{row['slug']}", code=row["code"], sector=row["sector"] or None, kind=kind,
        gender=GENDERS.get(row["gender"]), name=row["name"], nouns=_nouns(row, kind),
    )  # fmt: skip
    yield from _spellings(entry, row)


def _nouns(row: dict[str, str], kind: Kind) -> tuple[str, ...]:
    """Return what a body or group may be called without its name: the movement, the alliance.

    That is the first word of its name; of one that has none, such as Hamas, that of its variants.
    """
    if kind not in {"body", "group"}:
        return ()
    names = [name_keys(name) for name in (row["name"], *items(row["variants"]))]
    first = names[0][0].removeprefix(ARTICLE)
    blocs = {keys[0].removeprefix(ARTICLE) for keys in names if len(keys) > 1} & _BLOCS
    called = tuple(sorted(_BLOCS)) if blocs else ()
    if first in _ORGANISATIONS:
        return (first, *called)
    if len(names[0]) > 1 and names[0][0].startswith(ARTICLE):
        return called  # the United Nations have none
    found = [keys[0].removeprefix(ARTICLE) for keys in names[1:] if len(keys) > 1]
    return (*dict.fromkeys(noun for noun in found if noun in _ORGANISATIONS), *called)


def _spellings(entry: ActorEntry, row: dict[str, str]) -> Iterator[Form]:
    """Yield name and variants; those also listed as ``weak`` are marked, others of it added."""
    weak = {name_keys(name) for name in items(row["weak"])}
    written = dict.fromkeys(
        keys
        for name in heard((row["name"], *items(row["variants"])), row["code"])
        for keys in spellings(name)
    )
    if entry.kind != "country":  # the weak words of a country may be its adjectives or capital
        written |= dict.fromkeys(weak)
    for keys in written:
        yield Form(keys, entry, weak=keys in weak)
    if entry.kind in {"city", "region"}:
        for keys in weak:
            yield from (Form((noun, *keys), entry) for noun in _PLACE_NOUNS)
