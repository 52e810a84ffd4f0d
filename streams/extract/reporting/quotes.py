"""Quotations: the words between marks, who says them, and the word that says so."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from schemas.event import Quote
from schemas.text import CleanText
from streams.extract.actors.display import display_name
from streams.extract.actors.phrases import Kind, NounPhrase
from streams.extract.clauses.generic_nouns import generic_noun
from streams.extract.clauses.groups import Group
from streams.extract.clauses.passage import Head, Passage
from streams.extract.subjects.discourse import Discourse
from streams.extract.words.word import Word
from streams.normalize import CLOSE, OPEN

FEWEST_WORDS = 4
"""Words below which a span without a verb is a term in scare quotes, no quotation."""
CUE_SPAN = 30
"""Tokens between a cue and the quotation that it introduces, or that it follows."""
_QUOTING = frozenset({"نقلا"})
"""Words before عن and whose words follow."""
_SAID_BY = frozenset({"عن", "لسان"})
_ASCRIBES = frozenset({"نسب", "عزا"})
_BY = "عن"
"""What stands before whom another quotes."""
_PASSES_ON = frozenset({"نقل", "اقتبس"})
"""Lemmas of verbs whose subject tells what another said: quotes a source as saying."""
_CALLED = frozenset(
    {"يدعي", "تدعي", "المدعو", "المدعوه", "يسمي", "تسمي", "سمي", "سميت", "المسمي", "المسماه",
     "اسمه", "اسمها", "اسم", "باسم", "الملقب", "الملقبه", "المعروف", "المعروفه", "بعنوان",
     "عنوانه", "عنوانها"}
)  # fmt: skip
"""Words before a name or a title in marks: named, known as, under the title."""
NAME_SPAN = 5
"""Most words of the name of a speaker whom no lexicon knows."""
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
            if not _is_speech(passage, first, last, cue):
                continue
            speaker = cue.speaker if cue is not None else _beside(passage, first)
            found.append(self._quote(passage, clean, (first, last), cue, speaker or self._last))
        for cue in known:
            self._last = cue.speaker or self._last
        return found

    @staticmethod
    def _quote(
        passage: Passage, clean: CleanText, span: tuple[int, int], cue: Cue | None, speaker: Group
    ) -> Quote:
        phrase = speaker[0] if speaker else None
        first, last = span
        return Quote(
            speaker=_name(passage, phrase) if phrase is not None else None,
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


def _beside(passage: Passage, first: int) -> Group:
    """Return who acts before the colon of a quotation: issued the following statement."""
    if passage.keys[max(first - 2, passage.first)] != ":":
        return []
    for phrase in reversed(passage.between(passage.first, first)):
        if phrase.free and phrase.kind is Kind.ACTOR and phrase.code is not None:
            return [phrase]
    return []


def _name(passage: Passage, phrase: NounPhrase) -> str | None:
    """Return the name of a speaker; None for a noun that may be no speaker.

    One that no lexicon knows stands right behind a word of saying, with all the names behind it.
    """
    if phrase.person or phrase.name:
        return phrase.person or phrase.name
    last, words = phrase.last, passage.words
    before = words[phrase.first - 1] if phrase.first > 0 else None
    said = before is not None and ("report" in before.verb_cues or before.key == _BY)
    if not said or any(a.enclitic for a in words[phrase.first].nouns):
        return None
    most = min(passage.last, phrase.first + NAME_SPAN)
    while last < most and words[last].nameless and not words[last].verbal:
        last += 1
    return display_name(passage.texts[phrase.first : last]) or None


def _is_spoken(word: Word) -> bool:
    return word.verbal or word.has("complementizer", "negator")


def _is_speech(passage: Passage, first: int, last: int, cue: Cue | None) -> bool:
    """Return whether a span is words that were said, not a name, a title or a term."""
    words = [w for w in passage.words[first:last] if "mark" not in w.classes]
    spoken = any(map(_is_spoken, words))
    opening = max(first - 2, passage.first)
    introduced = cue is not None
    if passage.keys[first - 1] in _BRACKETS:
        near = passage.keys[opening] == ":" or passage.words[opening].has("complementizer")
        begins = _is_spoken(passage.words[first])  # no title of a book, no date
        introduced = near or (cue is not None and (begins or cue.at == opening))
        if not introduced:
            return False
    before = passage.keys[max(opening - 1, passage.first) : opening + 1]
    called = passage.keys[opening] != ":" and not _CALLED.isdisjoint(before)
    if called or all(word.nameless for word in words):
        return False
    if len(words) >= FEWEST_WORDS:
        return spoken or introduced
    return spoken and introduced and len(words) >= FEWEST_WORDS - 1


def is_quoting(passage: Passage, head: Head) -> bool:
    """Return whether a noun of saying opens somebody's words: his saying, quoting (X)."""
    return bool(head.analysis.enclitic) or passage.keys[head.at] in _QUOTING


def passed_on(passage: Passage, head: Head) -> Group:
    """Return whom a verb quotes: the side behind عن in "the agency quoted the ministry as".

    Empty for other verbs, and where the text does not say whom.
    """
    if head.analysis.lemma not in _PASSES_ON:
        return []
    for at in range(head.at + 1, min(passage.last - 1, head.at + CUE_SPAN)):
        if passage.keys[at] == _BY:
            return [_source(passage, at + 1)]
        if passage.words[at].has("complementizer") or passage.keys[at] == ":":
            return []
    return []


def _source(passage: Passage, at: int) -> NounPhrase:
    """Return who is quoted at ``at``: a side, its official, whose statement it is, or another."""
    for side in passage.between(at, min(passage.last, at + NAME_SPAN)):
        if side.kind is Kind.ACTOR and side.code is not None:
            written = passage.words[at].has("statement") or side.first == at
            named = NounPhrase(at, side.last, Kind.ACTOR, side.code, side.sector)
            return side if written else named
    while passage.keys[at] in _OPENING and at < passage.last - 1:
        at += 1
    return generic_noun(passage, at, passage.last)[0]


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
