"""The parties of what is done together: talks between A and B, A and B on one side against C."""

from collections.abc import Sequence
from dataclasses import replace

from streams.extract.actors.phrases import Kind, NounPhrase
from streams.extract.candidates import Candidate
from streams.extract.clauses.groups import Group
from streams.extract.clauses.nationalities import adjectives, between_bodies
from streams.extract.clauses.relations import prepositional, stands_apart
from streams.extract.meetings.concert import delegations, participants, signatories
from streams.extract.meetings.conferences import leading
from streams.extract.meetings.talks import is_on_quarrel, with_speaker
from streams.extract.subjects.attempt import Attempt
from streams.extract.subjects.discourse import Discourse
from streams.extract.targets.reframing import MOST_PARTIES, as_shared
from streams.extract.targets.roles import Filled
from streams.extract.violence.combatants import combatants

_SIGNED = ("sign+", "sign-for")
_APART = frozenset({"حده", "حدي", "منفصلين", "منفصلتين", "منفصله", "منفصل"})
"""Words by which one meets each of several by himself: each apart, at two separate meetings."""
_SIDES = ("طرفي", "طرفا", "الطرفين", "طراف", "فرقاء", "فرقا")
"""How the words end for those who fight each other in one land."""
_CALL = "041"
"""A call is of two."""


def two_sided(attempt: Attempt) -> bool:
    """Return whether the meeting is called that of two nations, whoever chairs or hosts it.

    So also what is signed for two sides.
    """
    return len(_nations(attempt)) > 1


def _nations(attempt: Attempt) -> Group:
    """Return the nations that qualify a meeting, or who holds it: French-German talks."""
    frame, passage, subject = attempt.frame, attempt.passage, attempt.arguments.subject
    if frame.id.startswith(_SIGNED):
        return delegations(passage) or signatories(passage)
    if frame.event_type != "CONSULT" or not frame.mutual:
        return []
    places = [attempt.complement] if attempt.complement is not None else []
    if not places and attempt.head.form in {"noun", "masdar"}:
        places = [attempt.at]
    if subject and "committee" in passage.words[subject[0].first].noun_classes:
        places.append(subject[0].first)
    for at in places:
        found = adjectives(passage, at, passage.reach(at))
        if len({p.code for p in found}) > 1:
            return found
    return []


def sides_together(attempt: Attempt, discourse: Discourse) -> Group:
    """Return the parties of an act that no subject leads: talks, battles between A and B."""
    found = with_speaker(_parties(attempt), attempt.passage, discourse)
    if both := _both_of_one(attempt, found):
        return both
    return combatants(attempt, found, discourse)


def _both_of_one(attempt: Attempt, found: Group) -> Group:
    """Return the state and its rebels where one phrase names both: the sides of the war in."""
    if len(found) != 1 or found[0].code is None or found[0].last - found[0].first == 1:
        return []
    if not attempt.passage.keys[found[0].first].endswith(_SIDES):
        return []
    code = found[0].code
    return [found[0].as_actor(code, "GOV"), found[0].as_actor(code, "REB")]


def _parties(attempt: Attempt) -> Group:
    """Return the parties of a meeting as the clause names them."""
    if nations := _nations(attempt):
        return nations
    passage, end = attempt.passage, attempt.arguments.end
    found = prepositional(passage, attempt.at + 1, end, "بين")
    found = found or between_bodies(passage, attempt.at + 1, end)
    if found and (_is_others(attempt, found[0].first) or _is_subject_matter(attempt, found)):
        found = []  # talks amid an exchange of fire between A and B, on the war between them
    found = found or participants(passage, attempt.at, end)
    objects = attempt.arguments.objects
    if found or not objects or objects[0][0].code is None:
        return found
    others = prepositional(passage, attempt.at + 1, end, "ب")
    return [*objects[0], *(others or prepositional(passage, attempt.at + 1, end, "مع"))]


def _is_subject_matter(attempt: Attempt, found: Group) -> bool:
    met = attempt.complement or attempt.at
    return attempt.frame.event_type == "CONSULT" and is_on_quarrel(attempt.passage, met, found[0])


def _is_others(attempt: Attempt, at: int) -> bool:
    """Return whether another event noun stands between the trigger and its parties at ``at``."""
    heads, words = attempt.passage.heads, attempt.passage.words
    return any(
        heads[place].readings
        and heads[place].form != "verb"
        and words[place - 1].content
        and not words[place].conjoined
        for place in range(max(attempt.at, attempt.complement or 0) + 2, at)
        if place in heads
    )


def meet_too(attempt: Attempt, filled: Filled) -> list[tuple[NounPhrase, NounPhrase]]:
    """Return the two sides on one end of a meeting of three, who also meet each other."""
    sources, cameo = attempt.sources, attempt.frame.cameo
    apart = filled.role in {"complement.about", "venue", "addressee"}
    if cameo in {"042", "043", _CALL} or apart or not _APART.isdisjoint(attempt.passage.spelt):
        return []
    group = filled.group if len(sources) == 1 else sources
    if len(sources) + len(filled.group) != MOST_PARTIES or len({p.code for p in group}) == 1:
        return []
    first, second = group
    joined = second.joined or second.kind is Kind.ATTRIBUTE
    return [(first, second)] if joined and first.code and second.code else []


def together(attempt: Attempt, discourse: Discourse) -> tuple[Attempt, Filled] | None:
    """Return what joined subjects do with each other, and whom the first of them does it with.

    Of more than three, who hosts or tells it meets each of the others; None where nobody does.
    One meets each of those that are one side: between Iran and the powers (Russia, ...).
    """
    frame, parties = as_shared(attempt.frame), attempt.sources
    apart = len(parties) > 1 and parties[1].whole
    if apart or len({p.code for p in parties}) <= MOST_PARTIES:
        ours, theirs = _camps(attempt)
        return replace(attempt, frame=frame, sources=ours), Filled(tuple(theirs), "shared")
    assembly = frame.event_type == "CONSULT" and frame.cameo != _CALL
    first = leading(attempt, discourse) if assembly else None
    if first is None:
        return None
    others = {p.code: p for p in reversed(parties) if p.code != first.code}
    alone = replace(attempt, frame=replace(frame, mutual=False), sources=[first])
    return alone, Filled(tuple(reversed(others.values())), "shared")


def _camps(attempt: Attempt) -> tuple[Group, Group]:
    """Return the parties of a joint act in two camps; the first alone where none are told."""
    sources, passage = attempt.sources, attempt.passage
    for place in range(1, len(sources)):
        between = range(sources[place - 1].last, sources[place].first)
        if sources[place].whole or any(stands_apart(passage, at) for at in between):
            return sources[:place], sources[place:]
    return sources[:1], sources[1:]


def welcomer(attempt: Attempt, told: Sequence[Candidate]) -> Filled | None:
    """Return whom a guest visits whose coming is welcomed: the king praised the visit of X."""
    last, own = told[-1] if told else None, attempt.sources[0]
    if last is None or last.target is None or attempt.frame.event_type != "CONSULT":
        return None
    passage = attempt.passage
    here = (last.field, last.sentence) == (passage.field, passage.number) and last.at < attempt.at
    hosts = last.frame.event_type == "SUPPORT" and last.source.role and own.role
    met = here and hosts and last.target.first == own.first
    return Filled((last.source,), "welcomer") if met else None
