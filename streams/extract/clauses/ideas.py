"""Event nouns that are only spoken of, fights told by naming both sides, strikes by their dead."""

from collections.abc import Iterator

from streams.extract.clauses.passage import Head, Passage

BETWEEN_SPAN = 5
"""Words between a fight and the first of those who fight."""
_BETWEEN = "بين"
IDEA_SPAN = 6
"""Words before a visit in which it can be called off, asked for or supposed."""
_IDEAS = frozenset({"الغاء", "تاجيل", "ارجاء", "رفض", "منع", "احتمال", "امكانيه", "فكره", "دعوه",
                    "طلب", "وقف", "انهاء", "تجنب", "اقتراح", "مقترح", "فرصه", "ترتيب",
                    "تعليق"})  # fmt: skip
_PUT_OFF = frozenset({"لغاء", "تاجيل", "رجاء"})
"""Nouns for putting off and cancelling, without a first alef."""
RUMOURS = frozenset({"انباء", "الانباء", "شايعات", "الشايعات", "اشاعات", "الحديث", "حديث",
                     "اخبار", "تسريبات", "تكهنات", "تساولات"})  # fmt: skip
"""Nouns of what is only talked of: rumours about talks."""
DEAD_SPAN = 5
"""Words before a strike in which those who died of it are told."""
_MINDED = ("رغب", "تردد", "ممانع", "اهتمام", "تباط", "تلكو", "تحفظ", "حماسا", "حذرا", "تريث",
           "نيه")  # fmt: skip
"""Beginnings of the nouns for how one is minded to an act: a wish, reluctance, interest."""
_HOPED = frozenset(
    {stem + own for stem in ("امل", "امال", "تطلع", "تطلعات", "طموح")
     for own in ("", "ه", "ها", "هم", "هما", "نا")}
    | {"الامل", "الامال", "الطموح", "الرغبه", "النيه"}
)  # fmt: skip
"""Nouns for what one hopes for, their own or with the article."""
_MINDS = frozenset({"في", "الي", "علي", "بشان", "حيال", "تجاه"})
MIND_SPAN = 4
"""Words before an act in which one is told to be minded to it."""
_NOTION = "notion"
"""Class of the nouns that make an act a mere notion: a right, an ability, a difficulty."""
_RIGHT, _TO = "entitlement", "في"
_STANCES = frozenset({"ACCUSE", "REJECT", "SUPPORT"})
_TAKING_SIDES = frozenset({"رفض", "عارض", "دعم", "أيّد", "ساند"})
"""Verbs of it that tell more than a stance: refusing to hand over, supporting by arms."""
_TOWARDS = frozenset({"في", "علي", "من", "الي"})
LED_SPAN = 6
"""Words between such a noun and the act."""
RUMOUR_SPAN = 3
"""Words between a rumour's preposition and what it is about."""


def is_rumoured(passage: Passage, at: int) -> bool:
    """Return whether the noun at ``at`` is what rumours are about, itself or by its holding."""
    if RUMOURS.isdisjoint(passage.spelt):
        return False  # most sentences
    return any(
        passage.keys[place] == "عن"
        and passage.keys[place - 1] in RUMOURS
        and place - 1 not in passage.covered  # the agency of news
        for place in range(max(passage.first + 1, at - RUMOUR_SPAN), at)
    )


def is_minded(passage: Passage, at: int) -> bool:
    """Return whether the noun at ``at`` is what one wishes for or shrinks from, not does."""
    first = max(passage.first, at - MIND_SPAN)
    before = passage.keys[first:at]
    if not any(key.startswith(_MINDED) or key in _HOPED for key in before):
        return False  # most nouns
    for place in range(at - 1, first - 1, -1):
        word = passage.words[place]
        if word.conjoined:
            return False
        minded = word.key.startswith(_MINDED) and not word.definite
        if (minded or word.key in _HOPED) and not word.clitic:
            between = passage.words[place + 1 : at + 1]
            return sum(w.key in _MINDS or w.clitic in {"ب", "ل"} for w in between) == 1
        if passage.is_verb(place):
            return False
    return False


def is_notion(passage: Passage, at: int, after: int = -1) -> bool:
    """Return whether a noun behind ``after`` makes the one at ``at`` a mere notion: the right to.

    Nor is done what one is able to do, what is possible, hard or of no use.
    """
    if _NOTION not in passage.noun_classes:
        return False  # most sentences
    for place in _led(passage, at, after):
        classes = passage.words[place].noun_classes
        if _NOTION in classes:  # the right of veto is a thing, the right to a veto is none
            return _RIGHT not in classes or _TO in passage.keys[place + 1 : at]
    return False


def is_judged(passage: Passage, at: int, after: int) -> bool:
    """Return whether a noun behind ``after`` only says how one stands to the act at ``at``.

    Who announces its refusal of sanctions, its support for them, imposes none.
    """
    heads = (passage.heads.get(place) for place in _led(passage, at, after))
    return any(head is not None and _is_stance(head) for head in heads)


def _is_stance(head: Head) -> bool:
    if head.form != "masdar" or head.analysis.lemma in _TAKING_SIDES:
        return head.form == "masdar"
    simple = any(not frame.complement for _, frames in head.readings for frame in frames)
    return simple and head.event_types <= _STANCES


def _led(passage: Passage, at: int, after: int) -> Iterator[int]:
    """Yield the words from ``at`` back to ``after`` whose genitive or object it can be."""
    first = at if passage.words[at].conjoined else at - LED_SPAN
    for place in range(at - 1, max(passage.first, after + 1, first) - 1, -1):
        word = passage.words[place]
        if place in passage.covered and not word.conjoined:
            continue  # whose right it is
        apart = word.has("preposition", "mark") and word.key not in _TOWARDS
        if word.conjoined or apart or passage.is_verb(place):
            return
        yield place


def kills(passage: Passage, head: Head, preposition: str | None) -> bool:
    """Return whether a strike is what people are told to have died of: three dead in a raid on."""
    if preposition != "ب" or "ASSAULT" not in head.event_types:
        return False
    before = passage.words[max(passage.first, head.at - DEAD_SPAN) : head.at]
    return any("casualties" in word.noun_classes for word in before)


def is_called_off(passage: Passage, at: int) -> bool:
    """Return whether the noun at ``at`` is put off or cancelled: the postponement of the visit."""
    if at == passage.first or at - 1 in passage.covered or passage.is_verb(at - 1):
        return False
    return passage.keys[at - 1].lstrip("وفبل").removeprefix("ا") in _PUT_OFF


def rages(passage: Passage, head: Head) -> bool:
    """Return whether the noun ``head`` is a fight between two named sides that is no mere idea."""
    if "ASSAULT" not in head.event_types:
        return False
    frames = [frame for _, found in head.readings for frame in found]
    if not any(frame.mutual and frame.event_type == "ASSAULT" for frame in frames):
        return False
    near = passage.between(head.at + 1, head.at + 1 + BETWEEN_SPAN)
    first = next(iter(near), None)
    if first is None or first.preposition != _BETWEEN or first.code is None:
        return False
    return not is_idea(passage, head.at)


def is_idea(passage: Passage, at: int) -> bool:
    """Return whether the noun at ``at`` is spoken of as what might be, or will not be."""
    for place in range(at - 1, max(passage.first, at - IDEA_SPAN) - 1, -1):
        word = passage.words[place]
        if word.has("without", "possible", "condition", "negator", "wish"):
            return True
        if word.key.removeprefix("ب").removeprefix("ل").removeprefix("ال") in _IDEAS:
            return True
        head = passage.heads.get(place)
        if head is not None and head.form == "verb":
            wary = head.cues & {"denial", "failed", "wished", "intended", "attempted", "possible"}
            return bool(wary) or any(
                f.event_type in {"REQUEST", "REJECT", "AGREE", "SANCTION"}
                for _, frames in head.readings
                for f in frames
                if not f.complement
            )
    return False
