"""Why a story met a query: each clause that held, with the words of the text that met it."""

from collections.abc import Iterator
from functools import lru_cache

from schemas.alert import Reason
from schemas.event import CorroboratedEvent, Mention
from streams.alerts.clauses import wanted_features
from streams.alerts.facts import EventFacts, StoryFacts
from streams.alerts.language.fields import fields
from streams.alerts.language.normal_form import level_of
from streams.alerts.language.printer import text_of
from streams.alerts.language.tree import Clause, Leaf, Node, Words
from streams.alerts.language.words import first_words, keys_of_phrase
from streams.alerts.predicate import Met, Predicate, test_of_leaf


class Why:
    """The reasons for one version of a story; a clause that many queries share is answered once."""

    def __init__(self, facts: StoryFacts) -> None:
        self._facts = facts
        self._known: dict[tuple[Leaf, int], tuple[Reason, ...]] = {}

    def reasons(self, predicate: Predicate, met: Met) -> tuple[Reason, ...]:
        """Return the clauses of a query that were met, in its order; at least one."""
        event = met.event
        found: list[Reason] = []
        for leaf in predicate.asserted:
            key = (leaf, id(event))
            known = self._known.get(key)
            if known is None:
                known = self._known[key] = tuple(self._of_leaf(leaf, event))
            found += known
        return tuple(dict.fromkeys(found)) or (_whole(predicate.tree, event, self._facts),)

    def _of_leaf(self, leaf: Leaf, event: EventFacts | None) -> Iterator[Reason]:
        if event is None and level_of(leaf) == "event":
            return
        if test_of_leaf(leaf)(event, self._facts):
            yield from reasons_of_leaf(leaf, event, self._facts)


def reasons(predicate: Predicate, met: Met, facts: StoryFacts) -> tuple[Reason, ...]:
    """Return the clauses of one query that ``facts`` met, in its order; at least one."""
    return Why(facts).reasons(predicate, met)


def _whole(tree: Node, event: EventFacts | None, facts: StoryFacts) -> Reason:
    """Return the one reason of a query that only excludes."""
    if event is None:
        return Reason(clause=text_of(tree), text=facts.story.headline)
    return _in_mention(text_of(tree), event.event, "")


def reasons_of_leaf(leaf: Leaf, event: EventFacts | None, facts: StoryFacts) -> Iterator[Reason]:
    """Yield the words that meet ``leaf``, a clause that holds."""
    clause = _shown(leaf)
    if isinstance(leaf, Words):
        for phrase in leaf.phrases if leaf.how != "none" else ():
            words = words_found(keys_of_phrase(phrase), facts)
            if words is not None:
                yield Reason(clause=clause, text=words)
    elif level_of(leaf) == "article":
        yield Reason(clause=clause, text=_of_article(leaf, facts))
    elif event is not None:
        yield from _of_event(leaf, clause, event)


@lru_cache(maxsize=100_000)
def _shown(leaf: Leaf) -> str:
    return text_of(leaf)


def words_found(keys: tuple[str, ...], facts: StoryFacts) -> str | None:
    """Return the words (as keys) of the article that are the phrase ``keys``, None for none."""
    for first in first_words(keys[0]):
        words = " ".join((first, *keys[1:]))
        if first in facts.words and f" {words} " in facts.text:
            return words
    return None


def _of_article(clause: Clause, facts: StoryFacts) -> str:
    cause = facts.story.cause
    return {"outlet": cause.outlet, "agency": cause.agency or ""}.get(clause.field, str(cause.tier))


def _of_event(clause: Clause, shown: str, facts: EventFacts) -> Iterator[Reason]:
    event = facts.event
    source, target = event.source.name, event.target.name if event.target else ""
    match clause.field:
        case "from":
            names = [source]
        case "to":
            names = [target]
        case "actor" | "dyad":
            sides = (("from", source), ("to", target))
            names = [
                name for side, name in sides
                if clause.field == "dyad" or _meets(Clause(side, ":", clause.values), facts)
            ]  # fmt: skip
        case "place":
            names = [event.place.name if event.place else ""]
        case field if fields()[field].numeric:
            yield Reason(clause=shown, text=f"{facts.numbers[field]:g}")
            return
        case _:
            names = [event.mentions[0].trigger if event.mentions else ""]
    for name in names:
        yield _in_mention(shown, event, name)


def _meets(clause: Clause, facts: EventFacts) -> bool:
    return not wanted_features(clause).isdisjoint(facts.features)


def _in_mention(clause: str, event: CorroboratedEvent, words: str) -> Reason:
    """Return where ``words`` stand in a mention of ``event``; the whole mention without them."""
    for mention in event.mentions:
        at = mention.text.find(words) if words else -1
        if at >= 0:
            start = mention.start + at
            end = start + len(words)
            return Reason(clause=clause, text=words, start=start, end=end, field=mention.field)
    return (
        _mention(clause, event.mentions[0]) if event.mentions else Reason(clause=clause, text=words)
    )


def _mention(clause: str, mention: Mention) -> Reason:
    return Reason(
        clause=clause,
        text=mention.text,
        start=mention.start,
        end=mention.end,
        field=mention.field,
    )
