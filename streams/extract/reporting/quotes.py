"""Quotations: the words between marks, who says them, and the word that says so."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from schemas.event import Quote
from schemas.text import CleanText
from streams.extract.actors.phrases import Kind
from streams.extract.clauses.groups import Group
from streams.extract.clauses.passage import Head, Passage
from streams.extract.subjects.discourse import Discourse
from streams.normalize import CLOSE, OPEN

FEWEST_WORDS = 4
"""Words below which a span without a verb is a term in scare quotes, no quotation."""
CUE_SPAN = 30
"""Tokens between a cue and the quotation that it introduces, or that it follows."""
_QUOTING = frozenset({"نقلا"})
"""Words before عن and whose words follow."""
_SAID_BY = frozenset({"عن", "لسان"})
_ASCRIBES = frozenset({"نسب", "عزا"})
_BRACKETS = {"(": ")"}
_OPENING = frozenset({OPEN, *_BRACKETS})


@dataclass(frozen=True, slots=True)
class Cue:
    """A reporting word in a sentence and its speaker."""

    at: int
    speaker: Group


class QuoteReader:
    """Collects the quotations of a field, sentence by sentence, in order."""

    def __init__(self) -> None:
        self._last: Group = []

    def read(self, passage: Passage, clean: CleanText, cues: Mapping[int, Group]) -> list[Quote]:
        """Return the quotations that begin in ``passage``; ``cues`` are its reporting words."""
        found = []
        known = [Cue(at, speaker) for at, speaker in sorted(cues.items())]
        for first, last in _spans(passage):
            cue = _cue_of(first, last, known)
            if not _is_speech(passage, first, last, introduced=cue is not None):
                continue
            speaker = cue.speaker if cue is not None else self._last
            if cue is not None and not speaker:
                speaker = self._last
            found.append(self._quote(clean, first, last, cue, speaker))
        for cue in known:
            self._last = cue.speaker or self._last
        return found

    def _quote(
        self, clean: CleanText, first: int, last: int, cue: Cue | None, speaker: Group
    ) -> Quote:
        phrase = speaker[0] if speaker else None
        return Quote(
            speaker=(phrase.person or phrase.name or None) if phrase is not None else None,
            code=phrase.code if phrase is not None else None,
            cue=clean.tokens.texts[cue.at] if cue is not None else None,
            start=clean.tokens.starts[first],
            end=clean.tokens.ends[last - 1],
            field=clean.field,
        )


def _spans(passage: Passage) -> list[tuple[int, int]]:
    """Return the token spans inside quotation marks and brackets; an open one ends the sentence."""
    keys, spans = passage.keys, list[tuple[int, int]]()
    if _OPENING.isdisjoint(passage.spelt):
        return spans  # most sentences
    opened: tuple[int, str] | None = None
    for at in range(passage.first, passage.last):
        key = keys[at]
        if opened is None:
            if key == OPEN:
                opened = (at + 1, CLOSE)
            elif key in _BRACKETS:
                opened = (at + 1, _BRACKETS[key])
        elif key == opened[1] or (key == OPEN and opened[1] == ")"):
            if at > opened[0]:
                spans.append((opened[0], at))
            opened = (at + 1, CLOSE) if key == OPEN else None
    if opened is not None and passage.last > opened[0]:
        spans.append((opened[0], passage.last))
    return spans


def _cue_of(first: int, last: int, cues: Sequence[Cue]) -> Cue | None:
    """Return the reporting word before the quotation, nearest first, else the one right after."""
    before = [cue for cue in cues if first - CUE_SPAN <= cue.at < first]
    if before:
        return before[-1]
    after = [cue for cue in cues if last <= cue.at <= last + 3]
    return after[0] if after else None


def _is_speech(passage: Passage, first: int, last: int, *, introduced: bool) -> bool:
    """Return whether a span is words that were said, not a name or a term."""
    words = [w for w in passage.words[first:last] if "mark" not in w.classes]
    spoken = any(word.verbal or word.has("complementizer", "negator") for word in words)
    bracketed = passage.keys[first - 1] in _BRACKETS
    if bracketed and not introduced:
        return False
    if len(words) >= FEWEST_WORDS:
        return spoken or introduced
    return spoken and introduced and len(words) >= FEWEST_WORDS - 1


def is_quoting(passage: Passage, head: Head) -> bool:
    """Return whether a noun of saying opens somebody's words: his saying, quoting (X)."""
    return bool(head.analysis.enclitic) or passage.keys[head.at] in _QUOTING


def noun_speaker(passage: Passage, head: Head, discourse: Discourse) -> Group:
    """Return whose the saying is in "quoting X as saying": the phrase after عن or على لسان.

    Of what is ascribed to X it is the phrase after إلى, of what is told "after X" that behind it.
    """
    if passage.keys[head.at] in _QUOTING:
        told = passage.covered.get(head.at + 2)
        quoted = told is not None and told.preposition == "عن" and told.kind is Kind.ACTOR
        return [told] if quoted and told is not None else []
    verbs = {passage.heads[at].analysis.lemma for at in passage.order if at < head.at}
    marks = _SAID_BY | {"الي"} if verbs & _ASCRIBES else _SAID_BY
    for phrase in reversed(passage.between(passage.first, head.at)):
        if phrase.kind is Kind.ACTOR and phrase.preposition in marks:
            return [phrase]
    return discourse.speaker
