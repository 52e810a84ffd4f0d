"""Meetings told in the present that the text announces: they are still to come."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from schemas.text import Field
from streams.extract.candidates import Candidate
from streams.extract.clauses.passage import Passage
from streams.extract.days.dating import LEAD_SENTENCES, UNDATED, Dated
from streams.extract.days.relative_dates import LATEST


def as_announced(
    dated: list[tuple[Candidate, Dated]],
    passages: Mapping[tuple[Field, int], Passage],
    published: str | None,
) -> list[tuple[Candidate, Dated]]:
    """Return ``dated`` with each meeting told in the present as one that the text announces.

    "Will visit on Sunday ... said that he visits": one visit, still to come. "Goes to Doha
    tomorrow. There he meets": the meeting is of that journey. "Arrives today and will hold talks".
    What the beginning tells with a verb of the past was held: "Receives ...", over "received".
    """
    begun = (c for c, _ in dated if c.field == "text" and c.sentence < LEAD_SENTENCES)
    held = {_pair(c) for c in begun if _is_held(c) and _aspect(c, passages) == "perfect"}
    planned = [
        (candidate, when)
        for candidate, when in dated
        if candidate.frame.event_type == "CONSULT" and candidate.status == "planned"
    ]
    same = {_pair(candidate): when for candidate, when in planned}
    journeys = {_traveller(candidate): when for candidate, when in reversed(planned) if when.day}
    days = {_pair(candidate): when for candidate, when in reversed(planned) if when.day}
    today = published[:10] if published else None
    found = []
    for candidate, when in dated:
        if candidate.frame.event_type != "CONSULT":
            found.append((candidate, when))
            continue
        if when is UNDATED and _pair(candidate) in days:
            found.append((replace(candidate, status="planned"), days[_pair(candidate)]))
            continue
        later = same.get(_pair(candidate)) or journeys.get(_traveller(candidate))
        if _pair(candidate) in held:
            found.append((candidate, when))
        elif later is not None and _is_present(candidate, when, later, passages):
            found.append((replace(candidate, status="planned"), later))
        elif when.day == today and not when.inherited and _tells_now(candidate, passages):
            found.append((replace(candidate, status="planned"), when))
        else:
            found.append((candidate, when))
    return _with_shared(_with_dates(found))


def _with_shared(dated: list[tuple[Candidate, Dated]]) -> list[tuple[Candidate, Dated]]:
    """Return ``dated`` with the one day that a text has for the meetings of two sides.

    A visit and the talks in it are of one day, if the text tells no other.
    """
    held = [(_pair(c), when) for c, when in dated if _is_held(c) and when.precision == "day"]
    own: dict[frozenset[str | None], dict[str | None, Dated]] = {}
    for pair, when in sorted(held, key=lambda told: told[1].inherited):
        if not when.inherited or pair not in own:
            own.setdefault(pair, {}).setdefault(when.day, when)
    found = []
    for candidate, when in dated:
        open_yet = _is_held(candidate) and (when == UNDATED or when.inherited)
        told = own.get(_pair(candidate), {}) if open_yet else {}
        shared = replace(next(iter(told.values())), inherited=True) if len(told) == 1 else when
        found.append((candidate, shared))
    return found


def _is_held(candidate: Candidate) -> bool:
    return candidate.frame.event_type == "CONSULT" and candidate.status == "actual"


def _with_dates(dated: list[tuple[Candidate, Dated]]) -> list[tuple[Candidate, Dated]]:
    """Return ``dated`` with the full date of a plan wherever a late report calls it today's."""
    full = {_pair(c): when for c, when in dated if c.status == "planned" and _is_full(when)}
    if not full:
        return dated
    found = []
    for candidate, when in dated:
        told = full.get(_pair(candidate), when) if candidate.status == "planned" else when
        found.append((candidate, told if _is_late(when, told) else when))
    return found


def _is_present(
    candidate: Candidate,
    when: Dated,
    later: Dated,
    passages: Mapping[tuple[Field, int], Passage],
) -> bool:
    """Return whether a meeting is told in the present and without another time than ``later``."""
    same = when is UNDATED or when.inherited or when.day == later.day
    return same and _tells_now(candidate, passages)


def _is_full(when: Dated) -> bool:
    """Return whether a day was told by day, month and year."""
    return when.precision == "day" and (when.reason or "").endswith("full date")


def _is_late(when: Dated, full: Dated) -> bool:
    """Return whether a late report calls today's what has a full date a few days before."""
    if full.day is None or when.day is None or when.precision != "day":
        return False
    apart = (date.fromisoformat(when.day) - date.fromisoformat(full.day)).days
    return 0 < apart <= LATEST and not _is_full(when)


def _tells_now(candidate: Candidate, passages: Mapping[tuple[Field, int], Passage]) -> bool:
    """Return whether a meeting is told by a verb in the present, or is what such a verb tells of.

    "Doha sees a round of talks today".
    """
    return candidate.status == "actual" and _aspect(candidate, passages) == "imperfect"


def _aspect(candidate: Candidate, passages: Mapping[tuple[Field, int], Passage]) -> str | None:
    """Return the aspect of the verb that tells an act, itself or before its noun."""
    passage = passages[candidate.field, candidate.sentence]
    head = passage.heads.get(candidate.at)
    told = head is not None and head.form == "verb"
    verb = head if told else passage.verb_before(candidate.at)
    return verb.analysis.aspect if verb is not None else None


def _pair(candidate: Candidate) -> frozenset[str | None]:
    other = candidate.target.code if candidate.target is not None else None
    return frozenset({candidate.source.code, other})


def _traveller(candidate: Candidate) -> tuple[str | None, str | None]:
    """Return who travels: another minister of the country is on no journey."""
    return candidate.source.code, candidate.source.entity
