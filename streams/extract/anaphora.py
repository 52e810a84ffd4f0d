"""Phrases that stand for who was named before: His Excellency, his country, the two sides."""

from dataclasses import replace

from streams.extract.arguments import Arguments, Discourse
from streams.extract.clauses import Passage
from streams.extract.groups import Group
from streams.extract.phrases import Kind, NounPhrase
from streams.extract.registry import Registry
from streams.extract.relations import referent


def resolve(
    arguments: Arguments, passage: Passage, discourse: Discourse, registry: Registry
) -> None:
    """Put whom it means in the place of a subject that only refers back."""
    first = arguments.subject[0] if arguments.subject else None
    if first is None or first.kind is not Kind.ANAPHOR:
        return
    if first.head == "pair":
        arguments.subject = both_sides(first, registry)
    else:
        arguments.subject = _meant(passage, first) or discourse.subject


def both_sides(phrase: NounPhrase, registry: Registry) -> Group:
    """Return "the two sides" as the two countries of the article."""
    return [
        replace(phrase, kind=Kind.ACTOR, code=code, sector="GOV") for code in registry.two_sides()
    ]


def _meant(passage: Passage, pronoun: NounPhrase) -> Group:
    """Return whom و with a pronoun goes on with: the last actor of its gender."""
    key = passage.keys[pronoun.first]
    if key not in {"وهو", "وهي"}:
        return []
    return referent(passage, pronoun.first, "3fs" if key.endswith("ي") else "3ms", None)
