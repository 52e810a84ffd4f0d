"""Arrests that do not tell who made them: the authorities of the land where they were made did."""

from streams.extract.actors.phrases import Kind, NounPhrase
from streams.extract.clauses.agents import agent_behind
from streams.extract.clauses.groups import Group, group_at
from streams.extract.clauses.passage import Passage
from streams.extract.subjects.attempt import Attempt
from streams.extract.targets.roles import Filled
from streams.extract.violence.struck import struck_side

ARREST = "173"
_TRIAL = "try"
BEGUN_SPAN = 6
"""Words between "began" and the trial that began."""
_THROWS = "ألقى"
"""Its passive is spelt alike: (they) seized, were seized."""
SEAT_SPAN = 3
"""Words between "in" and the name of a place: the Kenyan capital Nairobi."""
PLACE_SPAN = 16
"""Words after an arrest in which the place where it was made is told."""


def authorities(attempt: Attempt) -> Group:
    """Return who made the arrest: by whom it is told to be made, else those of the place."""
    passage = attempt.passage
    if not _is_arrest(attempt):
        return []
    for at in range(attempt.at + 1, min(passage.last - 1, attempt.at + PLACE_SPAN)):
        if (phrase := agent_behind(passage, at)) is not None:
            return group_at(passage, phrase)
    land = _land(passage, attempt.at + 1)
    if land is None and (_is_untold_arrest(attempt) or _begins(attempt)):
        land = _scene(passage, attempt.at)
    return [land] if land is not None else []


def arrested(attempt: Attempt) -> tuple[Group, Filled] | None:
    """Return who arrested and who was arrested where citizens stand in the place of the subject.

    Citizens arrest nobody: the verb is a passive.
    """
    sources = attempt.sources
    if attempt.head.form != "verb" or attempt.arguments.rule not in {"vso", "svo", "relative"}:
        return None
    if not sources or any(p.sector not in {"CVL", "MED"} for p in sources):
        return None
    if any(p.code for group in attempt.arguments.objects for p in group):
        return None
    agents = [p for p in authorities(attempt) if p not in sources]
    return (agents, Filled(tuple(sources), "arrested")) if agents else None


def turned_sides(attempt: Attempt) -> tuple[Group, Filled] | None:
    """Return who acted and who suffered where the clause has the sufferer as its subject."""
    if struck := struck_side(attempt):
        return struck[0], Filled(tuple(struck[1]), "struck")
    return arrested(attempt)


def _is_arrest(attempt: Attempt) -> bool:
    frame = attempt.frame
    if attempt.head.form == "participle" or _is_held_by_thing(attempt):
        return False
    return frame.domestic and frame.cameo == ARREST and frame.event_type == "COERCE"


def _is_held_by_thing(attempt: Attempt) -> bool:
    """Return whether a headline has a thing before its verb, that keeps people: a fire holds."""
    passage, at = attempt.passage, attempt.at
    if attempt.head.form != "verb" or passage.field != "title" or at == passage.first:
        return False
    before = passage.words[at - 1]
    return at - 1 == passage.first and before.content and not before.definite


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
            return _police(phrase)  # activists in Chad
        if phrase.role or phrase.sector == "CVL":
            continue
        near = passage.words[max(first, phrase.first - SEAT_SPAN) : phrase.first]
        inside = phrase.kind is Kind.PLACE or any(word.has("locative") for word in near)
        if inside and phrase.preposition in {"في", None, "ب"}:
            return _police(phrase)
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
    return _police(last) if inside else None


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


def _police(place: NounPhrase) -> NounPhrase:
    return NounPhrase(place.first, place.last, Kind.ACTOR, place.code, "COP", name=place.name)
