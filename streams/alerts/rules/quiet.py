"""Rules on what does not come: no reaction to a story, a source gone quiet."""

from dataclasses import dataclass

from schemas.story import Story
from schemas.subscription import Rule
from streams.alerts.rules.sighting import HOUR, Sighting

MOST_AWAITED = 1000
"""Stories whose reaction one subscription waits for; of more, the oldest are given up."""

MOST_KNOWN = 100_000
"""Stories that one subscription knows to have waited for."""


@dataclass(frozen=True, slots=True)
class Overdue:
    """A story after which nothing came, and what was missed, in words."""

    story: Story
    due: float
    told: str


class Silence:
    """Nothing met the reaction within ``hours`` of a story; without a reaction, nothing came."""

    def __init__(self, rule: Rule) -> None:
        self.rule = rule
        self._met: dict[str, None] = {}
        self._awaited: dict[str, tuple[float, Story]] = {}
        self._late: dict[tuple[str, int], Overdue] = {}
        self._latest: tuple[float, Story] | None = None
        self._quiet_told = False

    def judge(self, sighting: Sighting) -> str | None:
        """Take ``sighting``: the wait begins, or begins anew. It never fires by itself."""
        story, at = sighting.story, sighting.at
        if not self.rule.reaction:
            if self._latest is None or at > self._latest[0]:
                self._latest, self._quiet_told = (at, story), False
        elif story.story_id not in self._met:
            self._met[story.story_id] = None
            if len(self._met) > MOST_KNOWN:
                del self._met[next(iter(self._met))]
            self._awaited[story.story_id] = (at, story)
            if len(self._awaited) > MOST_AWAITED:
                del self._awaited[next(iter(self._awaited))]
        return None

    def merged(self, story_id: str, into: str) -> None:
        """Take ``into`` as waited for already."""
        if story_id in self._met:
            self._met[into] = None

    def react(self, sighting: Sighting) -> None:
        """End the waits that ``sighting``, which met the reaction, answers: those before it."""
        answered = [k for k, (at, _) in self._awaited.items() if sighting.at >= at]
        for story_id in answered:
            del self._awaited[story_id]

    def overdue(self, now: float) -> list[Overdue]:
        """Return what is overdue at ``now``, seconds since 1970, until it is ``settle``d.

        What comes in later ends no wait that is over.
        """
        hours = self.rule.hours
        for story_id, (at, story) in list(self._awaited.items()):
            due = at + hours * HOUR
            if due <= now:
                del self._awaited[story_id]
                self._owe(Overdue(story, due, f"silence: no reaction in {hours:g} h"))
        if self._latest is None or self._quiet_told:
            return list(self._late.values())
        if (due := self._latest[0] + hours * HOUR) <= now:
            self._quiet_told = True  # and kept, so that what comes in late begins no wait
            self._owe(Overdue(self._latest[1], due, f"silence: nothing for {hours:g} h"))
        return list(self._late.values())

    def settle(self, story_id: str, version: int) -> None:
        """Forget what was overdue of that version: it is told."""
        self._late.pop((story_id, version), None)

    def _owe(self, late: Overdue) -> None:
        self._late[late.story.story_id, late.story.version] = late
