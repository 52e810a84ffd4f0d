"""Events: who did what to whom, when, and who says so (PLOVER types, CAMEO codes)."""

from dataclasses import dataclass
from typing import Literal

from schemas.text import Field

EventType = Literal[
    "AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT", "REQUEST",
    "ACCUSE", "REJECT", "THREATEN", "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT",
]  # fmt: skip
Attribution = Literal["official", "named", "sources", "outlet"]
Status = Literal["actual", "planned", "hypothetical", "negated", "historical"]
QuadClass = Literal[
    "verbal_cooperation", "material_cooperation", "verbal_conflict", "material_conflict"
]
DatePrecision = Literal["day", "month", "year"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor:
    """One side of an event."""

    code: str
    """ISO 3166 alpha-3 of the actor's country, or a body's code (``UNO``, ``EUR``...)."""
    sector: str | None = None
    """PLOVER sector (``GOV``, ``MIL``...) where the text makes it clear."""
    name: str
    """The words of the text, for display."""
    entity: str | None = None
    """Lexicon key of the person, office or body named."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where an event happened, as far as the text says."""

    name: str
    country: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """One place in the text that reports the event; offsets are into ``field`` as given."""

    start: int
    end: int
    text: str
    sentence: int
    trigger: str
    rule: str
    lexicon: str
    field: Field = "text"


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """One act reported by one article, with all its mentions there."""

    event_id: str
    event_type: EventType
    mode: str | None = None
    contexts: tuple[str, ...] = ()
    cameo: str
    cameo_root: str
    quad_class: QuadClass
    goldstein: float
    source: Actor
    target: Actor | None = None
    status: Status
    date: str | None = None
    """ISO date of the act, resolved against the article's publication."""
    date_precision: DatePrecision | None = None
    date_reason: str | None = None
    place: Place | None = None
    reported_by: str | None = None
    """Code of the party that claims the act, where it is only a claim."""
    attribution: Attribution | None = None
    """Who says so: an official statement, a named person, unnamed sources, the outlet itself."""
    confidence: float
    mentions: tuple[Mention, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Quote:
    """A quotation and its speaker; offsets are of the quoted words, quotation marks left out."""

    speaker: str | None
    """Name of the speaker, one spelling for a person; null where the text names none."""
    code: str | None
    cue: str | None
    """The reporting word (``قال``, ``مضيفة``)."""
    start: int
    end: int
    field: Field = "text"


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureChange:
    """A figure of an earlier text that a copy of it gives otherwise."""

    was: str
    now: str
    of: str
    """The word beside it that says what is counted, as folded for matching."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Lineage:
    """Which earlier article a text was taken from, and what was added and cut on the way."""

    origin: str
    """Id of the earlier article that shares most text with it."""
    relation: Literal["exact", "near_copy", "contained", "shares_passages"]
    added: float
    """Share of this text that the earlier one has not, in [0, 1]."""
    cut: float
    """Share of the earlier text that this one left out, in [0, 1]."""
    figures: tuple[FigureChange, ...] = ()
    """Figures that a copy gives otherwise than the text it was taken from."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleReference:
    """An article behind a corroborated event or a story."""

    id: str
    cluster_id: str
    outlet: str
    agency: str | None = None
    """News agency that the article credits; copies of one agency are one independent source."""
    mentions: tuple[Mention, ...] = ()
    published: str | None = None
    lineage: Lineage | None = None
    """Null where the text shares nothing with an earlier one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CorroboratedEvent(Event):
    """One happening, told by one or many articles. A change is a new version of the same id."""

    version: int
    story_id: str
    opened_at: str = ""
    """``ingested_at`` of the article that opened this id; fixes its index month for ever."""
    first_seen: str
    last_seen: str
    outlets: tuple[str, ...]
    independent_sources: int
    articles: tuple[ArticleReference, ...]
    """In order of arrival, the first ``streams.stories.render.MAX_ARTICLES``."""
    total_articles: int = 0
    """How many articles report it, those left out of ``articles`` too."""
    withdrawn: bool = False
    """True once every article that reported it has been corrected not to."""
    merged_into: str | None = None
    seq: int
    schema_version: int = 1
