"""Who acts where a frame says that the grammatical subject does not."""

from streams.extract.actors.phrases import Kind, NounPhrase, is_other_side
from streams.extract.clauses.groups import Group
from streams.extract.clauses.passage import Passage
from streams.extract.clauses.relations import beside, referent
from streams.extract.meetings.journeys import visited
from streams.extract.speech.blame import involved
from streams.extract.speech.deeds import deed_of
from streams.extract.speech.envoys import summoner
from streams.extract.speech.owners import made
from streams.extract.subjects.attempt import Attempt
from streams.extract.targets.roles import Filled
from streams.extract.violence.custody import holders
from streams.extract.violence.occupied import on_lost_ground
from streams.extract.violence.victims import attack_agent

_STATELY = frozenset({"COERCE", "RETREAT", "SANCTION"})
"""Types of what a state does to foreigners in its land."""
_SAID = frozenset({"ACCUSE", "REQUEST", "SUPPORT", "REJECT"})
"""Types of what those who meet say together."""
_MEETINGS = frozenset({"meeting", "talks"})
MEETING_SPAN = 6
"""Words behind a meeting in which whose it is is told."""
COPULA_SPAN = 8
"""Words after "it is" in which who sent what arrived is told."""
_OF_PREPOSITION = "prep:"
_OF_COMPLEMENT = "complement."
_BESIDE = (_OF_PREPOSITION, _OF_COMPLEMENT)
_SUMMONS = "summon"
_DOERS = "doers"
_VISITED = "visited"
_MEMBER = "member"
MEMBER_SPAN = 4
"""Words from a convoy to the word of belonging behind which whose it is is told."""


def by_frame(attempt: Attempt) -> Group:
    """Return who acts by the agent roles of the frame of a verb, the subject where they ask for it.

    Event nouns have found their agent before any frame was tried, unless it is no part of them.
    """
    frame = attempt.frame
    if attempt.head.form != "verb" and not attempt.sources and frame.id.startswith(_SUMMONS):
        return summoner(attempt.passage, attempt.complement or attempt.at)
    if attempt.head.form != "verb" and (attempt.sources or not frame.agent[0].startswith(_BESIDE)):
        return attempt.sources
    if frame.agent[0] == "subject" or "subject" in frame.agent:
        return attempt.sources or _court(attempt) or _gathered(attempt)
    for role in frame.agent:
        if group := _of_role(attempt, role):
            return [p for p in group if p.code is not None]
    return []


def _court(attempt: Attempt) -> Group:
    """Return the court whose chamber gives a verdict: a chamber of the court of X sentenced."""
    passage = attempt.passage
    if attempt.frame.mode != "convict" or attempt.head.form != "verb":
        return []
    before = passage.between(passage.start(attempt.at), attempt.at)
    return next(([p] for p in reversed(before) if p.sector == "JUD" and p.code), [])


def _gathered(attempt: Attempt) -> Group:
    """Return whose meeting it is that speaks: a conference of (the) parties condemned."""
    passage, first = attempt.passage, attempt.at + 1
    if attempt.frame.event_type not in _SAID or first >= passage.last or first in passage.covered:
        return []
    if passage.words[first].noun_classes.isdisjoint(_MEETINGS):
        return []
    end = min(passage.last, first + MEETING_SPAN)
    for role in ("genitive", "prep:ل"):
        if group := [p for p in beside(passage, first, end, role) if p.code]:
            return [p.as_actor(p.code, p.sector) for p in group]
    return []


def _of_role(attempt: Attempt, role: str) -> Group:
    passage, arguments = attempt.passage, attempt.arguments
    if role == "object":
        pronoun = attempt.head.analysis.enclitic
        meant = referent(passage, attempt.at, pronoun, None) if pronoun else []
        return meant or (arguments.objects[0] if arguments.objects else [])
    if role == "authorities":
        return holders(attempt)
    if role == "by":
        return attack_agent(passage, attempt.at + 1, arguments.end)
    if role.startswith(_OF_COMPLEMENT) and attempt.complement is not None:
        return _of_complement(attempt, attempt.complement, role.removeprefix(_OF_COMPLEMENT))
    if role.startswith(_OF_PREPOSITION):
        return beside(passage, attempt.at, arguments.end, role)
    return []


def _of_complement(attempt: Attempt, at: int, role: str) -> Group:
    """Return who acts by the noun at ``at`` that the frame demands."""
    if role == _DOERS:
        return made(attempt.passage, at, attempt.passage.last)
    if role == _VISITED:
        return visited(attempt.passage, at)
    if role == _MEMBER:
        return _belonging_to(attempt.passage, at)
    passage, end = attempt.passage, attempt.arguments.end
    if end < passage.last and passage.words[end].has("pronoun"):
        end = min(passage.last, end + COPULA_SPAN)  # most of the aid that came is from
    return beside(passage, at, end, role)


def _belonging_to(passage: Passage, at: int) -> Group:
    """Return whose the thing at ``at`` is by a word of belonging: a convoy that is of the UN."""
    for place in range(at + 1, min(passage.last - 1, at + MEMBER_SPAN)):
        if passage.words[place].has("member"):
            whose = passage.covered.get(place + 1)
            return [whose] if whose is not None and whose.preposition == "ل" else []
    return []


def undergone(attempt: Attempt) -> Filled | None:
    """Return the subject as the target of an act that it undergoes, or who loses his ground."""
    if "subject" not in attempt.frame.roles:
        return on_lost_ground(attempt)
    subject = attempt.arguments.subject
    told = attempt.arguments.rule in {"vso", "svo"}
    if told and subject[0].kind is Kind.UNKNOWN and not subject[0].role:
        subject = involved(attempt.passage, subject[0].first, blamed=True, near=True)
    group = tuple(p for p in subject if p.code is not None)
    return Filled(group, "subject") if group else None


def suffered(attempt: Attempt) -> Filled | None:
    """Return the subject of "came under", which its event noun has as its victim."""
    objects = attempt.arguments.objects
    if attempt.arguments.rule != "suffered" or not objects:
        return None
    return Filled(tuple(objects[0]), "suffered")


def announced_home(attempt: Attempt, announced: NounPhrase | None) -> Group:
    """Return the state whose arrests and releases a headline tells and nobody else makes.

    It stands before a colon, or foreigners are arrested, freed, summoned in its land.
    """
    passage, frame = attempt.passage, attempt.frame
    at_home = frame.event_type in _STATELY or frame.complement == "ambassador"
    if attempt.sources or attempt.head.form == "verb" or not at_home or passage.field != "title":
        return attempt.sources
    if announced is not None and (announced.entity or "").startswith("country:"):
        return [announced]
    named = [p for p in passage.between(attempt.at, passage.last) if p.code is not None]
    if len(named) < 2 or named[0].kind is not Kind.ACTOR or named[0].code == named[1].code:
        return attempt.sources
    land = named[1]
    told = ("capital:", "country:") if frame.id.startswith("expel") else "capital:"
    seat = land.kind is Kind.PLACE or (land.entity or "").startswith(told)
    if not seat or land.preposition not in {"في", "من"}:
        return attempt.sources
    return [land.as_actor(land.code, "GOV")]


def blamed(attempt: Attempt, speaker: NounPhrase | None) -> Group:
    """Return whom ``speaker`` blames by telling a failing of them, or a duty that was not done.

    Of what one says will befall another: whom he threatens.
    """
    foretold = attempt.frame.event_type == "THREATEN"
    wanted = "negated" if attempt.frame.unkept else "planned" if foretold else "actual"
    taken_up = attempt.complement is not None and attempt.complement < attempt.at
    if attempt.status != wanted or taken_up:
        return []
    if speaker is None or speaker.code is None or speaker.sector == "MED":
        return []
    if deed := deed_of(attempt.passage, attempt.head):
        return [p for p in deed if is_other_side(p, speaker)]
    return [p for p in attempt.sources if is_other_side(p, speaker) and p.kind is Kind.ACTOR]
