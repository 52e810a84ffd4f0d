"""A reading told to a person: edits, sentences, actors, triggers, events, and what was dropped.

The text is written in its own order and never padded or mixed into a line with Latin words without
an isolate around it, so that a terminal which reorders lines shows each of them whole.
"""

from collections.abc import Iterator

from schemas.event import Actor, Event
from schemas.text import CleanText
from streams.extract.actors.phrases import NounPhrase
from streams.extract.candidates import Candidate, Dropped
from streams.extract.clauses.passage import Passage
from streams.extract.extraction import Trace
from streams.normalize import EXPLANATIONS

_ISOLATE = "\N{FIRST STRONG ISOLATE}"
_END = "\N{POP DIRECTIONAL ISOLATE}"
_COLOURS = {
    "head": "\x1b[1m", "actor": "\x1b[36m", "trigger": "\x1b[33m", "event": "\x1b[32m",
    "dropped": "\x1b[2m", "quote": "\x1b[35m",
}  # fmt: skip
_RESET = "\x1b[0m"


def render(trace: Trace, *, colour: bool) -> str:
    """Return ``trace`` as text for a person; ``colour`` adds terminal colours.

    Arabic stands between first-strong isolates (U+2068, U+2069), so that codes and numbers beside
    it keep their places.
    """
    return "\n".join(_Renderer(trace, colour=colour).lines()) + "\n"


class _Renderer:
    def __init__(self, trace: Trace, *, colour: bool) -> None:
        self._trace = trace
        self._colour = colour

    def lines(self) -> Iterator[str]:
        """Yield the lines of the whole explanation."""
        for text in (self._trace.title, self._trace.text):
            yield from self._edits(text)
        for passage in self._trace.passages:
            yield from self._passage(passage)
        yield self._paint("head", "Events")
        if self._trace.language != "ar":
            yield f"  the article is not Arabic ({self._trace.language}): only Arabic is read"
            return
        for event in self._trace.extraction.events:
            yield from self._event(event)
        if not self._trace.extraction.events:
            yield "  none"
        yield from self._quotes()

    def _paint(self, style: str, text: str) -> str:
        return f"{_COLOURS[style]}{text}{_RESET}" if self._colour else text

    def _edits(self, text: CleanText) -> Iterator[str]:
        if not text.edits:
            return
        yield self._paint("head", f"Edits of the {text.field}")
        for edit in text.edits:
            why = EXPLANATIONS.get(edit.rule, edit.rule)
            change = f"{_isolate(edit.before)} > {_isolate(edit.after)}"
            yield f"  {edit.start}-{edit.end} {change}: {why}"

    def _passage(self, passage: Passage) -> Iterator[str]:
        text = self._text(passage.field)
        start, end = text.tokens.starts[passage.first], text.tokens.ends[passage.last - 1]
        yield self._paint("head", f"{passage.field} sentence {passage.number}")
        yield f"  {_isolate(' '.join(text.raw[start:end].split()))}"
        for phrase in passage.phrases:
            yield f"  {self._paint('actor', 'actor')} {self._phrase(passage, phrase)}"
        for mention in self._trace.dates.get(passage.field, ()):
            if passage.first <= mention.first < passage.last:
                words = self._words(passage, mention.first, mention.last)
                why = _isolate(mention.reason)
                yield f"  date {_isolate(words)} = {mention.date or '?'} ({why})"
        key = (passage.field, passage.number)
        for candidate in self._trace.candidates:
            if (candidate.field, candidate.sentence) == key:
                yield f"  {self._paint('event', 'event')} {self._candidate(passage, candidate)}"
        for dropped in self._trace.dropped:
            if (dropped.field, dropped.sentence) == key:
                yield self._paint("dropped", f"  dropped {self._drop(passage, dropped)}")

    def _phrase(self, passage: Passage, phrase: NounPhrase) -> str:
        words = _isolate(self._words(passage, phrase.first, phrase.last))
        code = "-".join(filter(None, (phrase.code, phrase.sector))) or "no country"
        notes = [str(phrase.kind)]
        if phrase.preposition:
            notes.append(f"after {_isolate(phrase.preposition)}")
        if phrase.genitive:
            notes.append("completes a noun")
        if phrase.joined:
            notes.append("joined")
        return f"{words} = {code} ({', '.join(notes)})"

    def _candidate(self, passage: Passage, candidate: Candidate) -> str:
        trigger = self._words(passage, candidate.at, candidate.at + 1)
        target = candidate.target.code if candidate.target is not None else "-"
        claim = f", claimed by {candidate.claimed_by}" if candidate.claimed_by else ""
        return (
            f"{_isolate(trigger)} {candidate.frame.event_type} {candidate.frame.cameo} "
            f"{candidate.source.code} > {target} {candidate.status}{claim}, "
            f"rule {_isolate(candidate.rule)}"
        )

    def _drop(self, passage: Passage, dropped: Dropped) -> str:
        trigger = self._words(passage, dropped.at, dropped.at + 1)
        return f"{_isolate(trigger)} {dropped.frame}: {dropped.reason}"

    def _event(self, event: Event) -> Iterator[str]:
        head = f"{event.event_type} {event.cameo} {_side(event.source)} > {_side(event.target)}"
        when = f"{event.date} ({_isolate(event.date_reason or '')})" if event.date else "undated"
        claim = f", claimed by {event.reported_by}" if event.reported_by else ""
        yield f"  {self._paint('event', head)} {event.status}, {when}{claim}"
        yield f"    confidence {event.confidence:.2f}"
        for mention in event.mentions:
            span = f"{mention.field} {mention.start}-{mention.end}"
            yield f"    {span} {_isolate(' '.join(mention.text.split()))}"
            yield f"    rule {_isolate(mention.rule)} on {_isolate(mention.trigger)}"

    def _quotes(self) -> Iterator[str]:
        if not self._trace.extraction.quotes:
            return
        yield self._paint("head", "Quotations")
        for quote in self._trace.extraction.quotes:
            text = self._text(quote.field).raw[quote.start : quote.end]
            who = _isolate(quote.speaker) if quote.speaker else "unknown speaker"
            cue = f", cue {_isolate(quote.cue)}" if quote.cue else ""
            words = _isolate(" ".join(text.split()))
            yield f"  {self._paint('quote', who)} ({quote.code or '-'}{cue}) {words}"

    def _text(self, field: str) -> CleanText:
        return self._trace.title if field == "title" else self._trace.text

    def _words(self, passage: Passage, first: int, last: int) -> str:
        return " ".join(self._text(passage.field).tokens.texts[first:last])


def _side(actor: Actor | None) -> str:
    if actor is None:
        return "-"
    return "-".join(filter(None, (actor.code, actor.sector)))


def _isolate(text: str) -> str:
    """Return ``text`` between isolates, its own isolates closed: nothing leaks out of it."""
    open_isolates = sum(text.count(mark) for mark in "\u2066\u2067\u2068") - text.count(_END)
    return f"{_ISOLATE}{text}{_END * max(open_isolates, 0)}{_END}"
