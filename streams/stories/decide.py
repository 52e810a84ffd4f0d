"""Decide which story an article belongs to and which happenings it reports: a pure read."""

from dataclasses import dataclass

from schemas.article import Copies, EventAssignment, ReadArticle, StoryDecision
from schemas.identity import stable_id
from streams.stories.assign import Assigner
from streams.stories.members import Thread
from streams.stories.rank import Standing, cohesion, rank_stories
from streams.stories.reading import signature_of, text_of
from streams.stories.split import Leaving, belongs_elsewhere, copied_story, torn_off
from streams.stories.state import StoriesState

JOIN = 0.0
"""Log-odds from which an article joins a story."""
COHESION = -0.5
"""Mean log-odds between the texts of two stories without which nothing merges them: one article
that tells of two happenings must not make them one."""


def decide(state: StoriesState, article: ReadArticle, copies: Copies, seq: int) -> StoryDecision:
    """Return the story of ``article``, the happenings it reports, and what merges through it.

    Reads ``state`` and changes nothing. ``seq`` is the article's place in the total order and is
    greater than every one before it.
    """
    now = state.now(article.raw)
    known = _known_story(state, article, copies, now)
    if known is not None:
        if _is_redelivery(known, article, copies):
            return _as_before(known, article, now)
        if not belongs_elsewhere(state, known, article, copies):
            return _decision(state, article, seq, _Place(known.story_id))
        return _moved(state, article, copies, seq, known)
    standings = rank_stories(state, text_of(state, article), article, copies, now)
    joined = [standing for standing in standings if standing.score >= JOIN]
    if not joined:
        return _decision(state, article, seq, _Place(_new_id(state, article, seq)))
    leaving = torn_off(state, state.stories[joined[0].story_id], article)
    if leaving is not None:
        return _decision(state, article, seq, _Place(_new_id(state, article, seq), (), leaving))
    merged = _merged(state, joined)
    survivor = min((state.stories[story_id] for story_id in merged), key=_age)
    absorbed = sorted(set(merged) - {survivor.story_id})
    return _decision(state, article, seq, _Place(survivor.story_id, tuple(absorbed)))


def _known_story(
    state: StoriesState, article: ReadArticle, copies: Copies, now: float
) -> Thread | None:
    """Return the story that has this article already, or the text that it copies."""
    story_id = state.article_story.get(article.raw.article_id)
    if story_id is None and copies.relation != "original":
        story_id = copied_story(state, copies)
    thread = state.stories.get(story_id) if story_id else None
    return thread if thread and state.takes_copies(thread, now) else None


def _is_redelivery(thread: Thread, article: ReadArticle, copies: Copies) -> bool:
    member = thread.members.get(article.raw.article_id)
    return member is not None and member.signature == signature_of(article, copies)


def _as_before(thread: Thread, article: ReadArticle, now: float) -> StoryDecision:
    """Return the decision that stands: the same article came twice and changes nothing."""
    assignments = tuple(
        EventAssignment(
            article_event_id=event.event_id, event_id=happening.event_id, version=happening.version
        )
        for happening in thread.happenings.values()
        for event in happening.claims.get(article.raw.article_id, ())
    )
    return StoryDecision(
        story_id=thread.story_id,
        version=thread.version,
        clock=now,
        assignments=assignments,
    )


def _moved(
    state: StoriesState, article: ReadArticle, copies: Copies, seq: int, left: Thread
) -> StoryDecision:
    """Return the decision on an article that leaves its story: for another, or one of its own."""
    now, text = state.now(article.raw), text_of(state, article)
    leaving = Leaving(left, (article.raw.article_id,))
    home = copied_story(state, copies) if copies.relation != "original" else None
    if home is None or home == left.story_id or home not in state.stories:
        ranked = rank_stories(state, text, article, copies, now)
        fitting = [s for s in ranked if s.score >= JOIN and s.story_id != left.story_id]
        home = fitting[0].story_id if fitting else _new_id(state, article, seq)
    return _decision(state, article, seq, _Place(home, leaving=leaving))


def _new_id(state: StoriesState, article: ReadArticle, seq: int) -> str:
    """Return the id of the story that the article opens.

    An article read again later opens its old id again, so that no one is alerted twice; unless
    that id was absorbed by another, which stands for ever, or lives on without the article. It may
    have been absorbed where the article is older than memory.
    """
    story_id = stable_id("story", article.raw.article_id)
    taken = story_id in state.forwarded or story_id in state.stories
    taken = taken or state.is_beyond_memory(article.raw)
    return stable_id(story_id, str(seq)) if taken else story_id


def _merged(state: StoriesState, joined: list[Standing]) -> list[str]:
    """Return the ids of the stories that the article belongs to, the best first."""
    best = joined[0]
    merged = [best.story_id]
    for other in joined[1:]:
        pair = state.stories[best.story_id], state.stories[other.story_id]
        if cohesion(state, *pair) >= COHESION:
            merged.append(other.story_id)
    return merged


def _age(thread: Thread) -> int:
    """Order stories so that the oldest survives a merge: alerts were most likely sent on it."""
    return thread.opened_seq


@dataclass(frozen=True, slots=True)
class _Place:
    """Where an article goes, and what goes there with it."""

    story_id: str
    absorbed: tuple[str, ...] = ()
    """Stories that merge into it."""
    leaving: Leaving | None = None


def _decision(state: StoriesState, article: ReadArticle, seq: int, place: _Place) -> StoryDecision:
    story_id, absorbed, leaving = place.story_id, place.absorbed, place.leaving
    stale = seq if state.is_beyond_memory(article.raw) else None
    assigner = Assigner.of(state, story_id, absorbed, stale)
    assigned = assigner.bring(leaving, article.raw.article_id) if leaving else []
    assigned += assigner.assign(article)
    touched = assigner.touched(article.raw.article_id, {event_id for _, event_id in assigned})
    others = (*absorbed, leaving.thread.story_id) if leaving else absorbed

    def next_version(identity: str) -> int:
        return state.version(identity) + 1

    return StoryDecision(
        story_id=story_id,
        version=next_version(story_id),
        clock=state.now(article.raw),
        assignments=tuple(
            EventAssignment(
                article_event_id=mine, event_id=event_id, version=next_version(event_id)
            )
            for mine, event_id in assigned
        ),
        merges=tuple((old, story_id) for old in absorbed),
        event_merges=assigner.merges,
        left=leaving.thread.story_id if leaving else None,
        moved=leaving.moved if leaving else (),
        taken=assigner.moved if leaving else (),
        versions=tuple((changed, next_version(changed)) for changed in (*others, *touched)),
    )
