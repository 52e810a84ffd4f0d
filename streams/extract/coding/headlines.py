"""Visits that a headline tells without a verb: the minister in Cairo, the envoy to Sanaa."""

from collections.abc import Iterator
from functools import cache

from streams.extract.actors.phrases import Kind, NounPhrase
from streams.extract.clauses.groups import group_at
from streams.extract.clauses.ideas import is_called_off
from streams.extract.clauses.passage import Head, Passage
from streams.extract.subjects.arguments import Arguments
from streams.extract.subjects.attempt import Attempt
from streams.extract.targets.roles import Filled
from streams.lexicon.morphology import Analysis
from streams.lexicon.triggers import Frame, Senses, load_triggers

_PLACED = {"في": "actual", "الي": "planned"}
"""Prepositions of where somebody is, or is going, and what they make of the visit."""
_TRAVELLERS = frozenset({"رييس", "رييسه", "وزير", "وزيره", "ملك", "امير", "عاهل", "سلطان", "وفد",
                         "مستشار", "مستشاره", "ولي", "نايب"})  # fmt: skip
"""Heads of the offices whose holders go abroad as guests, not to serve there."""
_SETTLED = frozenset({"MIL", "MED", "CVL", "EDU", "BUS", "NGO"})
_HERE = Analysis(lemma="في", pos="noun")


def headline_visit(passage: Passage) -> Iterator[tuple[Attempt, Filled]]:
    """Yield the visit that a headline opens with: an actor, "in" or "to", and a country."""
    if passage.field != "title" or len(passage.phrases) < 2:
        return
    guests = group_at(passage, passage.phrases[0])
    index = len(guests)
    if index >= len(passage.phrases) or not _is_traveller(guests[0]):
        return
    if any(is_called_off(passage, at) for at in range(passage.first, guests[0].first + 1)):
        return
    at, host = guests[-1].last, passage.phrases[index]
    status = _PLACED.get(passage.keys[at]) if at < passage.last else None
    if status is None or host.first != at + 1 or not _is_host(passage, host):
        return
    frame = _visit()
    head = Head(at, "noun", ((_HERE, Senses((frame,))),), _HERE)
    sources = [guest for guest in guests if guest.code != host.code and guest.code is not None]
    arguments = Arguments(sources, "headline", [], passage.last)
    yield (
        Attempt(
            passage,
            head,
            frame,
            arguments,
            "noun.headline",
            "planned" if status == "planned" else "actual",
            None,
            sources,
        ),
        Filled((host,), "venue"),
    )


def _is_traveller(guest: NounPhrase) -> bool:
    if guest.kind is not Kind.ACTOR or guest.code is None or guest.sector in _SETTLED:
        return False
    if guest.preposition is not None:
        return False  # talks between A and B in Cairo
    return guest.person is not None or guest.head in _TRAVELLERS


def _is_host(passage: Passage, host: NounPhrase) -> bool:
    """Return whether a phrase is a country or its town, and the headline tells no more of it."""
    if host.kind not in {Kind.PLACE, Kind.ACTOR} or host.code is None or host.role:
        return False
    if (host.entity or "").startswith("body:"):
        return False
    following = passage.word(host.last)
    return following is None or following.has("mark", "time") or following.clitic == "ل"


@cache
def _visit() -> Frame:
    return next(f for f in load_triggers().frames("زار", "verb") if not f.complement)
