"""What the letters of a word tell, whatever its readings: its article, a year, a verb."""

from streams.lexicon.morphology import Analysis

ARTICLES = ("ال", "وال", "بال", "كال", "فال", "لل", "ولل", "وبال")
"""Spellings of the article with what is written before it, on folded keys."""
_YEARS = range(1950, 2050)


def has_article(key: str, verbs: tuple[Analysis, ...], nouns: tuple[Analysis, ...]) -> bool:
    """Return whether ``key`` has the article: not so words that begin like it (التقى, بالتزام)."""
    if not key.startswith(ARTICLES):
        return False
    return any(a.definite for a in nouns) if verbs or nouns else True


def is_year(key: str) -> bool:
    """Return whether a number in digits is a year rather than a count."""
    return len(key) == 4 and int(key) in _YEARS and not key.endswith("00")


def looks_verbal(key: str) -> bool:
    """Return whether an unknown word has a shape that verbs have and nouns hardly.

    An imperfect in يـ or سيـ, a feminine perfect in ـت.
    """
    stem = key[1:] if key[:1] == "و" and len(key) > 4 else key
    if len(stem) > 3 and stem.startswith(("ي", "سي", "ست")) and not stem.endswith("ه"):
        return True
    if stem.startswith("ال"):
        return False
    return len(stem) > 3 and stem.endswith("ت") and stem[-2] not in "اويه"


def surname_of(key: str) -> str:
    """Return ``key`` without a letter that may be written onto a name; empty where none is."""
    return key[1:] if len(key) > 4 and key[0] in "ولب" else ""
