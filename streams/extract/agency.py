"""Who acts where a frame says that the grammatical subject does not."""

from streams.extract.attempt import Attempt
from streams.extract.groups import Group
from streams.extract.owners import made
from streams.extract.phrases import Kind, NounPhrase
from streams.extract.relations import beside
from streams.extract.targets import Filled
from streams.extract.violence import attack_agent

LAND_SPAN = 3
"""Words after who is arrested in which where is told."""
COPULA_SPAN = 8
"""Words after "it is" in which who sent what arrived is told."""
_OF_PREPOSITION = "prep:"
_OF_COMPLEMENT = "complement."
_BESIDE = (_OF_PREPOSITION, _OF_COMPLEMENT)
_DOERS = "doers"


def by_frame(attempt: Attempt) -> Group:
    """Return who acts by the agent roles of the frame of a verb, the subject where they ask for it.

    Event nouns have found their agent before any frame was tried, unless it is no part of them.
    """
    frame = attempt.frame
    if attempt.head.form != "verb" and (attempt.sources or not frame.agent[0].startswith(_BESIDE)):
        return attempt.sources
    if frame.agent[0] == "subject" or "subject" in frame.agent:
        return attempt.sources
    for role in frame.agent:
        if group := _of_role(attempt, role):
            return [p for p in group if p.code is not None]
    return []


def _of_role(attempt: Attempt, role: str) -> Group:
    passage, arguments = attempt.passage, attempt.arguments
    if role == "object":
        return arguments.objects[0] if arguments.objects else []
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
    passage, end = attempt.passage, attempt.arguments.end
    if end < passage.last and passage.words[end].has("pronoun"):
        end = min(passage.last, end + COPULA_SPAN)  # most of the aid that came is from
    return beside(passage, at, end, role)


def undergone(attempt: Attempt) -> Filled | None:
    """Return the subject as the target of an act that the frame says it undergoes."""
    if "subject" not in attempt.frame.roles:
        return None
    group = tuple(p for p in attempt.arguments.subject if p.code is not None)
    return Filled(group, "subject") if group else None


def suffered(attempt: Attempt) -> Filled | None:
    """Return the subject of "came under", which its event noun has as its victim."""
    objects = attempt.arguments.objects
    if attempt.arguments.rule != "suffered" or not objects:
        return None
    return Filled(tuple(objects[0]), "suffered")


def announced_home(attempt: Attempt, announced: NounPhrase | None) -> Group:
    """Return the state whose arrests a headline tells and nobody else makes.

    It stands before a colon, or foreigners are arrested in its land.
    """
    passage = attempt.passage
    if attempt.sources or attempt.frame.event_type != "COERCE" or passage.field != "title":
        return attempt.sources
    if attempt.head.form == "verb":
        return attempt.sources
    if announced is not None and (announced.entity or "").startswith("country:"):
        return [announced]
    hit = next((p for g in attempt.arguments.objects for p in g), None)
    if hit is None or hit.code is None or hit.kind is not Kind.ACTOR:
        return attempt.sources
    lands = passage.between(hit.last, hit.last + LAND_SPAN)
    land = next((p for p in lands if p.kind is Kind.PLACE and p.preposition == "في"), None)
    if land is None or land.code in {None, hit.code}:
        return attempt.sources
    return [NounPhrase(land.first, land.last, Kind.ACTOR, land.code, "GOV", name=land.name)]
