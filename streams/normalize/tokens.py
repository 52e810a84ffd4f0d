"""Cuts a raw text into words, numbers and marks by one regular expression of linear time.

The expression reads the text as given, so every offset is one into the text as given; what a word
carries inside (vowel marks, tatweel, invisible characters) belongs to the word and is repaired
there (``words.WordReader``), not in a copy of the text. Letters, digits and punctuation never
share a token: 9سبتمبر and قائلاً:(إننا need no rule of their own.
"""

import re
from dataclasses import dataclass, field
from typing import Final

from schemas.text import Edit
from streams.normalize.letters import CONTROLS, INVISIBLE, MARKS
from streams.normalize.punctuation import STRUCTURAL
from streams.normalize.words import Reading, WordReader

_INSIDE: Final = f"{MARKS}{INVISIBLE}"
_TOKEN: Final = re.compile(
    # A break of lines, with all white space after it; group 1 tells it from tokens.
    r"([\n\r\x0b\x0c\x85\u2028\u2029]\s*+)"
    # A number, with decimal point, thousands separators, or the ر of Gulf agencies.
    r"|\d++(?:ر\d++(?![^\W\d_])|(?:[.,٫٬]\d++)*+)"
    # A word of letters; marks and invisible characters inside it, marks after it.
    rf"|[^\W\d_]++(?:[{_INSIDE}]++[^\W\d_]++|['’](?<=[a-zA-Z].)[a-zA-Z]++)*+[{MARKS}]*+"
    # Characters that are nothing by themselves.
    rf"|[{_INSIDE}{CONTROLS}]++"
    # A run of one punctuation mark or symbol.
    r"|([^\w\s]|_)\2*+"
)


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
    """Return the tokens, line breaks and edits of ``raw[:length]``, words read by ``reader``."""
    draft = Draft(raw)
    texts, keys, starts, ends = draft.texts, draft.keys, draft.starts, draft.ends
    remembered, read = reader.remembered, reader.read
    for found in _TOKEN.finditer(raw, 0, length):
        word = found[0]
        reading = remembered.get(word)
        if reading is None:
            if found[1] is not None:
                _add_break(draft, found)
                continue
            reading = read(word)
        text, key, parts, edits = reading
        start, end = found.span()
        if parts is None:
            texts.append(text)
            keys.append(key)
            starts.append(start)
            ends.append(end)
        if edits or parts is not None:
            _add_edited(draft, reading, start)
    draft.marks = [i for i, key in enumerate(keys) if key in STRUCTURAL]
    return draft


def _add_break(draft: Draft, found: re.Match[str]) -> None:
    gap = found[1].replace("\r\n", "\n")
    blank = any(c in "\n\r\x0b\x0c\x85\u2028\u2029" for c in gap[1:])
    draft.breaks.append(LineBreak(len(draft.texts), found.start(), found.end(), blank))


def _add_edited(draft: Draft, reading: Reading, offset: int) -> None:
    for part in reading.parts or ():
        draft.texts.append(part.text)
        draft.keys.append(part.key)
        draft.starts.append(offset + part.start)
        draft.ends.append(offset + part.end)
    for rule, start, end, before, after in reading.edits:
        draft.edits.append(Edit(rule, offset + start, offset + end, before, after))
