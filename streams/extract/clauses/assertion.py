"""Whether a clause tells its event noun as a fact: after the visit, the raids led to."""

from schemas.event import EventType
from streams.extract.clauses.articles import (
    has_marked_object,
    is_ceremony,
    is_of_kind,
    is_operation,
)
from streams.extract.clauses.asides import ends_circumstance
from streams.extract.clauses.groups import is_act
from streams.extract.clauses.ideas import is_called_off, is_minded, is_notion, is_rumoured
from streams.extract.clauses.passage import Head, Passage
from streams.extract.clauses.presupposed import consults, exists, is_presupposed
from streams.extract.clauses.relations import governing_preposition
from streams.extract.clauses.welcomed import avows, praises
from streams.extract.words.word import Word
from streams.lexicon.triggers import Frame

_PRESUPPOSED = frozenset(
    {"خلال", "بعد", "اثر", "عقب", "منذ", "اثناء", "جراء", "نتيجه", "بسبب", "في", "بعيد",
     "قبيل", "غداه", "فور", "ابان", "عن", "لدي"}
)  # fmt: skip
"""Prepositions after which an event noun is told as a fact."""
SUCCEEDS = frozenset({"من", "في", "الي"})
"""Prepositions between a success and what was done: managed to, succeeded in, had to."""
_COURSE = frozenset({"اعمال", "فعاليات", "جلسات"})
"""Nouns for the course of a meeting, which they stand for: the proceedings of the summit."""
_OVER = frozenset({"ended", "failed"})
"""Cues of the verbs that say of something that it is no more."""
ROUND_SPAN = 5
"""Words between a round and the talks that it is of."""
_PLEASED = ("سعادت", "سعيد", "سرور", "مسرور", "اعتزاز", "تشرف", "ابتهاج", "شرف")
"""Beginnings of the words for being pleased to meet somebody."""
_UNDONE_YET = frozenset({"verdict", "necessity"})
"""Classes of nouns whose genitive has not been done yet."""
_REFERRED = frozenset({"AGREE", "SUPPORT", "COOPERATE", "AID"})
"""Types whose event noun with the article refers to what is known (the agreement with ...)."""
_REFUSALS = frozenset({"REJECT", "SANCTION"})
"""Types of what ends one's part in talks: refused to enter into them, suspended it."""
REFUSED_SPAN = 9
"""Words from a refusal to the talks that one refused to enter into: those who refuse between."""
BEGUN_SPAN = 4
"""Words between a verb of beginning and what begins."""


def is_asserted(
    passage: Passage,
    head: Head,
    preposition: str | None,
    governor: int | None,
    fired: set[int],
) -> bool:
    """Return whether the clause tells the event noun ``head`` as something that was.

    ``governor`` is the verb whose clause it is, ``fired`` the verbs that told events of their own.
    """
    at = opening(passage, head)
    before = passage.word(at - 1)
    told = _told_by_context(passage, head, at, preposition, fired)
    if told is not None:
        return told
    if preposition == "من" and "quantity" in passage.words[at - 2].classes:
        preposition = governing_preposition(passage, at - 2)  # more of the protests
    counted = _is_counted(before) or is_operation(passage, head) or is_ceremony(passage, head)
    if counted or (preposition is None and _completes_act(passage, at)):
        preposition = governing_preposition(passage, at - 1)  # the opening of the talks
    elif before is not None and _has_field(passage, at - 1, before):
        return False  # the field of another noun: a channel of contact
    types = head.event_types
    if passage.words[head.at].definite and types & _REFERRED and not is_of_kind(passage, head):
        return governor is not None and _is_begun(passage, governor, head.at, types)
    if governor is not None:
        return _asserted_by(passage, head, preposition, governor, fired)
    if preposition is not None:
        return preposition in _PRESUPPOSED
    return passage.field == "title" or at - passage.first <= 2


def _told_by_context(
    passage: Passage, head: Head, at: int, preposition: str | None, fired: set[int]
) -> bool | None:
    """Return whether what is around the phrase at ``at`` asserts it; None: its clause decides."""
    before = passage.word(at - 1)
    idea = is_rumoured(passage, at) or is_minded(passage, at) or is_notion(passage, at)
    if idea or (consults(head) and is_called_off(passage, at)):
        return False
    if exists(passage, head) or is_presupposed(passage, head, preposition):
        return True
    if at - 1 in fired or _is_charge(passage, at, preposition) or _is_refused(passage, at, fired):
        return False  # the suspension of the talks: no talks
    if before is not None and not before.noun_classes.isdisjoint(_UNDONE_YET):
        return False  # a sentence of death, the need for a withdrawal
    if before is not None and "complementizer" in before.classes:
        return any(_is_joint(f) for _, frames in head.readings for f in frames)
    return None


def _is_counted(before: Word | None) -> bool:
    """Return whether the word before a noun counts it, or is the course of it."""
    counts = before is not None and before.has("quantity", "quantifier", "number")
    return counts or (before is not None and before.key in _COURSE)


def _has_field(passage: Passage, at: int, noun: Word) -> bool:
    """Return whether the noun at ``at`` has what follows as its field: a channel of contact."""
    if not noun.has("content", "agency_cue") or noun.definite or noun.verbal or noun.clitic:
        return False
    if at > passage.first and passage.words[at - 1].has("negator"):
        return False  # (they) do not cease
    opens = at == passage.first and noun.nameless and passage.field == "text"
    return not (opens or _is_side(passage, at) or ends_circumstance(passage, at))


def _is_peace(head: Head) -> bool:
    """Return whether a noun tells a truce: one that collapsed is none."""
    return head.event_types <= {"RETREAT"}


def _is_charge(passage: Passage, at: int, preposition: str | None) -> bool:
    """Return whether the noun at ``at`` is what people are charged with: those accused of."""
    charged = passage.heads.get(at - 1)
    if preposition != "ب" or charged is None or charged.form != "participle":
        return False
    return "ACCUSE" in charged.event_types


def _is_refused(passage: Passage, at: int, fired: set[int]) -> bool:
    """Return whether what leads to the noun at ``at`` is refused: refused to enter into talks."""
    if at - 2 < passage.first or passage.keys[at - 1] not in SUCCEEDS:
        return False
    if not is_act(passage, at - 2):
        return False
    return any(
        before in fired and not passage.heads[before].event_types.isdisjoint(_REFUSALS)
        for before in range(max(passage.first, at - REFUSED_SPAN), at)
    )


def _completes_act(passage: Passage, at: int) -> bool:
    """Return whether the noun at ``at`` is the genitive of an act, no phrase of its own before."""
    if at - 1 < passage.first or at - 1 in passage.covered or passage.is_verb(at - 1):
        return False
    return is_act(passage, at - 1)


def _is_joint(frame: Frame) -> bool:
    """Return whether a frame tells what two sides do together: a meeting, a battle."""
    return frame.event_type == "CONSULT" or (frame.mutual and frame.event_type == "ASSAULT")


def _asserted_by(
    passage: Passage, head: Head, preposition: str | None, governor: int, fired: set[int]
) -> bool:
    """Return whether the verb ``governor`` tells the event noun after it as something that was."""
    verb = passage.heads[governor]
    if preposition in {None, "ل"} and "planned" in verb.cues:
        return True
    if "denial" in verb.cues or (not verb.cues.isdisjoint(_OVER) and _is_peace(head)):
        return False
    if preposition == "عن" and ("aspect" in verb.cues or governor in fired):
        return False  # stopped, refrained from; went back on
    if preposition is not None:
        tied = _introduces(verb, preposition) or preposition in _PRESUPPOSED
        told_of = praises(verb, preposition) or (preposition == "ب" and "report" in verb.cues)
        tied = tied or (told_of and consults(head)) or avows(verb, preposition, head)
        return tied or meets(passage, head, verb, preposition)
    announced = "report" in verb.cues and "aspect" not in verb.cues
    known = passage.words[head.at].definite and not has_marked_object(passage, head)
    if known and announced and not is_of_kind(passage, head):
        return False
    told = passage.words[head.at].noun_classes
    return governor not in fired and (
        "aspect" in verb.cues
        or not any(
            f.speech and f.complement not in told for _, frames in verb.readings for f in frames
        )
    )


def opening(passage: Passage, head: Head) -> int:
    """Return where the phrase of an event noun opens: at the round, of a round of talks."""
    if not consults(head) or head.at == passage.first:
        return head.at
    if "round" in passage.words[head.at - 1].noun_classes:
        return head.at - 1
    if passage.keys[head.at - 1] == "من":
        for at in range(head.at - 2, max(passage.first, head.at - ROUND_SPAN) - 1, -1):
            if "round" in passage.words[at].noun_classes:
                return at
    return head.at


def meets(passage: Passage, head: Head, verb: Head, preposition: str | None) -> bool:
    """Return whether the subject of ``verb`` is who meets: held a meeting, is happy to meet."""
    if preposition != "ب" or head.form != "noun" or not consults(head):
        return False
    before = passage.keys[head.at - 1]
    return "light.ب" in verb.cues or before.startswith(_PLEASED)


def _is_begun(passage: Passage, governor: int, at: int, types: frozenset[EventType]) -> bool:
    """Return whether an exercise begins or goes on: what begins needs not be known."""
    if not types <= {"COOPERATE", "MOBILIZE"} or "COOPERATE" not in types:
        return False
    between = range(governor + 1, at + 1)  # the town where it begins is not counted
    near = sum(place not in passage.covered for place in between) <= BEGUN_SPAN
    if passage.keys[at - 1] in _COURSE:
        return near
    if passage.words[at].conjoined or is_act(passage, at - 1):
        return False
    return near and not passage.heads[governor].cues.isdisjoint({"light", "aspect", "ended"})


def _introduces(verb: Head, preposition: str) -> bool:
    """Return whether a light verb has its event noun behind ``preposition``: came under fire."""
    if preposition == "ب" and verb.cues & {"light", "aspect", "decision"}:
        return True
    if preposition in SUCCEEDS and "done" in verb.cues:
        return True
    if preposition == "ل" and "light_passive.ل" in verb.cues:
        return True
    return f"light.{preposition}" in verb.cues


def _is_side(passage: Passage, at: int) -> bool:
    phrase = passage.covered.get(at)
    return phrase is not None and phrase.sector != "MED"
