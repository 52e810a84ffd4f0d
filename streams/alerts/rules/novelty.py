"""Rules on what is new: first seen in so many days, and a rung that a dyad had not reached."""

from collections.abc import Iterator

from schemas.event import CorroboratedEvent
from schemas.subscription import Rule
from streams.alerts.dyads import dyad_of
from streams.alerts.rules.ladder import name_of_rung, rung_of
from streams.alerts.rules.sighting import DAY, Sighting


class FirstSeen:
    """What ``by`` names was told by no story published in the ``days`` days before."""

    def __init__(self, rule: Rule) -> None:
        self.rule = rule
        self._last: dict[str, float] = {}

    def judge(self, sighting: Sighting) -> str | None:
        """Take ``sighting``; return what is new in it, in words, None where nothing is."""
        at, new = sighting.at, list[str]()
        for key in dict.fromkeys(k for e in sighting.events for k in self._keys(e)):
            last = self._last.get(key)
            if last is None or at - last > self.rule.days * DAY:
                new.append(key)
            self._last[key] = max(at, last or at)
        if not new:
            return None
        return f"first seen in {self.rule.days} days: {', '.join(new)}"

    def merged(self, story_id: str, into: str) -> None:
        """Nothing is kept by story."""

    def _keys(self, event: CorroboratedEvent) -> Iterator[str]:
        target = event.target.code if event.target else None
        match self.rule.by:
            case "actor":
                yield event.source.code
                if target:
                    yield target
            case "event_type":
                yield event.event_type
            case "country":
                if event.place is not None and event.place.country:
                    yield event.place.country
            case "dyad":
                yield dyad_of(event)
            case "dyad_and_type":
                yield f"{dyad_of(event)} {event.event_type}"


class Escalation:
    """A dyad reaches a rung, ``rung`` or higher, that it had not for ``days`` days."""

    def __init__(self, rule: Rule) -> None:
        self.rule = rule
        self._last: dict[str, dict[int, float]] = {}

    def judge(self, sighting: Sighting) -> str | None:
        """Take ``sighting``; return the dyads that climbed, in words, None for none."""
        at, climbed = sighting.at, list[str]()
        highest: dict[str, int] = {}
        for event in sighting.events:
            dyad = dyad_of(event)
            highest[dyad] = max(highest.get(dyad, 0), rung_of(event.cameo))
        for dyad, rung in highest.items():
            if rung >= self.rule.rung and not self._reached(dyad, rung, at):
                climbed.append(f"{dyad} at {rung} ({name_of_rung(rung)})")
            if rung:
                rungs = self._last.setdefault(dyad, {})
                rungs[rung] = max(at, rungs.get(rung, at))
        if not climbed:
            return None
        return f"escalation, first in {self.rule.days} days: {', '.join(climbed)}"

    def merged(self, story_id: str, into: str) -> None:
        """Nothing is kept by story."""

    def _reached(self, dyad: str, rung: int, at: float) -> bool:
        """Return whether ``dyad`` was as high within the days before ``at``, or since."""
        since = at - self.rule.days * DAY
        known = self._last.get(dyad, {})
        return any(last >= since for height, last in known.items() if height >= rung)
