"""Towards whom an act is that was only promised or agreed to: told by its event noun.

"Promised to provide Chile with ships": the verb has no object of its own; that of the act is meant.
"""

from streams.extract.actors.phrases import Kind
from streams.extract.clauses.groups import Group, is_act
from streams.extract.clauses.passage import Head, Passage
from streams.extract.clauses.relations import beside, governing_preposition
from streams.extract.speech.blame import involved
from streams.extract.words.function_words import ALONGSIDE
from streams.lexicon.triggers import Frame

UNDERTAKEN_SPAN = 8
"""Words between such a verb, or the noun of one's readiness, and the event noun."""
PENALTIES = frozenset({"COERCE", "SANCTION"})
"""Types of acts that one threatens with by saying that one is ready for them."""
HOSTILE = PENALTIES | {"ASSAULT", "MOBILIZE", "ACCUSE", "REJECT", "THREATEN"}
"""Types of acts whose promise is none to whom they hit."""
_TOWARDS = tuple(f"prep:{p}" for p in ("إلى", "ل", "على", "ضد", "مع", "بين", "من", "امام"))
_PROMISED = frozenset({"ب", "علي"})
INTENDED = frozenset({"ل", "علي", "في", "الي"})
"""Prepositions before what somebody is ready for, keen on, open to."""
_INTENDING = ("ready", "keen")
_JOINT = frozenset({"mediation", "talks", "meeting"})
"""Classes of nouns that tell an act though they come of no verb: talks, mediation."""
_WORKS = frozenset({"بنى", "استثمر", "أنشأ", "شيّد", "موّل", "ضخ", "طوّر", "رمّم",
                    "دعم", "ساعد"})  # fmt: skip
"""Verbs of what is done for the land where it is done: build, invest, finance."""
_CARED = frozenset({"security", "stability", "relations", "cooperation", "sovereignty"})
"""Classes of what one is keen on of another state, or with it."""


def undertaken(passage: Passage, head: Head, frame: Frame, end: int) -> Group:
    """Return towards whom the act is that ``frame`` promises; none where not told.

    A promise of a hostile act is no promise to whom it hits.
    """
    intends = frame.id.startswith(_INTENDING)
    if frame.event_type != "AGREE" or frame.mutual:
        return []
    told = {"verb", "participle"} if intends else {"verb", "masdar"}
    if head.form not in told:
        return []
    return act_towards(passage, head.at, end, intends=intends)


def act_towards(passage: Passage, after: int, end: int, *, intends: bool) -> Group:
    """Return towards whom the act is that the words after ``after`` promise or are ready for."""
    prepositions = INTENDED if intends else _PROMISED
    passed = 0
    for at in range(after + 1, min(end, after + 3 * UNDERTAKEN_SPAN)):
        word = passage.words[at]
        if at in passage.covered or word.has("time", "number", "mark"):
            continue
        passed += word.content
        if passed > UNDERTAKEN_SPAN:
            break
        cared = intends and not word.noun_classes.isdisjoint(_CARED)
        if not (cared or is_act(passage, at) or word.noun_classes & _JOINT):
            continue
        forgone = passage.words[at - 1].has("without")
        behind = passage.words[at - 1].clitic if forgone else governing_preposition(passage, at)
        if behind not in prepositions:
            continue
        found = (f for _, frames in word.noun_frames for f in frames)
        types = {f.event_type for f in found if not f.complement}
        if not forgone and types & (HOSTILE - PENALTIES if intends else HOSTILE):
            return []
        place = beside(passage, at, end, "prep:في") if "AID" in types else []
        return _towards(passage, at, end) or place or _built_in(passage, at, end)
    return []


def _built_in(passage: Passage, at: int, end: int) -> Group:
    """Return in whose land something is to be built, paid or mediated: to invest in Chad."""
    word = passage.words[at]
    if not any(a.lemma in _WORKS for a in word.nouns) and not word.noun_classes & _JOINT:
        return []
    place = next((p for p in passage.between(at + 1, min(end, at + UNDERTAKEN_SPAN))), None)
    if place is None or not place.country or place.preposition != "في":
        return []  # in a town, which may be one that is held
    return [place] if place.code is not None else []


def _towards(passage: Passage, at: int, end: int) -> Group:
    if not passage.words[at].definite:
        joined = at + 1 < end and passage.words[at + 1].conjoined and at + 1 not in passage.covered
        at += joined  # the security and safety of
        group = beside(passage, at, end, "genitive")
        if group and group[0].code and group[0].kind is not Kind.PLACE:
            return group
    if tuple(passage.keys[at + 1 : at + 3]) == ALONGSIDE:
        return beside(passage, at + 2, end, "genitive")
    others = next((g for role in _TOWARDS if (g := beside(passage, at, end, role))), [])
    group = involved(passage, at + 1, blamed=False, near=True)
    return others if others and group and group[0].kind is Kind.PLACE else group or others
