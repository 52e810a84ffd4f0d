"""Where the noun stands that a frame demands: talks, sanctions, people."""

from streams.extract.actors.phrases import Kind
from streams.extract.clauses.groups import Group, agrees
from streams.extract.clauses.ideas import is_judged, is_notion
from streams.extract.clauses.passage import Head, Passage
from streams.extract.clauses.relations import construct_preposition
from streams.lexicon.triggers import ANYTHING, Frame

COMPLEMENT_SPAN = 12
"""Words after a trigger, its actors not counted, in which the noun that it demands may stand."""
_WHAT = "ما"
"""How a relative clause opens that hangs on no noun."""
ANTECEDENT_SPAN = 5
"""Words between a noun and the verb of its relative clause."""
_FRONTED = frozenset({"attendance", "participation"})
"""Classes of nouns that say before the verb who takes part."""
_PERSONS, _AID = "persons", "aid"
_SHOTS = frozenset({"firing", "fire"})
_CEASING = frozenset({"وقف", "ووقف", "بوقف", "لوقف"})
_GIVING = frozenset({"SUPPORT", "AID"})
_GOING_ON = frozenset({"CONSULT", "SUPPORT", "COOPERATE", "AID", "ASSAULT"})
_ENDING = frozenset({"REJECT", "SANCTION", "RETREAT"})
_NEEDS = frozenset({"ضروره", "اهميه", "بضروره", "باهميه", "وجوب"})
NEED_SPAN = 3
"""Words from a need to what is needed: the importance of securing the necessary support."""
MARKED_SPAN = 3
"""Words from a masdar with the article to its object behind ل: the full (ل) severing of ties."""
ANYWHERE = frozenset({"", _PERSONS, ANYTHING})
"""Complements that no class of a word need show: none, the people of a nation, whatever it is."""
_CLOSES, _RIGHT = "close-place", "support-right"
_AIRSPACE = "airspace"
_OF_AIR = frozenset({"الجوي", "جوي", "جويا"})
"""Adjectives that make room airspace."""


def find_complement(
    passage: Passage, head: Head, frame: Frame, end: int, subject: Group
) -> int | None:
    """Return the token of the noun that ``frame`` demands, or None where it is not there.

    A demanded object is not governed by a preposition; a demanded ``prep:`` noun follows its own.
    """
    _, _, wanted = frame.complement_role.partition(":")
    acting = subject if head.form == "verb" and frame.agent == ("subject",) else []
    if frame.mutual:  # a treaty was signed: no actor
        acting = [p for p in acting if p.code is not None or p.role]
    marked = _marks_object(passage, head, wanted)
    for at in _demanded(passage, frame, head.at + 1, end):
        between = range(head.at + 1, at + 1)
        if sum(place not in passage.covered for place in between) >= COMPLEMENT_SPAN:
            break
        if any(p.first <= at < p.last for p in acting):
            continue  # the French forces train: not whom they train
        if _is_in_name(passage, at) or _is_another(passage, head, frame, at):
            continue
        if frame.id.startswith(_RIGHT) and _is_own(passage, at, subject):
            continue
        if wanted == "ل" and frame.mutual and "علي" in passage.keys[head.at + 1 : at]:
            continue  # agreed on steps to save the truce: on the steps
        preposition = construct_preposition(passage, at, head.at)
        if preposition == (wanted or None) or (preposition == "ل" and at <= marked):
            return at
    if wanted == "":
        return _antecedent_complement(passage, head, frame)
    return _fronted(passage, head, frame, wanted) if frame.complement in _FRONTED else None


def _marks_object(passage: Passage, head: Head, wanted: str) -> int:
    """Return up to where ل marks the object: (its stance) rejecting (ل) the interference of X.

    Only the article takes the object away: the immediate suspension (ل) of its membership.
    """
    if wanted or not passage.words[head.at].definite:
        return -1
    if head.form == "participle":
        return passage.last
    return head.at + MARKED_SPAN if head.form == "masdar" else -1


def _is_assistant(passage: Passage, at: int) -> bool:
    """Return whether a word spelt like aid is the office of one who assists a minister."""
    office = passage.covered.get(at)
    return office is not None and office.role


def _is_another(passage: Passage, head: Head, frame: Frame, at: int) -> bool:
    """Return whether a noun of the class that ``frame`` demands is another thing than it means."""
    if frame.event_type in _GOING_ON and _is_ended(passage, head, at):
        return True
    if frame.complement == _AID:
        return _is_assistant(passage, at)
    if frame.complement == _AIRSPACE:
        return _is_mere_room(passage, at)
    if is_notion(passage, at, head.at):
        return True
    blames = frame.event_type == "REJECT" or frame.fault or frame.unkept
    if not blames and is_judged(passage, at, head.at):
        return True  # announced its refusal of imposing sanctions
    own = any(a.enclitic for a in passage.words[at].nouns)
    return own and frame.id.startswith(_CLOSES)  # a company closes its plants in


def _is_own(passage: Passage, at: int, subject: Group) -> bool:
    """Return whether the pronoun of a noun can be the subject: (France) insists on its right to."""
    pronouns = {a.enclitic for a in passage.words[at].nouns if a.enclitic.startswith("3")}
    if not subject or not pronouns:
        return False
    return any(agrees("f" if "f" in pronoun else "m", subject[0]) for pronoun in pronouns)


def _is_ended(passage: Passage, head: Head, at: int) -> bool:
    """Return whether an act of its own ends what the noun tells: began to cancel the meeting."""
    act = passage.heads.get(at - 1)
    if act is None or act.at <= head.at or act.form != "masdar":
        return False
    classes = passage.words[at].noun_classes
    return any(f.complement in classes and f.event_type in _ENDING for f in act.senses())


def _is_mere_room(passage: Passage, at: int) -> bool:
    """Return whether a word is room for something (opened the way for), and no airspace."""
    following = passage.keys[at + 1 : at + 2]
    return "مجال" in passage.keys[at] and _OF_AIR.isdisjoint(following)


def _is_in_name(passage: Passage, at: int) -> bool:
    """Return whether a noun is only part of what a body is called: the treaty organisation."""
    named = passage.covered.get(at)
    if named is None or named.role or at == named.first:
        return False
    return (named.entity or "").startswith("body:")


def _fronted(passage: Passage, head: Head, frame: Frame, wanted: str) -> int | None:
    """Return the circumstance that opens the sentence: in the presence of X, Y attended."""
    if head.form != "verb":
        return None
    for at in passage.places_of(frame.complement):
        if passage.first <= at < min(head.at, passage.first + 3) and not passage.is_verb(at):
            return at if construct_preposition(passage, at, passage.first - 1) == wanted else None
    return None


def _demanded(passage: Passage, frame: Frame, first: int, end: int) -> list[int]:
    """Return where words of the class that ``frame`` demands stand in ``[first, end)``."""
    if frame.complement == ANYTHING:
        end = min(end, first + 2 * COMPLEMENT_SPAN)
        return [at for at in range(first + 1, end) if passage.words[at - 1].has("preposition")]
    found = [at for at in passage.places_of(frame.complement) if first <= at < end]
    if frame.complement in _SHOTS and frame.event_type == "ASSAULT":
        return [at for at in found if not _is_ceased(passage, at)]
    if frame.event_type in _GIVING:
        found = [at for at in found if not _is_needed(passage, at, first)]
    if frame.complement != _PERSONS:
        return found
    heads = passage.heads
    found = [at for at in found if at not in heads or heads[at].form != "verb"]
    people = [p.first for p in passage.between(first, end) if _is_people(passage, p.first)]
    return sorted({*found, *people})


def _is_ceased(passage: Passage, at: int) -> bool:
    """Return whether the fire at ``at`` ceases: an exchange of prisoners and a cease-fire."""
    return not _CEASING.isdisjoint(passage.keys[max(passage.first, at - 2) : at])


def _is_needed(passage: Passage, at: int, first: int) -> bool:
    """Return whether the help at ``at`` is only needed: stressed the need to secure support."""
    return not _NEEDS.isdisjoint(passage.keys[max(first, at - NEED_SPAN) : at])


def _is_people(passage: Passage, at: int) -> bool:
    """Return whether the word at ``at`` is the people of a nation, which are persons."""
    phrase = passage.covered.get(at)
    if phrase is None or phrase.sector != "CVL":
        return False
    if phrase.last != phrase.first + 1:
        return (phrase.entity or "").startswith("group:")
    word = passage.words[at]
    return not word.nouns and (word.definite or phrase.kind is Kind.ACTOR)


def _antecedent_complement(passage: Passage, head: Head, frame: Frame) -> int | None:
    """Return the noun before a relative clause whose verb refers to it (the crime that X did)."""
    at = head.at - 1
    if happens(passage, head, frame):
        return _before(passage, frame, passage.start(head.at), at)
    # Aid arrives, sent by others; the battles that go on between.
    undergoes = frame.agent[0].startswith("complement") or frame.agent[0] == "none"
    if head.form != "verb" or at < passage.first or not (head.analysis.enclitic or undergoes):
        return None
    # Thanks for what X gives: what it is stands behind the verb.
    told_behind = passage.keys[at].endswith(_WHAT)
    if told_behind or (not passage.words[at].has("relative") and passage.words[at].definite):
        return None
    for place in range(at, max(passage.first, at - ANTECEDENT_SPAN) - 1, -1):
        word = passage.words[place]
        if frame.complement in word.noun_classes:
            return place
        if word.clitic and word.nouns and place not in passage.covered:
            return None  # thanks for the help that X gives: the help
    return None


def happens(passage: Passage, head: Head, frame: Frame) -> bool:
    """Return whether a verb without an agent tells that what stands before it breaks out."""
    first = passage.start(head.at)
    return head.form == "verb" and frame.agent[0] == "none" and frame.mutual and first < head.at


def _before(passage: Passage, frame: Frame, first: int, at: int) -> int | None:
    """Return the noun that opens the clause of such a verb: fierce battles go on between."""
    for place in range(at, max(first, at - ANTECEDENT_SPAN) - 1, -1):
        if place in passage.covered or passage.words[place].has("preposition"):
            return None
        if frame.complement in passage.words[place].noun_classes:
            return place
    return None
