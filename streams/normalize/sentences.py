"""Cuts paragraphs into sentences.

A sentence ends at . ! ؟ ? … or at two and more dots, and at the end of its paragraph; not inside a
number (the tokeniser's work), an abbreviation, an address, nor inside a balanced quotation or
parenthesis of at most ``LONGEST_QUOTATION`` tokens. Closing marks stay with their sentence.
"""

from collections.abc import Sequence
from typing import Final

from schemas.text import Sentence
from streams.normalize.punctuation import CLOSERS, PAIRS, STOPS
from streams.normalize.tables import read_keys
from streams.normalize.tokens import Draft

LONGEST_QUOTATION: Final = 80
"""Tokens of the longest balanced quotation that is never cut."""
LONGEST_SENTENCE: Final = 160
"""Tokens after which a sentence is cut where it may best be cut."""

ABBREVIATIONS: Final = read_keys("abbreviations.tsv")
_CUTS: Final = ("؛", "،")


def find_sentences(draft: Draft, paragraphs: Sequence[int]) -> tuple[Sentence, ...]:
    """Return the sentences of ``draft``, in order; together they hold every token."""
    if not draft.keys:
        return ()
    marks = draft.marks
    sentences: list[Sentence] = []
    at = 0
    for number, (first, end) in enumerate(_spans(paragraphs, len(draft.keys))):
        inside = []
        while at < len(marks) and marks[at] < end:
            inside.append(marks[at])
            at += 1
        for a, b in _spans(_starts(draft, first, end, inside), end):
            sentences.append(Sentence(a, b, draft.starts[a], draft.ends[b - 1], number))
    return tuple(sentences)


def _spans(starts: Sequence[int], end: int) -> list[tuple[int, int]]:
    return list(zip(starts, [*starts[1:], end], strict=True))


def _starts(draft: Draft, first: int, end: int, marks: Sequence[int]) -> list[int]:
    """Return where the sentences of the paragraph ``[first, end)`` begin."""
    closed_at = _balanced_pairs(draft.keys, marks)
    starts = [first]
    kept_until = settled = first
    for mark in marks:
        if mark < settled:
            continue
        key = draft.keys[mark]
        if key in PAIRS:
            close = closed_at.get(mark, 0)
            if close - mark <= LONGEST_QUOTATION:
                kept_until = max(kept_until, close)
            continue
        if key not in STOPS or not _ends_sentence(draft, mark, first):
            continue
        begin = settled = _after_closers(draft, mark, end)
        if mark < kept_until and not (key in {".", ".."} and begin > kept_until):
            continue
        if starts[-1] < begin < end:
            starts.append(begin)
    return _cut_long(draft.keys, starts, end)


def _balanced_pairs(keys: Sequence[str], marks: Sequence[int]) -> dict[int, int]:
    """Return the index of the closing mark by that of the opening one, where both exist."""
    open_at: dict[str, list[int]] = {close: [] for close in CLOSERS}
    pairs: dict[int, int] = {}
    for mark in marks:
        key = keys[mark]
        if key in PAIRS:
            open_at[PAIRS[key]].append(mark)
        elif open_at.get(key):
            pairs[open_at[key].pop()] = mark
    return pairs


def _ends_sentence(draft: Draft, mark: int, first: int) -> bool:
    """Return whether the end mark at ``mark`` is none of an abbreviation, address or list."""
    if draft.keys[mark] != "." or mark == first:
        return mark != first
    before, raw = draft.keys[mark - 1], draft.raw
    glued_before = draft.ends[mark - 1] == draft.starts[mark]
    following = raw[draft.ends[mark] : draft.ends[mark] + 1]
    if not glued_before:
        return True
    if following.isascii() and following.isalnum() and before.isascii():
        return False
    if before.isdecimal():
        return mark - 1 != first
    return not _is_abbreviation(draft.keys, mark - 1)


def _is_abbreviation(keys: Sequence[str], index: int) -> bool:
    """Return whether a full stop after this word belongs to it: د. but not the م of 2010م."""
    key = keys[index]
    if key in ABBREVIATIONS:
        return True
    after_number = index > 0 and keys[index - 1][0].isdecimal()
    return len(key) == 1 and key.isalpha() and not after_number


def _after_closers(draft: Draft, mark: int, end: int) -> int:
    """Return the index after ``mark`` and what belongs to its sentence."""
    after = mark + 1
    if draft.keys[mark] == "." and after < end and draft.keys[after][0].isdecimal():
        # Right-to-left editors leave the full stop of "عام 2009." before the number.
        space_before = draft.ends[mark - 1] < draft.starts[mark]
        if space_before and draft.ends[mark] == draft.starts[after]:
            after += 1
    while after < end and (draft.keys[after] in CLOSERS or draft.keys[after] in STOPS):
        after += 1
    return after


def _cut_long(keys: Sequence[str], starts: list[int], end: int) -> list[int]:
    """Return ``starts`` with more of them, so that no sentence has over LONGEST_SENTENCE."""
    if all(b - a <= LONGEST_SENTENCE for a, b in _spans(starts, end)):
        return starts
    cut = []
    for first, last in _spans(starts, end):
        at = first
        cut.append(at)
        while last - at > LONGEST_SENTENCE:
            at = _best_cut(keys, at)
            cut.append(at)
    return cut


def _best_cut(keys: Sequence[str], first: int) -> int:
    """Return where to cut a sentence that begins at ``first``: late, after the strongest mark."""
    half, limit = first + LONGEST_SENTENCE // 2, first + LONGEST_SENTENCE
    for cut in _CUTS:
        for at in range(limit - 1, half, -1):
            if keys[at] == cut:
                return at + 1
    return limit
