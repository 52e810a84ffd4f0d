"""Where in the text of a file the list of sources ends, and new ones written there in its layout.

Positions are of YAML's own scanner, never of patterns: other keys, comments and documents stay
what they are.
"""

import itertools
import re
from collections.abc import Iterable, Iterator
from typing import Any

import yaml

from connectors.sources.composed import compose
from connectors.sources.opml import as_yaml, fields_of
from connectors.sources.registry import Source, list_node

_BREAK = re.compile(r"\r\n|\n|\r")
_OWN_INDENT = 2
"""Spaces before the dashes of ``as_yaml``."""


def begun(text: str, new: Iterable[Source]) -> str:
    """Return ``text``, which holds comments at most, with a list of ``new`` behind it."""
    kept, newline = text if text.strip() else "", newline_of(text)
    lead = newline if kept and not kept.endswith(("\n", "\r")) else ""
    return f"{kept}{lead}sources:{newline}{_items(new, _OWN_INDENT, newline)}"


def put_behind(text: str, new: Iterable[Source]) -> str:
    """Return ``text``, which ``parse_sources`` takes, with ``new`` behind its last source."""
    root = compose(text)
    node = list_node(root)
    assert isinstance(node, yaml.SequenceNode)
    if not node.flow_style:
        return _behind_block(text, node, new)
    empty = re.fullmatch(r"\[\s*\]", text[node.start_mark.index : node.end_mark.index])
    if empty and isinstance(root, yaml.MappingNode) and not root.flow_style:
        return _as_block(text, node, root.start_mark.column, new)
    return _in_brackets(text, node, new)


def line_end(text: str, at: int) -> tuple[int, str]:
    """Return where the line of ``at`` ends, and the break that more behind it still needs.

    A position at the start of a line is the end of the line before.
    """
    if at and text[at - 1] in "\r\n":
        return at, ""
    found = _BREAK.search(text, at)
    return (found.end(), "") if found else (len(text), newline_of(text))


def newline_of(text: str) -> str:
    """Return the end of lines that ``text`` uses."""
    return "\r\n" if "\r\n" in text else "\n"


def _behind_block(text: str, node: yaml.SequenceNode, new: Iterable[Source]) -> str:
    dash = next(
        token.start_mark
        for token in yaml.scan(text, Loader=yaml.SafeLoader)
        if isinstance(token, yaml.BlockEntryToken)
        and token.start_mark.index >= node.start_mark.index
    )
    at, lead = line_end(text, _last_written(text, node))
    # Comments as deep as the last source's fields are its own.
    own = re.compile(rf"(?:[ ]{{{dash.column + 1},}}#[^\r\n]*(?:\r\n|\n|\r|\Z))*").match(text, at)
    at = own.end() if own else at
    if own and own.group() and not own.group().endswith(("\n", "\r")):
        lead = newline_of(text)
    return f"{text[:at]}{lead}{_items(new, dash.column, newline_of(text))}{text[at:]}"


def _last_written(text: str, node: yaml.SequenceNode) -> int:
    """Return where the last thing that is written in the block list ``node`` ends.

    The list's own end mark is that of whatever comes next, behind comments and empty lines.
    """
    end: int = node.start_mark.index
    flow_styles: list[bool | None] = []
    events: Iterator[Any] = yaml.parse(text, Loader=yaml.SafeLoader)
    for event in itertools.dropwhile(lambda event: not _starts(event, node), events):
        if isinstance(event, yaml.CollectionStartEvent):
            flow_styles.append(event.flow_style)
        elif not isinstance(event, yaml.CollectionEndEvent) or flow_styles.pop():
            end = event.end_mark.index
        if not flow_styles:
            break
    return end


def _starts(event: Any, node: yaml.SequenceNode) -> bool:
    of_list = isinstance(event, yaml.SequenceStartEvent)
    return of_list and event.start_mark.index == node.start_mark.index


def _as_block(text: str, node: yaml.SequenceNode, column: int, new: Iterable[Source]) -> str:
    kept = text[: node.start_mark.index].rstrip(" ") + text[node.end_mark.index :]
    at, lead = line_end(kept, len(text[: node.start_mark.index].rstrip(" ")))
    newline = newline_of(text)
    return f"{kept[:at]}{lead}{_items(new, column + _OWN_INDENT, newline)}{kept[at:]}"


def _in_brackets(text: str, node: yaml.SequenceNode, new: Iterable[Source]) -> str:
    tokens = itertools.pairwise(yaml.scan(text, Loader=yaml.SafeLoader))
    before = next(one for one, close in tokens if close.end_mark.index == node.end_mark.index)
    at = before.end_mark.index
    lead = "" if isinstance(before, yaml.FlowSequenceStartToken) else ", "
    if isinstance(before, yaml.FlowEntryToken):
        lead = " "
    return f"{text[:at]}{lead}{', '.join(_flow(source) for source in new)}{text[at:]}"


def _flow(source: Source) -> str:
    text: str = yaml.safe_dump(
        fields_of(source), default_flow_style=True, allow_unicode=True, sort_keys=False,
        width=float("inf"),
    )  # fmt: skip
    return text.strip()


def _items(sources: Iterable[Source], column: int, newline: str) -> str:
    lines = as_yaml(sources).split("\n")[:-1]
    return "".join(f"{' ' * column}{line[_OWN_INDENT:]}{newline}" for line in lines)
