"""Whom an act is done to: the object of its verb or masdar, a place, what a pronoun means."""

from dataclasses import replace

from streams.extract.actors.phrases import Kind, NounPhrase, are_rivals
from streams.extract.clauses.groups import Group
from streams.extract.clauses.nationalities import adjectives
from streams.extract.clauses.passage import Head, Passage
from streams.extract.clauses.relations import prepositional, referent, region
from streams.extract.meetings.talks import behind_owner, takes_object
from streams.extract.speech.blame import involved, is_scene
from streams.extract.speech.crimes import is_done_to, names_victim
from streams.extract.speech.demands import addressee, demanded
from streams.extract.speech.patients import is_of_doer
from streams.extract.subjects.arguments import Arguments
from streams.extract.targets.addressees import enumerated
from streams.extract.targets.place_objects import place_object
from streams.extract.targets.pronouns import of_pronoun
from streams.extract.words.word import bare
from streams.lexicon.triggers import Frame

VISIT = "042"
_OBJECT_PRONOUNS = {"اياه": "3ms", "اياها": "3fs", "اياهم": "3mp"}
PHYSICAL = frozenset({"ASSAULT", "COERCE", "SANCTION", "RETREAT"})
_PLACED = frozenset({"ASSAULT", "COERCE", "CONSULT"})
"""Types whose object may be a place: a town is bombed, stormed, visited."""
_SEATS = frozenset({"مدينه", "عاصمه", "العاصمه", "اقليم", "جزيره", "مطار"})
_AFTER = frozenset({"بعد", "عقب", "اثر", "خلال", "بسبب", "خلفيه"})
"""Words behind which it is told why, or at what, somebody is held."""
_CHARGES = frozenset({"تهمه", "تهم", "شبهه", "اشتباه", "اتهام", "جريمه", "قضيه"})
_WRONGED = frozenset({"علي", "ضد", "من", "عن", "تجاه"})
"""Prepositions between what one is charged with and who suffered it."""
SHARED = 2
"""Nations that share a thing."""
PLACE_SPAN = 3
"""Words before the name of a place in which the kind of place stands."""
BLAMING = frozenset({"ACCUSE"})
ABOUT = frozenset({"ACCUSE", "SUPPORT", "REJECT", "ASSAULT", "COERCE", "SANCTION", "RETREAT"})
"""Types whose target may be told by what is its own: its policy, its positions, its crimes."""


def of_object(passage: Passage, head: Head, frame: Frame, arguments: Arguments) -> Group:
    """Return the object of the act ``head``: a side, whose a thing is, a place; empty if untold."""
    consults = frame.event_type == "CONSULT"
    if consults and head.form == "noun" and not takes_object(passage, head, arguments):
        return []  # the meeting of A (with) B only: in return for
    group = _of_nations(passage, _object(passage, head, arguments, consults=consults))
    group = group or of_pronoun(passage, head, frame, arguments)
    inflicted = frame.event_type != "ACCUSE" and is_of_doer(passage, frame, head.at + 1)
    if not group and head.form in {"masdar", "noun"} and not inflicted:
        group = _marked_object(passage, head, frame, arguments)
    visits = head.form == "verb" or frame.cameo == VISIT
    if not group and frame.event_type in _PLACED and visits:
        group = place_object(passage, arguments, head.at)
        if consults and not _is_host(passage, group):
            group = []
    if frame.event_type == "REQUEST" and (asked := addressee(passage, head, arguments)):
        return asked
    if not arguments.objects:
        return group
    first = arguments.objects[0][0].first
    if frame.event_type == "REQUEST":
        start = demanded(passage, head, arguments.end)
        if start is not None and start < first:  # the objects belong to what is demanded
            return group if head.analysis.enclitic else []
        listed = enumerated(passage, first, arguments.end)
        group = listed if len(listed) > len(group) else group
    if group or frame.event_type not in ABOUT:
        return group
    blamed, near = is_of_doer(passage, frame, first), frame.event_type in PHYSICAL
    found = involved(passage, first, blamed=blamed, near=near)
    person = frame.domestic and "persons" in passage.words[first].noun_classes
    elsewhere = bool(found) and found[0].preposition in {"ل", "الي"} and found[0].sector != "CVL"
    elsewhere = elsewhere or (frame.domestic and bool(found) and _wronged(passage, first, found[0]))
    return [] if person and found and (found[0].local or elsewhere) else found


def _wronged(passage: Passage, first: int, named: NounPhrase) -> bool:
    """Return whether ``named`` belongs to why those at ``first`` are held: for fraud on, after."""
    between = passage.keys[first + 1 : named.first]
    if not _AFTER.isdisjoint(between):
        return True
    charged = any(bare(key.removeprefix("ب")) in _CHARGES for key in between)
    return charged and named.preposition in _WRONGED


def _of_nations(passage: Passage, group: Group) -> Group:
    """Return ``group``, of a thing that nations share once for each of them: American British."""
    thing = group[0] if len(group) == 1 else None
    if thing is None or not thing.generic:
        return group  # most objects
    nation = next((p for p in passage.between(thing.first, thing.last + 1) if p.code), None)
    if nation is None or nation.kind is not Kind.ATTRIBUTE:
        return group
    nations = adjectives(passage, nation.first - 1, passage.last)
    if len(nations) < SHARED or nations[0] is not nation:
        return group
    return [replace(thing, first=p.first, last=p.last, code=p.code, name=p.name) for p in nations]


def _is_host(passage: Passage, group: Group) -> bool:
    """Return whether a place is one that is visited for its rulers: a capital, a city."""
    first = group[0].first if group else 0
    return any(key in _SEATS for key in passage.keys[max(first - PLACE_SPAN, 0) : first])


def _marked_object(passage: Passage, head: Head, frame: Frame, arguments: Arguments) -> Group:
    """Return the object of an event noun that a preposition marks (criticism of, to, against)."""
    first = behind_owner(head, arguments)
    accuses = frame.event_type == "ACCUSE"
    start = region(passage, first, arguments.end, "ل") if accuses else None
    for preposition in ("ل", "إلى", "ضد", "على"):
        group = prepositional(passage, first, arguments.end, preposition)
        if group and (start is None or group[0].first <= start + 1):
            return group
    if accuses:
        return [] if start is None else involved(passage, start, blamed=True)
    if frame.event_type not in PHYSICAL:
        return []
    for preposition in ("ل", "على"):  # its shelling of the house of, the raid on a town of
        start = region(passage, first, arguments.end, preposition)
        if start is not None and (group := involved(passage, start, blamed=False, near=True)):
            return group
    return []


def _object(passage: Passage, head: Head, arguments: Arguments, *, consults: bool) -> Group:
    """Return the object: a noun phrase, or what a pronoun on or after the verb means."""
    subject = arguments.subject[0] if arguments.subject else None
    following = passage.keys[head.at + 1 : head.at + 2]
    if following and following[0] in _OBJECT_PRONOUNS:
        return referent(passage, head.at, _OBJECT_PRONOUNS[following[0]], subject)
    if head.analysis.enclitic and head.form == "verb":
        return referent(passage, head.at, head.analysis.enclitic, subject)
    if consults:
        others = (g for g in arguments.objects if g[0].code is not None)
        return next((g for g in others if _is_other(g[0], subject)), [])
    if not arguments.objects or arguments.objects[0][0].kind is Kind.UNKNOWN:
        return []
    first = arguments.objects[0][0]
    if first.generic and (
        is_scene(passage, first.first)
        or names_victim(passage, first.first)
        or (len(arguments.objects) == 1 and is_done_to(passage, first.first))
    ):
        return []  # the bombing of a city: who suffered it, not who did it
    return arguments.objects[0]


def _is_other(phrase: NounPhrase, subject: NounPhrase | None) -> bool:
    """Return whether a phrase is another side than who meets it."""
    return subject is None or phrase.code != subject.code or are_rivals(phrase, subject)
