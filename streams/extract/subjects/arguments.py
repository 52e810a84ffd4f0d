"""Who acts and what stands beside a verb: the subject and the objects of one clause."""

from dataclasses import dataclass, field

from streams.extract.clauses.decided import does_himself
from streams.extract.clauses.groups import (
    Group,
    agrees,
    free_groups,
)
from streams.extract.clauses.passage import Head, Passage
from streams.extract.clauses.quoted_clauses import opens_speech
from streams.extract.subjects.antecedents import (
    antecedent,
    is_bare_relative,
    is_taken_up_before,
    strike_before,
    thing,
)
from streams.extract.subjects.arrivals import arriving
from streams.extract.subjects.before import as_for, subject_before
from streams.extract.subjects.by_whom import (
    begins_anew,
    by_whom,
    is_topic,
    named_among,
    sender,
)
from streams.extract.subjects.companions import join_object, with_companions
from streams.extract.subjects.died_in import died_in
from streams.extract.subjects.discourse import Discourse
from streams.extract.subjects.dropped import goes_on, is_dropped, shows_several
from streams.extract.subjects.nouns import has_noun_subject, qualified_before, resumed_before
from streams.extract.subjects.pronouns import goes_on_speaking, same
from streams.extract.subjects.reached import guest_first
from streams.extract.subjects.readings import read_as, read_as_said, read_with
from streams.extract.subjects.running import last_actor, left_out, running_on
from streams.extract.subjects.set_off import set_off_object
from streams.extract.subjects.suspended import of_occasion, suspended_subject
from streams.extract.subjects.taken_up import is_taken_up, is_undone
from streams.extract.subjects.utterances import passed_by, written_by
from streams.extract.subjects.written_objects import did_it_to_him


@dataclass(slots=True)
class Arguments:
    """The free phrases of a clause, in their parts."""

    subject: Group = field(default_factory=list)
    rule: str = "none"
    """How the subject was found: ``vso``, ``svo``, ``dropped``, ``relative``, ``speaker``..."""
    objects: list[Group] = field(default_factory=list)
    end: int = 0
    """Where the reach of the clause ends."""
    object_at: int = 0
    """First token after the subject."""

    @property
    def code(self) -> str | None:
        """Code of the first subject; None where there is none or it has none."""
        return self.subject[0].code if self.subject else None


_FORCES = frozenset({"MIL", "REB", "COP"})
_GOING_ON = frozenset({"ثم", "بل"})
"""Words that join a verb to the one before it."""
LAUNCH_SPAN = 7
"""Words from "launched" to its attack: the name and office of who launched it."""


def verb_arguments(passage: Passage, head: Head, discourse: Discourse, decider: Group) -> Arguments:
    """Return the arguments of the verb ``head``, the object that a comma sets off among them.

    ``decider`` is who decided on what it tells, behind "that"; empty for most verbs.
    """
    found = _beside(passage, head, discourse, decider)
    if found.rule in {"vso", "svo"}:
        found.subject, found.objects = with_companions(passage, head, found.subject, found.objects)
    if found.objects:
        join_object(passage, found.objects)
    elif found.rule in {"vso", "svo", "dropped"}:
        first = max(found.subject[-1].last, head.at + 1)
        found.objects = set_off_object(passage, head, first, found.end)
    return found


def _beside(passage: Passage, head: Head, discourse: Discourse, decider: Group) -> Arguments:
    """Return the subject of the verb ``head``, and what stands beside it."""
    found = Arguments(end=passage.reach(head.at))
    told = bool(head.readings) or "report" in head.cues
    # Of a verb that tells nothing the subject is wanted, and whether an object stands beside it.
    most = 3 if told else 2
    after = free_groups(passage, head.at + 1, _told_from(passage, head, found.end), most)
    after = guest_first(passage, head, after, discourse.home)
    read_with(passage, head, after)
    read_as_said(passage, head, discourse.speaker, after)
    ahead = (
        _launcher(passage, head, discourse)
        or _relative_apart(passage, head, discourse, after)
        or _marked_subject(passage, head, discourse, found.end, after)
        or _subject_ahead(passage, head, after)
    )
    ahead = (decider, "decided") if does_himself(passage, head, decider, after) else ahead
    if ahead is not None:
        found.subject, found.rule, found.objects = *ahead, after
        return found
    if members := named_among(passage, head):
        return _of_members(passage, members, found.end, most)
    guest = arriving(passage, head)
    resumed = bool(guest) or discourse.subject_sentence == passage.number
    before = guest or last_actor(passage, head, discourse)
    if not after or is_dropped(passage, head, after, before, resumed=resumed):
        if discourse.subject and not after:
            read_as(passage, head, discourse.subject[0])
        running = guest or left_out(passage, head, running_on(passage, head, discourse))
        carried = running and agrees(head.analysis.gender, running[0])
        if carried and (passage.words[head.at].conjoined or _opens_clause(passage, head.at)):
            found.subject, found.rule = running, "dropped"
        found.objects = after
        return found
    if shows_several(passage, head, after[0][0]):
        found.objects = after
        return found
    writer = written_by(passage, after[0][0], discourse.speaker or discourse.subject)
    found.subject, found.rule, found.objects = writer or after[0], "vso", after[1:]
    found.object_at = after[0][-1].last
    return found


def _of_members(passage: Passage, members: Group, end: int, most: int) -> Arguments:
    """Return the arguments of a verb whose subject is told by the names of some who act."""
    last = members[-1].last
    at, end = last + passage.words[last].has("mark"), max(end, passage.reach(last))
    objects = free_groups(passage, at, end, most)
    return Arguments(members, "members", objects, end, object_at=at)


def _told_from(passage: Passage, head: Head, end: int) -> int:
    """Return where the words begin that a saying has behind a colon, else ``end``."""
    if "report" not in head.cues:
        return end
    return next((at for at in range(head.at + 1, end) if passage.keys[at] == ":"), end)


def _do_together(head: Head, before: Group) -> bool:
    """Return whether several states do it, told in the masculine: A and B (they both) call on."""
    return len(before) > 1 and head.analysis.number in {"d", "p"}


def _relative_apart(
    passage: Passage, head: Head, discourse: Discourse, after: list[Group]
) -> tuple[Group, str] | None:
    """Return the subject, and its rule, that a relative clause keeps from its verb, or has."""
    if suspended := suspended_subject(passage, head):
        return suspended, "svo"
    here = discourse.subject if discourse.subject_sentence == passage.number else []
    if passed := passed_by(passage, head, here):
        return passed, "writer"
    about = of_occasion(passage, head, discourse, after)
    return (about, "occasion") if about else None


def _marked_subject(
    passage: Passage, head: Head, discourse: Discourse, end: int, after: list[Group]
) -> tuple[Group, str] | None:
    """Return the subject, and its rule, that a form shows: "we", "that he", a noun, "by whom"."""
    if head.analysis.person == 1:
        return discourse.speaker, "speaker"
    if goes_on_speaking(passage, head, discourse):
        return discourse.speaker, "speaker"
    if head.at > passage.first:
        if running := same(passage, head, discourse):
            return running, "pronoun"
        bare = is_bare_relative(passage, head, after) or begins_anew(passage, head, after)
        if not bare and has_noun_subject(passage, head, passage.words[head.at]):
            owner = _owner(passage, head.at - 1, discourse) or _striker(passage, head, discourse)
            return (owner, "organ") if owner else ([thing(head.at)], "noun")
    if doers := by_whom(passage, head, end, after):
        return doers, "agent"
    writer = sender(passage, head, discourse.subject)
    return (writer, "sender") if writer else None


def _owner(passage: Passage, at: int, discourse: Discourse) -> Group:
    """Return whose forces or offices the noun at ``at`` names by its pronoun: its planes."""
    at -= passage.words[at].definite  # its air forces
    if at < passage.first or not passage.words[at].has("organ"):
        return []
    if passage.keys[at].endswith("نا"):
        return discourse.speaker
    running = discourse.speaker or discourse.subject
    return running if running and running[0].code is not None else []


def _striker(passage: Passage, head: Head, discourse: Discourse) -> Group:
    """Return who made the strike before a verb that says what it hit: raids that struck."""
    strike = not passage.words[head.at - 1].noun_classes.isdisjoint(("raid", "attack"))
    here = discourse.subject_sentence == passage.number
    hits = "ASSAULT" in head.event_types
    known = bool(discourse.subject) and discourse.subject[0].code is not None
    return discourse.subject if strike and here and hits and known else []


def _launcher(passage: Passage, head: Head, discourse: Discourse) -> tuple[Group, str] | None:
    """Return who launched the attack that a verb goes on about: A launched an attack that hit."""
    strike = strike_before(passage, head, head.at)
    if strike is None:
        return None
    if died_in(passage, strike):
        return [thing(strike + 1)], "noun"
    verbs = (passage.heads.get(at) for at in range(strike - 1, strike - LAUNCH_SPAN, -1))
    launch = next((verb for verb in verbs if verb is not None and verb.form == "verb"), None)
    if launch is None or "light" not in launch.cues or launch.analysis.voice != "active":
        hits = not head.analysis.enclitic and _is_within(passage, strike, discourse.subject)
        striker = _striker(passage, head, discourse) if hits else []
        return (striker, "launcher") if striker else None
    beside = passage.between(max(passage.first, launch.at - LAUNCH_SPAN), strike)
    for running in (discourse.reported, discourse.subject):
        if running and running[0] in beside:
            return running, "launcher"
    return None


def _is_within(passage: Passage, strike: int, running: Group) -> bool:
    """Return whether somebody did something in a strike: killed ten in raids that hit.

    Of those who announce a death in it only forces made it.
    """
    doing = passage.last_verb(strike)
    told = doing is not None and "report" in doing.cues
    if told and not (running and running[0].sector in _FORCES):
        return False
    return passage.keys[strike - 1] in {"في", "خلال", "اثر", "عبر"}


def _opens_clause(passage: Passage, at: int) -> bool:
    """Return whether nothing that could be its subject stands before the verb in its clause."""
    start = at if passage.keys[at - 1] in _GOING_ON else passage.start(at)
    return goes_on(passage, start, at) or not any(
        passage.words[place].content or place in passage.covered for place in range(start, at)
    )


def _subject_ahead(passage: Passage, head: Head, after: list[Group]) -> tuple[Group, str] | None:
    """Return the subject, and its rule, that stands ahead of its verb: X that, X (he) did."""
    gender = head.analysis.gender
    topic = as_for(passage, head)
    if topic and agrees(gender, topic[0]):
        return topic, "svo"
    hung = antecedent(passage, head)
    taken_up = is_taken_up(passage, head, after) or is_undone(passage, head, after)
    if hung is not None and not taken_up and (not after or agrees(gender, hung[0])):
        return hung, "relative"
    if (
        passage.words[head.at].conjoined
        or begins_anew(passage, head, after)
        or hung is not None
        or is_bare_relative(passage, head, after)
        or opens_speech(passage, head)
        or is_taken_up_before(passage, head, after)
        or did_it_to_him(head, after)
    ):
        return None
    before = resumed_before(passage, head) or subject_before(passage, head)
    before = before or qualified_before(passage, head)
    if before is None or is_topic(head, before, after):
        return None
    return (before, "svo") if agrees(gender, before[0]) or _do_together(head, before) else None
