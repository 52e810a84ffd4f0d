"""The gender that a verb shows for an actor: that of its office, or of the name it is told by."""

from collections.abc import Sequence

from streams.extract.actors.draft import Draft
from streams.extract.words.offices import OfficeMatch
from streams.extract.words.word import Word, bare
from streams.lexicon.actors import ActorEntry
from streams.normalize import fold

_MEN = ("و", "ي", "ون", "ين")
_RENAMED = frozenset({"metonym", "body", "group"})
"""Kinds of names that have other words for the same side: the Pentagon, the department of."""

_HIS = frozenset(
    map(
        fold,
        ("ائتلاف", "اتحاد", "برلمان", "بنك", "تحالف", "تيار", "جهاز", "حرس", "حزب", "حلف", "صندوق",
         "فرع", "فصيل", "فيلق", "قطاع", "كيان", "لواء", "مجلس", "مرصد", "مصرف", "معهد", "نظام"),
    )
)  # fmt: skip
_HER = frozenset(map(fold, ("ألوية", "سرايا", "عصائب", "فصائل", "كتائب", "مليشيا", "ميليشيا")))
"""First nouns of names, by the gender that their verb shows; plurals of things are feminine."""


def office_gender(keys: Sequence[str], role: OfficeMatch) -> str | None:
    """Return the gender that a verb shows for an office: feminine for planes and ministries."""
    head = keys[role.last - 1 if role.last == role.first + 1 else role.first]
    if head.endswith(("ات", "ه", "تا", "تي")) and role.entry.gender != "m":
        return "f"
    return role.entry.gender


def named_gender(
    draft: Draft, entry: ActorEntry, words: Sequence[Word], texts: Sequence[str]
) -> str | None:
    """Return the gender of a name: its first noun's, where it is one of several names."""
    if entry.kind not in _RENAMED or draft.last == draft.first + 1:
        return entry.gender
    shown = texts[draft.first]
    feminine = shown.endswith(("\N{ARABIC LETTER TEH MARBUTA}", "ات"))
    if feminine:
        return "f"
    if entry.kind == "group" and shown.endswith(_MEN):
        return None  # the fighters of the movement
    word = words[draft.first]
    noun = bare(word.key)
    if noun in _HER:
        return None if entry.gender == "m" else entry.gender
    if word.nouns and all(a.number == "p" for a in word.nouns):
        return None  # boats of the occupation
    single = bool(word.nouns) and all((a.gender, a.number) == ("m", "s") for a in word.nouns)
    return None if (single or noun in _HIS) and entry.gender == "f" else entry.gender
