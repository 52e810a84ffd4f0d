"""How much a text looks like Arabic writing: tells the right charset from wrong ones."""

import functools
import re
from importlib import resources

# Letters and marks that Arabic, Persian, Kurdish and Urdu print use; presentation forms apart.
_WORD = re.compile(r"[^\W\d_]*[^\x00-\x7f\W\d_][^\W\d_]*")
_ARABIC = re.compile(r"[\u0621-\u063a\u0640-\u0655\u0670-\u06d3]+\Z")
_ARTICLE = ("ال", "وال", "بال", "لل", "فال", "كال")
_STRAY = re.compile(r"[\x80-\x9f\ufffd]|[¡-¿×÷](?=[^\x00-\x7f\s])")
# The ten letters that make up two thirds of any Arabic text: they decide where nothing else does.
_COMMON = re.compile("[اليمنورتبع]")
COMMON_WEIGHT = 0.25
_FINAL_ONLY = re.compile(r"[ةى](?=[\u0621-\u063a\u0641-\u064a])")


def arabic_score(text: str) -> float:
    """Return how much the non-ASCII words of ``text`` look like Arabic: about -2 to 2, 0 for none.

    A word counts for it by its letters, twice with an article or as a frequent word; a word that
    mixes scripts, a letter that stands only at a word's end inside one, and controls count
    against it.

    >>> arabic_score("قال الرئيس") > 0.5 > arabic_score("ãæÓßæ") >= -2
    True
    """
    frequent = _frequent()
    good = bad = total = 0.0
    for match in _WORD.finditer(text, 0, 200_000):
        word = match.group()
        total += len(word)
        if not _ARABIC.match(word):
            bad += len(word) if _has_arabic(word) else 0
        elif word.startswith(_ARTICLE) or word in frequent:
            good += 2 * len(word)
        else:
            good += len(word)
        good += COMMON_WEIGHT * len(_COMMON.findall(word))
        bad += 3 * len(_FINAL_ONLY.findall(word))
    strays = len(_STRAY.findall(text, 0, 200_000))
    total += strays
    return (good - 2 * bad - 2 * strays) / total if total else 0.0


def _has_arabic(word: str) -> bool:
    return any("\u0621" <= letter <= "\u06d3" for letter in word)


@functools.cache
def _frequent() -> frozenset[str]:
    """Return the short words that begin or join clauses in any Arabic report."""
    path = resources.files("connectors.sources") / "data" / "frequent.txt"
    return frozenset(path.read_text("utf-8").split())
