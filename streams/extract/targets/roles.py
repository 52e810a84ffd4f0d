"""Where the other side of an act stands: the roles of a frame, resolved in a clause."""

from dataclasses import dataclass

from streams.extract.actors.phrases import Kind, NounPhrase
from streams.extract.clauses.borders import is_border
from streams.extract.clauses.groups import Group, group_at, is_act
from streams.extract.clauses.passage import Head, Passage
from streams.extract.clauses.relations import (
    beside,
    fold_preposition,
    possessive,
    prepositional,
    referent,
    region,
)
from streams.extract.meetings.attended import ATTENDED, attenders
from streams.extract.meetings.journeys import destination
from streams.extract.meetings.talks import behind_owner, is_topic_of_two, is_whereabouts
from streams.extract.speech.blame import involved
from streams.extract.speech.crimes import names_victim
from streams.extract.speech.owners import OF_THING
from streams.extract.speech.patients import is_about_deed, is_of_doer
from streams.extract.subjects.arguments import Arguments
from streams.extract.subjects.attempt import Attempt
from streams.extract.targets.objects import ABOUT, BLAMING, PHYSICAL, VISIT
from streams.extract.targets.pronouns import meant_behind
from streams.lexicon.triggers import Frame

ADDRESSED = frozenset({"REQUEST", "ACCUSE", "REJECT"})
"""Types that speak to or of somebody: without a target only where the text leaves it open."""
_DISCUSS = "discuss"
_LET_NO = "let-no"
"""Name of the frames of not standing by at what another does."""
_AIMS = {
    "ASSAULT": frozenset({"prep:علي", "prep:باتجاه", "prep:ضد"}),
    "ACCUSE": frozenset({"prep:ل", "prep:علي", "prep:ازاء", "prep:حيال"}),
    "SANCTION": frozenset({"prep:علي", "prep:ضد"}),
    "SUPPORT": frozenset({"prep:ل"}),
}
"""Roles of what is fired at, condemned or punished, which may be told by whose it is: at towns of
Israel, on members of the Russian parliament."""
JUDGING = frozenset({"ACCUSE", "SUPPORT", "REJECT"})
"""Types that judge an act: whoever did it is the target."""


@dataclass(frozen=True, slots=True)
class Filled:
    """The phrases found for a role, and the role."""

    group: tuple[NounPhrase, ...]
    role: str


def of_complement(attempt: Attempt, role: str) -> Group:
    """Return who stands in ``role`` of the noun that the frame demands: sanctions on, by."""
    passage, head, frame = attempt.passage, attempt.head, attempt.frame
    arguments, complement = attempt.arguments, attempt.complement
    if complement is None:
        return []
    if role in OF_THING or role == ATTENDED:
        sides = OF_THING.get(role, attenders)
        return sides(passage, complement, arguments.end)
    mark = role[5:] if role.startswith("prep:") else ""
    start = region(passage, complement + 1, arguments.end, mark) if mark else None
    blames = frame.event_type in BLAMING
    deed = _deed(passage, complement, start) if mark else None
    backed = deed != start or frame.event_type == "SUPPORT"
    if deed is not None and (blames or (backed and is_of_doer(passage, frame, deed))):
        did = involved(passage, deed, blamed=True, near=True)
        if did or deed != start or not blames:
            return did  # regret for the decision of A to arm B, support for sanctions on C
    group = beside(passage, complement, arguments.end, role)
    if blames and role == "genitive" and group and is_about_deed(passage, group[-1].last):
        group = []  # renewed the condemnation by A of the attack
    if blames and group and start is not None and group[0].first > start + 1:
        whose = involved(passage, start, blamed=True, near=True)  # anger at the stand of A on B
        group = whose if whose and whose[0].first < group[0].first else group
    aimed = not group and role in _AIMS.get(frame.event_type, ())
    if aimed and start is not None and not is_border(passage, start):
        return involved(passage, start, blamed=blames, near=not blames)
    possessor = possessive(passage, complement)
    if role == "genitive" and possessor:
        subject = arguments.subject[0] if arguments.subject else None
        meant = _called(passage, complement) or group
        return meant or referent(passage, head.at, possessor, subject)
    return group


def _called(passage: Passage, at: int) -> Group:
    """Return who stands right behind the act at ``at`` that bears its doer's pronoun: its call on.

    Of two nouns of one act the pronoun is who does it, the other whom it is done to.
    """
    whom = passage.covered.get(at + 1)
    if whom is None or whom.first != at + 1 or whom.kind is not Kind.ACTOR:
        return []
    return group_at(passage, whom) if whom.free and is_act(passage, at) else []


def _deed(passage: Passage, stance: int, start: int | None) -> int | None:
    """Return what somebody did that a stance is on: right behind it, or at ``start`` behind a mark.

    Its refusal of the raid of A on B: what follows the raid belongs to that.
    """
    if start != stance + 1 and stance + 1 < passage.last and is_act(passage, stance + 1):
        return stance + 1
    if start is None:
        return None
    return start if is_act(passage, start) or passage.words[start].has("decision") else None


def of_preposition(
    passage: Passage, head: Head, frame: Frame, arguments: Arguments, preposition: str
) -> Group:
    """Return whom ``preposition`` behind the trigger governs, or what it governs is told of."""
    if _pronoun_fills(passage, head, preposition):
        return meant_behind(passage, head, frame, arguments)
    judged = _judged(passage, head, frame)
    start = judged or region(passage, head.at + 1, arguments.end, preposition)
    blamed = frame.event_type in BLAMING
    death = blamed and start is not None and names_victim(passage, start)
    if frame.event_type in JUDGING and start is not None and (death or is_act(passage, start)):
        hits = is_of_doer(passage, frame, start)
        group = involved(passage, start, blamed=hits, near=True)
        if group or death or (hits and not blamed):
            return group  # welcomed the recognition by A of B
    first = behind_owner(head, arguments)
    group = prepositional(passage, first, arguments.end, preposition)
    if preposition == "ب" and group and is_whereabouts(frame, group[0]):
        return []  # met in Riyadh
    if group and _is_of_another(passage, head, group[0].first - 2):
        group = []
    discussed = preposition == "مع" and frame.id == _DISCUSS and head.form == "verb"
    if discussed and group and is_topic_of_two(passage, head, arguments, group[0]):
        group = []
    if preposition == "ب" and frame.event_type == "CONSULT" and frame.cameo != VISIT:
        group = [p for p in group if not p.town]  # where they met
    if not group and start is not None and frame.cameo == VISIT:
        return destination(passage, start, arguments.end)
    stands_by = frame.id.startswith(_LET_NO) or frame.event_type == "PROTEST"
    about = (frame.event_type in ABOUT and frame.id != "recognise") or stands_by
    if start is None or not about or _is_at_edge(passage, frame, start):
        return group
    return _told_of(passage, frame, start, group, blamed=blamed or stands_by)


def _judged(passage: Passage, head: Head, frame: Frame) -> int | None:
    """Return the act right behind a stance that bears its subject: its opposition (to) the sale."""
    at = head.at + 1
    if frame.event_type not in JUDGING or head.form != "masdar" or not head.analysis.enclitic:
        return None
    return at if at < passage.last and is_act(passage, at) else None


def _is_at_edge(passage: Passage, frame: Frame, at: int) -> bool:
    """Return whether a strike is told to be made at a border with another, whom it does not hit."""
    told = frame.event_type == "ASSAULT" and is_border(passage, at)
    return told and passage.keys[at + 1 : at + 2] == ["مع"]


def _told_of(passage: Passage, frame: Frame, start: int, group: Group, *, blamed: bool) -> Group:
    """Return whose the thing at ``start`` is; ``group`` where that is told only further on.

    Praise of the part of A in Chad is praise of A.
    """
    if group and (group[0].first == start or frame.event_type not in JUDGING):
        return group
    near = bool(group) or frame.event_type in PHYSICAL
    told = involved(passage, start, blamed=blamed, near=near)
    return told if told and (not group or told[0].first < group[0].first) else group


def _is_of_another(passage: Passage, head: Head, at: int) -> bool:
    """Return whether "with" belongs to the event noun at ``at``: a session, to cut contact with."""
    other = passage.heads.get(at)
    if head.form == "verb" or other is None or at <= head.at + 1:
        return False
    return other.form != "verb" and bool(other.readings) and not passage.words[at].definite


def _pronoun_fills(passage: Passage, head: Head, preposition: str) -> bool:
    """Return whether the verb's preposition carries a pronoun: its noun stands before the verb."""
    wanted, first = fold_preposition(preposition), head.at + 1
    frees = head.form != "verb" and "RETREAT" in head.event_types
    owner = passage.covered.get(first) if frees else None
    first = first if owner is None else owner.last  # the release of them by the authorities
    return any(
        word.has("pronominal") and word.key.startswith(wanted)
        for word in passage.words[first : min(passage.last, first + 2)]
    )
