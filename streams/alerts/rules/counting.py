"""Rules that count: so many in a window, and more than in the same hours of past days."""

import math
from bisect import bisect_right, insort
from statistics import median

from schemas.subscription import Rule
from streams.alerts.rules.sighting import DAY, HOUR, Sighting

MAD_TO_SIGMA = 1.4826
"""Median absolute deviations of a normal distribution to its standard deviation."""
LEAST_SPREAD = 1.0
"""Where past days hardly differ, one more is no spike: the spread counts as one story at least."""


class Counter:
    """What a subscription has seen, each unit once, by its time of publication."""

    def __init__(self, rule: Rule) -> None:
        self.rule = rule
        self._times: list[float] = []
        self._counted: dict[str, float] = {}
        self._fired: list[float] = []
        self._first = math.inf
        self._window = rule.hours * HOUR
        self._kept = (rule.days + 2) * DAY + self._window

    def judge(self, sighting: Sighting) -> str | None:
        """Take ``sighting``; return what has happened, in words, if it completes it.

        A story met before, or an article that is no source of its own, adds nothing: a late
        article joins its story and never fires again. One firing stands for its whole window.
        """
        at, key = sighting.at, self._unit(sighting)
        if key is None or key in self._counted:
            return None
        self._counted[key] = at
        self._first = min(self._first, at)
        insort(self._times, at)
        self._forget()
        told = self._completed(at)
        if told is None or any(abs(at - fired) < self._window for fired in self._fired):
            return None
        self._fired.append(at)
        return told

    def merged(self, story_id: str, into: str) -> None:
        """Take ``into`` as seen where ``story_id``, which went into it, was."""
        if story_id in self._counted:
            self._counted.setdefault(into, self._counted[story_id])

    def _unit(self, sighting: Sighting) -> str | None:
        story = sighting.story
        if self.rule.unit == "story":
            return story.story_id
        return f"{story.story_id}+{story.cause.article_id}" if sighting.independent else None

    def _completed(self, at: float) -> str | None:
        raise NotImplementedError

    def _in_window(self, end: float) -> int:
        """Return how many were published in the window that ends at ``end``."""
        return bisect_right(self._times, end) - bisect_right(self._times, end - self._window)

    def _forget(self) -> None:
        oldest = self._times[-1] - self._kept
        if self._times[0] >= oldest:
            return
        self._times = self._times[bisect_right(self._times, oldest) :]
        self._counted = {key: at for key, at in self._counted.items() if at >= oldest}
        self._fired = [at for at in self._fired if at >= oldest]


class Threshold(Counter):
    """``count`` in ``hours``."""

    def _completed(self, at: float) -> str | None:
        found = self._in_window(at)
        if found < self.rule.count:
            return None
        return f"threshold: {found} in {self.rule.hours:g} h"


class Spike(Counter):
    """More in ``hours`` than in the same hours of the last ``days`` days, robustly measured.

    The bound is the median of those days plus ``deviations`` times 1.4826 MAD, or times one where
    that is less. Days before the first sighting say nothing; without any other the usual is none.
    """

    def _completed(self, at: float) -> str | None:
        found = self._in_window(at)
        ends = (at - day * DAY for day in range(1, self.rule.days + 1))
        past = [self._in_window(end) for end in ends if end >= self._first] or [0]
        middle = median(past)
        spread = MAD_TO_SIGMA * median(abs(value - middle) for value in past)
        bound = middle + self.rule.deviations * max(spread, LEAST_SPREAD)
        if found < self.rule.count or found <= bound:
            return None
        return f"spike: {found} in {self.rule.hours:g} h, usual {middle:g}, bound {bound:.1f}"
