"""Acts that an event noun only demands: its call on X to withdraw."""

from collections.abc import Mapping

from streams.extract.actors.phrases import Kind
from streams.extract.clauses.passage import Head, Passage
from streams.extract.subjects.arguments import Arguments

_REPRESSION = "175"
DEMAND_SPAN = 6
"""Words between a demand and what it is for, who is asked among them."""


def is_asked_for(passage: Passage, head: Head) -> bool:
    """Return whether the act is what a demand is for: repeated its call on X to withdraw."""
    for at in range(max(passage.first, head.at - DEMAND_SPAN), head.at):
        noun = passage.heads.get(at)
        if noun is not None and noun.form == "masdar" and "REQUEST" in noun.event_types:
            return True
    return False


def is_ordered(
    passage: Passage, head: Head, governor: int | None, arguments: Mapping[int, Arguments]
) -> bool:
    """Return whether somebody else is told to do the act: the court ordered Chad to stop."""
    if governor is None or "REQUEST" not in passage.heads[governor].event_types:
        return False
    told = (group[0] for group in arguments[governor].objects)
    return any(p.kind is Kind.ACTOR and p.code and p.first < head.at for p in told)


def is_sentence(
    passage: Passage, preposition: str | None, governor: int | None, fired: set[int]
) -> bool:
    """Return whether a verb has told the act itself as a verdict: sentenced him to detention."""
    if preposition != "ب" or governor is None or governor not in fired:
        return False
    verb = passage.heads[governor]
    return "light.ب" in verb.cues and "SANCTION" in verb.event_types


def is_broken_up(
    passage: Passage, head: Head, governor: int | None, arguments: Mapping[int, Arguments]
) -> bool:
    """Return whether the noun is a protest that the police of its land disperse: it was held."""
    if governor is None or "PROTEST" not in head.event_types:
        return False
    if all(frame.cameo != _REPRESSION for frame in passage.heads[governor].senses()):
        return False
    police = arguments[governor].subject
    lands = {p.code for p in passage.phrases if p.kind is Kind.PLACE and p.code}
    return bool(police) and police[0].sector == "COP" and lands <= {police[0].code}
