"""Kinds of rules: when stories that meet a query are worth an alert.

Every rule is a small state machine fed with the stories that meet its query, in the order of the
stream. Time is what the stories say (publication, for windows) and the largest moment of arrival
seen (for silences); nothing here asks a clock, so history run through a rule gives what live
matching gave.
"""

from collections.abc import Callable
from typing import Protocol

from schemas.subscription import Rule
from streams.alerts.rules.counting import Spike, Threshold
from streams.alerts.rules.novelty import Escalation, FirstSeen
from streams.alerts.rules.quiet import Overdue, Silence
from streams.alerts.rules.sighting import HOUR, Sighting, arrived_at, published_at

__all__ = [
    "HOUR",
    "Judge",
    "Overdue",
    "Sighting",
    "Silence",
    "arrived_at",
    "has_memory",
    "judge_of",
    "published_at",
]


class Judge(Protocol):
    """The memory of one subscription's rule."""

    rule: Rule

    def judge(self, sighting: Sighting) -> str | None:
        """Take a story that met the query; return why it is worth an alert, None if it is not."""

    def merged(self, story_id: str, into: str) -> None:
        """Take it that a story went into another."""


class Corrections:
    """Every correction of a story that meets the query."""

    def __init__(self, rule: Rule) -> None:
        self.rule = rule

    def judge(self, sighting: Sighting) -> str | None:
        """Return that it is a correction, if it is one."""
        return "correction" if sighting.story.cause.kind == "correction" else None

    def merged(self, story_id: str, into: str) -> None:
        """Nothing is kept by story."""


def has_memory(rule: Rule) -> bool:
    """Return whether the rule needs the stories of the past to judge one of now."""
    return rule.kind not in ("match", "correction")


def judge_of(rule: Rule) -> Judge:
    """Return a fresh memory for ``rule``; ``match`` has none and is no rule of this kind."""
    kinds: dict[str, Callable[[Rule], Judge]] = {
        "threshold": Threshold,
        "spike": Spike,
        "first_seen": FirstSeen,
        "escalation": Escalation,
        "silence": Silence,
        "correction": Corrections,
    }
    return kinds[rule.kind](rule)
