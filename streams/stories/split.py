"""Decide which articles leave a story: corrected, read again, or put there wrongly."""

from dataclasses import dataclass
from typing import Final

from schemas.article import Copies, ReadArticle
from streams.stories.corroborate import compatible
from streams.stories.members import Thread
from streams.stories.rank import odds_between, standings_of
from streams.stories.reading import text_of
from streams.stories.state import StoriesState

LEAVE: Final = -1.5
"""Log-odds below which an article that changed leaves its story. Lower than those to join: what an
alert was sent on should not move for a hair."""

MAX_TORN: Final = 12
"""Texts of a story that may yet turn out to be two; more hold each other together."""


@dataclass(frozen=True, slots=True)
class Leaving:
    """Articles that leave a story for another."""

    thread: Thread
    """The story that they leave; others stay."""
    moved: tuple[str, ...]
    """Ids of the articles."""


def belongs_elsewhere(
    state: StoriesState, thread: Thread, article: ReadArticle, copies: Copies
) -> bool:
    """Tell whether an article of ``thread``, corrected or read again, no longer belongs there."""
    article_id = article.raw.article_id
    if article_id not in thread.members or len(thread.members) == 1:
        return False
    if copies.relation != "original":
        return copied_story(state, copies) not in {None, thread.story_id}
    if any(k.relation != "shares_passages" and k.id in thread.members for k in copies.links):
        return False
    standings = standings_of(state, text_of(state, article), article, copies, [thread])
    return bool(standings) and standings[0].score < LEAVE


def copied_story(state: StoriesState, copies: Copies) -> str | None:
    """Return the story of the text that an article copies, None where it is not remembered.

    The articles of one cluster may be in two stories, once one of them was corrected and left: a
    copy goes where that one is which it copies most.
    """
    for link in copies.links:
        story_id = state.article_story.get(link.id)
        if story_id is None or link.relation == "shares_passages":
            continue
        if state.stories[story_id].members[link.id].reference.cluster_id == copies.cluster_id:
            return story_id
    return state.cluster_story.get(copies.cluster_id)


def torn_off(state: StoriesState, thread: Thread, article: ReadArticle) -> Leaving | None:
    """Return the articles that ``article``, a new one, takes along from the story it fits best.

    It does so where it shows that the story is two: it tells the happening of some texts
    and not that of the others, the two kinds are not alike, and no happening is told by both. The
    part that holds the first article keeps the story and its id. None where the story is one.
    """
    numbers = state.index.of_story(thread.story_id)
    if not 2 <= len(numbers) <= MAX_TORN:
        return None
    texts = [state.index.texts[number] for number in numbers]
    odds = odds_between(state, text_of(state, article), texts)
    near = [n for n, value in zip(numbers, odds, strict=True) if value >= 0]
    far = [n for n, value in zip(numbers, odds, strict=True) if value < LEAVE]
    if not near or len(near) + len(far) < len(numbers) or numbers[0] not in far:
        return None
    others = [state.index.texts[number] for number in far]
    between = [o for n in near for o in odds_between(state, state.index.texts[n], others)]
    if max(between) >= 0 or sum(between) / len(between) >= LEAVE:
        return None
    moved = _with_copies(thread, set(near))
    first = next(iter(thread.members))
    if first in moved or _tell_together(thread, set(moved), article):
        return None
    return Leaving(thread, moved)


def _with_copies(thread: Thread, numbers: set[int]) -> tuple[str, ...]:
    """Return the ids of the articles of the texts ``numbers``, and of their copies."""
    clusters = {m.reference.cluster_id for m in thread.members.values() if m.number in numbers}
    members = thread.members.items()
    return tuple(k for k, member in members if member.reference.cluster_id in clusters)


def _tell_together(thread: Thread, moved: set[str], article: ReadArticle) -> bool:
    """Tell whether a happening is told by ``moved`` or ``article`` and by the rest of the story."""
    for happening in thread.happenings.values():
        tellers = happening.claims.keys()
        if not tellers - moved:
            continue
        if tellers & moved or any(compatible(e, happening.stands) for e in article.events):
            return True
    return False
