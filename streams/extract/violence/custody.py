"""Arrests that do not tell who made them: the authorities of the land where they were made did."""

from streams.extract.actors.phrases import Kind, NounPhrase
from streams.extract.clauses.agents import agent_behind
from streams.extract.clauses.groups import Group, group_at
from streams.extract.clauses.passage import Passage
from streams.extract.clauses.relations import beside
from streams.extract.subjects.attempt import Attempt

ARREST = "173"
_TRIAL = "try"
BEGUN_SPAN = 6
"""Words between "began" and the trial that began."""
_THROWS = "ألقى"
"""Its passive is spelt alike: (they) seized, were seized."""
SEAT_SPAN = 3
"""Words between "in" and the name of a place: the Kenyan capital Nairobi."""
_HELD = frozenset({"CVL", "MED", "OPP", "NGO", "REL", "LEG", "PTY", "BUS", "EDU"})
"""Sectors of those who arrest, try and expel nobody."""
_TRIED_AT_HOME = frozenset({"GOV", "LEG", "OPP", "PTY"})
"""Sectors of those whom the courts of their own land try, where the text names no other."""
_OPERATIONS = frozenset({"operation", "cooperation", "effort"})
OPERATION_SPAN = 16
"""Words between an operation and the arrest that it led to."""
PLACE_SPAN = 16
"""Words after an arrest in which the place where it was made is told."""


def authorities(attempt: Attempt) -> Group:
    """Return who made the arrest: by whom it is told to be made, else those of the place."""
    passage = attempt.passage
    if attempt.frame.id.startswith("expel") and attempt.head.form == "masdar":
        return _expellers(attempt)
    if not _is_arrest(attempt):
        return []
    for at in range(attempt.at + 1, min(passage.last - 1, attempt.at + PLACE_SPAN)):
        if (phrase := agent_behind(passage, at)) is not None:
            return group_at(passage, phrase)
    if by := _operating(passage, attempt.at):
        return by
    land = _land(passage, attempt.at + 1)
    if land is None and (_is_untold_arrest(attempt) or _begins(attempt)):
        land = _scene(passage, attempt.at)
    return [land] if land is not None else []


def _expellers(attempt: Attempt) -> Group:
    """Return the state that people of another are sent away from: the deportation of Malians from.

    People of the place itself are driven out by somebody else.
    """
    end = min(attempt.arguments.end, attempt.at + PLACE_SPAN)
    told = [p for p in attempt.passage.between(attempt.at + 1, end) if p.code]
    left = next((p for p in told if p.preposition == "من"), None)
    if left is None or all(p is left or p.code == left.code for p in told):
        return []
    return [left.as_actor(left.code, "GOV")]


def holders(attempt: Attempt) -> Group:
    """Return who acts on those that stand as the subject: were arrested in Chad, expelled from.

    They are people, and nothing behind them can be an object: the verb is a passive.
    """
    subject = attempt.arguments.subject
    if attempt.head.analysis.enclitic or (subject and not _are_held(attempt)):
        return []
    passage, convicts = attempt.passage, attempt.frame.mode == "convict"
    end = min(attempt.arguments.end, attempt.at + PLACE_SPAN)
    for at in range(attempt.at + 1, min(passage.last - 1, end)):
        if (phrase := agent_behind(passage, at)) is not None:
            return group_at(passage, phrase)
    behind = [p for p in passage.between(attempt.at + 1, end) if p.code and p not in subject]
    if convicts and (courts := [p for p in behind if p.sector == "JUD"]):
        return courts[:1]
    if attempt.frame.mode == "expel":
        return [p.as_actor(p.code, "GOV") for p in behind if p.preposition == "من"][:1]
    land = _land(passage, attempt.at + 1)
    if land is None and convicts:
        land = next((p for p in behind if p.sector in _TRIED_AT_HOME), None)
    return [land.as_actor(land.code, "JUD" if convicts else "COP")] if land is not None else []


def _are_held(attempt: Attempt) -> bool:
    """Return whether people stand as the subject of a verb that has no object."""
    arguments = attempt.arguments
    if arguments.rule not in {"vso", "svo", "relative"}:
        return False
    envoys = {"ambassador", "diplomats", "persons"} if attempt.frame.mode == "expel" else set()
    for phrase in arguments.subject:
        sent = attempt.passage.words[phrase.first].noun_classes & envoys
        if phrase.kind is not Kind.ACTOR or not (phrase.sector in _HELD or sent or phrase.person):
            return False
    named = arguments.subject[-1].last
    return all(g[0].kind is Kind.UNKNOWN and g[0].first == named for g in arguments.objects)


def _is_arrest(attempt: Attempt) -> bool:
    frame = attempt.frame
    if attempt.head.form == "participle" or _is_held_by_thing(attempt):
        return False
    held = frame.domestic or frame.id.startswith("break-up")
    return held and frame.cameo == ARREST and frame.event_type == "COERCE"


def _is_held_by_thing(attempt: Attempt) -> bool:
    """Return whether a headline has a thing before its verb, that keeps people: a fire holds."""
    passage, at = attempt.passage, attempt.at
    if attempt.head.form != "verb" or passage.field != "title" or at == passage.first:
        return False
    before = passage.words[at - 1]
    return at - 1 == passage.first and before.content and not before.definite


def _operating(passage: Passage, at: int) -> Group:
    """Return whose operation the arrest at ``at`` came of: one of A and B resulted in."""
    if passage.keys[at - 1] not in {"عن", "الي"}:
        return []
    for place in range(at - 2, max(passage.first, at - OPERATION_SPAN) - 1, -1):
        if passage.words[place].boundary:
            return []
        if not passage.words[place].noun_classes.isdisjoint(_OPERATIONS):
            roles = ("between", "genitive", "prep:ل", "adjective")
            return next((g for role in roles if (g := beside(passage, place, at, role))), [])
    return []


def _leads_on(passage: Passage, at: int) -> bool:
    """Return whether the word at ``at`` begins what the arrested did or meant to do: to join."""
    word = passage.words[at]
    act = word.clitic == "ل" and any(a.pos == "masdar" for a in word.nouns)
    return act or word.boundary or passage.is_verb(at)


def _land(passage: Passage, first: int) -> NounPhrase | None:
    """Return the authorities of the first place that is told after ``first``: in Berlin."""
    end = min(passage.last, first + PLACE_SPAN)
    end = next((at for at in range(first, end) if _leads_on(passage, at)), end)
    for phrase in passage.between(first, end):
        if phrase.code is None:
            continue
        if phrase.role and "في" in passage.keys[phrase.first : phrase.last]:
            return phrase.as_actor(phrase.code, "COP")  # activists in Chad
        if phrase.role or phrase.sector == "CVL":
            continue
        near = passage.words[max(first, phrase.first - SEAT_SPAN) : phrase.first]
        inside = phrase.kind is Kind.PLACE or any(word.has("locative") for word in near)
        if inside and phrase.preposition in {"في", None, "ب"}:
            return phrase.as_actor(phrase.code, "COP")
    return None


def _scene(passage: Passage, at: int) -> NounPhrase | None:
    """Return the authorities of the one place that the sentence names before an arrest."""
    places = [p for p in passage.between(passage.first, at) if p.kind is Kind.PLACE and p.code]
    if len({p.code for p in places}) != 1:
        return None
    last = places[-1]
    before = passage.word(last.first - 1)
    inside = last.preposition in {"في", "ب"} or (before is not None and before.has("place"))
    inside = inside or (last.first == passage.first and passage.keys[last.last] == ":")
    return last.as_actor(last.code, "COP") if inside else None


def _is_untold_arrest(attempt: Attempt) -> bool:
    """Return whether an arrest has no verb that would have its actor beside it."""
    if not attempt.frame.id.startswith("arrest"):
        return False
    return attempt.head.form != "verb" or attempt.head.analysis.lemma == _THROWS


def _begins(attempt: Attempt) -> bool:
    """Return whether a trial is told to begin or to go on: (in Paris) began the trial of."""
    passage, at = attempt.passage, attempt.at
    if attempt.frame.id != _TRIAL or attempt.head.form != "masdar":
        return False
    before = (passage.heads.get(k) for k in range(max(passage.first, at - BEGUN_SPAN), at))
    return any(h is not None and h.form == "verb" and "aspect" in h.cues for h in before)
