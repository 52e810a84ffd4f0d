"""Take what was decided into the state: the only writer, for running and recovery alike."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from schemas.article import LinkedArticle, StoryDecision
from schemas.event import CorroboratedEvent, Event
from schemas.story import Cause, CauseKind, Story
from streams.stories.consensus import consensus, weigh_reports
from streams.stories.expire import expire
from streams.stories.members import Happening, Thread
from streams.stories.moves import Move
from streams.stories.reading import member_of, text_of
from streams.stories.render import (
    agencies_of,
    claims_of,
    event_record,
    forwarded_event,
    forwarded_story,
    independent_sources,
    story_record,
)
from streams.stories.state import StoriesState

MAX_TOKENS = 60_000
"""Code points of the match keys that a story's cause carries; longer articles are cut."""


@dataclass(frozen=True, slots=True)
class Changes:
    """The new versions that one article caused."""

    events: tuple[CorroboratedEvent, ...] = ()
    stories: tuple[Story, ...] = ()
    """Absorbed stories come before the one that absorbed them, and a story that articles left
    before the one they went to."""


def apply(state: StoriesState, linked: LinkedArticle, *, render: bool = True) -> Changes:
    """Take ``linked`` into ``state``; return the new versions of stories and events it caused.

    Without ``render`` no record is made, which is most of the work, and nothing returned: for a
    rebuild of what was published long ago. Nothing is decided here: records applied in the order
    of ``seq`` to an empty state give the state and the changes of the run that wrote them. A record
    applied twice changes nothing the second time.
    """
    decision, article = linked.story, linked.article
    state.clock = max(decision.clock, state.now(article.raw))
    expire(state)
    if decision.version <= state.version(decision.story_id):
        _keep_versions(state, decision)
        return Changes()
    turn = _Turn(state, linked, dict(decision.versions))
    turn.merge()
    turn.split()
    turn.enter()
    turn.remember()
    return turn.changes() if render else Changes()


def _keep_versions(state: StoriesState, decision: StoryDecision) -> None:
    """Remember the versions that a redelivery names, if the record that made them is gone."""
    for assignment in decision.assignments:
        if assignment.version > state.version(assignment.event_id):
            state.remember(assignment.event_id, assignment.version)


@dataclass(slots=True)
class _Turn:
    """One article being taken in."""

    state: StoriesState
    linked: LinkedArticle
    versions: dict[str, int]
    gone_events: tuple[tuple[Happening, str, str], ...] = ()
    """(happening, its story, where it went)"""
    gone_stories: tuple[tuple[Thread, str], ...] = ()
    kind: CauseKind = "new"
    agencies: dict[str, str] = field(default_factory=dict)
    """The agency behind each copy cluster of the story, once the article is in."""
    left: Thread | None = None
    """The story that articles left for this one."""
    told: dict[str, tuple[str, Event]] = field(default_factory=dict)
    """What articles that moved report of happenings that stayed: (article id, event), by its id."""

    def merge(self) -> None:
        """Move the articles and happenings of absorbed stories to the one that survives."""
        for absorbed, surviving in self.linked.story.merges:
            thread = self.state.stories.pop(absorbed, None)
            if thread is None:
                continue  # its articles are older than the journal that was read back
            home = self.state.stories.get(surviving) or self._open()
            self.kind = "merge"
            move = Move(self.state, thread, home)
            move.merge(dict(self.linked.story.event_merges))
            self._moved(move)
            self.state.forwarded[absorbed] = surviving
            self.gone_stories += ((thread, surviving),)

    def split(self) -> None:
        """Move this article, or earlier ones that go with it, out of the story they were in."""
        decision = self.linked.story
        left = self.state.stories.get(decision.left) if decision.left else None
        if left is None:
            return
        home = self.state.stories.get(decision.story_id) or self._open()
        move = Move(self.state, left, home)
        move.split(decision.moved, decision.taken, dict(decision.event_merges))
        self.left = left
        self.told = move.told
        self._moved(move)

    def _moved(self, move: Move) -> None:
        into = dict(self.linked.story.event_merges)
        self.gone_events += tuple(
            (happening, move.home.story_id, into[happening.event_id])
            for happening in move.forwarded
        )

    def enter(self) -> None:
        """Enter the article into its story, which it may open, in place of what it said before."""
        state, linked = self.state, self.linked
        article, article_id = linked.article, linked.article.raw.article_id
        thread = state.stories.get(linked.story.story_id) or self._open()
        before = thread.members.get(article_id)
        sources = independent_sources(thread, agencies_of(thread))
        for happening in thread.happenings.values():
            happening.claims.pop(article_id, None)
        member = member_of(article, linked.copies, linked.seq, thread.members)
        thread.members[article_id] = member
        state.article_story[article_id] = thread.story_id
        state.cluster_story.setdefault(linked.copies.cluster_id, thread.story_id)
        self._index(thread, before.number if before else None)
        self.agencies = agencies_of(thread)
        self._claim(thread)
        thread.version, thread.active = linked.story.version, state.clock
        state.stories.move_to_end(thread.story_id)
        state.remember(thread.story_id, thread.version)
        if before is not None:
            self.kind = "correction"
        elif self.kind == "new" and len(thread.members) > 1:
            grown = independent_sources(thread, self.agencies) > sources
            self.kind = "source" if grown else "copy"

    def _open(self) -> Thread:
        state, linked = self.state, self.linked
        thread = Thread(
            story_id=linked.story.story_id,
            opened_seq=linked.seq,
            opened=state.clock,
            active=state.clock,
            opened_at=linked.first_ingested_at,
        )
        state.stories[thread.story_id] = thread
        state.openings.append((state.clock, thread.story_id))
        return thread

    def _index(self, thread: Thread, replaced: int | None) -> None:
        """Enter the words of the article, unless it copies a text that is there."""
        state, linked = self.state, self.linked
        if replaced is not None:
            state.index.remove(replaced)
        member = thread.members[linked.article.raw.article_id]
        if member.is_copy and state.index.of_story(thread.story_id):
            return
        member.number = linked.seq
        state.index.add(linked.seq, text_of(state, linked.article, thread.story_id))

    def _claim(self, thread: Thread) -> None:
        """Enter what the article reports, and renew what the happenings it touches amount to."""
        article_id = self.linked.article.raw.article_id
        told = {e.event_id: (article_id, e) for e in self.linked.article.events}
        told = self.told | told
        for assignment in self.linked.story.assignments:
            if assignment.article_event_id not in told:
                continue
            teller, event = told[assignment.article_event_id]
            happening = thread.happenings.get(assignment.event_id)
            if happening is None:
                happening = self._open_happening(thread, assignment.event_id, event)
            happening.claims.setdefault(teller, []).append(event)
            self.versions[assignment.event_id] = assignment.version
        self._renew(thread, self.agencies)
        if self.left is not None:
            self._renew(self.left, agencies_of(self.left))

    def _renew(self, thread: Thread, agencies: dict[str, str]) -> None:
        for event_id, version in self.versions.items():
            happening = thread.happenings.get(event_id)
            if happening is None:
                continue
            happening.version = version
            claims = claims_of(thread, happening)
            if claims:
                happening.stands = consensus(weigh_reports(claims, agencies))

    def _open_happening(self, thread: Thread, event_id: str, event: Event) -> Happening:
        happening = Happening(
            event_id, event, self.linked.first_ingested_at, opened_seq=self.linked.seq
        )
        thread.happenings[event_id] = happening
        self.state.tell(event, thread.story_id)
        self.state.event_story[event_id] = thread.story_id
        return happening

    def remember(self) -> None:
        """Note the new versions of what the article changed."""
        for identity, version in self.versions.items():
            self.state.remember(identity, version)
        if self.left is not None:
            left = self.left
            left.version = self.versions.get(left.story_id, left.version + 1)

    def changes(self) -> Changes:
        """Return the new versions, rendered from the state as it now stands."""
        seq, thread = self.linked.seq, self.state.stories[self.linked.story.story_id]
        cause = self._cause()
        stories, events = [*self._forwarded(cause, seq)], [*self._gone(seq)]
        if self.left is not None:
            agencies = agencies_of(self.left)
            corrected = replace(cause, kind="correction")
            stories.append(story_record(self.left, corrected, seq, agencies))
            events += self._events(self.left, agencies)
        stories.append(story_record(thread, cause, seq, self.agencies))
        events += self._events(thread, self.agencies)
        return Changes(events=tuple(events), stories=tuple(stories))

    def _gone(self, seq: int) -> Iterable[CorroboratedEvent]:
        for happening, story_id, into in self.gone_events:
            happening.version = self.versions.get(happening.event_id, happening.version + 1)
            yield forwarded_event(happening, story_id, into, seq)

    def _events(self, thread: Thread, agencies: dict[str, str]) -> Iterable[CorroboratedEvent]:
        for event_id in self.versions:
            if event_id in thread.happenings:
                happening = thread.happenings[event_id]
                yield event_record(thread, happening, self.linked.seq, agencies)

    def _forwarded(self, cause: Cause, seq: int) -> Iterable[Story]:
        for thread, into in self.gone_stories:
            thread.version = self.versions.get(thread.story_id, thread.version + 1)
            yield forwarded_story(thread, into, cause, seq)

    def _cause(self) -> Cause:
        raw = self.linked.article.raw
        return Cause(
            kind=self.kind,
            article_id=raw.article_id,
            outlet=raw.source,
            agency=self.linked.article.agency,
            tier=raw.tier,
            tokens=self.linked.article.keys[:MAX_TOKENS],
            published=raw.published,
            fetched=raw.fetched_at,
            ingested_at=self.linked.first_ingested_at,
            ingest_mode=raw.ingest_mode,
        )
