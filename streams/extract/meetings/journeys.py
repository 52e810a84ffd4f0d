"""What journeys are for and where they lead: left for talks with, a tour that takes him to."""

from streams.extract.actors.phrases import Kind, NounPhrase
from streams.extract.clauses.groups import Group, group_at
from streams.extract.clauses.passage import Head, Passage
from streams.extract.clauses.presupposed import consults
from streams.extract.reporting.status import verb_status

ERRAND_SPAN = 30
"""Words between a verb of travel and what one travels for."""
ITINERARY_SPAN = 12
"""Words between a tour and the verb that says where it leads."""
PLACE_SPAN = 7
"""Words after a kind of place in which its country stands."""
STOP_SPAN = 4
"""Words between that verb, or one stop, and the next stop."""
INVITED_SPAN = 5
"""Words between an invitation and the visit that it is to."""
_ERRAND = frozenset({"ل", "بهدف", "بغيه"})
_PURPOSES = frozenset({"بهدف", "وبهدف", "بغيه", "وبغيه", "اجل"})
_TRAVEL = frozenset({"visit", "arrive", "head-for", "send-envoy", "send-envoy+delegation", "enter"})
"""Frames of the verbs of travel."""
_WISHED = frozenset({"invitation", "demand", "proposal", "plan"})
_NO_GUESTS = frozenset({"MED", "CVL", "MIL", "OPP", "REB"})
NEUTRAL = frozenset({"CHE", "AUT", "USA", "BEL"})
"""Countries where others meet: who talks in Geneva or New York does not talk with the Swiss."""
_LEADS = frozenset(
    {"تشمل", "شملت", "وتشمل", "ستشمل", "يشمل", "تقوده", "قادته", "ستقوده", "تقودها", "قادتها",
     "ستقودها", "تاخذه", "تاخذها", "تتضمن", "تضم", "يزور", "تزور", "سيزور", "زار"}
)  # fmt: skip
"""Verbs that say where a tour leads, as they are written after it."""

_TOPICS = frozenset({"بشان", "حول", "بخصوص", "ازاء", "حيال", "لبحث", "لمناقشه"})
"""Words that open what a meeting is about."""


def is_errand(passage: Passage, head: Head, preposition: str | None) -> bool:
    """Return whether ``head`` is a meeting or talks told as a purpose: to meet, for talks with."""
    if not consults(head):
        return False
    before = passage.word(head.at - 1)
    if before is not None and not before.noun_classes.isdisjoint(_WISHED):
        return False  # got an invitation to visit
    return preposition in _ERRAND or (before is not None and before.key in _PURPOSES)


def traveller(passage: Passage, head: Head) -> Head | None:
    """Return the verb of the journey whose purpose the event noun ``head`` is.

    None where nobody travels, or where the journey itself is only wished for or denied.
    """
    for at in range(head.at - 1, max(passage.first, head.at - ERRAND_SPAN) - 1, -1):
        other = passage.heads.get(at)
        if other is None or other.form != "verb":
            if passage.words[at].boundary:
                return None
            continue
        if any(f.id in _TRAVEL for _, frames in other.readings for f in frames):
            return other if verb_status(passage, other) in {"actual", "planned"} else None
        if other.readings:
            return None
    return None


def itinerary(passage: Passage, at: int, end: int) -> Group:
    """Return where the tour at ``at`` leads: a tour that takes him to A and B."""
    for place in range(at + 1, min(passage.last, at + ITINERARY_SPAN)):
        if passage.keys[place] in _LEADS:
            return _stops(passage, place + 1, passage.last)
        if passage.words[place].boundary and not passage.words[place].has("relative"):
            break
    return _stops(passage, at + 1, end, within=True)


def visited(passage: Passage, at: int) -> Group:
    """Return whose land the invitation at ``at`` is to: to visit Moscow, by Russia."""
    for place in range(at + 1, min(passage.last - 1, at + INVITED_SPAN)):
        head = passage.heads.get(place)
        if head is None or not consults(head):
            continue
        phrase = passage.covered.get(place + 1)
        named = phrase is not None and phrase.code is not None and not phrase.role
        return [phrase] if phrase is not None and named else []
    return []


def destination(passage: Passage, start: int, end: int) -> Group:
    """Return in whose country the place at ``start`` is: the airport of, the Ethiopian capital."""
    if not (passage.words[start].has("place") or "place" in passage.words[start].noun_classes):
        return []
    for phrase in passage.between(start + 1, min(end, start + PLACE_SPAN)):
        if phrase.kind is Kind.UNKNOWN:
            continue  # King Khalid airport in
        return [phrase] if phrase.code is not None else []
    return []


def venue(passage: Passage, at: int, end: int, guests: Group) -> Group:
    """Return in whose country a guest does what the verb at ``at`` tells: talks in Cairo."""
    guest = guests[0] if len(guests) == 1 else None
    if guest is None or guest.code is None or not _travels(passage, guest):
        return []
    for phrase in passage.between(at + 1, end):
        if phrase.kind is not Kind.PLACE or phrase.code in {None, guest.code, *NEUTRAL}:
            continue
        if not (phrase.town or _TOPICS.isdisjoint(passage.keys[at + 1 : phrase.first])):
            return []  # talks on the war in Ethiopia: held anywhere
        within = phrase.preposition == "في" or (phrase.preposition == "ب" and phrase.town)
        if within or passage.words[phrase.first - 1].has("place"):
            return [p for p in group_at(passage, phrase) if p.code not in {guest.code, *NEUTRAL}]
    return []


def _travels(passage: Passage, guest: NounPhrase) -> bool:
    """Return whether who does something in a place has come there for it: an envoy, a minister.

    No committee of some group has, nor a delegation that takes part in something else there,
    nor an envoy where he is posted.
    """
    if not guest.role or guest.preposition is not None or guest.sector in _NO_GUESTS:
        return False
    if guest.post is not None:
        return False
    following = passage.word(guest.last)
    qualified = following is not None and following.definite and guest.last not in passage.covered
    return not qualified


def is_call(passage: Passage, visited: list[Group]) -> bool:
    """Return whether one visits people and no place: those of one's own, a family, the sick."""
    first = visited[0][0] if visited else None
    if first is None:
        return False
    heads = (passage.words[group[0].first] for group in visited)
    people = any(not head.noun_classes.isdisjoint({"persons", "casualties"}) for head in heads)
    return people or (first.kind is Kind.ACTOR and first.role)


def _stops(passage: Passage, first: int, end: int, *, within: bool = False) -> Group:
    """Return the states named one after the other from ``first`` on."""
    found: Group = []
    for phrase in passage.between(first, end):
        if phrase.first > (found[-1].last if found else first) + STOP_SPAN:
            break
        if not _is_stop(phrase, within=within and not found):
            if found:
                break
            continue
        found += [p for p in group_at(passage, phrase) if p not in found]
    return found


def _is_stop(phrase: NounPhrase, *, within: bool) -> bool:
    """Return whether a phrase is a state or town that a tour leads to."""
    if phrase.kind not in {Kind.ACTOR, Kind.PLACE} or phrase.code is None or phrase.role:
        return False
    return not within or phrase.preposition in {"في", "الي"}
