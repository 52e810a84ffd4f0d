"""Assign the events of an article to the happenings of its story."""

from dataclasses import dataclass, field

from schemas.article import ReadArticle
from schemas.event import Event
from schemas.identity import stable_id
from streams.stories.corroborate import compatible, nearness
from streams.stories.members import Thread
from streams.stories.split import Leaving
from streams.stories.state import StoriesState


@dataclass(slots=True)
class Assigner:
    """The happenings of one story as they stand, and as an article adds to them."""

    state: StoriesState
    stands: dict[str, Event] = field(default_factory=dict)
    """What each happening amounts to, by id, the oldest first."""
    merges: tuple[tuple[str, str], ...] = ()
    """(absorbed, surviving) happenings of the stories that merge."""
    moved: tuple[str, ...] = ()
    """Happenings that go over to this story as they are: from one absorbed, or one left."""
    bereft: tuple[str, ...] = ()
    """Happenings of a story that was left which lose reports and stay."""
    home: Thread | None = None
    stale: int | None = None
    """The place in the order of an article older than memory: what it opens takes new ids, for
    those of before may have been absorbed, and that stands for ever."""

    @classmethod
    def of(
        cls,
        state: StoriesState,
        story_id: str,
        absorbed: tuple[str, ...],
        stale: int | None = None,
    ) -> "Assigner":
        """Return the assigner of a story after it has absorbed others; it need not exist yet."""
        assigner = cls(state, home=state.stories.get(story_id), stale=stale)
        if assigner.home:
            assigner.stands = standings(assigner.home)
        merges, moved = [], []
        for other in absorbed:
            for event_id, event in standings(state.stories[other]).items():
                found = assigner.find(event)
                if found is None:
                    assigner.stands[event_id] = event
                    moved.append(event_id)
                else:
                    merges.append((event_id, found))
        assigner.merges, assigner.moved = tuple(merges), tuple(moved)
        return assigner

    def bring(self, leaving: Leaving, article_id: str) -> list[tuple[str, str]]:
        """Return the pairs for the reports of articles that come along from another story.

        What only they told comes along as it is. The reports of ``article_id`` itself are left
        out: they are read anew.
        """
        pairs: list[tuple[str, str]] = []
        movers = set(leaving.moved)
        for event_id, happening in leaving.thread.happenings.items():
            tellers = movers & happening.claims.keys()
            if not tellers:
                continue
            if tellers == happening.claims.keys():
                found = self.find(happening.stands)
                if found is None:
                    self.stands[event_id] = happening.stands
                    self.moved += (event_id,)
                else:
                    self.merges += ((event_id, found),)
                continue
            self.bereft += (event_id,)
            for teller, events in happening.claims.items():
                if teller in tellers and teller != article_id:
                    pairs += [(event.event_id, self._put(event)) for event in events]
        return pairs

    def find(self, event: Event) -> str | None:
        """Return the id of the happening that ``event`` reports best; the oldest of equals."""
        fitting = [(k, known) for k, known in self.stands.items() if compatible(event, known)]
        if not fitting:
            return None
        return max(fitting, key=lambda pair: nearness(event, pair[1]))[0]

    def assign(self, article: ReadArticle) -> list[tuple[str, str]]:
        """Return the pairs (id of the article's event, id of its happening), and take note.

        A happening that no one has told yet takes the id of the event that opens it.
        """
        return [(event.event_id, self._put(event)) for event in article.events]

    def _put(self, event: Event) -> str:
        found = self.find(event)
        if found is None:
            found = self._free_id(event.event_id)
            self.stands[found] = event
        return found

    def _free_id(self, event_id: str) -> str:
        """Return ``event_id``, or one derived from it where it names something else already."""
        if self.stale is not None:
            event_id = stable_id("event", event_id, str(self.stale))
        while (
            event_id in self.stands
            or event_id in self.state.forwarded
            or event_id in self.state.event_story
        ):
            event_id = stable_id("event", event_id)
        return event_id

    def touched(self, article_id: str, assigned: set[str]) -> tuple[str, ...]:
        """Return the other happenings that change: absorbed, moved, or told no more by it."""
        changed = [*(absorbed for absorbed, _ in self.merges), *self.moved, *self.bereft]
        changed += [surviving for _, surviving in self.merges]
        if self.home:
            told = self.home.happenings.values()
            changed += [h.event_id for h in told if article_id in h.claims]
        return tuple(dict.fromkeys(k for k in changed if k not in assigned))


def standings(thread: Thread) -> dict[str, Event]:
    """Return what each happening of a story amounts to, by id."""
    return {key: happening.stands for key, happening in thread.happenings.items()}
