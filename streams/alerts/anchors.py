"""Which subscriptions a story can concern at all: each is filed under its rarest necessary anchor.

An anchor is a feature or a word that a story must have to meet the query: a dyad, an actor, a
code, a type, a word. A query with alternatives is filed under one anchor of each; a query without
any (``goldstein<-5``) is asked of every story.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Final

from streams.alerts.clauses import wanted_features
from streams.alerts.facts import EventFacts, StoryFacts
from streams.alerts.language.fields import fields
from streams.alerts.language.tables import rows
from streams.alerts.language.tree import And, Clause, Node, Not, Or, Words
from streams.alerts.language.words import keys_of_phrase

WORD: Final = "word="
PAIR: Final = "\t"
"""Between the two anchors of a pair; no feature has it."""
MOST_PAIRS: Final = 24
"""Anchors under which one subscription is filed as pairs."""
_SIDES: Final = ("from", "to", "actor")
_ACTS: Final = ("cameo", "type")
_SHARES: Final = {row["anchor"]: float(row["share"]) for row in rows("anchors")}
"""Share of stories that have an anchor of each kind, as far as its spelling tells."""


def anchors_of(tree: Node) -> frozenset[str] | None:
    """Return anchors of which a story has one, if it meets ``tree`` (negations down).

    None where there are none.
    """
    match tree:
        case And(items):
            found = [anchors for item in items if (anchors := anchors_of(item)) is not None]
            return min([*found, *_pairs(items)], key=_share, default=None)
        case Or(items):
            each = [anchors_of(item) for item in items]
            known = [anchors for anchors in each if anchors is not None]
            return frozenset().union(*known) if len(known) == len(each) else None
        case Words(how, phrases) if how != "none":
            each_phrase = [_rarest_word(keys_of_phrase(phrase)) for phrase in phrases]
            if how == "all":
                return min(each_phrase, key=_share)
            return frozenset().union(*each_phrase)
        case Clause(field) if not fields()[field].numeric:
            return wanted_features(tree)
        case Not() | _:
            return None


def _pairs(items: tuple[Node, ...]) -> Iterator[frozenset[str]]:
    """Yield pairs of a side and a code or type: both are asked of the same event."""
    clauses = [item for item in items if isinstance(item, Clause)]
    for side in clauses:
        for act in clauses:
            if side.field in _SIDES and act.field in _ACTS:
                sides, acts = wanted_features(side), wanted_features(act)
                if len(sides) * len(acts) <= MOST_PAIRS and all(map(_is_code, sides)):
                    yield frozenset(f"{one}{PAIR}{other}" for one in sides for other in acts)


def _is_code(feature: str) -> bool:
    return feature.partition("=")[2].isalpha()


def _rarest_word(keys: tuple[str, ...]) -> frozenset[str]:
    """Return the word of a phrase that is likely to be the rarest: the longest."""
    return min((frozenset((WORD + key,)) for key in keys), key=_share)


def _share(anchors: Iterable[str]) -> float:
    """Return about what share of stories has one of ``anchors``."""
    return sum(map(_share_of, anchors))


def _share_of(anchor: str) -> float:
    if anchor.startswith(WORD):
        return _SHARES["word"] * 0.5 ** len(anchor.removeprefix(WORD))
    if PAIR in anchor:
        side, act = anchor.split(PAIR)
        return _share_of(side) * _share_of(act)
    kind, value = anchor.split("=", 1)
    if kind == "cameo":
        return _SHARES[f"cameo{len(value)}"]
    if ":" in value:
        return _SHARES["name"]
    return _SHARES.get("sector" if "/" in value else kind, 1.0)


class AnchorIndex:
    """Subscriptions by anchor."""

    def __init__(self) -> None:
        self._by_anchor: defaultdict[str, set[str]] = defaultdict(set)
        self._anchors: dict[str, frozenset[str] | None] = {}
        self.scanned: set[str] = set()
        """Those without an anchor, asked of every story."""

    def add(self, key: str, tree: Node) -> None:
        """File ``key``, a subscription that asks ``tree``; one of that key before is replaced."""
        self.remove(key)
        anchors = anchors_of(tree)
        self._anchors[key] = anchors
        if anchors is None:
            self.scanned.add(key)
        for anchor in anchors or ():
            self._by_anchor[anchor].add(key)

    def remove(self, key: str) -> None:
        """Forget ``key``, if it is there."""
        self.scanned.discard(key)
        for anchor in self._anchors.pop(key, None) or ():
            self._by_anchor[anchor].discard(key)
            if not self._by_anchor[anchor]:
                del self._by_anchor[anchor]

    def candidates(self, facts: StoryFacts) -> set[str]:
        """Return all subscriptions that ``facts`` can meet, and few that they cannot."""
        found = set(self.scanned)
        by_anchor = self._by_anchor
        for anchor in _anchors_in(facts):
            keys = by_anchor.get(anchor)
            if keys:
                found |= keys
        return found


def _anchors_in(facts: StoryFacts) -> Iterator[str]:
    yield from facts.features
    yield from facts.event_features
    for event in facts.events:
        yield from _pairs_in(event)
    for word in facts.bare:
        yield WORD + word


def _pairs_in(facts: EventFacts) -> Iterator[str]:
    event = facts.event
    sides = [f"from={event.source.code}"]
    if event.target is not None:
        sides.append(f"to={event.target.code}")
    acts = [f"cameo={event.cameo[:n]}" for n in range(2, len(event.cameo) + 1)]
    for side in sides:
        for act in (*acts, f"type={event.event_type}"):
            yield f"{side}{PAIR}{act}"
