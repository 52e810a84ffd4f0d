"""YAML as nodes that know their lines; what cannot be read is told with its line."""

import re
from collections.abc import Iterator
from typing import Any

import yaml

_BREAK = re.compile(r"\r\n|[\n\r\x85\u2028\u2029]")
"""What ends a line for YAML."""
TOO_DEEP = "nested too deeply"
_CONSTRUCTORS_RAISE = (ValueError, TypeError, LookupError, AttributeError, ArithmeticError)
"""PyYAML's constructors leave wrong values to what they call: ``!!int ''`` is an IndexError."""


class NotYaml(ValueError):  # noqa: N818  # what happened
    """Text or a node that YAML cannot read; ``line`` counts from 1."""

    def __init__(self, line: int, reason: str) -> None:
        super().__init__(reason)
        self.line = line


def compose(text: str) -> yaml.Node | None:
    """Return the root of the one document in ``text``, None of an empty one; NotYaml says where."""
    try:
        loader = yaml.SafeLoader(text)
    except yaml.reader.ReaderError as error:
        line = len(_BREAK.findall(text, 0, error.position)) + 1
        raise NotYaml(line, f"the character U+{ord(text[error.position]):04X}") from error
    try:
        node: yaml.Node | None = loader.get_single_node()
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        raise NotYaml(mark.line + 1 if mark else 1, error.problem or str(error)) from error
    except RecursionError as error:
        raise NotYaml(loader.get_mark().line + 1, TOO_DEEP) from error
    except (ValueError, OverflowError) as error:  # an escape that is no character
        raise NotYaml(loader.get_mark().line + 1, str(error)) from error
    finally:
        loader.dispose()
    return node


def line_of(node: yaml.Node) -> int:
    """Return the line that ``node`` begins in, from 1."""
    line: int = node.start_mark.line
    return line + 1


def plain(node: yaml.Node) -> Any:
    """Return the value that ``node`` says; NotYaml where its type cannot hold what is written."""
    loader = yaml.SafeLoader("")
    try:
        return loader.construct_document(node)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or node.start_mark
        raise NotYaml(mark.line + 1, error.problem or str(error)) from error
    except RecursionError as error:
        raise NotYaml(line_of(node), TOO_DEEP) from error
    except _CONSTRUCTORS_RAISE as error:
        raise NotYaml(line_of(node), str(error)) from error
    finally:
        loader.dispose()


def repeated_keys(root: yaml.Node) -> Iterator[tuple[yaml.Node, yaml.Node]]:
    """Yield the keys in ``root``, at any depth, that stand twice in one mapping: (again, first)."""
    seen: set[int] = set()
    waiting = [root]
    while waiting:
        node = waiting.pop()
        if id(node) in seen or isinstance(node, yaml.ScalarNode):
            continue
        seen.add(id(node))
        if isinstance(node, yaml.SequenceNode):
            waiting.extend(node.value)
            continue
        yield from repeated_in(node)
        waiting.extend(value for _, value in node.value)


def repeated_in(mapping: yaml.Node) -> Iterator[tuple[yaml.Node, yaml.Node]]:
    """Yield the keys that stand twice in ``mapping`` itself: (again, first)."""
    first: dict[tuple[str, str], yaml.Node] = {}
    for key, _ in mapping.value:
        if not isinstance(key, yaml.ScalarNode):
            continue
        known = first.setdefault((key.tag, key.value), key)
        if known is not key:
            yield key, known
