"""The other side told behind "that": agreed that Chad leave, refused that it recognise Chad."""

from streams.extract.actors.phrases import Kind
from streams.extract.clauses.groups import Group, group_at
from streams.extract.speech.contents import threatened
from streams.extract.speech.undertaken import HOSTILE
from streams.extract.subjects.attempt import Attempt


def clause_side(attempt: Attempt) -> Group:
    """Return the other side of the clause that a complementizer opens behind the trigger.

    It is its subject; where a verb comes first, whom that names first but the actor. A promise of
    a hostile act is none to whom it hits.
    """
    passage, at = attempt.passage, attempt.arguments.end
    if at + 1 >= passage.last or not passage.words[at].has("complementizer"):
        return []
    phrase, verb = passage.covered.get(at + 1), passage.heads.get(at + 1)
    if phrase is not None and phrase.first == at + 1 and phrase.kind is Kind.ACTOR:
        return group_at(passage, phrase)
    if verb is None or verb.form != "verb" or verb.analysis.aspect != "imperfect":
        return []
    senses = {f.event_type for _, frames in verb.readings for f in frames if not f.complement}
    if attempt.frame.event_type == "AGREE" and senses and senses <= HOSTILE:
        return []
    return threatened(passage, at + 2, passage.reach(at + 1), attempt.arguments.code)
