"""Records to bytes and back: UTF-8 JSON, unknown fields tolerated, a missing one named."""

import dataclasses
import functools
import types
from collections.abc import Callable
from typing import Any, Literal, TypeVar, Union, get_args, get_origin, get_type_hints

import orjson

from schemas.errors import InvalidMessage, TooLarge

MAX_VALUE_BYTES = 1 << 20
"""Largest value that a stage takes or writes (topics hold 2 MiB, dead letters 3 MiB)."""

Record = TypeVar("Record")
_Decoder = Callable[[Any, str], Any]


def encode(record: object, *, most_bytes: int = MAX_VALUE_BYTES) -> bytes:
    """Return ``record`` (a dataclass of ``schemas``) as UTF-8 JSON.

    Raises InvalidMessage for text that has no UTF-8 form (lone surrogates), TooLarge for a value
    over ``most_bytes``.
    """
    try:
        value = orjson.dumps(record, option=orjson.OPT_SERIALIZE_NUMPY)
    except TypeError as error:
        raise InvalidMessage(
            f"{type(record).__name__}: cannot be written as UTF-8 JSON: {error}"
        ) from error
    if len(value) > most_bytes:
        raise TooLarge(
            f"{type(record).__name__}: {len(value)} bytes, expected at most {most_bytes}",
            size=len(value),
        )
    return value


def decode(kind: type[Record], value: bytes | None) -> Record:
    """Return the record of type ``kind`` that ``value`` holds.

    Raises InvalidMessage that says what was wrong, at which field, and what was expected.
    """
    if value is None:
        raise InvalidMessage(f"{kind.__name__}: the value is null, expected a JSON object")
    if len(value) > MAX_VALUE_BYTES:
        raise InvalidMessage(
            f"{kind.__name__}: {len(value)} bytes, expected at most {MAX_VALUE_BYTES}"
        )
    try:
        data = orjson.loads(value)
    except orjson.JSONDecodeError as error:
        raise InvalidMessage(f"{kind.__name__}: not JSON in UTF-8: {error}") from error
    return from_data(kind, data)


def from_data(kind: type[Record], data: object) -> Record:
    """Return the record of type ``kind`` built from parsed JSON; errors as in ``decode``."""
    hint: Any = kind
    record: Record = _decoder(hint)(data, kind.__name__)
    return record


@functools.cache
def _decoder(hint: Any) -> _Decoder:
    """Return a function that checks and builds a value of type ``hint``."""
    if dataclasses.is_dataclass(hint):
        return _record_decoder(hint)
    origin, arguments = get_origin(hint), get_args(hint)
    if origin is Literal:
        return _literal_decoder(arguments)
    if origin in (Union, types.UnionType):
        inner = [a for a in arguments if a is not type(None)]
        assert len(inner) == 1, hint
        return _optional_decoder(_decoder(inner[0]))
    if origin is tuple:
        return _tuple_decoder(arguments)
    return _scalar_decoder(hint)


def _record_decoder(kind: Any) -> _Decoder:
    hints = get_type_hints(kind)
    fields = [
        (f.name, hints[f.name], f.default is dataclasses.MISSING) for f in dataclasses.fields(kind)
    ]
    decoders: list[tuple[str, _Decoder, bool]] = []

    def build(data: Any, path: str) -> Any:
        if not isinstance(data, dict):
            raise InvalidMessage(f"{path} is {_show(data)}, expected a JSON object")
        if not decoders:  # filled on first use: records may contain themselves
            decoders.extend((name, _decoder(hint), needed) for name, hint, needed in fields)
        values = {}
        for name, decoder, needed in decoders:
            if name in data:
                values[name] = decoder(data[name], f"{path}.{name}")
            elif needed:
                raise InvalidMessage(f"{path}: field '{name}' is missing")
        return kind(**values)

    return build


def _literal_decoder(allowed: tuple[Any, ...]) -> _Decoder:
    def build(data: Any, path: str) -> Any:
        if data not in allowed:
            raise InvalidMessage(
                f"{path} is {_show(data)}, expected one of {', '.join(map(str, allowed))}"
            )
        return data

    return build


def _optional_decoder(inner: _Decoder) -> _Decoder:
    def build(data: Any, path: str) -> Any:
        return None if data is None else inner(data, path)

    return build


def _tuple_decoder(arguments: tuple[Any, ...]) -> _Decoder:
    if len(arguments) == 2 and arguments[1] is Ellipsis:
        one = _decoder(arguments[0])

        def build(data: Any, path: str) -> Any:
            if not isinstance(data, list):
                raise InvalidMessage(f"{path} is {_show(data)}, expected a list")
            return tuple(one(item, f"{path}[{i}]") for i, item in enumerate(data))

        return build
    each = [_decoder(a) for a in arguments]

    def build_fixed(data: Any, path: str) -> Any:
        if not isinstance(data, list) or len(data) != len(each):
            raise InvalidMessage(f"{path} is {_show(data)}, expected a list of {len(each)}")
        return tuple(
            d(item, f"{path}[{i}]") for i, (d, item) in enumerate(zip(each, data, strict=True))
        )

    return build_fixed


_SCALARS: dict[Any, tuple[type, ...]] = {
    str: (str,),
    int: (int,),
    float: (int, float),
    bool: (bool,),
}


def _scalar_decoder(hint: Any) -> _Decoder:
    allowed = _SCALARS[hint]

    def build(data: Any, path: str) -> Any:
        if not isinstance(data, allowed) or (isinstance(data, bool) and hint is not bool):
            raise InvalidMessage(f"{path} is {_show(data)}, expected {hint.__name__}")
        return hint(data)

    return build


def _show(data: Any) -> str:
    shown = repr(data)
    return shown if len(shown) <= 60 else shown[:57] + "..."
