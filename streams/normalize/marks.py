"""Quotation marks of every style read as two keys, opening and closing.

A quotation mark keeps its glyph as ``text`` and gets the key ``«`` or ``»``, so that one rule
reads "…", «…», “…”, ”…”, ''…'', ((…)) and ‹…› alike. Parentheses keep the keys ``(`` and ``)``,
since only the extractor can tell a quotation in parentheses from a remark.

Which way a straight or misused mark points is decided within its paragraph, where an unclosed
quotation ends: by its glyph where the glyphs balance, else by turns where their number is even,
else by the white space around it.
"""

from collections.abc import Sequence
from typing import Final

from streams.normalize.punctuation import CLOSE, OPEN, QUOTATION_MARKS
from streams.normalize.tokens import Draft

_MAY_BE_NO_QUOTATION: Final = {"single", "single curly", "double parenthesis", "angle"}
"""Apostrophes, ends of nested remarks, signs: quotation marks only where they balance."""


def resolve_quotes(draft: Draft, paragraphs: Sequence[int]) -> None:
    """Set the key of every quotation mark of ``draft`` to ``«`` or ``»``.

    ``paragraphs`` are the indexes of the first token of each paragraph.
    """
    marks = [mark for mark in draft.marks if draft.keys[mark] in QUOTATION_MARKS]
    if not marks:
        return
    bounds = iter([*paragraphs[1:], len(draft.keys)])
    bound = next(bounds)
    inside: list[int] = []
    for mark in marks:
        while mark >= bound:
            _resolve_paragraph(draft, inside)
            inside = []
            bound = next(bounds)
        inside.append(mark)
    _resolve_paragraph(draft, inside)


def _resolve_paragraph(draft: Draft, marks: Sequence[int]) -> None:
    families: dict[str, list[int]] = {}
    for mark in marks:
        families.setdefault(QUOTATION_MARKS[draft.keys[mark]][0], []).append(mark)
    unbalanced: list[int] = []
    for family, members in families.items():
        glyphs = [QUOTATION_MARKS[draft.keys[mark]][1] for mark in members]
        if _balanced(glyphs):
            directions: list[str] = [glyph or OPEN for glyph in glyphs]
        elif family in _MAY_BE_NO_QUOTATION and not _paired_by_space(draft, members):
            continue
        elif len(members) % 2 == 0:
            directions = [OPEN, CLOSE] * (len(members) // 2)
        else:
            unbalanced.extend(members)
            continue
        for mark, direction in zip(members, directions, strict=True):
            draft.keys[mark] = direction
    if unbalanced:
        _resolve_by_turns_or_space(draft, sorted(unbalanced))


def _balanced(glyphs: Sequence[str | None]) -> bool:
    depth = 0
    for glyph in glyphs:
        if glyph is None:
            return False
        depth += 1 if glyph == OPEN else -1
        if depth < 0:
            return False
    return depth == 0


def _paired_by_space(draft: Draft, marks: Sequence[int]) -> bool:
    return len(marks) % 2 == 0 and all(
        _by_space(draft, mark) == (OPEN, CLOSE)[turn % 2] for turn, mark in enumerate(marks)
    )


def _resolve_by_turns_or_space(draft: Draft, marks: Sequence[int]) -> None:
    """Set the keys of marks whose families do not balance each by itself."""
    inside = False
    by_turns = len(marks) % 2 == 0
    for mark in marks:
        turn = CLOSE if inside else OPEN
        glyph = QUOTATION_MARKS[draft.keys[mark]][1]
        direction = turn if by_turns else _by_space(draft, mark) or glyph or turn
        draft.keys[mark] = direction
        inside = direction == OPEN


def _by_space(draft: Draft, mark: int) -> str | None:
    """Return where white space says that ``mark`` points, None where it says nothing."""
    start, end = draft.starts[mark], draft.ends[mark]
    before = start == 0 or draft.raw[start - 1].isspace()
    after = end == len(draft.raw) or draft.raw[end].isspace()
    if before == after:
        return None
    return OPEN if before else CLOSE
