"""Words that lost the space between them: موسكوحتى is موسكو حتى.

Two rules. ة and ى end an Arabic word, so a letter after them begins another; this needs no
lexicon. The other splits only a token that is no known word, into at most four parts that are
names of the gazetteer or the small words that stand beside them, by the cheapest path. Arabic words
are full of others (الحرفي "the craft" is no الحر في), so it takes long names and a place where a
space can be lost.
"""

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import Final, NamedTuple

from streams.normalize.letters import fold
from streams.normalize.tables import read_keys
from streams.normalize.vocabulary import Vocabulary

SHORTEST: Final = 6
"""Letters that a token must have to be split by the lexicon: four of a name and two beside it."""
LONGEST: Final = 40
"""Letters above which a token is no run of words but noise, and stays as it is."""
MOST_PARTS: Final = 4
_LONGEST_PART: Final = 16

_AFTER_FINAL_LETTER = re.compile("(?<=.)[ةى](?=[\u0620-\u064a])(?![ةى])")
_BESIDE_NAMES: Final = read_keys("glued_words.tsv")
"""Keys of the words that are split off a name: particles, relative pronouns, days."""
_SHORTEST_NAME: Final = 4
_LONG_NAME: Final = 5
_JOINS_NOTHING: Final = frozenset("اأإآدذرزوؤىةء")
"""Letters that do not join the next one: a space lost after them does not show in print."""
_PROCLITICS: Final[tuple[str, ...]] = (
    "و",
    "ف",
    "ب",
    "ل",
    "ك",
    "وب",
    "ول",
    "وك",
    "فب",
    "فل",
    "لل",
    "ولل",
)
_ARTICLES: Final = ("ال", "وال")


def split_after_final_letter(word: str, vocabulary: Vocabulary | None) -> tuple[str, ...]:
    """Return the parts of ``word`` after each ة or ى that a letter follows; ``(word,)`` if none.

    A word that the vocabulary knows once ى is read as ي is left whole: some newsrooms type so.

    >>> split_after_final_letter("وزارةالخارجية", None)
    ('وزارة', 'الخارجية')
    """
    if "ة" not in word[:-1] and "ى" not in word[:-1]:
        return (word,)  # most words
    if len(word) > LONGEST or not _AFTER_FINAL_LETTER.search(word):
        return (word,)
    if "ى" in word and vocabulary is not None and vocabulary.knows(fold(word)):
        return (word,)
    cuts = [found.end() for found in _AFTER_FINAL_LETTER.finditer(word)]
    edges = [0, *cuts, len(word)]
    return tuple(word[a:b] for a, b in pairwise(edges))


def split_glued_words(word: str, vocabulary: Vocabulary, key: str = "") -> tuple[str, ...]:
    """Return the words that ``word`` runs together, or ``(word,)`` where it is no such run.

    ``key`` is the folded word, where it is known.
    """
    if not SHORTEST <= len(word) <= LONGEST or vocabulary.knows(key := key or fold(word)):
        return (word,)
    return _cheapest_path(word, key, vocabulary) or _word_and_name(word, vocabulary) or (word,)


def _word_and_name(word: str, vocabulary: Vocabulary) -> tuple[str, ...]:
    """Return ``word`` cut between a known word and a long name; empty where it is no such pair.

    Only where the seam shows, for rare names hold others (راديكالية, موسكوفيسي): behind the ت of
    a verb, or before an article.
    """
    if word.startswith(("ال", "وال", "بال", "كال", "فال", "لل", "ولل")):
        return ()  # a long word with the article is more often rare than glued
    for cut in range(_SHORTEST_NAME, len(word) - _SHORTEST_NAME + 1):
        left, right = fold(word[:cut]), fold(word[cut:])
        if left.endswith("ت"):
            name, other = right, left
        elif right.startswith("ال") and word[cut - 1] in _JOINS_NOTHING:
            name, other = left, right
        else:
            continue
        if len(name) < _LONG_NAME or not vocabulary.is_name(name) or name.startswith("ال"):
            continue
        if vocabulary.knows(other) and not vocabulary.is_name(other):
            return (word[:cut], word[cut:])
    return ()


class _Path(NamedTuple):
    cost: float
    parts: tuple[str, ...]
    names: int


def _cheapest_path(word: str, key: str, vocabulary: Vocabulary) -> tuple[str, ...]:
    """Return the cheapest parts of ``word``, a name among them; empty if there is no path.

    Of the paths to a place the best for each number of parts is kept, so the work is the length of
    the word times ``_LONGEST_PART`` times ``MOST_PARTS``.
    """
    # Whether the letters of a part, folded, are those of the key: two rules look at the next one.
    alike = len(key) == len(word) and "ئو" not in word and "يء" not in key
    if not _may_end(word, key if alike else "", vocabulary):
        return ()  # nine words of ten
    paths: list[dict[tuple[int, bool], _Path]] = [{} for _ in range(len(word) + 1)]
    paths[0][0, False] = _Path(0.0, (), 0)
    for start in range(len(word)):
        ways = [way for way in paths[start].values() if len(way.parts) < MOST_PARTS]
        if not ways:
            continue
        before_name = _PROCLITICS if start == 0 else ("و",)
        if alike:
            before_name = tuple([p for p in before_name if key.startswith(p, start)])
        for end in range(start + 2, min(start + _LONGEST_PART, len(word)) + 1):
            part = word[start:end]
            part_key = key[start:end] if alike else fold(part)
            is_name = _is_name(part_key, vocabulary, before_name)
            if not is_name and part_key not in _BESIDE_NAMES:
                continue
            for way in ways:
                if start and not _may_have_lost_space(way.parts[-1], part, is_name=is_name):
                    continue
                cost = way.cost + 1 + 2 / len(part) + (0 if is_name else 0.5)
                found = _Path(cost, (*way.parts, part), way.names + is_name)
                state = (len(found.parts), found.names > 0)
                if state not in paths[end] or found < paths[end][state]:
                    paths[end][state] = found
    complete = [path for path in paths[-1].values() if path.names and len(path.parts) > 1]
    return min(complete).parts if complete else ()


def _may_end(word: str, key: str, vocabulary: Vocabulary) -> bool:
    """Return whether some ending of ``word`` can be the last part of a path.

    ``key`` is the folded word where its endings are those of the word, else empty.
    """
    is_name, size = vocabulary.is_name, len(word)
    for at in range(size - 2, max(size - _LONGEST_PART, 2) - 1, -1):
        part = key[at:] if key else fold(word[at:])
        if part in _BESIDE_NAMES or (len(part) >= _SHORTEST_NAME and is_name(part)):
            return True
    return False


def _is_name(key: str, vocabulary: Vocabulary, proclitics: Sequence[str]) -> bool:
    """Return whether ``key`` is a name long enough to be no accident, behind ``proclitics`` or not.

    Only the first part of a run may carry a preposition; "and" may stand before any.
    """
    if _is_long_name(key, vocabulary):
        return True
    for proclitic in proclitics:
        rest = key.removeprefix(proclitic)
        if rest != key and _is_long_name(rest, vocabulary):
            return True
        if proclitic.endswith("لل") and rest != key and _is_long_name(f"ال{rest}", vocabulary):
            return True
    return False


def _is_long_name(key: str, vocabulary: Vocabulary) -> bool:
    if len(key) < _SHORTEST_NAME or not vocabulary.is_name(key):
        return False
    return len(key) > _SHORTEST_NAME or not key.startswith("ال")


def _may_have_lost_space(left: str, right: str, *, is_name: bool) -> bool:
    """Return whether a space may have been lost between two parts.

    It is lost where it did not show, after a letter that joins nothing, or where the right part
    begins as words do, with the article; between joined letters only two long names count. A word
    of two letters is split off a long name only.
    """
    open_end = left[-1] in _JOINS_NOTHING
    if len(right) == 2 or len(left) == 2:
        return open_end and min(len(left), len(right)) == 2 < _LONG_NAME <= len(left)
    if right.startswith(_ARTICLES):
        return True
    if open_end:
        return max(len(left), len(right)) >= _LONG_NAME
    return is_name and min(len(left.removeprefix("و")), len(right.removeprefix("و"))) >= _LONG_NAME
