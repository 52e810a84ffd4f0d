"""Why a story met a query, or why not: clause by clause, with the words of the original text."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from schemas.alert import Reason
from schemas.event import CorroboratedEvent
from schemas.story import Story
from schemas.subscription import Subscription
from schemas.text import CleanText
from streams.alerts.clauses import simplified
from streams.alerts.facts import EventFacts, StoryFacts, facts_of
from streams.alerts.language import parse, text_of
from streams.alerts.language.normal_form import level_of, names_status
from streams.alerts.language.tree import And, Leaf, Node, Not, Or, Words, leaves
from streams.alerts.language.words import first_words, keys_of_phrase
from streams.alerts.predicate import TOLD_STATUSES, compiled, test_of_leaf
from streams.alerts.why import reasons_of_leaf


@dataclass(frozen=True, slots=True)
class Line:
    """One clause, or one and, or, not with what it joins below it."""

    depth: int
    clause: str
    holds: bool | None
    """Null for a clause on an event where there is none to ask."""
    words: tuple[Reason, ...] = ()
    """The words of the original text that meet it."""


@dataclass(frozen=True, slots=True)
class Explanation:
    """The answer for one subscription and one version of a story."""

    subscription_id: str
    story_id: str
    story_version: int
    met: bool
    event: CorroboratedEvent | None
    """The event that met the query; where none did, the one that came nearest."""
    lines: tuple[Line, ...]
    notes: tuple[str, ...]
    """What stands in the way besides the clauses, and what the rule asks for."""


def explain(
    subscription: Subscription, story: Story, texts: Iterable[CleanText] = (), event_id: str = ""
) -> Explanation:
    """Return why ``story`` meets the query of ``subscription``, or why it does not.

    ``texts`` are title and text of the article that brought the version, normalised: with them
    words are shown as the article spells them, with their places. With ``event_id``, an event of
    the story, only that event is asked.
    """
    tree, facts = parse(subscription.query), facts_of(story)
    asked = tuple(event for event in facts.events if event.event.event_id == event_id)
    if asked:
        facts = replace(facts, events=asked, event_features=asked[0].features)
    predicate = compiled(tree)
    met = predicate.met(facts)
    event = met.event if met is not None else _nearest(tree, facts, every=predicate.every_status)
    lines = _Lines(facts, event, tuple(texts))
    lines.add(tree, 0)
    return Explanation(
        subscription_id=subscription.subscription_id,
        story_id=story.story_id,
        story_version=story.version,
        met=met is not None,
        event=event.event if event else None,
        lines=tuple(lines.found),
        notes=tuple(_notes(subscription, tree, facts, event)),
    )


def shown(explanation: Explanation) -> str:
    """Return ``explanation`` for a person."""
    head = "meets" if explanation.met else "does not meet"
    story = f"story {explanation.story_id}, version {explanation.story_version}"
    lines = [f"{story}: {head} {explanation.subscription_id}"]
    if explanation.event is not None:
        event = explanation.event
        target = event.target.code if event.target else "-"
        lines.append(
            f"asked of the event {event.event_type} {event.cameo} {event.source.code} > {target}, "
            f"{event.status}"
        )
    for line in explanation.lines:
        mark = {True: "yes", False: "NO ", None: "?  "}[line.holds]
        words = "; ".join(map(_shown_words, line.words))
        lines.append(f"  {mark} {'  ' * line.depth}{line.clause}{'   ' + words if words else ''}")
    return "\n".join([*lines, *(f"  note: {note}" for note in explanation.notes)])


def _shown_words(reason: Reason) -> str:
    isolated = f"\N{FIRST STRONG ISOLATE}{reason.text}\N{POP DIRECTIONAL ISOLATE}"
    if reason.start is None:
        return isolated
    return f"{isolated} ({reason.field} {reason.start}-{reason.end})"


def _nearest(tree: Node, facts: StoryFacts, *, every: bool) -> EventFacts | None:
    """Return the event that meets most clauses; one of a status asked for goes first."""

    def score(event: EventFacts) -> tuple[bool, int]:
        asked = every or not TOLD_STATUSES.isdisjoint(event.features)
        return asked, sum(_holds(leaf, event, facts) is True for leaf in leaves(tree))

    return max(facts.events, key=score, default=None)


def _holds(node: Node, event: EventFacts | None, facts: StoryFacts) -> bool | None:
    """Return whether ``node`` holds; None where that is a matter of an event that is not there."""
    match node:
        case Not(item):
            inner = _holds(item, event, facts)
            return None if inner is None else not inner
        case And(items):
            below = [_holds(item, event, facts) for item in items]
            return False if False in below else None if None in below else True
        case Or(items):
            below = [_holds(item, event, facts) for item in items]
            return True if True in below else None if None in below else False
        case _:
            return _leaf_holds(node, event, facts)


def _leaf_holds(leaf: Leaf, event: EventFacts | None, facts: StoryFacts) -> bool | None:
    if event is None and level_of(leaf) == "event":
        return None
    taken_apart = simplified(leaf)
    if taken_apart != leaf:  # a dyad by names
        return _holds(taken_apart, event, facts)
    return test_of_leaf(leaf)(event, facts)


class _Lines:
    """Writes the lines of a tree."""

    def __init__(
        self, facts: StoryFacts, event: EventFacts | None, texts: tuple[CleanText, ...]
    ) -> None:
        self.found: list[Line] = []
        self._facts, self._event, self._texts = facts, event, texts

    def add(self, node: Node, depth: int) -> None:
        """Write ``node`` and what it joins."""
        holds = _holds(node, self._event, self._facts)
        match node:
            case And(items) | Or(items):
                name = "all of" if isinstance(node, And) else "any of"
                self.found.append(Line(depth, name, holds))
                for item in items:
                    self.add(item, depth + 1)
            case Not(item):
                self.found.append(Line(depth, "not", holds))
                self.add(item, depth + 1)
            case _:
                self.found.append(Line(depth, text_of(node), holds, self._words(node)))

    def _words(self, leaf: Leaf) -> tuple[Reason, ...]:
        if isinstance(leaf, Words) and self._texts:
            places = [reason for phrase in leaf.phrases for reason in _places(phrase, self._texts)]
            return tuple(replace(reason, clause=text_of(leaf)) for reason in places)
        if not _leaf_holds(leaf, self._event, self._facts):
            return ()
        return tuple(reasons_of_leaf(leaf, self._event, self._facts))


def _places(phrase: str, texts: Iterable[CleanText]) -> Iterable[Reason]:
    """Yield the first place of ``phrase`` in each text, as the text spells it."""
    keys = keys_of_phrase(phrase)
    firsts = frozenset(first_words(keys[0]))
    for clean in texts:
        tokens = [token for token in clean.tokens if token.key]
        for at in range(len(tokens) - len(keys) + 1):
            rest = tuple(token.key for token in tokens[at + 1 : at + len(keys)])
            if tokens[at].key in firsts and rest == keys[1:]:
                start, end = tokens[at].start, tokens[at + len(keys) - 1].end
                words = clean.raw[start:end]
                yield Reason(clause="", text=words, start=start, end=end, field=clean.field)
                break


def _notes(
    subscription: Subscription, tree: Node, facts: StoryFacts, event: EventFacts | None
) -> Iterable[str]:
    if not subscription.enabled:
        yield "the subscription is switched off"
    if facts.story.merged_into:
        yield f"the story went into {facts.story.merged_into}"
    if facts.story.cause.ingest_mode == "backfill":
        yield "the article came in as old news, which tells nobody"
    if event is None and any(level_of(leaf) == "event" for leaf in leaves(tree)):
        yield "the story tells no event"
    if event is not None and not names_status(tree) and TOLD_STATUSES.isdisjoint(event.features):
        told = "without a clause on the status only actual and planned ones are asked"
        yield f"the event is {event.event.status}: {told}"
    if subscription.rule.kind != "match":
        yield f"the rule is {subscription.rule.kind}: a dry run shows when it fires"
