"""The reading of one article, step by step."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from typing import Final

from schemas.event import Event, Quote
from schemas.text import CleanText, Field
from streams import lexicon as lexicon_data
from streams.extract.actors.homeland import registry_of
from streams.extract.actors.reader import ActorReader
from streams.extract.actors.titles import read_title
from streams.extract.candidates import Candidate, Dropped
from streams.extract.clauses.agents import with_agents
from streams.extract.clauses.first_letters import is_unjoined, own_letters
from streams.extract.clauses.heads import find_heads
from streams.extract.clauses.hidden import (
    about,
    about_numbers,
    captures,
    hidden_nouns,
    hidden_verbs,
)
from streams.extract.clauses.passage import Passage
from streams.extract.clauses.persistence import NOT, still
from streams.extract.coding.coder import SentenceCoder
from streams.extract.coding.grounds import on_ground, with_authors
from streams.extract.confidence import confidence
from streams.extract.days.announcements import as_announced
from streams.extract.days.dates import DateMention, find_dates
from streams.extract.days.dating import Dated, Dater
from streams.extract.genre import is_essay, is_sport
from streams.extract.merge import merge
from streams.extract.reporting.quotes import QuoteReader
from streams.extract.reporting.status import with_date
from streams.extract.subjects.discourse import Discourse
from streams.extract.words.lexicons import Lexicons, load_lexicons
from streams.extract.words.word_reader import is_veiled

OUR_TIME: Final = range(1900, 2101)
"""Years in which news is published; programs write 1 January of year 1 for no date at all."""


@dataclass(frozen=True, slots=True)
class Extraction:
    """What an article says."""

    events: tuple[Event, ...]
    quotes: tuple[Quote, ...]


@dataclass
class Trace:
    """Every step of a reading, for ``marsad explain``."""

    title: CleanText
    text: CleanText
    day: date | None
    """Day of publication; None where it is not known, or no day of our time."""
    language: str = "ar"
    """The language of the article; only Arabic is read."""
    passages: list[Passage] = field(default_factory=list)
    candidates: list[Candidate] = field(default_factory=list)
    dropped: list[Dropped] = field(default_factory=list)
    quotes: list[Quote] = field(default_factory=list)
    extraction: Extraction = Extraction((), ())

    def drop(self, acts: Sequence[Candidate], reason: str) -> None:
        """Take ``acts`` out of the candidates; ``reason`` is kept for each."""
        gone = set(map(id, acts))
        self.dropped.extend(act.dropped(reason) for act in acts)
        self.candidates = [act for act in self.candidates if id(act) not in gone]

    @cached_property
    def dates(self) -> dict[Field, tuple[DateMention, ...]]:
        """Return the expressions of time by field; only an act asks for them, or a reader."""
        text = find_dates(self.text, self.day)
        return {"text": text, "title": find_dates(self.title, self.day, text)}


def extract(
    title: CleanText,
    text: CleanText,
    *,
    article_id: str,
    published: str | None,
    outlet_country: str | None = None,
) -> Extraction:
    """Return the events and quotations of an article."""
    return trace(
        title, text, article_id=article_id, published=published, outlet_country=outlet_country
    ).extraction


def trace(
    title: CleanText,
    text: CleanText,
    *,
    article_id: str,
    published: str | None,
    outlet_country: str | None = None,
) -> Trace:
    """Return the reading of an article with all that led to it."""
    lexicons = load_lexicons()
    day = date.fromisoformat(published[:10]) if published else None
    if day is not None and day.year not in OUR_TIME:
        day = published = None
    found = Trace(title, text, day)
    registry = registry_of(title, text, outlet_country, lexicons)
    registry.day = published
    reader = ActorReader(lexicons.actors, lexicons.offices, registry)
    read_title(title, lexicons, registry)
    # The text introduces who the title only names.
    for clean in (text, title):
        coder = SentenceCoder(Discourse(home=registry.home), registry)
        _read_field(clean, lexicons, reader, coder, QuoteReader(), found)
    if found.candidates and is_sport(found.passages):
        found.drop(found.candidates, "a report of sport, which tells no events")
    found.drop(on_ground(found.candidates), "the ground of a strike on a group told elsewhere")
    found.candidates = with_authors(found.candidates)
    events = merge(
        _dated(found, published),
        {"title": title, "text": text},
        article_id,
        confidence,
        lexicon_data.version(),
    )
    found.extraction = Extraction(events, tuple(found.quotes))
    return found


def _dated(found: Trace, published: str | None) -> list[tuple[Candidate, Dated]]:
    """Return the candidates with their days; the day may make history or a plan of an act."""
    if not found.candidates:
        return []
    dater = Dater(published)
    dater.lead(found.passages, found.dates["text"])
    passages = {(p.field, p.number): p for p in found.passages}
    dated: list[tuple[Candidate, Dated]] = []
    for candidate in found.candidates:
        passage = passages[candidate.field, candidate.sentence]
        when = dater.date(candidate, passage, found.dates[candidate.field])
        day = None if when.inherited else when.day or when.latest
        status = with_date(candidate.status, day, published, early=when.early)
        if when.long_past and status == "actual":
            status = "historical"
        if when.ahead and status == "actual":
            status = "planned"
        same = status == candidate.status
        dated.append((candidate if same else replace(candidate, status=status), when))
    if is_essay(found.passages, found.dates, found.day):
        undated = [at for at, (_, when) in enumerate(dated) if not _has_own_day(when)]
        reason = "an essay, which tells no news without a day"
        found.drop([found.candidates[at] for at in undated], reason)
        dated = [pair for pair in dated if _has_own_day(pair[1])]
    return as_announced(dated, passages, published)


def _has_own_day(when: Dated) -> bool:
    """Return whether a place itself tells the day of its act."""
    return when.precision == "day" and not when.inherited


def _read_field(  # noqa: PLR0913, PLR0917
    clean: CleanText,
    lexicons: Lexicons,
    reader: ActorReader,
    coder: SentenceCoder,
    quoter: QuoteReader,
    found: Trace,
) -> None:
    keys, texts = with_agents(clean.tokens.keys), clean.tokens.texts
    words = lexicons.words.read_all(keys)
    for at in hidden_verbs(words, keys):
        words[at] = lexicons.words.uncover(keys[at])
    for at in hidden_nouns(words, keys, texts):
        words[at] = lexicons.words.without_article(keys[at])
    for at in own_letters(words, keys):
        words[at] = lexicons.words.only(keys[at], is_unjoined)
    for at in captures(words, keys):
        words[at] = lexicons.words.only(keys[at], is_veiled)
    for at in still(keys):
        words[at] = lexicons.words.read(NOT)
    for at in about_numbers(words, keys):
        words[at] = lexicons.words.read(about(keys[at]))
    reader.open(words, keys, texts, title=clean.field == "title")
    for number, sentence in enumerate(clean.sentences):
        phrases = reader.read(sentence.first, sentence.last)
        passage = Passage(
            clean.field, number, sentence.first, sentence.last, words, keys, texts, phrases
        )
        find_heads(passage, lexicons.cues)
        found.passages.append(passage)
        if not _is_prose(passage):
            continue
        if passage.keys[passage.last - 1] in {"؟", "?"}:
            continue  # a question tells nothing
        coded = coder.code(passage)
        found.candidates.extend(coded.candidates)
        found.dropped.extend(coded.dropped)
        found.quotes.extend(quoter.read(passage, clean, coded.speakers))


def _is_prose(passage: Passage) -> bool:
    """Return whether a sentence of the text tells something: lists of tags and bylines do not."""
    if passage.field == "title":
        return True
    words = passage.words[passage.first : passage.last]
    told = any(word.verbal or word.has("schedule") for word in words)
    return told or passage.keys[passage.last - 1] in {".", "؟", "!"}
