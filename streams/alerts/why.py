"""Why a story met a query: each clause that held, with the words of the text that met it."""

from collections.abc import Iterator

from schemas.alert import Reason
from schemas.event import CorroboratedEvent, Mention
from streams.alerts.clauses import wanted_features
from streams.alerts.facts import EventFacts, StoryFacts, features_of
from streams.alerts.language.fields import fields
from streams.alerts.language.normal_form import level_of
from streams.alerts.language.printer import text_of
from streams.alerts.language.tree import And, Clause, Leaf, Node, Not, Or, Words
from streams.alerts.language.words import first_words, keys_of_phrase
from streams.alerts.predicate import Met, Predicate, test_of_leaf


def reasons(predicate: Predicate, met: Met, facts: StoryFacts) -> tuple[Reason, ...]:
    """Return the clauses that ``facts`` met, in the order of the query; at least one."""
    event = EventFacts(met.events[0], features_of(met.events[0])) if met.events else None
    found = dict.fromkeys(
        reason
        for leaf in _asserted(predicate.tree)
        if (event is not None or level_of(leaf) == "article") and test_of_leaf(leaf)(event, facts)
        for reason in _reasons_of_leaf(leaf, event, facts)
    )
    return tuple(found) or (_whole(predicate.tree, event, facts),)


def _asserted(node: Node) -> Iterator[Leaf]:
    """Yield the clauses that are not negated."""
    match node:
        case And(items) | Or(items):
            for item in items:
                yield from _asserted(item)
        case Not():
            return
        case _:
            yield node


def _whole(tree: Node, event: EventFacts | None, facts: StoryFacts) -> Reason:
    """Return the one reason of a query that only excludes."""
    if event is None:
        return Reason(clause=text_of(tree), text=facts.story.headline)
    return _in_mention(text_of(tree), event.event, "")


def _reasons_of_leaf(leaf: Leaf, event: EventFacts | None, facts: StoryFacts) -> Iterator[Reason]:
    clause = text_of(leaf)
    if isinstance(leaf, Words):
        for phrase in leaf.phrases:
            words = words_found(keys_of_phrase(phrase), facts)
            if words is not None:
                yield Reason(clause=clause, text=words)
    elif level_of(leaf) == "article":
        yield Reason(clause=clause, text=_of_article(leaf, facts))
    elif event is not None:
        yield from _of_event(leaf, clause, event.event)


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


def _of_event(clause: Clause, shown: str, event: CorroboratedEvent) -> Iterator[Reason]:
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
                if clause.field == "dyad" or _meets(Clause(side, ":", clause.values), event)
            ]  # fmt: skip
        case "place":
            names = [event.place.name if event.place else ""]
        case field if fields()[field].numeric:
            value = {
                "goldstein": event.goldstein,
                "confidence": event.confidence,
                "sources": event.independent_sources,
            }[field]
            yield Reason(clause=shown, text=f"{value:g}")
            return
        case _:
            names = [event.mentions[0].trigger if event.mentions else ""]
    for name in names:
        yield _in_mention(shown, event, name)


def _meets(clause: Clause, event: CorroboratedEvent) -> bool:
    return not wanted_features(clause).isdisjoint(features_of(event))


def _in_mention(clause: str, event: CorroboratedEvent, words: str) -> Reason:
    """Return where ``words`` stand in a mention of ``event``; the whole mention without them."""
    for mention in event.mentions:
        at = mention.text.find(words) if words else -1
        if at >= 0:
            start = mention.start + at
            return Reason(clause=clause, text=words, start=start, end=start + len(words))
    return (
        _mention(clause, event.mentions[0]) if event.mentions else Reason(clause=clause, text=words)
    )


def _mention(clause: str, mention: Mention) -> Reason:
    return Reason(clause=clause, text=mention.text, start=mention.start, end=mention.end)
