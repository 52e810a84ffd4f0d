"""The other side of an act: the first role of its frame in which somebody else is named."""

from collections.abc import Callable, Iterable, Mapping

from streams.extract.actors.phrases import Kind, NounPhrase, are_rivals
from streams.extract.clauses.alleged import ACCUSE
from streams.extract.clauses.borders import border
from streams.extract.clauses.groups import Group
from streams.extract.clauses.passage import Head, Passage
from streams.extract.clauses.relations import beside
from streams.extract.meetings.concert import partners, signatories
from streams.extract.meetings.journeys import is_call, itinerary, venue
from streams.extract.meetings.talks import is_on_quarrel, is_subject, met_aside
from streams.extract.speech.contents import sent_to, told_inside
from streams.extract.speech.demands import asked_from
from streams.extract.speech.doers import doers
from streams.extract.speech.owners import scene
from streams.extract.subjects.arguments import Arguments
from streams.extract.subjects.attempt import Attempt
from streams.extract.targets.clause import clause_side
from streams.extract.targets.objects import VISIT, of_object
from streams.extract.targets.resumptive import judged_behind, taken_up_behind
from streams.extract.targets.roles import (
    ADDRESSED,
    Filled,
    of_complement,
    of_preposition,
)
from streams.extract.targets.standing import TRUCE
from streams.extract.targets.whose_ground import whose_ground
from streams.lexicon.triggers import Frame

_VETO = "129"
"""Against a draft of nobody in particular."""
_TOLD_INSIDE = ADDRESSED | {"THREATEN"}
"""Types whose other side may be told by what is demanded, blamed or threatened."""
_BY_NEAREST = ("deplore", "anger", "condemn-anger", "recall")
"""How the names of frames begin of displeasure, and of envoys called home from a post."""
_AGAINST_RIVALS = frozenset({"ASSAULT", "THREATEN", "AGREE", "REJECT", "CONSULT", "RETREAT"})
"""Types of what one does to, or offers, those who fight him in his own land."""
_AT_STATE = frozenset({"object", "prep:ضد"})
"""Roles in which citizens threaten their own government."""
_SEVERAL = 2
"""Prepositions of a frame from which on the first told goes before."""
DRAFT_SPAN = 4
"""Words behind a draft in which its relative clause begins."""
_MEET = "meet"
"""Frame of the nouns for a meeting, of which one is in every city."""
_OWNED = frozenset({"genitive", "possessive"})
"""How the subject of a meeting in some place is told: the meetings of X, his meetings."""
_BETWEEN = ("between", "prep:بين")
_SCENE = "complement.prep:في"
"""Role of the land where something is demanded."""


def fill(attempt: Attempt) -> Filled | None:
    """Return the first role of the frame that names a side; None where none does."""
    judged = judged_behind(attempt)
    return Filled(tuple(judged), "relative") if judged else _by_roles(attempt)


def _by_roles(attempt: Attempt) -> Filled | None:
    frame, arguments = attempt.frame, attempt.arguments
    same = None
    for role in _in_order(attempt):
        if role == "none":
            if frame.event_type in _TOLD_INSIDE and frame.cameo != _VETO:
                continue
            meant = taken_up_behind(attempt)
            return Filled(tuple(meant), "relative") if meant else same or Filled((), role)
        group = _named_by(attempt, role)
        untold = not group or _is_idle(frame, role, group[0], arguments)
        met = attempt.complement or attempt.at
        untold = untold or is_subject(attempt.passage, met, group[0])
        untold = untold or met_aside(attempt.passage, met, group[0])
        if untold or all(p.kind is Kind.UNKNOWN for p in group):
            continue
        if group[0].kind is Kind.WORLD and _SCENE in frame.roles:  # all sides, to end the war in
            same = same or Filled(tuple(group), role)
            continue
        if not role.startswith("complement") or any(
            _is_another(p, frame, arguments) for p in group
        ):
            return Filled(tuple(group), role)
        if frame.domestic:  # else the embassy in the own capital: whose is told further on
            same = same or Filled(tuple(group), role)
    if meant := taken_up_behind(attempt):
        return Filled(tuple(meant), "relative")
    group, role = told_inside(attempt.passage, attempt.head, frame, arguments, attempt.complement)
    if not group and "none" in frame.roles and frame.event_type not in ADDRESSED:
        return same or Filled((), "none")
    return Filled(tuple(group), role) if group else same


def _in_order(attempt: Attempt) -> Iterable[str]:
    """Return the roles of a frame, of some led by that of the preposition told first.

    Concern about the raids on Gaza is about the raids; an envoy in Rome is called home over Libya.
    """
    frame, first = attempt.frame, (attempt.complement or attempt.at) + 1
    if not frame.id.startswith(_BY_NEAREST):
        return frame.roles
    marks = {role.rpartition("prep:")[2]: role for role in frame.roles if "prep:" in role}
    if len(marks) < _SEVERAL:
        return frame.roles
    for at in range(first, attempt.arguments.end):
        word, phrase = attempt.passage.words[at], attempt.passage.covered.get(at)
        clitic = phrase.preposition if phrase is not None and phrase.first == at else word.clitic
        mark = marks.get(word.key) or marks.get(clitic or "")
        if mark is not None:
            return (mark, *(role for role in frame.roles if role != mark))
    return frame.roles


def _named_by(attempt: Attempt, role: str) -> Group:
    """Return the phrases that stand in ``role`` of the frame: its finder, else beside the word."""
    passage, head, frame = attempt.passage, attempt.head, attempt.frame
    kind, _, rest = role.partition(".")
    if "prep:" in role and (foe := whose_ground(attempt, role)):
        return foe
    if kind == "complement":
        return of_complement(attempt, rest)
    if role.startswith("prep:"):
        return of_preposition(passage, head, frame, attempt.arguments, role[5:])
    find = _FINDERS.get(role)
    if find is not None:
        return find(attempt)
    group = beside(passage, head.at, attempt.arguments.end, role)
    met = frame.event_type == "CONSULT" and bool(group)
    return [] if met and is_on_quarrel(passage, head.at, group[0]) else group


def _told_object(attempt: Attempt) -> Group:
    if _are_charges(attempt.head, attempt.frame):
        return []
    return of_object(attempt.passage, attempt.head, attempt.frame, attempt.arguments)


def _told_receiver(attempt: Attempt) -> Group:
    sent = attempt.complement
    return [] if sent is None else sent_to(attempt.passage, sent, attempt.arguments.code)


def _told_venue(attempt: Attempt) -> Group:
    arguments = attempt.arguments
    if attempt.frame.cameo == VISIT and is_call(attempt.passage, arguments.objects):
        return []
    met = attempt.complement
    if met is not None and any(a.enclitic for a in attempt.passage.words[met].nouns):
        return []  # a committee holds its own meeting
    if attempt.frame.id == _MEET and arguments.rule not in _OWNED:
        return []  # met him at a meeting in Vienna
    if attempt.frame.id == _MEET and "مع" in attempt.passage.keys[attempt.at : arguments.end]:
        return []  # his meeting in Nairobi with some of the factions
    return venue(attempt.passage, attempt.at, arguments.end, arguments.subject)


def _drafter(attempt: Attempt) -> Group:
    """Return who put forward the draft that the clause names: a draft that Algeria tabled."""
    passage = attempt.passage
    drafts = (at for at in passage.places_of("bill") if at > attempt.at)
    return next((doers(passage, at, passage.last) for at in drafts if not _asks(passage, at)), [])


def _asks(passage: Passage, draft: int) -> bool:
    """Return whether what follows a draft says what it asks: that calls on Korea to."""
    behind = (passage.heads.get(at) for at in range(draft + 1, draft + DRAFT_SPAN))
    verb = next((head for head in behind if head is not None and head.form == "verb"), None)
    return verb is not None and verb.analysis.aspect == "imperfect" and not verb.analysis.enclitic


def _post_of_own(attempt: Attempt) -> Group:
    """Return the country in which an envoy of the actor's own is posted: its ambassador to Chad."""
    if attempt.complement is None:
        return []
    envoy = attempt.passage.covered.get(attempt.complement)
    if envoy is None or envoy.post is None or envoy.code != attempt.sources[0].code:
        return []
    return [envoy.as_actor(envoy.post)]


_FINDERS: Mapping[str, Callable[[Attempt], Group]] = {
    "object": _told_object,
    "from": lambda a: asked_from(a.passage, a.head, a.arguments),
    "draft": _drafter,
    "clause": clause_side,
    "sent": _told_receiver,
    "itinerary": lambda a: itinerary(a.passage, a.at, a.arguments.end),
    "venue": _told_venue,
    "partners": lambda a: partners(a.passage, a.at, a.arguments.end),
    "scene": lambda a: scene(a.passage, a.at, a.complement or a.at),
    "posted": _post_of_own,
    "signatories": lambda a: signatories(a.passage),
    "border": lambda a: border(a.passage, a.at, a.arguments.end, a.arguments.code),
}
"""Role of a frame -> who stands in it."""


def _are_charges(head: Head, frame: Frame) -> bool:
    """Return whether a word is "charges", which have no object without a preposition."""
    return head.form == "masdar" and frame.id == ACCUSE and head.analysis.number == "p"


def _is_another(phrase: NounPhrase, frame: Frame, arguments: Arguments) -> bool:
    """Return whether a side is another than the subject: also who fights it in one land."""
    if phrase.code != arguments.code:
        return True
    peace = frame.cameo == TRUCE or (frame.event_type == "SUPPORT" and frame.mutual)
    fought = frame.event_type in _AGAINST_RIVALS or peace
    fought = fought and bool(arguments.subject)
    return fought and are_rivals(phrase, arguments.subject[0])


def _is_idle(frame: Frame, role: str, first: NounPhrase, arguments: Arguments) -> bool:
    """Return whether a role names nobody else: "both sides", the home of who threatens."""
    own = frame.event_type == "THREATEN" and first.code == arguments.code
    own = own and not are_rivals(first, arguments.subject[0])
    own = own and not (role in _AT_STATE and first.role and first.sector == "GOV")
    return own or (role.endswith(_BETWEEN) and first.kind is Kind.ANAPHOR)
