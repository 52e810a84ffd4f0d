"""Strikes of which one place tells only the ground, and another whom they were made on."""

from collections.abc import Sequence
from dataclasses import replace

from streams.extract.actors.phrases import Kind, NounPhrase
from streams.extract.actors.registry import LANDLESS
from streams.extract.candidates import Candidate


def on_ground(candidates: Sequence[Candidate]) -> list[Candidate]:
    """Return the strikes on mere ground by who is told to strike a group.

    Raids on two bridges in Syria, told beside raids on a group there, are made on the group.
    """
    fighting = {c.source.code for c in candidates if _is_strike(c) and _is_group(c)}
    return [
        c
        for c in candidates
        if _is_strike(c) and c.source.code in fighting and _is_ground(c.source, c.target)
    ]


def with_authors(candidates: Sequence[Candidate]) -> list[Candidate]:
    """Return ``candidates`` with who struck as whom a blame of the strike hits that names nobody.

    Where all the violence that the article tells is of one side, the headline included.
    """
    if not any(_blames_nobody(c) for c in candidates):
        return list(candidates)
    strikers = {c.source.code: c.source for c in candidates if _is_strike(c)}
    if len(strikers) != 1:
        return list(candidates)
    code, author = next(iter(strikers.items()))
    if author.local:
        return list(candidates)  # gunmen of no name, wherever they struck
    return [
        replace(c, target=author) if _blames_nobody(c) and c.source.code != code else c
        for c in candidates
    ]


def _blames_nobody(candidate: Candidate) -> bool:
    return (
        candidate.frame.event_type == "ACCUSE"
        and candidate.target_left_open
        and candidate.target is None
    )


def _is_strike(candidate: Candidate) -> bool:
    frame = candidate.frame
    told = candidate.status in {"actual", "planned"}
    return frame.event_type == "ASSAULT" and told and not frame.mutual


def _is_group(candidate: Candidate) -> bool:
    """Return whether a strike is told to be made on a group of no country, or rebels at home."""
    target = candidate.target
    if target is None:
        return False
    at_home = target.code == candidate.source.code and target.sector == "REB"
    return target.code in LANDLESS or (at_home and (target.entity or "").startswith("group:"))


def _is_ground(source: NounPhrase, target: NounPhrase | None) -> bool:
    """Return whether a strike names only the land that was struck, or militants of that land."""
    if target is None or target.code in {None, source.code, *LANDLESS}:
        return False
    if target.kind is Kind.PLACE:
        return True
    return target.sector == "REB" and not (target.entity or "").startswith("group:")
