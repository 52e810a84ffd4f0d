"""Event nouns behind a verb of the passive: was carried out by, came under the fire of."""

from dataclasses import dataclass

from streams.extract.clauses.agents import agent_behind
from streams.extract.clauses.groups import Group, group_at
from streams.extract.clauses.hidden import IS_DONE
from streams.extract.clauses.nationalities import adjectives
from streams.extract.clauses.passage import Head, Passage
from streams.extract.clauses.presupposed import consults
from streams.extract.subjects.arguments import Arguments
from streams.extract.subjects.before import subject_before
from streams.extract.violence.victims import attack_agent


@dataclass(frozen=True, slots=True)
class PassiveSides:
    """Who did and who underwent what a passive verb tells; nobody did it where none is named."""

    rule: str
    doers: Group
    patients: Group


def _by(passage: Passage, head: Head, end: int) -> Group:
    """Return by whom a thing is told to be done."""
    for at in range(head.at + 1, end - 1):
        if (phrase := agent_behind(passage, at)) is not None:
            return group_at(passage, phrase)
    return []


def passive_sides(
    passage: Passage, head: Head, verb: Head, arguments: Arguments, own: Group
) -> PassiveSides | None:
    """Return the sides of the event noun ``head`` after ``verb``; None after any other verb.

    ``own`` is the genitive of the noun, ``arguments`` those of the verb.
    """
    if verb.analysis.lemma in IS_DONE:
        struck = "ASSAULT" in head.event_types
        limit = passage.last if struck else passage.reach(head.at)
        doers = attack_agent(passage, head.at + 1, limit) if struck else _by(passage, head, limit)
        if not own and head.analysis.enclitic:  # they were arrested by
            own = [p for p in subject_before(passage, verb) or [] if p.code is not None]
        return PassiveSides("done", doers, own) if doers or own else None
    if "light_passive" not in verb.cues or consults(head):
        return None
    if "SANCTION" in head.event_types and verb.analysis.aspect == "imperfect":
        return None  # is under sanctions
    doers = [p for p in own if p.code is not None]
    doers = doers or adjectives(passage, head.at, passage.reach(head.at))
    doers = doers or attack_agent(passage, head.at, passage.last)
    patients = arguments.subject
    if arguments.rule in {"none", "dropped"} and arguments.objects:
        patients = arguments.objects[0]
    patients = [p for p in patients if p.code is not None]
    return PassiveSides("suffered", doers, patients) if doers and patients else None
