"""Who says so: the attribution grade of an event, from the words around its mentions.

An official statement (a spokesman, a communique), a named person (who acts, or is quoted there),
unnamed sources, or nobody but the outlet itself. The strongest of an event's mentions counts.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from functools import cache, lru_cache
from importlib.resources import files
from typing import Final, cast, get_args

from schemas.event import Attribution, Event, Mention, Quote
from schemas.text import CleanText, Field
from streams.lexicon.names import name_keys
from streams.lexicon.proclitics import remainders

STRONGEST_FIRST: Final[tuple[Attribution, ...]] = get_args(Attribution)
_PERSON: Final = "person:"


def graded(
    events: Iterable[Event], quotes: Sequence[Quote], fields: Sequence[CleanText]
) -> tuple[Event, ...]:
    """Return ``events`` with their attribution; ``fields`` are what they were read from."""
    told = {clean.field: clean for clean in fields}

    @cache
    def said(field: Field, sentence: int) -> frozenset[Attribution]:
        """Return the grades whose words stand in a sentence, in which several acts may be told."""
        found = told[field].sentences[sentence]
        return frozenset(_grades_said(told[field].tokens.keys[found.first : found.last]))

    return tuple(replace(event, attribution=_grade(event, quotes, said)) for event in events)


def strongest(grades: Iterable[Attribution | None]) -> Attribution | None:
    """Return the strongest of ``grades``, None where there are none.

    >>> strongest(["outlet", None, "named"])
    'named'
    """
    known = [grade for grade in grades if grade is not None]
    return min(known, key=STRONGEST_FIRST.index, default=None)


def _grade(
    event: Event, quotes: Sequence[Quote], said: Callable[[Field, int], frozenset[Attribution]]
) -> Attribution:
    found = [
        _grade_of_mention(event, mention, quotes, said(mention.field, mention.sentence))
        for mention in event.mentions
    ]
    return strongest(found) or "outlet"


def _grade_of_mention(
    event: Event, mention: Mention, quotes: Sequence[Quote], said: frozenset[Attribution]
) -> Attribution:
    if "official" in said:
        return "official"
    near = [
        quote for quote in quotes
        if quote.field == mention.field and quote.start < mention.end and mention.start < quote.end
    ]  # fmt: skip
    if any(quote.speaker and quote.code for quote in near) or _acts_in_person(event):
        return "named"
    return "sources" if said or any(quote.speaker is None for quote in near) else "outlet"


def _acts_in_person(event: Event) -> bool:
    return (event.source.entity or "").startswith(_PERSON)


def _grades_said(keys: Sequence[str]) -> Iterable[Attribution]:
    for at, begun in enumerate(map(_beginning_with, keys)):
        for phrase, grade in begun:
            if tuple(keys[at + 1 : at + len(phrase)]) == phrase[1:]:
                yield grade


@lru_cache(maxsize=1 << 14)
def _beginning_with(key: str) -> tuple[tuple[tuple[str, ...], Attribution], ...]:
    """Return the phrases whose first word ``key`` can be, most often none, with their grades."""
    return tuple(found for word in remainders(key) for found in _phrases().get(word, ()))


@cache
def _phrases() -> dict[str, list[tuple[tuple[str, ...], Attribution]]]:
    """Return the phrases of ``data/attribution.tsv`` as keys, by their first word."""
    text = (files("streams.extract") / "data" / "attribution.tsv").read_text("utf-8")
    found: dict[str, list[tuple[tuple[str, ...], Attribution]]] = {}
    for line in text.splitlines()[1:]:
        phrase, grade, *_ = line.split("\t")
        keys = name_keys(phrase)
        found.setdefault(keys[0], []).append((keys, cast("Attribution", grade)))
    return found
