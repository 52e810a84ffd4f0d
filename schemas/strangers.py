"""Fields that a record does not have: told where a person wrote them, never on the wire."""

import dataclasses
import types
from collections.abc import Iterator
from typing import Any, Union, get_args, get_origin, get_type_hints


def strangers(kind: Any, data: object, path: str = "") -> Iterator[tuple[str, str, list[str]]]:
    """Yield each field of ``data`` (parsed JSON) that a record of type ``kind`` does not have.

    Each as the path of its object, its name, and the names that would be right.
    """
    if dataclasses.is_dataclass(kind):
        path = path or getattr(kind, "__name__", "")
        yield from _of_record(kind, data, path)
    elif get_origin(kind) in (Union, types.UnionType):
        for inner in get_args(kind):
            yield from strangers(inner, data, path)
    elif get_origin(kind) is tuple and isinstance(data, list):
        for number, item in enumerate(data):
            yield from strangers(get_args(kind)[0], item, f"{path}[{number}]")


def _of_record(kind: Any, data: object, path: str) -> Iterator[tuple[str, str, list[str]]]:
    if not isinstance(data, dict):
        return
    hints = get_type_hints(kind)
    known = [f.name for f in dataclasses.fields(kind)]
    for name, value in data.items():
        if name in known:
            yield from strangers(hints[name], value, f"{path}.{name}")
        else:
            yield path, str(name), known
