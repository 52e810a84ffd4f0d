"""Writes a tree as text: one canonical spelling for each tree, which reads back to it."""

import re
from typing import Final

from streams.alerts.language.actors import known_code
from streams.alerts.language.fields import fields
from streams.alerts.language.tree import And, Clause, Node, Not, Or, Words

_BARE: Final = re.compile(r"[A-Za-z0-9_./*+-]+")


def text_of(node: Node) -> str:
    """Return ``node`` as text.

    >>> from streams.alerts.language.grammar import parse_tree
    >>> text_of(parse_tree("من:واشنطن ليس (type:coerce أو type:ASSAULT)"))
    'from:"واشنطن" not (type:COERCE or type:ASSAULT)'
    """
    match node:
        case Clause():
            return _clause(node)
        case Words("all", (phrase,)):
            return f'"{phrase}"'
        case Words(how, phrases):
            return f"{how}({' '.join(f'{chr(34)}{phrase}{chr(34)}' for phrase in phrases)})"
        case Not(item):
            return f"not {_grouped(item, And, Or)}"
        case And(items):
            return " ".join(_grouped(item, Or) for item in items)
        case Or(items):
            return " or ".join(_grouped(item) for item in items)


def _grouped(node: Node, *kinds: type[Node]) -> str:
    text = text_of(node)
    return f"({text})" if isinstance(node, kinds) else text


def _clause(clause: Clause) -> str:
    field = fields()[clause.field]
    if field.takes == "dyad":
        (value,) = clause.values
        sign = "<>" if "<>" in value else ">"
        first, second = value.split(sign)
        return f"{clause.field}:{_side(first)}{sign}{_side(second)}"
    shown = _side if field.takes == "actor" else _shown
    return f"{clause.field}{clause.operator}{','.join(map(shown, clause.values))}"


def _side(value: str) -> str:
    """Return an actor as text: its code bare, a name in quotation marks even if it looks so."""
    return value if known_code(value) else f'"{value}"'


def _shown(value: str) -> str:
    return value if _BARE.fullmatch(value) else f'"{value}"'
