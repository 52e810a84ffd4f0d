"""Subjects that Arabic leaves out: whether one is, and whose doings its verb goes on to tell."""

from streams.extract.actors.phrases import Kind, NounPhrase
from streams.extract.clauses.decided import is_wanted, wants_object
from streams.extract.clauses.groups import Group, agrees, is_act
from streams.extract.clauses.passage import Head, Passage
from streams.extract.clauses.presupposed import consults
from streams.extract.subjects.echoed import is_echoed
from streams.extract.subjects.speaking import speaks_up
from streams.extract.subjects.utterances import UTTERANCES
from streams.extract.subjects.written_objects import does_it
from streams.extract.words.function_words import WHERE

OPENING_SPAN = 8
"""Words of the circumstance that may open a clause before its verb."""
_LAYING = "blame"
"""Frames of verbs with two objects of which one is a noun: laid the responsibility on."""
_MEETING = frozenset({"ب", "مع"})
_FINDING = "investigation"
"""Class of acts that tell something themselves: an inquiry found that."""
_ENVOYS = frozenset({"سفير", "سفيره", "سفراء", "قنصل", "دبلوماسيين", "دبلوماسي", "ملحق", "قايم"})
"""Heads of those whom states send home, and who send nobody home."""
_SINCE = "اذ"
_JOINING = frozenset({"كما", "و", "ثم", "بل"})
"""Words behind which the running subject goes on, as behind an "and" written onto the verb."""
_WITHIN = frozenset({"خلالها", "خلاله", "اثناءها", "اثناءه"})


def is_dropped(  # noqa: C901, PLR0911, PLR0912
    passage: Passage, head: Head, after: list[Group], running: Group, *, resumed: bool
) -> bool:
    """Return whether the first phrase after a verb is its object, the subject being understood."""
    first = after[0][0]
    if does_it(passage, head, first):
        return False  # whom the militia burnt: the pronoun is the object already
    if (first.kind is Kind.PLACE and first.generic) or _is_accusative(passage, first):
        return True  # a town of ...: no actor names itself so
    if running and _is_oblique(passage, first) and wants_object(head):
        return True
    if _goes_on_within(passage, head, after, running) or _carries(passage, head, first):
        return True
    if first.head in UTTERANCES and passage.words[first.first].definite:
        return False  # the statement condemned
    if not agrees(head.analysis.gender, first):
        return not _announces(head, first) and (resumed or not _is_she(passage, head, after))
    joined = _is_joined(passage, head) or _meets_there(passage, head, first)
    joined = joined or _explains(passage, head, first, running)
    carries_on = joined and bool(running) and wants_object(head)
    if running and _has_its_object(passage, head, first):
        return agrees(head.analysis.gender, running[0])
    if first.kind is Kind.WORLD and carries_on:
        return True
    if _is_mere_act(passage, head, first):
        return True
    if not carries_on or first.nominative or speaks_up(passage, head, first):
        return False
    if first.head in _ENVOYS and "SANCTION" in head.event_types:
        return running[0].code != first.code and agrees(head.analysis.gender, running[0])
    beside = (group[0] for group in after[1:])
    if not all(_completes(passage, head, p) or _is_asked(passage, head, p) for p in beside):
        return False
    if first.kind is Kind.UNKNOWN and not first.role:
        return agrees(head.analysis.gender, running[0])
    if first.role and not first.plural and head.at == passage.first and _speaks(head):
        return False  # a minister who opens the sentence threatens himself
    if running[0].code == first.code or not agrees(head.analysis.gender, running[0]):
        return False
    return (resumed or first.kind is Kind.ACTOR) and not _is_again(first, running[0])


def _is_joined(passage: Passage, head: Head) -> bool:
    return passage.words[head.at].conjoined or passage.keys[head.at - 1] in _JOINING


def _has_its_object(passage: Passage, head: Head, first: NounPhrase) -> bool:
    """Return whether a verb that goes on has the noun behind it as its object: and proposed talks.

    Not so a light verb: "and talks were held between" is spelt like "and it held talks".
    """
    goes_on_so = _is_joined(passage, head) or passage.keys[head.at - 1] == WHERE
    return goes_on_so and "light.object" not in head.cues and is_wanted(passage, head, first)


def _is_mere_act(passage: Passage, head: Head, first: NounPhrase) -> bool:
    """Return whether a phrase is an act, which does nothing itself: no inquiry, no echo of it."""
    if first.role or not (first.kind is Kind.UNKNOWN or first.generic):
        return False
    if not is_act(passage, first.first) or is_echoed(passage, head, first):
        return False
    return not ("report" in head.cues and _FINDING in passage.words[first.first].noun_classes)


def _is_again(phrase: NounPhrase, running: NounPhrase) -> bool:
    """Return whether ``phrase`` names the running subject again by its head alone: the court."""
    return phrase.role and phrase.last == phrase.first + 1 and phrase.head == running.head


def shows_several(passage: Passage, head: Head, first: NounPhrase) -> bool:
    """Return whether a verb shows that several do it: ``first`` behind it is not its subject.

    Some write it so before a subject in the nominative, or the singular of a weak verb (يدعوا).
    """
    verbs = passage.words[head.at].verbs
    if not verbs or first.nominative or any(a.person != 3 or a.number == "s" for a in verbs):
        return False
    singular = passage.keys[head.at].endswith("وا") and head.analysis.aspect == "imperfect"
    before = passage.word(head.at - 1)
    return not singular or (before is not None and before.has("negator", "complementizer"))


def _completes(passage: Passage, head: Head, phrase: NounPhrase) -> bool:
    """Return whether a phrase is the noun that a frame of the verb wants: (laid) the blame on."""
    if phrase.kind is not Kind.UNKNOWN:
        return False
    classes = passage.words[phrase.first].noun_classes
    frames = [f for _, found in head.readings for f in found if "object" in f.roles]
    return any(f.complement in classes and f.id.startswith(_LAYING) for f in frames)


def _carries(passage: Passage, head: Head, first: NounPhrase) -> bool:
    """Return whether a joined light verb has its event noun behind it: and (she) held talks."""
    word = passage.words[first.first]
    if "light.object" not in head.cues or not passage.words[head.at].conjoined or word.definite:
        return False
    if first.kind is not Kind.UNKNOWN or first.first > head.at + 1 or first.role:
        return False
    # "And talks were held between" is spelt alike.
    return bool(word.noun_frames) and "بين" not in passage.keys[first.last : passage.reach(head.at)]


def _is_asked(passage: Passage, head: Head, phrase: NounPhrase) -> bool:
    """Return whether a phrase is what the verb asks for beside whom: implored X (for) calm."""
    asks = phrase.kind is Kind.UNKNOWN and "REQUEST" in head.event_types
    return asks and is_act(passage, phrase.first)


def _explains(passage: Passage, head: Head, first: NounPhrase, running: Group) -> bool:
    """Return whether a verb behind "since" says how the subject before it did what it did."""
    if passage.keys[head.at - 1] != _SINCE or first.role or not running:
        return False
    return running[0] in passage.between(passage.first, head.at)


def _meets_there(passage: Passage, head: Head, met: NounPhrase) -> bool:
    """Return whether ``met`` is whom a traveller meets where he goes: to Rabat, where he met."""
    if passage.keys[head.at - 1] != WHERE or head.analysis.enclitic:
        return False
    if head.event_types != {"CONSULT"}:
        return False
    beside = passage.between(met.last, met.last + 2)
    return not any(p.preposition in _MEETING for p in beside)  # where the king met with


def _announces(head: Head, first: NounPhrase) -> bool:
    """Return whether a country right behind a verb of saying can only be its subject.

    States of masculine name are told as feminine too: Sudan (she) decided.
    """
    state = first.kind is Kind.ACTOR and (first.entity or "").startswith("country:")
    says = not head.cues.isdisjoint({"report", "decision"}) and not wants_object(head)
    return state and says and first.first == head.at + 1


def _goes_on_within(passage: Passage, head: Head, after: list[Group], running: Group) -> bool:
    """Return whether a verb tells what the running subject did meanwhile: a visit, met in it X."""
    following = passage.word(head.at + 1)
    if following is None or following.key not in _WITHIN or not running:
        return False
    first, second = running[0], after[1][0] if len(after) > 1 else None
    if second is not None and second.code is not None:
        return False
    met = after[0][0]
    other = first.code is not None and met.code not in {None, first.code}
    return other and agrees(head.analysis.gender, first) and wants_object(head)


def _speaks(head: Head) -> bool:
    """Return whether a verb demands or threatens."""
    return head.event_types == {"THREATEN"} or "REQUEST" in head.event_types


def _is_she(passage: Passage, head: Head, after: list[Group]) -> bool:
    """Return whether a state of masculine name is told as a feminine one: Sudan (she) expelled.

    Where nobody else can be meant: the verb opens its sentence and has an object besides, or none.
    """
    first = after[0][0]
    return (
        head.analysis.gender == "f"
        and (first.entity or "").startswith("country:")
        and first.first == head.at + 1
        and not first.role
        and (len(after) > 1 or not wants_object(head))
        and head.at == passage.first
        and not passage.words[head.at].conjoined
    )


def _is_accusative(passage: Passage, phrase: NounPhrase) -> bool:
    """Return whether a noun of no actor shows the ending of an object: no subject ends in it."""
    key = passage.keys[phrase.first]
    if phrase.kind is not Kind.UNKNOWN or phrase.role or passage.words[phrase.first].nameless:
        return False
    return len(key) > 3 and key.endswith("ا") and not key.endswith("يا")


def _is_oblique(passage: Passage, phrase: NounPhrase) -> bool:
    """Return whether a plural of men shows the ending of an object: accused the putschists of."""
    word, then = passage.words[phrase.first], passage.word(phrase.last)
    men = phrase.plural and phrase.last == phrase.first + 1 and word.definite
    objects = men and not word.clitic and word.key.endswith("ين")
    # Else the subject may stand behind the object: led the worshippers the imam.
    return objects and then is not None and (then.clitic != "" or then.has("preposition"))


def goes_on(passage: Passage, start: int, at: int) -> bool:
    """Return whether a journey goes on behind a circumstance: and after Cairo he travels to.

    Only what prepositions govern, and times, stands between ``start`` and the verb at ``at``.
    """
    head = passage.heads[at]
    if not consults(head) or not 0 < at - start <= OPENING_SPAN:
        return False
    first = passage.words[start]
    if not first.has("preposition", "time", "mark") and not first.clitic:
        return False
    governed = False
    for place in range(start, at):
        word, phrase = passage.words[place], passage.covered.get(place)
        governed = word.has("preposition", "time") or bool(word.clitic) or governed
        if phrase is not None and phrase.preposition is None:
            return False
        if word.content and not governed:
            return False
    return governed
