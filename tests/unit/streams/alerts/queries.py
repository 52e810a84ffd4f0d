"""Random queries and random stories that meet some of them."""

import dataclasses
import functools
from typing import Any, get_args

from hypothesis import strategies as st

from schemas.event import Actor, CorroboratedEvent, Place
from schemas.story import Story
from streams.alerts.language.fields import choices, fields
from streams.alerts.language.tree import (
    Clause,
    How,
    Node,
    Not,
    Words,
    conjunction,
    disjunction,
)
from streams.alerts.language.words import keys_of_phrase
from streams.lexicon.codes import find_code
from tests.records import event, story

CODES = ("USA", "RUS", "BRA", "SYR", "UNO")
NAMES = (
    "واشنطن",
    "موسكو",
    "روسيا",
    "سيرغي لافروف",
    "البيت الأبيض",
    "فلان الفلاني",
    "الأمم المتحدة",
)
ACTORS = (*CODES, "USA/GOV", "*/MIL", "RUS/MIL", *NAMES)
PLACES = ("SYR", "حلب", "موسكو", "سوريا", "مكان ما")
WORDS = ("سوريا", "العراق", "محادثات", "قمة", "رياضة", "هدنة", "في", "2016")
PHRASES = (*WORDS, "محادثات قمة", "في العراق", "هدنة في سوريا")
IN_TEXT = (*WORDS, "وسوريا", "للعراق", "بالمحادثات", "والهدنة", "لقمة", "،")
OUTLETS = ("سانا", "صحيفة", "وكالة الأنباء")
AGENCIES = ("reuters", "afp", "ap")
CAMEO = ("164", "16", "1661", "042", "04", "190", "173")
TYPES = ("SANCTION", "CONSULT", "ASSAULT", "COERCE")
NUMBERS = {
    "goldstein": (-10.0, -7.0, -5.0, 0.0, 3.5),
    "confidence": (0.0, 0.5, 0.8, 0.95, 1.0),
    "sources": (1.0, 2.0, 3.0, 5.0),
    "tier": (1.0, 2.0, 3.0),
}
POOLS = {
    "actor": ACTORS, "from": ACTORS, "to": ACTORS, "cameo": CAMEO, "place": PLACES,
    "country": ("SYR", "RUS", "موسكو"), "outlet": OUTLETS, "agency": AGENCIES, "type": TYPES,
}  # fmt: skip


@st.composite
def clauses(draw: st.DrawFn) -> Clause:
    """Return a clause on any field, in canonical form."""
    field = fields()[draw(st.sampled_from(sorted(fields())))]
    if field.takes == "dyad":
        sign = draw(st.sampled_from((">", "<>")))
        pair = draw(st.tuples(st.sampled_from(ACTORS), st.sampled_from(ACTORS)))
        return Clause(field.name, ":", (sign.join(pair),))
    if field.numeric:
        number = draw(st.sampled_from(NUMBERS[field.name]))
        shown = str(int(number)) if number == int(number) else repr(number)
        return Clause(field.name, draw(st.sampled_from(("<", "<=", ">", ">=", "="))), (shown,))
    pool = POOLS.get(field.name) or choices(field.name)
    values = draw(st.lists(st.sampled_from(pool), min_size=1, max_size=3, unique=True))
    return Clause(field.name, ":", tuple(values))


@st.composite
def words(draw: st.DrawFn) -> Words:
    """Return a list of phrases in canonical form."""
    phrases = draw(st.lists(st.sampled_from(PHRASES), min_size=1, max_size=3, unique=True))
    how = draw(st.sampled_from(get_args(How)))
    return Words("all" if how == "any" and len(phrases) == 1 else how, tuple(phrases))


def _joined(below: st.SearchStrategy[Node]) -> st.SearchStrategy[Node]:
    few = st.lists(below, min_size=2, max_size=3)
    return st.one_of(few.map(conjunction), few.map(disjunction), below.map(Not))


def queries() -> st.SearchStrategy[Node]:
    """Return trees of every shape."""
    return st.recursive(st.one_of(clauses(), words()), _joined, max_leaves=6)


@st.composite
def actors(draw: st.DrawFn) -> Actor:
    """Return a side of an event as extraction names it."""
    return draw(
        st.sampled_from(
            (
                Actor(code="USA", sector="GOV", name="واشنطن", entity="capital:washington"),
                Actor(code="USA", sector="GOV", name="البيت الأبيض", entity="metonym:white-house"),
                Actor(code="RUS", sector="MIL", name="القوات الروسية"),
                Actor(code="RUS", sector="GOV", name="لافروف", entity="person:sergei-lavrov"),
                Actor(code="BRA", name="البرازيل", entity="country:BRA"),
                Actor(code="SYR", sector="REB", name="فلان الفلاني"),
                Actor(code="UNO", name="الامم المتحدة", entity="body:un"),
            )
        )
    )


@st.composite
def events(draw: st.DrawFn, number: int) -> CorroboratedEvent:
    """Return an event of a story."""
    code = find_code(draw(st.sampled_from(CAMEO)))
    place = draw(st.sampled_from((None, *PLACES[1:])))
    changes: dict[str, Any] = {
        "event_type": code.event_type, "cameo": code.code, "cameo_root": code.root,
        "quad_class": code.quad_class, "mode": code.mode, "contexts": code.contexts,
        "goldstein": draw(st.sampled_from(NUMBERS["goldstein"])),
        "confidence": draw(st.sampled_from(NUMBERS["confidence"])),
        "independent_sources": int(draw(st.sampled_from(NUMBERS["sources"]))),
        "status": draw(st.sampled_from(choices("status")[:-1])),
        "attribution": draw(st.sampled_from((None, *choices("attribution")))),
        "source": draw(actors()), "target": draw(st.one_of(st.none(), actors())),
        "place": place and Place(name=place, country=draw(st.sampled_from((None, "SYR", "RUS")))),
        "withdrawn": draw(st.sampled_from((False, False, False, True))),
        "merged_into": draw(st.sampled_from((None, None, None, "other"))),
    }  # fmt: skip
    return event(f"e{number}", **changes)


@st.composite
def stories(draw: st.DrawFn) -> Story:
    """Return a version of a story, and the article that brought it."""
    told = story(
        events=tuple(draw(events(n)) for n in range(draw(st.integers(0, 3)))),
        merged_into=draw(st.sampled_from((None, None, None, None, "other"))),
    )
    cause: dict[str, Any] = {
        "outlet": draw(st.sampled_from(OUTLETS)),
        "agency": draw(st.sampled_from((None, *AGENCIES))),
        "tier": draw(st.sampled_from((None, 1, 2, 3))),
        "tokens": " ".join(draw(st.lists(st.sampled_from(keys_in_text()), max_size=12))),
    }
    return dataclasses.replace(told, cause=dataclasses.replace(told.cause, **cause))


@functools.cache
def keys_in_text() -> tuple[str, ...]:
    """Return match keys as the read stage writes them, some behind proclitics."""
    return tuple(key for text in IN_TEXT for key in (keys_of_phrase(text) or (text,)))
