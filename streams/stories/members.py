"""What is remembered of stories, their articles and their happenings. Mutable; state only."""

from dataclasses import dataclass, field

from schemas.event import ArticleReference, Event


@dataclass(slots=True)
class Member:
    """One article of a story."""

    seq: int
    reference: ArticleReference
    headline: str
    letters: int
    """Length of the text in letters, to tell what a copy added and cut."""
    figures: str
    """The figures of the text (``figures_of``), to tell which of them a copy changed."""
    is_copy: bool
    signature: str
    """Changes when the article is corrected or read otherwise; equal on a mere redelivery."""
    ingested_at: str
    """When the article first came in, whatever was corrected since."""
    told: str
    """When it was published; when it came in, where that is unknown or cannot be."""
    told_s: float
    """The same in seconds since 1970."""
    number: int | None = None
    """Under which its words are in the index; null for a copy."""


@dataclass(slots=True)
class Happening:
    """One corroborated event of a story, and the reports that support it."""

    event_id: str
    stands: Event
    """What its reports say together; kept as it was last when all were withdrawn."""
    opened_at: str
    opened_seq: int
    version: int = 0
    claims: dict[str, list[Event]] = field(default_factory=dict)
    """By article id, in order of arrival: one article may tell the deed and its announcement."""


@dataclass(slots=True)
class Thread:
    """One story under way."""

    story_id: str
    opened_seq: int
    opened: float
    """The clock, in seconds, when the first article came in."""
    active: float
    """The clock when the last article came in."""
    opened_at: str
    """``ingested_at`` of the first article."""
    version: int = 0
    members: dict[str, Member] = field(default_factory=dict)
    happenings: dict[str, Happening] = field(default_factory=dict)
