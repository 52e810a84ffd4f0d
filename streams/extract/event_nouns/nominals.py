"""Who acts in an event noun (the visit of ...), and what the clause makes of it."""

from dataclasses import dataclass, field
from typing import NamedTuple

from schemas.event import Status
from streams.extract.actors.phrases import Kind
from streams.extract.clauses.articles import is_done_jointly
from streams.extract.clauses.assertion import is_asserted, meets
from streams.extract.clauses.decided import wants_object
from streams.extract.clauses.groups import Group
from streams.extract.clauses.led import led_by
from streams.extract.clauses.nationalities import adjectives
from streams.extract.clauses.passage import Head, Passage
from streams.extract.clauses.presupposed import exists, is_ahead
from streams.extract.clauses.relations import genitive, governing_preposition
from streams.extract.event_nouns.demanded import is_asked_for, is_broken_up, is_ordered, is_sentence
from streams.extract.event_nouns.driven import driven, set_about
from streams.extract.event_nouns.governed import MEANWHILE, carries, governing_verb, plan
from streams.extract.event_nouns.passives import passive_sides
from streams.extract.event_nouns.possessors import (
    announced,
    decision_maker,
    is_patient,
    possessors,
    referred_to,
    relative_agent,
    whose_word,
)
from streams.extract.meetings.concert import BACKED, backers, brought_about, concerted, in_concert
from streams.extract.meetings.journeys import is_errand, traveller
from streams.extract.meetings.talks import (
    behind_adjectives,
    circumstance,
    held_by_speaker,
    is_own_talk,
    named_later,
    paid_by,
)
from streams.extract.reporting.status import noun_status, verb_status
from streams.extract.speech.envoys import is_called_in
from streams.extract.speech.patients import are_held, is_means, undergone
from streams.extract.speech.willing import willing
from streams.extract.subjects.arguments import Arguments
from streams.extract.subjects.by_whom import done_by, struck_by
from streams.extract.subjects.discourse import Discourse
from streams.extract.violence.by_force import by_arms, done_by_force

_AND_THIS = "وذلك"  # opens a circumstance of all that was told: and this after talks
_ASKED = frozenset({"ب", "الي"})


@dataclass(slots=True)
class NounAgent:
    """The actors of an event noun, the rule that found them, where its other arguments begin."""

    group: Group
    rule: str
    after: int
    status: Status | None = None
    objects: Group = field(default_factory=list)
    """The genitive where it undergoes the act (the abduction of fighters)."""


class _Told(NamedTuple):
    """How the clause asserts an event noun: by which verb, behind what, as what."""

    governor: int | None
    preposition: str | None
    status: Status | None


def noun_agent(
    passage: Passage,
    head: Head,
    arguments: dict[int, Arguments],
    discourse: Discourse,
    fired: set[int],
) -> NounAgent | None:
    """Return who acts in the event noun ``head``; None where the clause does not assert it.

    ``fired`` holds the verbs that told an event of their own: their objects belong to that event.
    """
    governor = governing_verb(passage, head, arguments)
    if governor is not None and (told := _company(passage, head, arguments[governor].subject)):
        told.status = concerted(passage, passage.heads[governor])
        return told if told.status else None
    preposition = circumstance(passage, head)
    purpose = _errand(passage, head, preposition, arguments)
    if governor is not None and purpose is None and preposition == "ل":
        forces = done_by_force(passage, head, governor, arguments[governor])
        purpose = NounAgent(forces, "force", head.at + 1, "actual") if forces else None
    if purpose is not None:
        return purpose
    if governor is not None and (moved := _moved(passage, head, governor, arguments)):
        return moved
    if (led := led_by(passage, head)) is not None:
        avowed = led[0], led[1] or possessors(passage, led[0], discourse)
        return _led(passage, head, avowed, governor, fired)
    if is_sentence(passage, preposition, governor, fired) or not (
        is_asserted(passage, head, preposition, governor, fired)
        or brought_about(passage, head)
        or is_broken_up(passage, head, governor, arguments)
        or "decision" in passage.words[head.at - 1].classes
        or decision_maker(passage, head, discourse)
    ):
        return None
    status = None if exists(passage, head) else plan(passage, head, governor, preposition)
    status = "planned" if is_ahead(passage, head, preposition) else status
    return _told_agent(passage, head, arguments, discourse, _Told(governor, preposition, status))


def _moved(
    passage: Passage, head: Head, governor: int, arguments: dict[int, Arguments]
) -> NounAgent | None:
    """Return who wants to do what the noun tells, sets about it, or is made to; else None."""
    if keen := willing(passage, head, governor, arguments):
        return NounAgent(keen, "willing", head.at + 1, "actual")
    if first := set_about(passage, head, governor, arguments):
        return NounAgent(first, "steps", head.at + 1, "planned")
    made = driven(passage, head, governor)
    return NounAgent(made, "driven", head.at + 1, "actual") if made else None


def _company(passage: Passage, head: Head, subject: Group) -> NounAgent | None:
    """Return who does together what the clause tells, or by whose help ``subject`` does it."""
    if in_concert(passage, head):
        return NounAgent(subject, "concert", head.at + 1)
    by = backers(passage, head, subject)
    return NounAgent(by, BACKED, by[-1].last, None, subject) if by else None


def _told_agent(  # noqa: PLR0911
    passage: Passage,
    head: Head,
    arguments: dict[int, Arguments],
    discourse: Discourse,
    told: _Told,
) -> NounAgent | None:
    """Return who acts in an event noun that the clause asserts; None where it only wishes it."""
    governor, preposition, status = told
    end, after = passage.reach(head.at), head.at + 1
    own = genitive(passage, head.at, end)
    if decided := decision_maker(passage, head, discourse):
        return NounAgent(decided, "decision", after, status, own if wants_object(head) else [])
    sides, verb = None, passage.heads[governor] if governor is not None else None
    called_in = bool(own) and is_called_in(passage, head, own[0])
    if verb is not None and preposition not in MEANWHILE and not called_in:
        sides = passive_sides(passage, head, verb, arguments[verb.at], own)
    shared = any(frame.mutual for _, frames in head.readings for frame in frames)
    if sides and (sides.doers or not shared):  # prisoners were exchanged between
        last = own[-1].last if own else after
        agent = NounAgent(sides.doers, sides.rule, last, status, sides.patients)
        return agent if sides.doers else None
    if own and (meant := referred_to(passage, own[0], end, discourse)):
        return NounAgent(meant, "genitive", own[-1].last, status)
    asked = is_asked_for(passage, head) or is_ordered(passage, head, governor, arguments)
    free = not (preposition in _ASKED and asked) and not is_done_jointly(passage, head)
    carried = governor is not None and free and carries(passage, head, governor, preposition)
    group = arguments[governor].subject if governor is not None and carried else []
    if own and (rule := undergone(passage, head, verb, own, group)):
        agent = NounAgent(group, rule, own[-1].last, status, own)
        return _as_told(passage, head, verb, agent) if verb and group else agent
    if own and verb is not None and meets(passage, head, verb, preposition):
        return NounAgent(arguments[verb.at].subject, "meeter", own[-1].last, status, own)
    told_of_it = carried or announced(passage, head, discourse)
    means = (told_of_it or (own and own[0].code is None)) and is_means(passage, head, own)
    if own and own[0].kind in {Kind.ACTOR, Kind.UNKNOWN} and not means:
        return NounAgent(own, "genitive", own[-1].last, status)
    clause = arguments[verb.at] if verb is not None and carried else None
    return _without_genitive(passage, head, discourse, told, clause)


def _without_genitive(
    passage: Passage, head: Head, discourse: Discourse, told: _Told, clause: Arguments | None
) -> NounAgent | None:
    """Return who acts where no genitive tells it: the subject of ``clause``, if one carries it."""
    governor, preposition, status = told
    beside = _beside(passage, head, discourse, status)
    carried = clause is not None and preposition is None
    if beside is not None and not (carried and _is_of_object(head, beside)):
        return beside
    if governor is not None and clause is not None:
        agent = NounAgent(whose_word(passage, clause), "governor", head.at + 1, status)
        return _as_told(passage, head, passage.heads[governor], agent)
    return NounAgent([], "none", behind_adjectives(passage, head), status)


def _is_of_object(head: Head, agent: NounAgent) -> bool:
    """Return whether an adjective can be that of a noun behind the act: shelling an Iraqi site."""
    return agent.rule == "adjective" and agent.group[0].first > head.at + 1


def _as_told(passage: Passage, head: Head, verb: Head, agent: NounAgent) -> NounAgent | None:
    """Return the subject of ``verb`` as who acts, as the verb tells it; None for a mere wish."""
    told = verb_status(passage, verb)
    if told is None:
        return None  # wishes that they hold talks
    if told != "actual" and passage.keys[head.at - 2] != _AND_THIS:
        agent.status = told
    return agent


def _led(
    passage: Passage, head: Head, led: tuple[Head, Group], governor: int | None, fired: set[int]
) -> NounAgent | None:
    """Return who acts behind a masdar that only carries the act, where that masdar is told."""
    lead, actor = led
    if lead.at in fired:
        return None  # after ending its support
    told = is_asserted(passage, lead, governing_preposition(passage, lead.at), governor, fired)
    status = noun_status(passage, lead)
    changed = None if status == "actual" else status
    return NounAgent(actor, "led", head.at + 1, changed) if told else None


def _errand(
    passage: Passage, head: Head, preposition: str | None, arguments: dict[int, Arguments]
) -> NounAgent | None:
    """Return who travels for the meeting that ``head`` tells as a purpose, and whom they meet."""
    if not is_errand(passage, head, preposition):
        return None
    verb = traveller(passage, head)
    if verb is None or verb.at not in arguments:
        return None
    met = genitive(passage, head.at, passage.reach(head.at))
    after = met[-1].last if met else head.at + 1
    return NounAgent(arguments[verb.at].subject, "errand", after, "planned", met)


def _beside(  # noqa: PLR0911
    passage: Passage, head: Head, discourse: Discourse, status: Status | None
) -> NounAgent | None:
    """Return whom a pronoun, a relative clause, an adjective or the context gives as its actor."""
    owned = head.analysis.enclitic and not is_patient(passage, head)
    if owned and (owners := possessors(passage, head, discourse)):
        return NounAgent(owners, "possessive", head.at + 1, status)
    if relative := relative_agent(passage, head):
        return NounAgent(relative, "relative", relative[-1].last, status)
    if holder := held_by_speaker(passage, head, discourse):
        return NounAgent(holder, "holder", head.at + 1, status)
    by = done_by(passage, head) or struck_by(passage, head) or paid_by(passage, head)
    if by := by or by_arms(passage, head):
        return NounAgent(by, "by", by[-1].last, status)
    if announcer := announced(passage, head, discourse):
        return NounAgent(announcer, "announcer", head.at + 1, status)
    qualified = adjectives(passage, head.at, passage.reach(head.at))
    if qualified and not are_held(head, qualified):
        return NounAgent(qualified, "adjective", qualified[-1].last, status)
    if (exists(passage, head) or is_own_talk(passage, head)) and discourse.speaker:
        return NounAgent(discourse.speaker, "speaker", head.at + 1, status)
    if later := named_later(passage, head):
        return NounAgent(later, "later", head.at + 1, status)
    return None
