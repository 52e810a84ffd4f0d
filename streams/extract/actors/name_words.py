"""Words of a phrase that are a personal name, and those of the field that an office is for."""

from collections.abc import Sequence

from streams.extract.actors.matching import Matcher
from streams.extract.words.offices import OfficeMatch
from streams.extract.words.word import Word, bare
from streams.normalize.letters import fold
from streams.normalize.names import NATIVE

SHORTEST = 3
FIELD_SPAN = 7
"""Words of what an office is for, before the name of who holds it."""
_INSIDE = frozenset({"في"})


_RANKS = ("الخاص", "الخاصة", "الدائم", "الدائمة", "السابق", "السابقة", "الأسبق", "الحالي",
          "الجديد", "الجديدة", "المقيم", "المقيمة", "المفوض", "المنتخب", "الراحل")  # fmt: skip
RANKS = frozenset(map(fold, _RANKS))
"""Adjectives of an office that follow its nationality: the American envoy (the) special."""
_MINISTRIES = ("minister", "ministry", "minister-of-state")
_FIELDS = frozenset({"وشوون", "شوون", "وحمايه", "وحقوق"})
"""Words without the article in the middle of a ministry's name."""
_THEIRS = ("اءه", "اءها", "اءهم", "اءنا", "اتها", "اته")
"""Ends of plurals with a pronoun, whose lemma no dictionary need have: his allies."""
_NAMELESS = frozenset({"بما", "عما", "نحن"})
"""Small words of no class that no name holds: for what, of what, we."""
_MORNING = "صباح"

GUESTS = frozenset({"وفد", "فريق", "بعثه"})
"""Heads of those who are guests where the news plays."""
_BACKED = ("مدعوم", "ممول", "مسنود", "المدعوم", "الممول", "المسنود")
"""How the participles begin of who is helped by another: backed by, funded by."""
_STAYING = frozenset(
    stem + ending
    for stem in ("موجود", "متواجد", "مقيم", "زاير", "مجتمع", "قادم", "منعقد", "موفد", "عايد")
    for ending in ("", "ه", "ين", "ون")
)
"""Participles, with the article, of where somebody is just now."""


def is_ali(matcher: Matcher, at: int, *, named: bool) -> bool:
    """Return whether the word spelt like "on" is the name Ali: another follows, "son of" stands."""
    if not named or matcher.texts[at] != "علي" or at + 1 >= matcher.end:
        return False
    if matcher.words[at - 1].has("kin"):
        return True
    following = matcher.words[at + 1]
    return following.key in NATIVE or (following.nameless and len(following.key) > SHORTEST)


def behind_field(matcher: Matcher, at: int) -> int:
    """Return where the words end that say what an office is for: for the peace process.

    That is where the name of its holder begins; ``at`` where no such name follows.
    """
    if matcher.keys[at] == "لكل":
        return at  # to each of
    for place in range(at + 1, min(matcher.end, at + FIELD_SPAN)):
        word = matcher.words[place]
        match = matcher.actor(place)
        person = match is not None and match.entry.kind == "person"
        if place > at + 1 and (person or (word.nameless and len(word.key) > 3)):
            return place if person or matcher.words[place - 1].definite else at
        if match is not None and match.entry.kind != "region":
            return at
        if not (word.definite or word.key in _INSIDE):
            return at
    return at


def portfolio_end(matcher: Matcher, office: OfficeMatch, at: int) -> int:
    """Return where a ministry's further fields end: (transport) and infrastructure (Australian).

    A nationality that agrees with the office stands there; ``at`` where none does.
    """
    role = office.entry.role or ""
    if _is_joined_adjective(matcher, at) and not role.endswith(_MINISTRIES):
        return at + 1
    if office.last != at or not (role.endswith(_MINISTRIES) and matcher.words[at - 1].definite):
        return at
    feminine = office.entry.gender == "f"
    for place in range(at, min(matcher.end, at + FIELD_SPAN)):
        word, match = matcher.words[place], matcher.actor(place)
        if match is not None:
            fits = match.entry.kind == "adjective" and not match.proclitics and word.definite
            agrees = word.key.endswith("يه") == feminine
            return place if place > at and fits and agrees else at
        noun = word.definite or word.key in _FIELDS
        if word.verb_frames or not (noun and word.has("content")) or matcher.role(place):
            return at
        if "persons" in word.noun_classes or (word.clitic and not word.conjoined):
            return at
    return at


def _is_joined_adjective(matcher: Matcher, at: int) -> bool:
    """Return whether an adjective with "and" stands before a nationality: and religious (Greek)."""
    word, before = matcher.words[at], matcher.words[at - 1]
    if at + 1 >= matcher.end or not (word.definite and word.key.endswith("يه")):
        return False
    nation = matcher.actor(at + 1)
    if nation is None or nation.entry.kind != "adjective" or nation.proclitics:
        return False
    return before.definite and before.key.endswith("يه") and matcher.words[at + 1].definite


def is_name(words: Sequence[Word], names: Sequence[int], at: int) -> bool:
    """Return whether the word at ``at`` can be a personal name, ``names`` being those before it."""
    word = words[at]
    if word.key in NATIVE and "demand" not in word.noun_classes:
        return True
    started = bool(names) and names[-1] == at - 1
    if word.clitic and not (started and word.nameless):
        return False  # with a name before it the letter is one of the name
    if word.verbal or word.verb_frames or word.noun_frames or word.nouns or word.key in _NAMELESS:
        return False
    if word.definite:
        return started
    key = word.key
    if key.endswith(_THEIRS):
        return False
    foreign = started and word.nameless and key.endswith("ون")  # Macron is no plural
    ended = key.endswith(("ات", "ون", "ين", "يه")) and not foreign
    return len(key) >= SHORTEST and not ended and key.isalpha()


def is_object(words: Sequence[Word], first: int, at: int) -> bool:
    """Return whether the word at ``at`` is in the accusative and the head at ``first`` is not.

    Gunmen (abducted) fishermen: two nouns in two cases are subject and object.
    """
    word = words[at]
    if not words[first].key.endswith("ون") or word.definite or word.clitic:
        return False
    known = bool(word.nouns) or word.begins_office
    return word.key.endswith("ين") or (known and word.key.endswith("ا"))


def tells_time(words: Sequence[Word], at: int) -> bool:
    """Return whether the word at ``at`` tells a time: "morning" is a name too, before another."""
    if "time" not in words[at].classes:
        return False
    following = words[at + 1] if at + 1 < len(words) else None
    if words[at].key != _MORNING or following is None or following.has("time", "number"):
        return True
    return not (following.definite or following.nameless)


def ends_office(words: Sequence[Word], first: int, at: int) -> bool:
    """Return whether the office at ``first`` ends before ``at``: an object follows, or its stay.

    The delegation (that is) staying in Geneva is not Geneva's, nor gunmen backed by Chad Chadian.
    """
    if is_object(words, first, at) or words[at].key.startswith(_BACKED):
        return True
    stays = words[at].definite and bare(words[at].key) in _STAYING
    return stays and bare(words[first].key) in GUESTS
