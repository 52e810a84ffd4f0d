"""Strikes told in the passive with who made them: a base of X was hit by missiles that Y fired.

Most passives are spelt like the active; a thing that cannot strike shows them, where the verb has
no object.
"""

from streams.extract.clauses.groups import Group
from streams.extract.clauses.relations import genitive
from streams.extract.subjects.attempt import Attempt
from streams.extract.violence.victims import attack_agent

_THINGS = frozenset({"base", "site", "house", "vehicle", "place", "convoy", "embassy", "port"})
"""Classes of nouns for what is struck and strikes nobody."""
_AFLOAT = frozenset({"ship", "patrol"})
"""Those that could strike too."""
OWNER_SPAN = 3
"""Words of the thing in which, or behind which, stands whose it is."""


def struck_in_passive(attempt: Attempt) -> tuple[Group, Group] | None:
    """Return who struck the thing that is the subject, and whose it is; None for an active verb."""
    arguments, passage, frame = attempt.arguments, attempt.passage, attempt.frame
    if arguments.rule != "vso" or frame.complement or "object" not in frame.roles:
        return None
    subject, passive = arguments.subject, attempt.head.analysis.voice == "passive"
    classes = passage.words[subject[0].first].noun_classes
    if not passive and (arguments.objects or classes.isdisjoint(_THINGS | _AFLOAT)):
        return None
    hit = [p for p in subject if p.code is not None] or _owners(attempt, subject)
    agents = attack_agent(passage, subject[-1].last, passage.last) if hit else []
    return (agents, hit) if agents and agents[0].first != hit[0].first else None


def _owners(attempt: Attempt, subject: Group) -> Group:
    """Return whose the thing is: the convoy of the envoy, a convoy of (ل) the army."""
    passage, first = attempt.passage, subject[0].first
    if owners := genitive(passage, first, subject[-1].last + OWNER_SPAN):
        return [p for p in owners if p.code is not None]
    owner = passage.covered.get(subject[-1].last)
    named = owner is not None and owner.preposition == "ل" and owner.code is not None
    return [owner] if owner is not None and named else []
