"""The reading of one article, step by step."""

from dataclasses import dataclass, field

from schemas.event import Event, Quote
from schemas.text import CleanText
from streams.extract.actors import ActorReader
from streams.extract.arguments import Discourse
from streams.extract.candidates import Candidate, Dropped
from streams.extract.clauses import Passage, find_heads
from streams.extract.coding import SentenceCoder
from streams.extract.dating import UNDATED
from streams.extract.lexicons import Lexicons, load_lexicons
from streams.extract.merge import merge
from streams.extract.registry import Registry
from streams import lexicon as lexicon_data


@dataclass(frozen=True, slots=True)
class Extraction:
    """What an article says."""

    events: tuple[Event, ...]
    quotes: tuple[Quote, ...]


@dataclass(slots=True)
class Trace:
    """Every step of a reading, for ``marsad explain``."""

    title: CleanText
    text: CleanText
    passages: list[Passage] = field(default_factory=list)
    candidates: list[Candidate] = field(default_factory=list)
    dropped: list[Dropped] = field(default_factory=list)
    extraction: Extraction = Extraction((), ())


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
    found = Trace(title, text)
    registry = Registry(home=outlet_country)
    reader = ActorReader(lexicons.actors, lexicons.offices, registry)
    coder = SentenceCoder(Discourse())
    for clean in (title, text):
        _read_field(clean, lexicons, reader, coder, found)
    events = merge(
        [(candidate, UNDATED) for candidate in found.candidates],
        {"title": title, "text": text},
        article_id,
        lambda candidate: 0.5,
        lexicon_data.version(),
    )
    found.extraction = Extraction(events, ())
    return found


def _read_field(
    clean: CleanText, lexicons: Lexicons, reader: ActorReader, coder: SentenceCoder, found: Trace
) -> None:
    keys = [token.key for token in clean.tokens]
    words = [lexicons.words.read(key) for key in keys]
    reader.open(words, keys, [token.text for token in clean.tokens])
    for number, sentence in enumerate(clean.sentences):
        phrases = reader.read(sentence.first, sentence.last)
        passage = Passage(clean.field, number, sentence.first, sentence.last, words, keys, phrases)
        find_heads(passage, lexicons.cues)
        found.passages.append(passage)
        if not _is_prose(passage):
            continue
        coded = coder.code(passage)
        found.candidates.extend(coded.candidates)
        found.dropped.extend(coded.dropped)


def _is_prose(passage: Passage) -> bool:
    """Return whether a sentence of the text tells something: lists of tags and bylines do not."""
    if passage.field == "title":
        return True
    words = passage.words[passage.first : passage.last]
    return any(word.verbal for word in words) or passage.keys[passage.last - 1] in {".", "؟", "!"}
