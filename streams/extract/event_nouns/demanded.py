"""Acts that an event noun only demands: its call on X to withdraw."""

from streams.extract.clauses.passage import Head, Passage

DEMAND_SPAN = 6
"""Words between a demand and what it is for, who is asked among them."""


def is_asked_for(passage: Passage, head: Head) -> bool:
    """Return whether the act is what a demand is for: repeated its call on X to withdraw."""
    for at in range(max(passage.first, head.at - DEMAND_SPAN), head.at):
        noun = passage.heads.get(at)
        if noun is not None and noun.form == "masdar" and "REQUEST" in noun.event_types:
            return True
    return False
