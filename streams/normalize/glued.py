"""Words that lost the space between them: موسكوحتى is موسكو حتى.

Two rules. ة and ى end an Arabic word, so a letter after them begins another; this needs no
lexicon. The other splits only a token that is no word, into at most four that are, one of them a
name of the gazetteer: the shortest path over the known words, by cost.
"""

import re
from itertools import pairwise
from typing import Final

from streams.normalize.letters import fold
from streams.normalize.vocabulary import Vocabulary

SHORTEST: Final = 5
"""Letters that a token must have to be split by the lexicon."""
LONGEST: Final = 40
"""Letters above which a token is no run of words but noise, and stays as it is."""
MOST_PARTS: Final = 4
_LONGEST_PART: Final = 16

_AFTER_FINAL_LETTER = re.compile("(?<=.)[ةى](?=[\u0620-\u064a])(?![ةى])")
_SHORT_WORDS: Final = frozenset(
    ["من", "في", "عن", "لا", "ما", "لم", "لن", "ان", "او", "قد", "هل", "مع"]
)
_JOINS_NOTHING: Final = frozenset("اأإآدذرزوؤىةء")
"""Letters that do not join the next one: a space lost after them does not show in print."""
_PROCLITICS: Final = ("و", "ف", "ب", "ل", "ك", "وب", "ول", "وك", "فب", "فل")


def split_after_final_letter(word: str, vocabulary: Vocabulary | None) -> tuple[str, ...]:
    """Return the parts of ``word`` after each ة or ى that a letter follows; ``(word,)`` if none.

    A word that the vocabulary knows once ى is read as ي is left whole: some newsrooms type so.

    >>> split_after_final_letter("وزارةالخارجية", None)
    ('وزارة', 'الخارجية')
    """
    if len(word) > LONGEST or not _AFTER_FINAL_LETTER.search(word):
        return (word,)
    if "ى" in word and vocabulary is not None and vocabulary.knows(fold(word)):
        return (word,)
    cuts = [found.end() for found in _AFTER_FINAL_LETTER.finditer(word)]
    edges = [0, *cuts, len(word)]
    return tuple(word[a:b] for a, b in pairwise(edges))


def split_glued_words(word: str, vocabulary: Vocabulary) -> tuple[str, ...]:
    """Return the words that ``word`` runs together, or ``(word,)`` where it is no such run."""
    if not SHORTEST <= len(word) <= LONGEST or _kind(word, vocabulary) is not None:
        return (word,)
    return _cheapest_path(word, vocabulary) or (word,)


_Path = tuple[float, bool, tuple[str, ...]]
"""Cost, whether a name is among the parts, the parts."""


def _cheapest_path(word: str, vocabulary: Vocabulary) -> tuple[str, ...]:
    """Return the cheapest parts with a name among them; empty if there is no path.

    For each place and each "has a name or not" the best path of each length is kept, so the work
    is the length of the word times ``_LONGEST_PART`` times ``MOST_PARTS``.
    """
    paths: list[dict[tuple[int, bool], _Path]] = [{} for _ in range(len(word) + 1)]
    paths[0][0, False] = (0.0, False, ())
    for start in range(len(word)):
        open_paths = [path for (parts, _), path in paths[start].items() if parts < MOST_PARTS]
        if not open_paths or (start and not _may_begin(word, start)):
            continue
        for end in range(start + 2, min(start + _LONGEST_PART, len(word)) + 1):
            kind = _kind(word[start:end], vocabulary)
            if kind is None or (start > 0 and not _plausible(word, start, end, kind)):
                continue
            cost = 1 + 2 / (end - start) + (0 if kind == "name" else 0.5)
            for path_cost, named, parts in open_paths:
                state = (len(parts) + 1, named or kind == "name")
                path = (path_cost + cost, state[1], (*parts, word[start:end]))
                if state not in paths[end] or path < paths[end][state]:
                    paths[end][state] = path
    complete = [path for path in paths[-1].values() if path[1] and len(path[2]) > 1]
    return min(complete)[2] if complete else ()


def _may_begin(word: str, start: int) -> bool:
    return word[start] not in "ةىءؤئ"


def _kind(part: str, vocabulary: Vocabulary) -> str | None:
    """Return ``name``, ``word`` or None for a part that is neither."""
    key = fold(part)
    if len(part) < 3:
        return "word" if key in _SHORT_WORDS else None
    if vocabulary.is_name(key):
        return "name"
    for proclitic in _PROCLITICS:
        rest = key.removeprefix(proclitic)
        if rest != key and len(rest) >= 3 and vocabulary.is_name(rest):
            return "name"
    return "word" if vocabulary.knows(key) else None


def _plausible(word: str, start: int, end: int, kind: str) -> bool:
    """Return whether a space may have been lost before ``word[start:end]``.

    It is lost where it did not show (after a letter that joins nothing) or where the next word
    begins as words do (the article, "and"); between joined letters only whole long names count.
    """
    if word[start - 1] in _JOINS_NOTHING or word.startswith(("ال", "وال"), start):
        return True
    return kind == "name" and end - start >= 4
