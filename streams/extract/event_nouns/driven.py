"""Who acts because something made him, or sets about it: drove X to recall, took steps to."""

from streams.extract.actors.phrases import Kind
from streams.extract.clauses.groups import Group, group_at
from streams.extract.clauses.passage import Head, Passage
from streams.extract.clauses.relations import governing_preposition, referent
from streams.extract.reporting.status import verb_status
from streams.extract.subjects.arguments import Arguments
from streams.extract.words.word import bare

DRIVEN_SPAN = 12
"""Words between a verb of driving and the act to which somebody is driven."""
_DRIVES = {"دفع": "الي", "اضطر": "الي", "حدا": "الي", "قاد": "الي",
           "حمّل": "علي", "أجبر": "علي", "أرغم": "علي"}  # fmt: skip
"""Verbs that make another act -> the preposition before what they make him do."""

_ITSELF = frozenset({"توقّف", "استمر", "كف", "امتنع"})
"""Verbs of going on and ending: an act right behind them is their subject, no object."""

STEPS_SPAN = 3
"""Words from the steps that somebody takes to what he takes them for."""
SET_ABOUT_SPAN = 10
"""Words from a verb of setting about something to what it is."""
_STEPS = frozenset({"اجراءات", "خطوات", "تحركات", "ترتيبات", "تحضيرات", "استعدادات"})
_SETS_ABOUT = frozenset({"بدأ", "باشر", "اتخذ", "شرع", "قرّر", "أعلن", "استكمل", "واصل"})
_PREPARED = frozenset({"SANCTION", "RETREAT", "COERCE", "ACCUSE"})
"""Types of what takes steps of a state before it is done."""


def set_about(
    passage: Passage, head: Head, governor: int, arguments: dict[int, Arguments]
) -> Group:
    """Return who takes the first steps to what ``head`` tells: began procedures to sue."""
    if passage.words[head.at].clitic != "ل" or head.event_types.isdisjoint(_PREPARED):
        return []
    verb, near = passage.heads[governor], head.at - STEPS_SPAN
    if verb.analysis.lemma not in _SETS_ABOUT or head.at - governor > SET_ABOUT_SPAN:
        return []
    steps = any(bare(key) in _STEPS for key in passage.keys[max(near, governor) : head.at])
    told = steps and verb_status(passage, verb) in {"actual", "planned"}
    return arguments[governor].subject if told else []


def has_no_object(verb: Head) -> bool:
    """Return whether a verb of going on or ending is told of the act itself: the attacks stop."""
    return verb.analysis.lemma in _ITSELF


def driven(passage: Passage, head: Head, governor: int) -> Group:
    """Return whom the verb at ``governor`` drove to do what ``head`` tells; nobody elsewhere.

    He stands between the two as its object, or is meant by its pronoun.
    """
    verb = passage.heads[governor]
    wanted = _DRIVES.get(verb.analysis.lemma)
    if wanted is None or verb.analysis.aspect != "perfect" or "REQUEST" in head.event_types:
        return []
    if head.at - governor > DRIVEN_SPAN or governing_preposition(passage, head.at) != wanted:
        return []
    if passage.keys[head.at - 1] != wanted or verb_status(passage, verb) != "actual":
        return []
    if verb.analysis.enclitic and head.at - governor == 2:
        return referent(passage, governor, verb.analysis.enclitic, None)
    told = passage.covered.get(head.at - 2)
    if told is None or told.kind is not Kind.ACTOR or told.preposition not in {None, "ب"}:
        return []
    between = passage.between(governor + 1, head.at - 1)
    first = next((p for p in between if p.free and p.kind is Kind.ACTOR), told)
    return group_at(passage, first)
