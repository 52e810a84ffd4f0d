"""Phrases that stand for who was named before: His Excellency, his country, the two sides."""

from dataclasses import replace
from itertools import pairwise

from streams.extract.actors.phrases import Kind, NounPhrase
from streams.extract.actors.registry import Registry
from streams.extract.clauses.groups import Group
from streams.extract.clauses.passage import Passage
from streams.extract.clauses.relations import prepositional, referent
from streams.extract.subjects.arguments import Arguments
from streams.extract.subjects.attempt import Attempt
from streams.extract.subjects.discourse import Discourse
from streams.extract.targets.met_before import READY
from streams.extract.targets.roles import Filled

_ADDRESSED = frozenset({"REQUEST", "SUPPORT", "ACCUSE", "THREATEN"})
"""Types whose other side may be two at once: called on both sides."""
_BETWEEN_TWO = frozenset({"cooperation", "relations", "talks", "meeting", "agreement"})
"""Classes of nouns for what two sides have with each other."""


def resolve(
    arguments: Arguments, passage: Passage, discourse: Discourse, registry: Registry
) -> None:
    """Put whom it means in the place of a subject that only refers back; it stays if nobody is."""
    first = arguments.subject[0] if arguments.subject else None
    if first is not None and first.kind is Kind.UNKNOWN and first.role:
        arguments.subject = _of_homeland(first, passage, discourse) or arguments.subject
    if first is None or first.kind is not Kind.ANAPHOR:
        return
    if first.head == "pair":
        arguments.subject = _both_sides(first, registry) or arguments.subject
    else:
        meant = _meant(passage, first) or _running(passage, discourse)
        beside = arguments.subject[1:]  # his country and Chad
        arguments.subject = ([*meant[:1], *beside] if beside else meant) or arguments.subject


def _running(passage: Passage, discourse: Discourse) -> Group:
    """Return whom "his country" goes on with: who acts, or who is quoted in this sentence."""
    speaker, running = discourse.speaker, discourse.subject
    quoted = bool(speaker) and any(phrase is speaker[0] for phrase in passage.phrases)
    here = bool(running) and discourse.subject_sentence == passage.number
    return running if not quoted or (here and running[0].code is not None) else speaker


def _both_sides(phrase: NounPhrase, registry: Registry) -> Group:
    """Return "the two sides" as the two countries of the article, or the foes in one of them."""
    codes = registry.two_sides()
    sectors = ("GOV", "REB") if len(set(codes)) < len(codes) else ("GOV", "GOV")
    return [
        replace(phrase, kind=Kind.ACTOR, code=code, sector=sector)
        for code, sector in zip(codes, sectors, strict=False)
    ]


def named(group: Group, registry: Registry) -> Group:
    """Return ``group``, or the two countries of the article where it is "the two sides"."""
    pair = bool(group) and group[0].kind is Kind.ANAPHOR and group[0].head == "pair"
    return _both_sides(group[0], registry) if pair else group


def name_pair(
    filled: Filled | None, attempt: Attempt, registry: Registry, discourse: Discourse
) -> Filled | None:
    """Return ``filled`` with "the two countries" named, one of which acts in a mutual act.

    None where both act: what is between the two they do with each other.
    """
    frame = attempt.frame
    if frame.id.startswith(READY) and (filled is None or filled.group[0].code is None):
        met = discourse.met_last(attempt.sources[0].code) if _is_of_both(attempt) else []
        return Filled(tuple(met), "met") if met else filled
    if filled is not None and frame.event_type in _ADDRESSED and not frame.mutual:
        return _both_addressed(filled, attempt, discourse)
    if filled is None or not frame.mutual or frame.event_type == "ASSAULT":
        return filled
    if not any(p.head == "pair" for p in filled.group):
        return filled
    if len({p.code for p in attempt.sources}) > 1:
        return None
    sides = named(list(filled.group), registry)
    known = attempt.sources[0].code in {p.code for p in sides}
    return replace(filled, group=tuple(sides)) if known else filled


def _is_of_both(attempt: Attempt) -> bool:
    """Return whether what one is ready for is a matter between two: ties, cooperation, talks."""
    words = attempt.passage.words[attempt.at : attempt.arguments.end]
    return any(w.noun_classes & _BETWEEN_TWO for w in words)


def _both_addressed(filled: Filled, attempt: Attempt, discourse: Discourse) -> Filled:
    """Return ``filled`` with "the two countries" named: between A and B, A and B, who just acted.

    The sentence goes before what was told before it.
    """
    pair = filled.group[0] if filled.group else None
    if pair is None or pair.kind is not Kind.ANAPHOR or pair.head != "pair":
        return filled
    passage, own = attempt.passage, attempt.sources[0].code
    for told in (prepositional(passage, passage.first, passage.last, "بين"), _joined(attempt)):
        others = [p for p in told if p.code not in {None, own}]
        if len({p.code for p in others}) == len(others) == 2:
            return replace(filled, group=tuple(others))
    for source, target in reversed(discourse.acts):
        if target is not None and source.code == own and target.plural and target.role:
            return replace(filled, group=(target,))
        if target is not None and own not in {source.code, target.code}:
            sides = (source, target) if source.code != target.code else (source,)
            return replace(filled, group=sides)
    return filled


def _joined(attempt: Attempt) -> Group:
    """Return the first two actors of the sentence before the trigger that "and" joins."""
    before = attempt.passage.between(attempt.passage.first, attempt.at)
    for first, second in pairwise(before):
        if second.joined and second.first == first.last and first.code and second.code:
            return [first, second]
    return []


def _of_homeland(force: NounPhrase, passage: Passage, discourse: Discourse) -> Group:
    """Return the forces of "his country" as those of who speaks or acts."""
    behind = passage.word(force.last)
    running = discourse.speaker or discourse.subject
    if behind is None or not behind.has("homeland") or not running or running[0].code is None:
        return []
    return [replace(force, kind=Kind.ACTOR, code=running[0].code)]


def _meant(passage: Passage, pronoun: NounPhrase) -> Group:
    """Return whom و with a pronoun goes on with: the last actor of its gender."""
    key = passage.keys[pronoun.first]
    if key not in {"وهو", "وهي"}:
        return []
    return referent(passage, pronoun.first, "3fs" if key.endswith("ي") else "3ms", None)
