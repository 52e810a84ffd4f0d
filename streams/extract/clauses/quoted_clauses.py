"""Verbs that open the words of another: the observatory said "fighters abducted ..."."""

from streams.extract.clauses.passage import Head, Passage
from streams.normalize import CLOSE, OPEN

SCARE_SPAN = 3
"""Words within quotation marks that are a term, no clause."""


def opens_speech(passage: Passage, head: Head) -> bool:
    """Return whether the verb is the first word of what a verb before it reports, in quotes.

    Who speaks is then no subject of what he tells.
    """
    at = head.at
    if at == passage.first or passage.keys[at - 1] != OPEN:
        return False
    if CLOSE in passage.keys[at + 1 : at + 1 + SCARE_SPAN]:
        return False
    return any("report" in passage.heads[other].cues for other in passage.order if other < at - 1)
