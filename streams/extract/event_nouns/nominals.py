"""Who acts in an event noun (the visit of ...), and what the clause makes of it."""

from dataclasses import dataclass, field
from typing import NamedTuple

from schemas.event import Status
from streams.extract.actors.phrases import Kind
from streams.extract.actors.placing import ANSWERING
from streams.extract.clauses.articles import is_attended, is_done_jointly
from streams.extract.clauses.assertion import SUCCEEDS, is_asserted, meets
from streams.extract.clauses.groups import Group
from streams.extract.clauses.led import led_by
from streams.extract.clauses.nationalities import adjectives
from streams.extract.clauses.passage import Head, Passage
from streams.extract.clauses.presupposed import consults, exists, is_ahead
from streams.extract.clauses.relations import genitive, governing_preposition, prepositional
from streams.extract.event_nouns.demanded import is_asked_for, is_broken_up, is_ordered, is_sentence
from streams.extract.event_nouns.driven import driven, has_no_object, set_about
from streams.extract.event_nouns.passives import passive_sides
from streams.extract.event_nouns.possessors import (
    decision_maker,
    is_of_others,
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
from streams.extract.speech.blame import CALLING
from streams.extract.speech.envoys import is_called_in
from streams.extract.speech.patients import are_held, is_means, undergone
from streams.extract.speech.willing import willing
from streams.extract.subjects.arguments import Arguments
from streams.extract.subjects.by_whom import done_by, struck_by
from streams.extract.subjects.discourse import Discourse
from streams.extract.violence.by_force import by_arms, done_by_force

_AND_THIS = "وذلك"  # opens a circumstance of all that was told: and this after talks
_GOVERNED = frozenset({None, "في", "ب", "الي", "عن"})
"""Prepositions that tie an event noun to its verb: may lead to clashes, might cause strikes."""
ANNOUNCED_SPAN = 12
"""Words between an announcement and the event noun that it announces."""
_ASKED = frozenset({"ب", "الي"})
_MEANWHILE = frozenset({"خلال", "اثناء", "في", "عقب", "بعد", "قبيل", "بعيد"})
_SUBORDINATING = frozenset({"relative", "complementizer", "subordinator"})


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
    governor = _governor(passage, head, arguments)
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
    status = None if exists(passage, head) else _plan(passage, head, governor, preposition)
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
    if decided := decision_maker(passage, head, discourse):
        return NounAgent(decided, "decision", after, status)
    own = genitive(passage, head.at, end)
    sides = None
    called_in = bool(own) and is_called_in(passage, head, own[0])
    if governor is not None and preposition not in _MEANWHILE and not called_in:
        sides = passive_sides(passage, head, passage.heads[governor], arguments[governor], own)
    shared = any(frame.mutual for _, frames in head.readings for frame in frames)
    if sides and (sides.doers or not shared):  # prisoners were exchanged between
        last = own[-1].last if own else after
        agent = NounAgent(sides.doers, sides.rule, last, status, sides.patients)
        return agent if sides.doers else None
    if own and (meant := referred_to(passage, own[0], end, discourse)):
        return NounAgent(meant, "genitive", own[-1].last, status)
    asked = is_asked_for(passage, head) or is_ordered(passage, head, governor, arguments)
    free = not (preposition in _ASKED and asked) and not is_done_jointly(passage, head)
    carried = governor is not None and free and _carries(passage, head, governor, preposition)
    group = arguments[governor].subject if governor is not None and carried else []
    verb = None if governor is None else passage.heads[governor]
    if own and (rule := undergone(passage, head, verb, own, group)):
        return NounAgent(group, rule, own[-1].last, status, own)
    if own and governor is not None and meets(passage, head, passage.heads[governor], preposition):
        return NounAgent(arguments[governor].subject, "meeter", own[-1].last, status, own)
    means = (carried or (own and own[0].code is None)) and is_means(passage, head, own)
    if own and own[0].kind in {Kind.ACTOR, Kind.UNKNOWN} and not means:
        return NounAgent(own, "genitive", own[-1].last, status)
    if (beside := _beside(passage, head, discourse, status)) is not None:
        return beside
    if governor is not None and carried:
        return _governed(passage, head, governor, arguments[governor], status)
    return NounAgent([], "none", behind_adjectives(passage, head), status)


def _governed(
    passage: Passage, head: Head, governor: int, clause: Arguments, status: Status | None
) -> NounAgent | None:
    """Return the subject of ``governor`` as who acts; None where that verb only wishes it."""
    verb = verb_status(passage, passage.heads[governor])
    if verb is None:
        return None  # wishes that they hold talks
    status = status if verb == "actual" or passage.keys[head.at - 2] == _AND_THIS else verb
    return NounAgent(whose_word(passage, clause), "governor", head.at + 1, status)


def _led(
    passage: Passage, head: Head, led: tuple[Head, Group], governor: int | None, fired: set[int]
) -> NounAgent | None:
    """Return who acts behind a masdar that only carries the act, where that masdar is told."""
    lead, actor = led
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
    qualified = adjectives(passage, head.at, passage.reach(head.at))
    if qualified and not are_held(head, qualified):
        return NounAgent(qualified, "adjective", qualified[-1].last, status)
    if (exists(passage, head) or is_own_talk(passage, head)) and discourse.speaker:
        return NounAgent(discourse.speaker, "speaker", head.at + 1, status)
    if later := named_later(passage, head):
        return NounAgent(later, "later", head.at + 1, status)
    return None


def _carries(passage: Passage, head: Head, governor: int, preposition: str | None) -> bool:
    """Return whether the subject of the verb ``governor`` acts in the event noun after it.

    It does after a light verb (held talks), one that goes on (continued its strikes), an
    announcement or decision (announced the suspension), and in the circumstance of a meeting.
    """
    cues = passage.heads[governor].cues
    if cues & {"planned"} and preposition in {None, "ل"}:
        return True
    if f"light.{preposition}" in cues or (preposition in SUCCEEDS and "done" in cues):
        return True
    if preposition in _MEANWHILE:
        fights = any(f.event_type == "ASSAULT" and f.mutual for _, fs in head.readings for f in fs)
        found = fights and prepositional(passage, head.at + 1, passage.reach(head.at), "مع")
        return bool(found) or (consults(head) and not is_of_others(passage, head))
    answers = preposition == "علي" and passage.keys[head.at - 2] in ANSWERING
    itself = preposition is None and has_no_object(passage.heads[governor])
    if answers or itself or preposition not in {None, "ب", "عن", "علي", "في"}:
        return False  # in answer to the burning of: somebody else burnt it
    if cues & {"light", "aspect", "decision"} or is_attended(passage, head, governor):
        return True
    called = passage.heads[governor].analysis.lemma in CALLING  # called the bombing a crime
    return "report" in cues and not called and head.at - governor <= ANNOUNCED_SPAN


def _plan(
    passage: Passage, head: Head, governor: int | None, preposition: str | None
) -> Status | None:
    """Return what the governing verb makes of the noun: a plan, an attempt; None for a fact."""
    if governor is None:
        return None
    verb = passage.heads[governor]
    if verb.analysis.future or verb.cues & {"planned", "expected"}:
        return "planned"
    met = consults(head) and "AID" not in head.event_types  # sends envoys, sends medicine
    if met and preposition is None and "decision" in verb.cues:
        return "planned"  # decided to hold talks
    told = verb_status(passage, verb) if "light" in verb.cues else "actual"
    if told in {"negated", "planned"}:
        return told
    able = "possible" in verb.cues and verb.analysis.aspect == "perfect"
    held = verb.cues - {"failed"} if preposition is None else verb.cues  # the talks failed
    if held & {"intended", "attempted", "wished", "possible", "failed"} and not able:
        return "hypothetical"
    maybe = preposition in _GOVERNED and verb_status(passage, verb) == "hypothetical"
    return "hypothetical" if maybe else None


def _governor(passage: Passage, head: Head, arguments: dict[int, Arguments]) -> int | None:
    """Return the verb whose clause the noun stands in, None in a clause without a known verb."""
    if not arguments:
        return None
    for at in range(head.at - 1, passage.first - 1, -1):
        if at in arguments and not passage.in_aside(at, head.at):
            return at
        if not passage.words[at].classes.isdisjoint(_SUBORDINATING):
            return None
    return None
