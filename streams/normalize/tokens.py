"""Cuts a raw text into words, numbers and marks by one regular expression of linear time.

The expression reads the text as given, so every offset is one into the text as given; what a word
carries inside (vowel marks, tatweel, invisible characters) belongs to the word and is repaired
there (``words.WordReader``), not in a copy of the text. Letters, digits and punctuation never
share a token: 9سبتمبر and قائلاً:(إننا need no rule of their own.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import accumulate
from operator import add, sub
from typing import Final, cast

from schemas.text import Edit
from streams.normalize.letters import CONTROLS, INVISIBLE, LETTERS, MARKS
from streams.normalize.punctuation import STRUCTURAL
from streams.normalize.words import Reading, WordReader

_INSIDE: Final = f"{MARKS}{INVISIBLE}"
_TOKEN: Final = re.compile(
    "("
    # Nearly every token: a word of plain letters up to a space or a common mark. It goes first,
    # and the space after it is refused before any other branch is tried: both are for speed only.
    rf"[{LETTERS}]++(?=[ .،:\n])"
    "|(?! )(?:"
    # A break of lines, with all white space after it; group 2 tells it from tokens.
    r"([\n\r\x0b\x0c\x85\u2028\u2029]\s*+)"
    # A number, with decimal point, thousands separators, or the ر of Gulf agencies.
    r"|\d++(?:ر\d++(?![^\W\d_])|(?:[.,٫٬]\d++)*+)"
    # A word of letters; marks and invisible characters inside it, marks after it.
    rf"|[^\W\d_]++(?:[{_INSIDE}]++[^\W\d_]++|['’](?<=[a-zA-Z].)[a-zA-Z]++)*+[{MARKS}]*+"
    # Characters that are nothing by themselves.
    rf"|[{_INSIDE}{CONTROLS}]++"
    # A run of one punctuation mark or symbol.
    r"|([^\w\s]|_)\3*+"
    "))"
)
_GROUPS: Final = _TOKEN.groups + 1
"""Strings that ``_TOKEN.split`` gives for each token: the gap before it and the groups."""


@dataclass(frozen=True, slots=True)
class LineBreak:
    """A break of lines in the raw text, before ``tokens[token]``."""

    token: int
    start: int
    end: int
    blank: bool
    """Whether an empty line stands between the two."""


@dataclass(slots=True)
class Draft:
    """Tokens as parallel lists while they are made: the four fields of a token each."""

    raw: str
    texts: list[str] = field(default_factory=list)
    keys: list[str] = field(default_factory=list)
    starts: list[int] = field(default_factory=list)
    ends: list[int] = field(default_factory=list)
    breaks: list[LineBreak] = field(default_factory=list)
    edits: list[Edit] = field(default_factory=list)
    marks: list[int] = field(default_factory=list)
    """Indexes of the tokens by which sentences and quotations are found."""


def tokenise(raw: str, length: int, reader: WordReader) -> Draft:
    """Return the tokens, line breaks and edits of ``raw[:length]``, words read by ``reader``.

    Runs of words that are remembered and stay as they are, nearly all of a text, are taken over
    column by column; only breaks, new words and repaired ones are looked at one by one.
    """
    pieces = _TOKEN.split(raw[:length])
    words, breaks = pieces[1::_GROUPS], pieces[2::_GROUPS]
    ends = list(accumulate(map(add, map(len, pieces[::_GROUPS]), map(len, words))))
    starts = list(map(sub, ends, map(len, words)))
    keys = list(map(reader.plain.get, words))
    changed: dict[int, Reading | None] = {}
    for place in [i for i, key in enumerate(keys) if key is None]:
        reading = reader.read(words[place]) if breaks[place] is None else None
        if reading is None or reading.parts is not None or reading.edits:
            changed[place] = reading
        else:
            keys[place] = reading.key
    draft, at = Draft(raw), 0
    for place, reading in changed.items():
        _add_plain(draft, words[at:place], keys[at:place], starts[at:place], ends[at:place])
        if reading is None:
            _add_break(draft, breaks[place], starts[place], ends[place])
        else:
            _add_read(draft, reading, starts[place], ends[place])
        at = place + 1
    _add_plain(draft, words[at:], keys[at:], starts[at:], ends[at:])
    draft.marks = [i for i, key in enumerate(draft.keys) if key in STRUCTURAL]
    return draft


def _add_plain(
    draft: Draft,
    words: Sequence[str],
    keys: Sequence[str | None],
    starts: Sequence[int],
    ends: Sequence[int],
) -> None:
    draft.texts += words
    draft.keys += cast("Sequence[str]", keys)
    draft.starts += starts
    draft.ends += ends


def _add_break(draft: Draft, gap: str, start: int, end: int) -> None:
    gap = gap.replace("\r\n", "\n")
    blank = any(c in "\n\r\x0b\x0c\x85\u2028\u2029" for c in gap[1:])
    draft.breaks.append(LineBreak(len(draft.texts), start, end, blank))


def _add_read(draft: Draft, reading: Reading, start: int, end: int) -> None:
    if reading.parts is None:
        draft.texts.append(reading.text)
        draft.keys.append(reading.key)
        draft.starts.append(start)
        draft.ends.append(end)
    if reading.parts is not None or reading.edits:
        _add_edited(draft, reading, start)


def _add_edited(draft: Draft, reading: Reading, offset: int) -> None:
    for part in reading.parts or ():
        draft.texts.append(part.text)
        draft.keys.append(part.key)
        draft.starts.append(offset + part.start)
        draft.ends.append(offset + part.end)
    for rule, start, end, before, after in reading.edits:
        draft.edits.append(Edit(rule, offset + start, offset + end, before, after))
