"""Move articles and happenings from one story to another: a merge takes all, a split some."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

from schemas.event import Event
from streams.stories.members import Happening, Member, Thread
from streams.stories.state import StoriesState


@dataclass(slots=True)
class Move:
    """What goes from the story ``left`` to the story ``home``."""

    state: StoriesState
    left: Thread
    home: Thread
    forwarded: list[Happening] = field(default_factory=list)
    """Happenings that fell together with one of ``home``."""
    told: dict[str, tuple[str, Event]] = field(default_factory=dict)
    """Reports that moved without their happening: (article id, event), by the event's id."""

    def merge(self, into: Mapping[str, str]) -> None:
        """Move all; ``into`` says which happenings fall together with which."""
        for happening in list(self.left.happenings.values()):
            self._take(happening, into.get(happening.event_id))
        self._members(list(self.left.members))

    def split(
        self, moved: Collection[str], taken: Collection[str], into: Mapping[str, str]
    ) -> None:
        """Move the articles ``moved`` and what only they told (``taken``, or fallen ``into``)."""
        for event_id, happening in list(self.left.happenings.items()):
            if event_id in taken or event_id in into:
                self._take(happening, into.get(event_id))
                continue
            for article_id in [k for k in happening.claims if k in moved]:
                events = happening.claims.pop(article_id)
                self.told |= {event.event_id: (article_id, event) for event in events}
        gone = [article_id for article_id in moved if article_id in self.left.members]
        for article_id in gone:
            self._hand_over(self.left.members[article_id], gone)
        self._members(gone)

    def _take(self, happening: Happening, into: str | None) -> None:
        state, event_id = self.state, happening.event_id
        del self.left.happenings[event_id]
        state.untell(happening.stands, self.left.story_id)
        survivor = self.home.happenings.get(into) if into else None
        if survivor is None:
            self.home.happenings[event_id] = happening
            state.tell(happening.stands, self.home.story_id)
            state.event_story[event_id] = self.home.story_id
            return
        for article_id, events in happening.claims.items():
            survivor.claims.setdefault(article_id, []).extend(events)
        state.forwarded[event_id] = survivor.event_id
        state.event_story.pop(event_id, None)
        self.forwarded.append(happening)

    def _hand_over(self, member: Member, gone: Collection[str]) -> None:
        """Leave the words of ``member`` with a copy of its text that stays, if there is one."""
        text = self.state.index.texts.get(member.number) if member.number is not None else None
        if text is None:
            return
        cluster = member.reference.cluster_id
        for article_id, heir in self.left.members.items():
            if article_id not in gone and heir.reference.cluster_id == cluster:
                if heir.number is None:
                    heir.number, member.number = member.number, None
                    text.outlet = heir.reference.outlet
                return

    def _members(self, gone: Collection[str]) -> None:
        state, left, home = self.state, self.left, self.home
        moving = {article_id: left.members.pop(article_id) for article_id in gone}
        staying = {member.reference.cluster_id for member in left.members.values()}
        for article_id, member in moving.items():
            state.article_story[article_id] = home.story_id
            cluster = member.reference.cluster_id
            if cluster not in staying:
                state.cluster_story[cluster] = home.story_id
            if member.number is not None and member.number in state.index.texts:
                state.index.move(member.number, home.story_id)
        together = home.members | moving
        home.members = dict(sorted(together.items(), key=lambda item: item[1].seq))
