"""What the verb around an event noun makes of it: its subject does it, plans it, attempts it."""

from schemas.event import Status
from streams.extract.actors.placing import ANSWERING
from streams.extract.clauses.articles import is_attended
from streams.extract.clauses.assertion import SUCCEEDS
from streams.extract.clauses.ideas import is_judged
from streams.extract.clauses.passage import Head, Passage
from streams.extract.clauses.presupposed import consults
from streams.extract.clauses.relations import prepositional
from streams.extract.event_nouns.driven import has_no_object
from streams.extract.event_nouns.possessors import is_of_others
from streams.extract.reporting.status import verb_status
from streams.extract.speech.blame import CALLING
from streams.extract.subjects.arguments import Arguments

MEANWHILE = frozenset({"خلال", "اثناء", "في", "عقب", "بعد", "قبيل", "بعيد"})
"""Prepositions of the circumstance in which something else is told."""
_GOVERNED = frozenset({None, "في", "ب", "الي", "عن"})
"""Prepositions that tie an event noun to its verb: may lead to clashes, might cause strikes."""
_SUBORDINATING = frozenset({"relative", "complementizer", "subordinator"})
_ANSWERS = frozenset({"ACCUSE", "REJECT"})
"""Types of what is done about the act of another."""
ANNOUNCED_SPAN = 12
"""Words between an announcement and the event noun that it announces."""


def governing_verb(passage: Passage, head: Head, arguments: dict[int, Arguments]) -> int | None:
    """Return the verb whose clause the noun stands in, None in a clause without a known verb."""
    if not arguments:
        return None
    for at in range(head.at - 1, passage.first - 1, -1):
        if at in arguments and not passage.in_aside(at, head.at):
            return at
        if not passage.words[at].classes.isdisjoint(_SUBORDINATING):
            return None
    return None


def carries(passage: Passage, head: Head, governor: int, preposition: str | None) -> bool:
    """Return whether the subject of the verb ``governor`` acts in the event noun after it.

    It does after a light verb (held talks), one that goes on (continued its strikes), an
    announcement or decision (announced the suspension), and in the circumstance of a meeting.
    """
    cues = passage.heads[governor].cues
    answered = preposition is None and _is_answered(passage, head)
    if cues & {"planned"} and preposition in {None, "ل"}:
        return not answered
    if f"light.{preposition}" in cues or (preposition in SUCCEEDS and "done" in cues):
        return True
    if preposition in MEANWHILE:
        fights = any(f.event_type == "ASSAULT" and f.mutual for _, fs in head.readings for f in fs)
        found = fights and prepositional(passage, head.at + 1, passage.reach(head.at), "مع")
        return bool(found) or (consults(head) and not is_of_others(passage, head))
    answers = preposition == "علي" and passage.keys[head.at - 2] in ANSWERING
    itself = preposition is None and has_no_object(passage.heads[governor])
    # In answer to the burning of, announced its refusal of: somebody else burns it.
    apart = answers or answered or itself or is_judged(passage, head.at, governor)
    if apart or preposition not in {None, "ب", "عن", "علي", "في"}:
        return False
    if cues & {"light", "aspect", "decision"} or is_attended(passage, head, governor):
        return True
    called = passage.heads[governor].analysis.lemma in CALLING  # called the bombing a crime
    return "report" in cues and not called and head.at - governor <= ANNOUNCED_SPAN


def _is_answered(passage: Passage, head: Head) -> bool:
    """Return whether the act right before the noun answers what another did: recording its raids.

    Not so one that only carries it on: widening its raids.
    """
    act = passage.heads.get(head.at - 1)
    if act is None or act.form != "masdar" or "light" in act.cues:
        return False
    return not act.event_types.isdisjoint(_ANSWERS)


def plan(
    passage: Passage, head: Head, governor: int | None, preposition: str | None
) -> Status | None:
    """Return what the governing verb makes of the noun: a plan, an attempt; None for a fact."""
    if governor is None:
        return None
    verb = passage.heads[governor]
    if verb.analysis.future or verb.cues & {"planned", "expected"}:
        return "planned"
    met = consults(head) and "AID" not in head.event_types  # sends envoys, sends medicine
    if met and preposition is None and "decision" in verb.cues:
        return "planned"  # decided to hold talks
    told = verb_status(passage, verb) if "light" in verb.cues else "actual"
    if told in {"negated", "planned"}:
        return told
    able = "possible" in verb.cues and verb.analysis.aspect == "perfect"
    held = verb.cues - {"failed"} if preposition is None else verb.cues  # the talks failed
    if held & {"intended", "attempted", "wished", "possible", "failed"} and not able:
        return "hypothetical"
    maybe = preposition in _GOVERNED and verb_status(passage, verb) == "hypothetical"
    return "hypothetical" if maybe else None
