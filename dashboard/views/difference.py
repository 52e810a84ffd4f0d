"""What one text added to another and left out, word by word, for a person to read."""

import re
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

from streams.normalize.letters import fold

MOST_WORDS = 3_000
"""Words of each text that are compared; the time grows with their product."""
_WORD = re.compile(r"\S+\s*")
Kind = Literal["same", "added", "cut"]


@dataclass(frozen=True, slots=True)
class Part:
    """A run of words of the one text, the other, or both."""

    kind: Kind
    text: str


def differences(before: str, after: str) -> list[Part]:
    """Return both texts as one: what both have, what ``after`` added and what it left out.

    Words that differ in hamza, marks or spaces alone count as the same.

    >>> [(p.kind, p.text.strip()) for p in differences("one two three", "one three four")]
    [('same', 'one'), ('cut', 'two'), ('same', 'three'), ('added', 'four')]
    """
    old, new = (_WORD.findall(text)[:MOST_WORDS] for text in (before, after))
    matcher = SequenceMatcher(None, _keys(old), _keys(new), autojunk=False)
    found = []
    for tag, start, end, other_start, other_end in matcher.get_opcodes():
        if tag == "equal":
            found.append(Part("same", "".join(new[other_start:other_end])))
            continue
        if start < end:
            found.append(Part("cut", "".join(old[start:end])))
        if other_start < other_end:
            found.append(Part("added", "".join(new[other_start:other_end])))
    return found


def _keys(words: list[str]) -> list[str]:
    return [fold(word.strip()) for word in words]
