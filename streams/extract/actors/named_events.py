"""Towns that only name what was held or signed there: the Berlin conference, Geneva 2."""

from streams.extract.actors.draft import PLACE_KINDS, Draft
from streams.extract.actors.matching import Matcher
from streams.extract.words.word import headword

_CALLED = frozenset(
    {"موتمر", "منتدي", "مسار", "اتفاقيه", "اتفاقيات", "معاهده", "بروتوكول", "مقررات", "صيغه"}
)
"""Heads of what is called after the town where it was held or signed."""
_CLITICS = ("ب", "ل", "ك")
_ALSO_DONE = frozenset({"اتفاق", "اتفاقات", "اعلان", "بيان", "عمليه", "وثيقه"})
"""Heads that before a capital may mean what its state did: the declaration of Tehran."""
_HELD_THERE = frozenset({"اتفاق", "اتفاقات", "عمليه", "وثيقه"})
"""Heads of what is called after a capital unless with whom or where it is follows."""
_LONGEST = 2
"""Digits of the number of a conference."""


def names_event(matcher: Matcher, draft: Draft) -> bool:
    """Return whether a town stands for a conference or treaty: nobody welcomes its land by it."""
    town = draft.country
    if draft.role is not None or town is None or town.kind not in PLACE_KINDS or draft.titled:
        return False
    at, behind = draft.first, draft.last
    word = matcher.words[at - 1] if at else None
    head = headword(word) if word is not None else ""
    head = head.removeprefix(word.clitic) if word is not None and word.clitic else head
    if head[1:] in _CALLED and head[:1] in _CLITICS:
        head = head[1:]  # nouns that no dictionary knows
    if head in _CALLED or (head in _ALSO_DONE and town.kind == "city"):
        return not draft.proclitics
    if head in _HELD_THERE and not draft.proclitics and town.kind == "capital":
        return _ends_there(matcher, behind)
    if behind < matcher.end and matcher.keys[behind] == "-":
        behind += 1
    return _is_numbered(matcher, behind)


def _ends_there(matcher: Matcher, at: int) -> bool:
    """Return whether the name of an accord ends before ``at``: no other side, no ground follows."""
    if at >= matcher.end:
        return True
    following = matcher.words[at]
    if following.conjoined:
        return matcher.actor(at) is None  # the accord of Moscow and Beijing
    return following.has("mark", "relative") or following.clitic == "ل"


def _is_numbered(matcher: Matcher, at: int) -> bool:
    """Return whether the number of a conference stands at ``at``, no count and no day."""
    if at >= matcher.end or not matcher.keys[at].isdecimal() or len(matcher.keys[at]) > _LONGEST:
        return False
    if at + 1 >= matcher.end:
        return True
    following = matcher.words[at + 1]
    if following.has("time", "number") or following.key in {"/", "-", ":", ".", "%"}:
        return following.key == "." and at + 2 >= matcher.end
    counted = following.content and not (following.definite or following.verbal or following.clitic)
    return not counted
