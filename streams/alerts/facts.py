"""What queries are asked of: a version of a story as features, words and numbers.

A feature is one text such as ``from=USA`` or ``cameo=16``. The live matcher asks for them in sets,
the index stores them as keywords: what both see is made here and nowhere else.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from schemas.event import Actor, CorroboratedEvent
from schemas.story import Cause, Story
from streams.alerts.language.actors import atoms_of_side
from streams.alerts.language.places import atoms_of_place
from streams.alerts.language.words import LONGEST_WORD, bare_words, cut_long
from streams.lexicon.names import name_keys


@dataclass(frozen=True, slots=True)
class EventFacts:
    """One event of a story that can be told."""

    event: CorroboratedEvent
    features: frozenset[str]

    @property
    def numbers(self) -> dict[str, float]:
        """The fields that are compared as numbers."""
        event = self.event
        return {
            "goldstein": event.goldstein,
            "confidence": event.confidence,
            "sources": event.independent_sources,
        }


@dataclass(frozen=True, slots=True)
class StoryFacts:
    """One version of a story, and the article that brought it."""

    story: Story
    events: tuple[EventFacts, ...]
    """Those withdrawn or gone into another are left out."""
    event_features: frozenset[str]
    """Of all its events together."""
    features: frozenset[str]
    """Of the article: its outlet, its agency."""
    tier: int | None
    words: frozenset[str]
    bare: frozenset[str]
    """The words, and what is left of each without its proclitics."""
    text: str
    """The words in their order, a space before and behind each."""


def facts_of(story: Story) -> StoryFacts:
    """Return ``story`` as queries see it."""
    words = words_of(story.cause)
    events = tuple(EventFacts(e, features_of(e)) for e in story.events if can_be_told(e))
    return StoryFacts(
        story=story,
        events=events,
        event_features=frozenset().union(*(event.features for event in events)),
        features=frozenset(article_features(story.cause)),
        tier=story.cause.tier,
        words=frozenset(words),
        bare=frozenset(bare for word in set(words) for bare in bare_words(word)),
        text=f" {' '.join(words)} ",
    )


def can_be_told(event: CorroboratedEvent) -> bool:
    """Return whether ``event`` stands: not withdrawn, not gone into another, told by somebody."""
    return not event.merged_into and not event.withdrawn and bool(event.articles)


def words_of(cause: Cause) -> list[str]:
    """Return the match keys of the article that brought a version, in order."""
    words = cause.tokens.split()
    if max(map(len, words), default=0) <= LONGEST_WORD:
        return words
    return [piece for word in words for piece in cut_long(word)]


def outlet_key(name: str) -> str:
    """Return the key of an outlet's name: spellings of one name share it."""
    return " ".join(name_keys(name)) or name.strip()


def article_features(cause: Cause) -> Iterator[str]:
    """Yield the features of the article that brought a version."""
    yield f"outlet={outlet_key(cause.outlet)}"
    if cause.agency:
        yield f"agency={cause.agency}"


def features_of(event: CorroboratedEvent) -> frozenset[str]:
    """Return the features of ``event``."""
    source, target = event.source, event.target
    found = {f"type={event.event_type}", f"quad={event.quad_class}", f"status={event.status}"}
    found |= {f"cameo={event.cameo[:n]}" for n in range(2, len(event.cameo) + 1)}
    found |= {f"context={context}" for context in event.contexts}
    found |= _side("from", source)
    if event.mode:
        found.add(f"mode={event.mode}")
    if event.attribution:
        found.add(f"attribution={event.attribution}")
    if target is not None:
        found |= _side("to", target)
        found.add(f"dyad={source.code}>{target.code}")
    if event.place is not None:
        found |= {f"place={atom}" for atom in atoms_of_place(event.place.name)}
        if event.place.country:
            found.add(f"country={event.place.country}")
    return frozenset(found)


@lru_cache(maxsize=50_000)
def _side(role: str, actor: Actor) -> frozenset[str]:
    atoms = atoms_of_side(actor.code, actor.sector, actor.entity, actor.name)
    return frozenset(f"{role}={atom}" for atom in atoms)
