"""The whole walk of an article on one page.

    RawArticle -> read -> ReadArticle -> decide, apply -> LinkedArticle, events, stories
               -> documents_of -> Elasticsearch;   stories -> match -> alerts

Everything here is pure: no clock, no network, no Faust. The agents (``streams/agents``) run these
functions on Kafka topics (``schemas/topics.py``), ``marsad replay`` and the tests run them in
process. What each step means is one definition away.
"""

import gc
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

import orjson

from schemas.alert import Alert
from schemas.article import LinkedArticle, RawArticle, ReadArticle
from schemas.event import CorroboratedEvent
from schemas.moment import instant
from schemas.story import Story
from schemas.text import CleanText
from streams import alerts, dedup, lexicon, stories
from streams.alerts import History, Watch
from streams.alerts.version import version_body, version_id
from streams.dedup import DedupState, fingerprint
from streams.extract import Extraction, Trace, extract, trace
from streams.extract.reporting.attribution import graded
from streams.lexicon.agencies import credited_agency
from streams.lexicon.vocabulary import vocabulary
from streams.normalize import identify_language, normalise
from streams.search import Document, Indexed, document_of, month_of
from streams.stories import Changes, StoriesState

RARE_COLLECTION: Final = (20_000, 20, 50)
"""Thresholds of ``gc``: a thousand articles leave some 600 objects in cycles."""


def read(raw: RawArticle) -> ReadArticle:
    """Return ``raw`` normalised and read: stateless, so any number of processes may do it.

    InvalidMessage where a date of it is none: later stages compute with them.
    """
    instant(raw.ingested_at, "ingested_at")
    if raw.published is not None:
        instant(raw.published, "published")
    title, text = clean(raw)
    found = events_and_quotes(raw, title, text)
    return ReadArticle(
        raw=raw,
        language=language_of(raw, text),
        sentences=tuple((s.start, s.end) for s in text.sentences),
        edits=title.edits + text.edits,
        keys=" ".join(title.tokens.keys + text.tokens.keys),
        agency=raw.agency or credited_agency(text),
        fingerprint=fingerprint(raw.title, raw.text),
        quotes=found.quotes,
        events=found.events,
        lexicon=lexicon.version(),
        truncated=text.truncated,
    )


def clean(raw: RawArticle) -> tuple[CleanText, CleanText]:
    """Return title and text normalised: sentences, tokens and every edit with its reason."""
    words = vocabulary()
    return normalise(raw.title, "title", words), normalise(raw.text, "text", words)


def language_of(raw: RawArticle, text: CleanText) -> str:
    """Return the language of an article (``normalize.identify_language``): that of its text.

    A text that is not Arabic may be a mere caption, or empty: then title and text tell it together.
    """
    return "ar" if text.language == "ar" else identify_language(f"{raw.title}\n{raw.text}")


def events_and_quotes(raw: RawArticle, title: CleanText, text: CleanText) -> Extraction:
    """Return who did what to whom, when, and who says so; nothing for other languages."""
    if language_of(raw, text) != "ar":
        return Extraction(events=(), quotes=())
    found = extract(
        title,
        text,
        article_id=raw.article_id,
        published=raw.published,
        outlet_country=raw.country,
    )
    return replace(found, events=graded(found.events, found.quotes, (title, text)))


def trace_of(raw: RawArticle) -> Trace:
    """Return the reading of ``raw`` with every step that led to it, for ``marsad explain``."""
    title, text = clean(raw)
    if (language := language_of(raw, text)) != "ar":
        return Trace(title, text, None, language=language)
    return trace(
        title,
        text,
        article_id=raw.article_id,
        published=raw.published,
        outlet_country=raw.country,
    )


@dataclass(slots=True)
class LinkState:
    """All that ``link`` remembers: texts of the window, and their stories."""

    window_hours: int = 168
    copies: DedupState = field(init=False)
    stories: StoriesState = field(init=False)

    def __post_init__(self) -> None:
        self.copies = DedupState(window_hours=self.window_hours)
        self.stories = StoriesState(window_hours=self.window_hours)


def decide(state: LinkState, article: ReadArticle, seq: int) -> LinkedArticle:
    """Return copies, story and events of ``article``, the ``seq``-th of all; changes nothing."""
    raw = article.raw
    copies = dedup.decide(
        state.copies,
        raw.article_id,
        article.fingerprint,
        link_time(raw),
        raw.source,
        told=raw.published,
    )
    return LinkedArticle(
        seq=seq,
        article=article,
        copies=copies,
        story=stories.decide(state.stories, article, copies, seq),
        first_ingested_at=state.stories.first_ingested_at(raw.article_id) or raw.ingested_at,
    )


def apply(state: LinkState, linked: LinkedArticle, *, render: bool = True) -> Changes:
    """Take what was decided into ``state``; return the new versions of events and stories.

    Without ``render`` none are made: a rebuild has no use for what was published. The only way to
    change the state: running, recovery and crash tests all go through here.
    """
    raw = linked.article.raw
    dedup.apply(
        state.copies,
        raw.article_id,
        linked.article.fingerprint,
        link_time(raw),
        linked.copies,
        raw.source,
        told=raw.published,
    )
    return stories.apply(state.stories, linked, render=render)


def rebuild(
    state: LinkState, journal: Sequence[LinkedArticle], first: int
) -> Iterator[tuple[LinkedArticle, Changes]]:
    """Apply records of the journal in their order; yield those from ``seq`` ``first`` on.

    They are looked up in the copy index together, and what was published long ago is not rendered.
    """
    state.copies.look_ahead([linked.article.fingerprint for linked in journal])
    for linked in journal:
        missing = linked.seq >= first
        changes = apply(state, linked, render=missing)
        if missing:
            yield linked, changes


def alert_key(alert: Alert) -> str:
    """Return the Kafka key of ``alert``: one subscription hears of one story in order."""
    return f"{alert.subscription_id}+{alert.story_id}"


def documents_of(record: Indexed) -> tuple[Document, ...]:
    """Return what the index keeps of ``record``: a story also as the version that it is."""
    document = document_of(record)
    if not isinstance(record, Story):
        return (document,)
    body = orjson.dumps(version_body(record))
    index = f"versions-{month_of(record.opened_at)}"
    return document, Document(index, version_id(record), record.seq, body)


def warm_up() -> None:
    """Load the lexicons now, so that the first article does not wait for them.

    They live as long as the process, so the garbage collector is told not to walk them again; and
    since reading leaves hardly a cycle behind, it is called less often (``RARE_COLLECTION``).
    """
    day = "1970-01-01"
    read(RawArticle(article_id="", source="", text="خبر", fetched_at=day, ingested_at=day))
    gc.collect()
    gc.freeze()
    gc.set_threshold(*RARE_COLLECTION)


def link_time(raw: RawArticle) -> float:
    """Return when ``raw`` entered the total order, in seconds since 1970 (UTC)."""
    return instant(raw.ingested_at, "ingested_at").timestamp()


def match(watch: Watch, story: Story, history: History, matched_at: str) -> tuple[Alert, ...]:
    """Return the alerts that this version of ``story`` is worth, at most one a subscription."""
    return alerts.match(watch, story, history, matched_at)


@dataclass(frozen=True, slots=True)
class Walked:
    """One article at the end of the walk, for ``marsad replay`` and the golden tests."""

    linked: LinkedArticle
    events: tuple[CorroboratedEvent, ...]
    stories: tuple[Story, ...]
    alerts: tuple[Alert, ...]


def walk(
    state: LinkState,
    history: History,
    watch: Watch,
    raw: RawArticle,
    seq: int,
) -> Walked:
    """Take one article through every stage in process."""
    linked = decide(state, read(raw), seq)
    changes = apply(state, linked)
    told: list[Alert] = []
    for story in changes.stories:
        history.follow(story)
        found = match(watch, story, history, raw.fetched_at)
        for alert in found:
            history.remember(alert)
        told.extend(found)
    return Walked(linked, changes.events, changes.stories, tuple(told))
