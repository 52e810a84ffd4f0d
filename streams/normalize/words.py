"""Reads one raw word: repairs it, splits it, folds it; and remembers, since words repeat."""

from collections.abc import Sequence
from typing import Final, NamedTuple

from streams.normalize.glued import LONGEST, split_after_final_letter, split_glued_words
from streams.normalize.letters import fold, is_plain
from streams.normalize.punctuation import mark_key
from streams.normalize.rules import NUMBER_RULES, WORD_RULES, Rule
from streams.normalize.vocabulary import Vocabulary

MOST_REMEMBERED: Final = 200_000
"""Distinct raw words whose reading is kept (about 60 MB); then memory starts afresh."""
_LONGEST_REMEMBERED: Final = 48


class WordEdit(NamedTuple):
    """An edit of a word, its offsets counted from the start of the raw word."""

    rule: str
    start: int
    end: int
    before: str
    after: str


class Part(NamedTuple):
    """A word found in a raw word, its offsets counted from the start of the raw word."""

    text: str
    key: str
    start: int
    end: int


class Reading(NamedTuple):
    """What a raw word was read as. No parts: it held nothing but marks."""

    text: str
    key: str
    parts: tuple[Part, ...] | None
    """None for the usual case: the whole raw word is the one part, ``text`` and ``key``."""
    edits: tuple[WordEdit, ...]


class WordReader:
    """Reads raw words under one vocabulary, of Arabic text or of text in another language."""

    def __init__(self, vocabulary: Vocabulary | None, *, arabic: bool) -> None:
        self._vocabulary = vocabulary
        self._arabic = arabic
        self._word_rules = tuple(r for r in WORD_RULES if arabic or not r.arabic_only)
        self.plain: dict[str, str] = {}
        """Raw word to key where the word stays as it is: looked up by the tokeniser."""
        self.remembered: dict[str, Reading] = {}
        """Raw word to reading, of those that do not."""

    def read(self, raw: str) -> Reading:
        """Return the reading of ``raw``, a word, number or mark as the tokeniser cut it."""
        if (key := self.plain.get(raw)) is not None:
            return Reading(raw, key, None, ())
        if (known := self.remembered.get(raw)) is not None:
            return known
        reading = self._number(raw) if raw[0].isdecimal() else self._word(raw)
        if len(raw) <= _LONGEST_REMEMBERED:
            if len(self.plain) + len(self.remembered) >= MOST_REMEMBERED:
                self.plain.clear()
                self.remembered.clear()
            if reading.parts is None and not reading.edits:
                self.plain[raw] = reading.key
            else:
                self.remembered[raw] = reading
        return reading

    def _number(self, raw: str) -> Reading:
        text, edits = _apply(NUMBER_RULES, raw)
        return Reading(text, text, None, edits)

    def _word(self, raw: str) -> Reading:
        usual = is_plain(raw) and not raw.endswith("ىء")  # what no rule of a word touches
        text, edits = (raw, ()) if usual else _apply(self._word_rules, raw)
        if not text:
            return Reading("", "", (), edits)
        if not text[0].isalnum():
            return Reading(text, mark_key(text), None, edits)
        key = fold(text)
        parts = self._split(text, key)
        if len(parts) == 1:
            return Reading(text, key or text, None, edits)
        rule, pieces = parts[0], parts[1:]
        edits = (*edits, WordEdit(rule, 0, len(raw), text, " ".join(pieces)))
        return Reading(text, key, self._place(raw, text, pieces), edits)

    def _split(self, text: str, key: str) -> tuple[str, ...]:
        """Return ``(text,)``, or the rule that split it and the pieces."""
        if not self._arabic or len(text) > LONGEST:
            return (text,)
        first, words = split_after_final_letter(text, self._vocabulary), self._vocabulary
        if words is None:
            pieces = first
        elif len(first) == 1:  # nearly every word
            pieces = split_glued_words(text, words, key)
        else:
            pieces = tuple([w for piece in first for w in split_glued_words(piece, words)])
        if len(pieces) == 1:
            return (text,)
        rule = "split_after_final_letter" if len(pieces) == len(first) else "split_glued_words"
        return (rule, *pieces)

    def _place(self, raw: str, text: str, pieces: Sequence[str]) -> tuple[Part, ...]:
        """Return ``pieces`` with their offsets in ``raw``, which may hold characters dropped."""
        parts, start, length = [], 0, 0
        for number, piece in enumerate(pieces, start=1):
            length += len(piece)
            end = len(raw) if number == len(pieces) else self._raw_end(raw, text, length)
            parts.append(Part(piece, fold(piece), start, end))
            start = end
        return tuple(parts)

    def _raw_end(self, raw: str, text: str, length: int) -> int:
        """Return the longest beginning of ``raw`` that reads as ``text[:length]``."""
        if raw == text:
            return length
        short = None  # a rule of how words end may read a beginning otherwise: then by its length
        for end in range(len(raw), 0, -1):
            beginning = _apply(self._word_rules, raw[:end])[0]
            if beginning == text[:length]:
                return end
            if short is None and len(beginning) <= length:
                short = end
        return length if short is None else short


def _apply(rules: Sequence[Rule], raw: str) -> tuple[str, tuple[WordEdit, ...]]:
    edits = []
    text = raw
    for rule in rules:
        repaired = rule.apply(text)
        if repaired != text:
            edits.append(WordEdit(rule.name, 0, len(raw), text, repaired))
            text = repaired
    return text, tuple(edits)
