"""Forget what the window has left behind, so that memory stays flat."""

from streams.stories.members import Thread
from streams.stories.state import StoriesState


def expire(state: StoriesState) -> None:
    """Forget stories idle for a window or open for two, texts of a window ago, ids of two.

    The journal is kept for two windows, so whatever is live is all in it.
    """
    horizon, limit = state.clock - state.window_s, state.clock - 2 * state.window_s
    state.index.expire(horizon)
    while state.openings and state.openings[0][0] < limit:
        _, story_id = state.openings.popleft()
        thread = state.stories.get(story_id)
        if thread is not None and thread.opened < limit:
            _forget(state, thread)
    while state.stories:
        thread = next(iter(state.stories.values()))
        if thread.active >= horizon:
            break
        _forget(state, thread)
    while state.versions:
        identity, (_, touched) = next(iter(state.versions.items()))
        if touched >= limit:
            break
        del state.versions[identity]
        state.forwarded.pop(identity, None)


def _forget(state: StoriesState, thread: Thread) -> None:
    del state.stories[thread.story_id]
    for number in list(state.index.of_story(thread.story_id)):
        state.index.remove(number)
    for happening in thread.happenings.values():
        state.untell(happening.stands, thread.story_id)
        if state.event_story.get(happening.event_id) == thread.story_id:
            del state.event_story[happening.event_id]
    for article_id, member in thread.members.items():
        for belongs, key in (
            (state.article_story, article_id),
            (state.cluster_story, member.reference.cluster_id),
        ):
            if belongs.get(key) == thread.story_id:
                del belongs[key]
