"""Who acts in an event noun (the visit of ..., talks held by ...), and whether the clause asserts it."""

from dataclasses import dataclass

from schemas.event import Status
from streams.extract.arguments import Arguments, Discourse, Group
from streams.extract.clauses import Head, Passage
from streams.extract.phrases import Kind, NounPhrase
from streams.extract.targets import adjectives, genitive, governing_preposition

RELATIVE_SPAN = 6
"""Words after an event noun in which a verb of its own may follow (an attack that X launched)."""
_PRESUPPOSED = frozenset(
    {
        "خلال",
        "بعد",
        "اثر",
        "عقب",
        "منذ",
        "اثناء",
        "جراء",
        "نتيجه",
        "بسبب",
        "في",
        "بعيد",
        "قبيل",
        "عن",
    }
)
"""Prepositions after which an event noun is told as a fact."""
_REFERRED = frozenset({"AGREE", "SUPPORT", "COOPERATE", "AID"})
"""Types whose event noun with the article refers to what is known (the agreement with ...)."""


@dataclass(frozen=True, slots=True)
class NounAgent:
    """The actors of an event noun, the rule that found them, where its other arguments begin."""

    group: Group
    rule: str
    after: int
    status: Status | None = None


def noun_agent(
    passage: Passage, head: Head, arguments: dict[int, Arguments], discourse: Discourse
) -> NounAgent | None:
    """Return who acts in the event noun ``head``; None where the clause does not assert it."""
    governor = _governor(passage, head, arguments)
    preposition = governing_preposition(passage, head.at)
    if not (
        _asserted(passage, head, preposition, governor, arguments)
        or passage.words[head.at - 1].has("decision")
        or _decision_maker(passage, head, discourse)
    ):
        return None
    status: Status | None = None
    end = passage.reach(head.at)
    after = head.at + 1
    decided = _decision_maker(passage, head, discourse)
    if decided:
        return NounAgent(decided, "decision", after, status)
    own = genitive(passage, head.at, end)
    if own and own[0].kind in {Kind.ACTOR, Kind.UNKNOWN}:
        return NounAgent(own, "genitive", own[-1].last, status)
    if head.analysis.enclitic and discourse.subject:
        return NounAgent(discourse.subject, "possessive", after, status)
    if relative := _relative_agent(passage, head, arguments):
        return NounAgent(relative, "relative", after, status)
    qualified = adjectives(passage, head.at, end)
    if qualified:
        return NounAgent(qualified, "adjective", qualified[-1].last, status)
    if governor is not None:
        return NounAgent(arguments[governor].subject, "governor", after, status)
    return NounAgent([], "none", after, status)


def _governor(passage: Passage, head: Head, arguments: dict[int, Arguments]) -> int | None:
    """Return the verb whose clause the noun stands in, None in a clause without a known verb."""
    for at in range(head.at - 1, passage.first - 1, -1):
        if at in arguments:
            return at
        if passage.words[at].has("relative", "complementizer", "subordinator"):
            return None
    return None


def _asserted(
    passage: Passage,
    head: Head,
    preposition: str | None,
    governor: int | None,
    arguments: dict[int, Arguments],
) -> bool:
    before = passage.word(head.at - 1)
    if before is not None and before.has("content") and not (
        before.definite or before.verbal or before.clitic or head.at - 1 in passage.covered
    ):
        return False  # the field of another noun: a channel of contact
    if passage.words[head.at].definite and any(
        f.event_type in _REFERRED for _, frames in head.readings for f in frames
    ):
        return False
    if preposition is not None:
        if preposition == "ب" and governor is not None:
            return "light" in passage.heads[governor].cues
        return preposition in _PRESUPPOSED
    if governor is None:
        return passage.field == "title" or head.at - passage.first <= 2
    return not passage.heads[governor].readings or "light" in passage.heads[governor].cues


def _relative_agent(passage: Passage, head: Head, arguments: dict[int, Arguments]) -> Group:
    """Return the subject of a verb that follows the noun and refers back to it."""
    for at in range(head.at + 1, min(passage.last, head.at + RELATIVE_SPAN)):
        other = passage.heads.get(at)
        if other is None or other.form != "verb":
            continue
        following = passage.word(at + 1)
        refers = other.analysis.enclitic or (following is not None and following.has("pronominal"))
        if "light" not in other.cues or not refers:
            return []
        phrases = [p for p in passage.between(at + 1, at + 8) if p.free]
        return _with_joined(phrases)
    return []


def _decision_maker(passage: Passage, head: Head, discourse: Discourse) -> Group:
    """Return whose decision the noun is: "its decision to ...", "the decision of ... to ..."."""
    at = head.at - 1
    phrase = passage.covered.get(at)
    if phrase is not None:
        before = passage.word(phrase.first - 1)
        return [phrase] if before is not None and before.has("decision") else []
    word = passage.word(at)
    if word is None or not word.has("decision") or not word.key.endswith(("ه", "ها", "هم")):
        return []
    return discourse.subject


def _with_joined(phrases: list[NounPhrase]) -> Group:
    if not phrases:
        return []
    return [phrases[0], *(p for p in phrases[1:] if p.joined)]
