"""Rank the live stories by how likely they tell the happening of an article."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from schemas.article import Copies, ReadArticle
from schemas.event import Event
from streams.stories.corroborate import compatible, key_of
from streams.stories.likeness import evidence, log_odds
from streams.stories.members import Member, Thread
from streams.stories.state import StoriesState
from streams.stories.word_index import Text

SAMPLED_TEXTS = 6
"""Of a story's texts, how many it is judged by: the oldest and the newest half each."""
BEST_SHARE = 0.5
"""How much the best text counts against the mean of those sampled. The best alone chains
happenings together, the mean alone tears a story apart as it moves on."""
MAX_EVENT_STORIES = 8
"""A kind of event told in more stories than this names none of them."""


@dataclass(frozen=True, slots=True)
class Standing:
    """How a story stands to an article."""

    story_id: str
    score: float
    """Log-odds that the article belongs to it."""


def rank_stories(
    state: StoriesState, text: Text, article: ReadArticle, copies: Copies, now: float
) -> list[Standing]:
    """Return the stories that may take ``article``, the likeliest first."""
    passages = {link.id: link.containment for link in copies.links}
    threads = [
        thread
        for story_id in _candidates(state, text, article, passages)
        if state.takes_texts(thread := state.stories[story_id], now)
    ]
    return standings_of(state, text, article, copies, threads)


def standings_of(
    state: StoriesState,
    text: Text,
    article: ReadArticle,
    copies: Copies,
    threads: Sequence[Thread],
) -> list[Standing]:
    """Return how the article stands to ``threads``, the likeliest first.

    What the article itself says there already, and its own text where there is another, do not
    count.
    """
    passages = {link.id: link.containment for link in copies.links}
    likeness = _likeness(state, text, threads, article.raw.article_id)
    standings = []
    for thread in threads:
        quoted = max((passages[k] for k in passages if k in thread.members), default=0.0)
        shared = _shared_events(state, thread, article.events, article.raw.article_id)
        odds = [
            log_odds(evidence(text, other, words, quoted, shared))
            for other, words in likeness[thread.story_id]
            if abs(text.told - other.told) <= state.window_s
        ]
        if odds:
            score = BEST_SHARE * max(odds) + (1 - BEST_SHARE) * sum(odds) / len(odds)
            standings.append(Standing(thread.story_id, score))
    return sorted(standings, key=lambda standing: (-standing.score, standing.story_id))


def cohesion(state: StoriesState, one: Thread, other: Thread) -> float:
    """Return the mean log-odds between the texts of two stories."""
    events = [happening.stands for happening in other.happenings.values()]
    shared = _shared_events(state, one, events)
    odds = [
        log_odds(evidence(text, mine, words, 0.0, shared))
        for text in _texts(state, other)
        for mine, words in _likeness(state, text, [one])[one.story_id]
    ]
    return sum(odds) / len(odds) if odds else float("-inf")


def odds_between(state: StoriesState, text: Text, others: Sequence[Text]) -> list[float]:
    """Return the log-odds that ``text`` and each of ``others`` tell one happening, by words."""
    cosines = state.index.cosines(text.profile, others)
    return [
        log_odds(evidence(text, other, words, 0.0, 0.0))
        for other, words in zip(others, cosines, strict=True)
    ]


def _likeness(
    state: StoriesState, text: Text, threads: Sequence[Thread], article_id: str = ""
) -> dict[str, list[tuple[Text, float]]]:
    """Return the texts each story is judged by, with the cosine of each to ``text``.

    The text that ``article_id`` had in a story is left out if the story has another.
    """
    judged = [
        (thread.story_id, other)
        for thread in threads
        for other in _texts(state, thread, thread.members.get(article_id))
    ]
    cosines = state.index.cosines(text.profile, [other for _, other in judged])
    found: dict[str, list[tuple[Text, float]]] = {thread.story_id: [] for thread in threads}
    for (story_id, other), words in zip(judged, cosines, strict=True):
        found[story_id].append((other, words))
    return found


def _candidates(
    state: StoriesState,
    text: Text,
    article: ReadArticle,
    passages: dict[str, float],
) -> list[str]:
    """Return the ids of stories that share words, text or kinds of events with the article."""
    texts = state.index.candidates(text.profile)
    stories = [state.index.texts[number].story_id for number in texts]
    stories += [state.article_story[k] for k in passages if k in state.article_story]
    for event in article.events:
        told_in = state.event_stories.get(key_of(event), {})
        if len(told_in) <= MAX_EVENT_STORIES:
            stories += told_in
    return list(dict.fromkeys(stories))


def _texts(state: StoriesState, thread: Thread, own: Member | None = None) -> list[Text]:
    """Return the texts that a story is judged by: the oldest and the newest."""
    half, numbers = SAMPLED_TEXTS // 2, state.index.of_story(thread.story_id)
    if own is not None and len(numbers) > 1:
        numbers = [number for number in numbers if number != own.number]
    if len(numbers) > SAMPLED_TEXTS:
        numbers = numbers[:half] + numbers[-half:]
    return [state.index.texts[number] for number in numbers]


def _shared_events(
    state: StoriesState, thread: Thread, events: Iterable[Event], article_id: str = ""
) -> float:
    """Return how much the events told alike by an article and a story prove.

    Each kind of event (type and both sides) counts once, by its rarity among live stories: from 1
    for one told in a single story of many to near 0 for one told everywhere. History proves
    nothing: every article on a subject retells it; nor does what only ``article_id`` told.
    """
    stands = [
        happening.stands
        for happening in thread.happenings.values()
        if any(teller != article_id for teller in happening.claims)
    ]
    shared: dict[object, float] = {}
    for event in events:
        if event.status != "historical" and any(compatible(event, known) for known in stands):
            told_in = len(state.event_stories.get(key_of(event), ()))
            shared[key_of(event)] = 1.0 / max(1, told_in)
    return sum(shared.values())
