"""A rule can only ask for classes and lemmas that the tables have: any other never holds."""

import ast
from collections.abc import Iterator
from functools import cache
from itertools import chain
from pathlib import Path

import pytest

import streams.extract
from streams.extract.words.function_words import function_words
from streams.extract.words.lexicons import load_lexicons
from streams.lexicon.tables import read_table

RULES = Path(streams.extract.__file__).parent
BY_SHAPE = {"content", "mark", "time", "number", "conjoined"}
"""Classes that a word has by its letters, without a table."""
ASKED = {
    "classes": "classes", "noun_classes": "noun_classes",
    "cues": "cues", "verb_cues": "cues", "noun_cues": "cues", "lemma": "lemmas",
}  # fmt: skip
"""Attributes that hold classes or a lemma, and which names they are."""


@cache
def known() -> dict[str, set[str]]:
    rows = [*read_table("nouns"), *read_table("verbs")]
    return {
        "classes": BY_SHAPE.union(*function_words().values()),
        "noun_classes": set(chain(*(row["classes"].split("|") for row in rows))),
        "cues": set(chain(*load_lexicons().cues.values())),
        "lemmas": {row["lemma"] for row in rows},
    }


def texts(node: ast.AST, constants: dict[str, ast.AST]) -> Iterator[str]:
    """Yield the strings of an expression, those of the module's constants in it too."""
    for part in ast.walk(node):
        if isinstance(part, ast.JoinedStr):
            return  # made at run time: light.من
        if isinstance(part, ast.Constant) and isinstance(part.value, str):
            yield part.value
        elif isinstance(part, ast.Name) and part.id in constants:
            yield from texts(constants[part.id], {})


def questions(tree: ast.Module) -> Iterator[tuple[str, ast.AST]]:
    """Yield which classes an expression of ``tree`` looks in, and what it looks for."""
    for node in ast.walk(tree):
        match node:
            case ast.Call(func=ast.Attribute(attr="has"), args=args):
                yield from (("classes", arg) for arg in args)
            case ast.Call(func=ast.Attribute(attr="places_of"), args=[arg]):
                yield "noun_classes", arg
            case ast.Call(func=ast.Attribute(ast.Attribute(attr=held), "isdisjoint"), args=[arg]):
                yield held, arg
            case ast.Compare(
                ast.Attribute(attr="lemma"), [ast.In() | ast.NotIn() | ast.Eq()], [of]
            ):
                yield "lemma", of
            case ast.Compare(left, [ast.In() | ast.NotIn()], [ast.Attribute(attr=held)]):
                yield held, left
            case ast.BinOp(ast.Attribute(attr=held), ast.BitAnd(), asked):
                yield held, asked
            case ast.BinOp(asked, ast.BitAnd(), ast.Attribute(attr=held)):
                yield held, asked


@pytest.mark.parametrize("module", sorted(RULES.rglob("*.py")), ids=lambda path: path.stem)
def test_rules_ask_only_for_names_that_the_tables_have(module: Path) -> None:
    tree = ast.parse(module.read_text("utf-8"))
    constants: dict[str, ast.AST] = {
        node.targets[0].id: node.value
        for node in tree.body
        if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name)
    }
    tables = known()
    unknown = [
        (ASKED[held], name)
        for held, asked in questions(tree)
        if held in ASKED
        for name in texts(asked, constants)
        if name not in tables[ASKED[held]]
    ]
    assert unknown == []
