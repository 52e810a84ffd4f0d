"""What forces used arms for (gas, to break up a march), and whose arms a strike is made with."""

from streams.extract.actors.phrases import FORCES
from streams.extract.clauses.groups import Group
from streams.extract.clauses.passage import Head, Passage
from streams.extract.reporting.status import verb_status
from streams.extract.subjects.arguments import Arguments
from streams.extract.violence.victims import by_weapon

_BREAKS_UP = "disperse"


def done_by_force(passage: Passage, head: Head, governor: int, found: Arguments) -> Group:
    """Return the forces whose deed has breaking up a crowd as its purpose.

    ``governor`` is the verb that tells the deed, ``found`` are its arguments.
    """
    verb = passage.heads[governor]
    if verb.analysis.aspect != "perfect":
        return []
    if not any(f.id.startswith(_BREAKS_UP) for _, frames in head.readings for f in frames):
        return []
    forces = [p for p in found.subject if p.code is not None and p.sector in FORCES]
    return forces if forces and verb_status(passage, verb) == "actual" else []


def by_arms(passage: Passage, head: Head) -> Group:
    """Return whose arms a strike is made with: a raid by an American drone."""
    strikes = head.event_types == {"ASSAULT"}
    return by_weapon(passage, head.at, passage.reach(head.at)) if strikes else []
