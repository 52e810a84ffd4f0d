"""Event nouns behind a masdar that carries them: X's resort to bombing, X's announcement of."""

from streams.extract.clauses.groups import Group
from streams.extract.clauses.passage import Head, Passage
from streams.extract.clauses.relations import genitive, governing_preposition

LEAD_SPAN = 8
"""Words between the act that carries and the event noun: its actor and a preposition."""

_ANNOUNCES = "أعلن"


def led_by(passage: Passage, head: Head) -> tuple[Head, Group] | None:
    """Return the light masdar before the event noun ``head``, and who acts in both; else None.

    After the carrying out by Turkey of a bombing: the masdar has the actor as its genitive, and
    the event noun stands right behind it, after the preposition that the light verb takes. What
    somebody announces he does himself; nobody is told where a pronoun says who: its announcement.
    """
    preposition = governing_preposition(passage, head.at)
    behind = head.at if preposition is None or passage.words[head.at].clitic else head.at - 1
    own = passage.heads.get(behind - 1)
    if own is not None and preposition is None and own.analysis.lemma == _ANNOUNCES:
        return (own, []) if own.form == "masdar" and own.analysis.enclitic else None
    for at in range(behind - 2, max(passage.first, head.at - LEAD_SPAN) - 1, -1):
        lead = passage.heads.get(at)
        if lead is None:
            continue
        announced = lead.analysis.lemma == _ANNOUNCES and preposition is None
        if lead.form != "masdar" or not (announced or "light" in lead.cues):
            return None
        takes = f"light.{preposition}" in lead.cues or preposition is None
        actor = genitive(passage, at, passage.last) if takes else []
        return (lead, actor) if actor and actor[-1].last == behind else None
    return None
