"""Files of subscriptions: YAML or JSON Lines, refused whole where anything in them is wrong."""

import codecs
import json
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

import orjson
import yaml

from schemas.errors import InvalidMessage
from schemas.subscription import Subscription
from streams.alerts.reading import written
from streams.cli.delivery_options import checked_channel
from streams.cli.jsonl import Unreadable, reason
from streams.settings import Settings

MERGED = "tag:yaml.org,2002:merge"


def subscriptions_of(path: Path, settings: Settings) -> list[Subscription]:
    """Return the subscriptions of a file: YAML (a list, or one under ``subscriptions``) or JSONL.

    Unreadable where there is none, InvalidMessage with the entry or line that is no subscription,
    or that has a field, a rule, a channel or a wish that would have no effect.
    """
    try:
        content = path.read_bytes()
    except OSError as error:
        raise Unreadable(f"{path}: {reason(error)}") from error
    found, places = [], dict[str, str]()
    for place, read in _entries(path, content):
        try:
            one = written(read())
            for channel in one.channels:
                checked_channel(channel, settings)
        except InvalidMessage as error:
            raise InvalidMessage(f"{path}, {place}: {error}") from error
        name = one.subscription_id
        if (there := places.setdefault(name, place)) != place:
            raise InvalidMessage(f"{path}, {place}: the id {name!r:.60} is that of {there} already")
        found.append(one)
    return found


def _entries(path: Path, content: bytes) -> Iterator[tuple[str, Callable[[], Any]]]:
    """Yield what each entry is called, and a function that parses it."""
    if path.suffix not in (".yaml", ".yml"):
        for number, line in enumerate(content.removeprefix(codecs.BOM_UTF8).splitlines(), 1):
            if line.strip():
                yield f"line {number}", partial(_of_json, line)
        return
    data = _of_yaml(path, content)
    listed = data.get("subscriptions") if isinstance(data, dict) else data
    if not isinstance(listed, list):
        raise InvalidMessage(f"{path}: expected a list of subscriptions")
    for number, entry in enumerate(listed, 1):
        yield f"subscription {number}", partial(lambda entry: entry, entry)


def _of_json(line: bytes) -> Any:
    """Return what ``line`` says; one reader checks the form, the other that no key comes twice."""
    try:
        orjson.loads(line)
        return json.loads(line, object_pairs_hook=_once)
    except orjson.JSONDecodeError as error:
        raise InvalidMessage(f"Subscription: not JSON in UTF-8: {error}") from error
    except RecursionError as error:
        raise InvalidMessage("Subscription: nested too deeply") from error


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for name, value in pairs:
        if name in found:
            raise InvalidMessage(f"the key {name!r:.60} comes twice")
        found[name] = value
    return found


def _of_yaml(path: Path, content: bytes) -> Any:
    """Return what ``content`` says; InvalidMessage names the line of what is wrong in it."""
    try:
        loader = _Loader(content)
        root = loader.get_single_node()
        if root is None:
            return None
        _check_keys(path, root)
        return loader.construct_document(root)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        place = f", line {mark.line + 1}" if mark else ""
        told = getattr(error, "problem", None) or " ".join(str(error).split())
        raise InvalidMessage(f"{path}{place}: not YAML: {told}") from error
    except RecursionError as error:
        raise InvalidMessage(f"{path}: nested too deeply") from error


class _Loader(yaml.SafeLoader):
    """Names the line of a value that is not of the type it looks or claims to be."""

    def construct_object(self, node: yaml.Node, deep: bool = False) -> Any:  # noqa: FBT001, FBT002
        try:
            return super().construct_object(node, deep)
        except (ValueError, LookupError, TypeError, AttributeError, OverflowError) as error:
            kind = node.tag.rpartition(":")[2]
            told = f"{str(node.value)!r:.60} is no {kind}; a text stands in quotation marks"
            raise yaml.constructor.ConstructorError(
                None, None, told, node.start_mark
            ) from error  # fmt: skip


def _check_keys(path: Path, root: yaml.Node) -> None:
    """Raise InvalidMessage where a mapping has a key twice; of merged ones the nearer counts."""
    nodes, seen = [root], set[int]()
    while nodes:
        node = nodes.pop()
        if id(node) in seen:
            continue
        seen.add(id(node))
        if isinstance(node, yaml.SequenceNode):
            nodes += node.value
        elif isinstance(node, yaml.MappingNode):
            keys = set[tuple[str, str]]()
            for key, value in node.value:
                nodes.append(value)
                if not isinstance(key, yaml.ScalarNode) or key.tag == MERGED:
                    continue
                if (key.tag, key.value) in keys:
                    line = key.start_mark.line + 1
                    raise InvalidMessage(f"{path}, line {line}: the key {key.value!r} comes twice")
                keys.add((key.tag, key.value))
