"""Where the other side of an act stands: the roles of a frame, resolved in a clause."""

from collections.abc import Iterable
from dataclasses import dataclass

from streams.extract.actors.phrases import Kind, NounPhrase, are_rivals
from streams.extract.clauses.alleged import ACCUSE
from streams.extract.clauses.groups import Group, group_at, is_act
from streams.extract.clauses.passage import Head, Passage
from streams.extract.clauses.relations import (
    beside,
    border,
    fold_preposition,
    is_border,
    possessive,
    prepositional,
    referent,
    region,
)
from streams.extract.meetings.journeys import destination, is_call, itinerary, venue
from streams.extract.meetings.talks import behind_owner, is_whereabouts
from streams.extract.speech.blame import involved
from streams.extract.speech.contents import sent_to, told_inside
from streams.extract.speech.crimes import is_death
from streams.extract.speech.demands import asked_from
from streams.extract.speech.owners import OF_THING, scene
from streams.extract.subjects.arguments import Arguments
from streams.extract.targets.objects import ABOUT, BLAMING, PHYSICAL, VISIT, of_object
from streams.extract.targets.pronouns import meant_behind
from streams.lexicon.triggers import Frame

VETO = "129"
"""Against a draft of nobody in particular."""
ADDRESSED = frozenset({"REQUEST", "ACCUSE", "REJECT"})
"""Types that speak to or of somebody: without a target only where the text leaves it open."""
_TOLD_INSIDE = ADDRESSED | {"THREATEN"}
"""Types whose other side may be told by what is demanded, blamed or threatened."""
_AIMS = {
    "ASSAULT": frozenset({"prep:علي", "prep:باتجاه", "prep:ضد"}),
    "ACCUSE": frozenset({"prep:ل", "prep:علي", "prep:ازاء", "prep:حيال"}),
}
"""Roles of what is fired at or condemned, which may be told by whose it is: at towns of Israel."""
_DISPLEASURE = ("deplore", "anger", "condemn-anger")
"""How the names of frames begin that tell what somebody feels about an act."""
_SEVERAL = 2
"""Prepositions of a frame from which on the first told goes before."""
_BETWEEN = ("between", "prep:بين")
JUDGING = frozenset({"ACCUSE", "SUPPORT", "REJECT"})
"""Types that judge an act: whoever did it is the target."""


@dataclass(frozen=True, slots=True)
class Filled:
    """The phrases found for a role, and the role."""

    group: tuple[NounPhrase, ...]
    role: str


def fill(  # noqa: C901, PLR0912
    passage: Passage, head: Head, frame: Frame, arguments: Arguments, complement: int | None
) -> Filled | None:
    """Return the first role of ``frame`` that names a side; None where none does."""
    same = None
    for role in _in_order(passage, frame, (complement or head.at) + 1, arguments.end):
        if role == "none":
            if frame.event_type in _TOLD_INSIDE and frame.cameo != VETO:
                continue
            return same or Filled((), role)
        if role.startswith("complement"):
            group = _of_complement(
                passage, head, frame, arguments, complement, role.partition(".")[2]
            )
        elif role.startswith("prep:"):
            group = _of_preposition(passage, head, frame, arguments, role[5:])
        elif role == "object":
            group = [] if _are_charges(head, frame) else of_object(passage, head, frame, arguments)
        elif role == "from":
            group = asked_from(passage, head, arguments)
        elif role == "clause":
            group = _clause_subject(passage, arguments.end)
        elif role == "sent":
            own = arguments.code
            group = sent_to(passage, complement, own) if complement is not None else []
        elif role == "itinerary":
            group = itinerary(passage, head.at, arguments.end)
        elif role == "venue":
            visits = frame.cameo == VISIT and is_call(passage, arguments.objects)
            group = [] if visits else venue(passage, head.at, arguments.end, arguments.subject)
        elif role == "scene":
            group = scene(passage, head.at, complement or head.at)
        elif role == "border":
            group = border(passage, head.at, arguments.end, arguments.code)
        else:
            group = beside(passage, head.at, arguments.end, role)
        untold = not group or _is_idle(frame, role, group[0], arguments)
        if untold or all(p.kind is Kind.UNKNOWN for p in group):
            continue
        if not role.startswith("complement") or any(
            _is_another(p, frame, arguments) for p in group
        ):
            return Filled(tuple(group), role)
        if frame.domestic:  # else the embassy in the own capital: whose is told further on
            same = same or Filled(tuple(group), role)
    group, role = told_inside(passage, head, frame, arguments, complement)
    if not group and "none" in frame.roles and frame.event_type not in ADDRESSED:
        return same or Filled((), "none")
    return Filled(tuple(group), role) if group else same


def _in_order(passage: Passage, frame: Frame, first: int, end: int) -> Iterable[str]:
    """Return the roles of a frame of displeasure, led by that of the preposition told first.

    Concern about the raids on Gaza is about the raids.
    """
    if not frame.id.startswith(_DISPLEASURE):
        return frame.roles
    marks = {role.rpartition("prep:")[2]: role for role in frame.roles if "prep:" in role}
    if len(marks) < _SEVERAL:
        return frame.roles
    for at in range(first, end):
        word = passage.words[at]
        mark = marks.get(word.key) or marks.get(word.clitic or "")
        if mark is not None:
            return (mark, *(role for role in frame.roles if role != mark))
    return frame.roles


def _are_charges(head: Head, frame: Frame) -> bool:
    """Return whether a word is "charges", which have no object without a preposition."""
    return head.form == "masdar" and frame.id == ACCUSE and head.analysis.number == "p"


def _is_another(phrase: NounPhrase, frame: Frame, arguments: Arguments) -> bool:
    """Return whether a side is another than the subject: also who fights it in one land."""
    if phrase.code != arguments.code:
        return True
    fought = frame.event_type in {"ASSAULT", "THREATEN"} and bool(arguments.subject)
    return fought and are_rivals(phrase, arguments.subject[0])


def _is_idle(frame: Frame, role: str, first: NounPhrase, arguments: Arguments) -> bool:
    """Return whether a role names nobody else: "both sides", the home of who threatens."""
    own = frame.event_type == "THREATEN" and first.code == arguments.code
    own = own and not are_rivals(first, arguments.subject[0])
    return own or (role.endswith(_BETWEEN) and first.kind is Kind.ANAPHOR)


def _of_complement(  # noqa: PLR0913, PLR0917
    passage: Passage,
    head: Head,
    frame: Frame,
    arguments: Arguments,
    complement: int | None,
    role: str,
) -> Group:
    if complement is None:
        return []
    if role in OF_THING:
        return OF_THING[role](passage, complement, arguments.end)
    mark = role[5:] if role.startswith("prep:") else ""
    start = region(passage, complement + 1, arguments.end, mark) if mark else None
    blames = frame.event_type in BLAMING
    doing = blames and start is not None and _is_doing(passage, start)
    if doing and start is not None and (did := involved(passage, start, blamed=True, near=True)):
        return did  # regret for the decision of A to arm B
    group = beside(passage, complement, arguments.end, role)
    aimed = not group and role in _AIMS.get(frame.event_type, ())
    if aimed and start is not None and not is_border(passage, start):
        return involved(passage, start, blamed=blames, near=not blames)
    possessor = possessive(passage, complement)
    if not group and role == "genitive" and possessor:
        subject = arguments.subject[0] if arguments.subject else None
        return referent(passage, head.at, possessor, subject)
    return group


def _is_doing(passage: Passage, at: int) -> bool:
    """Return whether the noun at ``at`` is what somebody did: an act, a decision."""
    return is_act(passage, at) or passage.words[at].has("decision")


def _of_preposition(
    passage: Passage, head: Head, frame: Frame, arguments: Arguments, preposition: str
) -> Group:
    if _pronoun_fills(passage, head, preposition):
        return meant_behind(passage, head, frame, arguments)
    start = region(passage, head.at + 1, arguments.end, preposition)
    blamed = frame.event_type in BLAMING
    death = blamed and start is not None and is_death(passage, start)
    if frame.event_type in JUDGING and start is not None and (death or is_act(passage, start)):
        group = involved(passage, start, blamed=blamed, near=True)
        if group or death:
            return group  # welcomed the recognition by A of B
    first = behind_owner(head, arguments)
    group = prepositional(passage, first, arguments.end, preposition)
    if preposition == "ب" and group and is_whereabouts(frame, group[0]):
        return []  # met in Riyadh
    if group and _is_of_another(passage, head, group[0].first - 2):
        group = []
    if preposition == "ب" and frame.event_type == "CONSULT" and frame.cameo != VISIT:
        group = [p for p in group if not p.town]  # where they met
    if not group and start is not None and frame.cameo == VISIT:
        return destination(passage, start, arguments.end)
    if group or start is None or frame.event_type not in ABOUT or frame.id == "recognise":
        return group
    return involved(passage, start, blamed=blamed, near=frame.event_type in PHYSICAL)


def _is_of_another(passage: Passage, head: Head, at: int) -> bool:
    """Return whether "with" belongs to the event noun at ``at``: a session, to cut contact with."""
    other = passage.heads.get(at)
    if head.form == "verb" or other is None or at <= head.at + 1:
        return False
    return other.form != "verb" and bool(other.readings) and not passage.words[at].definite


def _pronoun_fills(passage: Passage, head: Head, preposition: str) -> bool:
    """Return whether the verb's preposition carries a pronoun: its noun stands before the verb."""
    wanted = fold_preposition(preposition)
    return any(
        word.has("pronominal") and word.key.startswith(wanted)
        for word in passage.words[head.at + 1 : min(passage.last, head.at + 3)]
    )


def _clause_subject(passage: Passage, at: int) -> Group:
    """Return the subject of the clause that a complementizer at ``at`` opens."""
    if at >= passage.last or not passage.words[at].has("complementizer"):
        return []
    phrase = passage.covered.get(at + 1)
    if phrase is None or phrase.first != at + 1 or phrase.kind is not Kind.ACTOR:
        return []
    return group_at(passage, phrase)
