"""Where paragraphs begin, and which line breaks stand inside a sentence.

A feed breaks lines at paragraphs; a text that was wrapped, copied or cut by an editor's system
also breaks them anywhere. What ends the line and what begins the next one decides.
"""

from collections.abc import Sequence
from typing import Final

from schemas.text import Edit, Field
from streams.normalize.punctuation import BULLETS, CLOSE, CLOSERS, PAIRS, QUOTATION_MARKS, STOPS
from streams.normalize.tables import read_keys
from streams.normalize.tokens import Draft, LineBreak

SHORTEST_BROKEN_LINE: Final = 40
"""Characters: a shorter line that nothing marks as unfinished is a heading, by-line or verse."""

_ENDS_LINE: Final = STOPS | BULLETS | {":"}
_OPENERS: Final = frozenset(PAIRS)
_GOES_ON: Final = frozenset(["،", "؛"])
_CLOSERS: Final = CLOSERS | {key for key, (_, way) in QUOTATION_MARKS.items() if way == CLOSE}
_MAY_CLOSE: Final = _CLOSERS | {key for key, (_, way) in QUOTATION_MARKS.items() if way is None}

UNFINISHED: Final = read_keys("unfinished_line_ends.tsv")
"""Keys of words that cannot end a sentence: prepositions, conjunctions, relative pronouns."""
OPENINGS: Final = read_keys("paragraph_openings.tsv")
"""Keys of words with which paragraphs of news begin."""


def find_paragraphs(draft: Draft, field: Field) -> list[int]:
    """Return the index of the first token of each paragraph; note rejoined lines as edits."""
    paragraphs = [0]
    line_start = 0
    for gap in draft.breaks:
        if not line_start <= gap.token < len(draft.keys) or gap.token == paragraphs[-1]:
            line_start = gap.token
            continue
        if _is_broken_line(draft, gap, line_start, field):
            before = draft.raw[gap.start : gap.end]
            draft.edits.append(Edit("rejoin_broken_line", gap.start, gap.end, before, " "))
        else:
            paragraphs.append(gap.token)
        line_start = gap.token
    return paragraphs


def _is_broken_line(draft: Draft, gap: LineBreak, line_start: int, field: Field) -> bool:
    """Return whether the sentence before ``gap`` goes on after it."""
    keys = draft.keys
    last, following = _last_word(keys, line_start, gap.token), keys[gap.token]
    if last in _ENDS_LINE or following in BULLETS:
        return False
    if last in UNFINISHED or last in _GOES_ON or last in _OPENERS:
        return True
    if gap.blank:
        return False
    if following in _GOES_ON or following in _CLOSERS or field == "title":
        return True
    is_short = gap.start - draft.starts[line_start] < SHORTEST_BROKEN_LINE
    if is_short or following == keys[line_start]:  # the lines of a list begin alike
        return False
    return not _opens_paragraph(keys, gap.token)


def _last_word(keys: Sequence[str], start: int, end: int) -> str:
    """Return the key that ends a line: that before closing marks if it ends a sentence."""
    last = end - 1
    while last > start and keys[last] in _MAY_CLOSE:
        last -= 1
    return keys[last] if keys[last] in STOPS else keys[end - 1]


def _opens_paragraph(keys: Sequence[str], first: int) -> bool:
    key = keys[first]
    if key in OPENINGS or key[0].isdecimal() or key[0].isascii():
        return True
    if key[0] in "وف" and len(key) > 3:
        # "And" before a noun with the article goes on with a list; before anything else it
        # opens, as nearly every second paragraph of news does.
        return not key.startswith(("وال", "ولل", "وبال"))
    pair = f"{key} {keys[first + 1]}" if first + 1 < len(keys) else key
    return pair in OPENINGS
