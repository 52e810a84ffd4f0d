"""Values of clauses: checked, and written in the one form that the tree keeps."""

import re
import unicodedata
from collections.abc import Callable
from functools import cache
from typing import Final

from streams.alerts.language.actors import CODE, actor_codes, known_code, sectors
from streams.alerts.language.errors import QueryError
from streams.alerts.language.fields import Field, choices
from streams.alerts.language.suggest import nearest
from streams.alerts.language.tables import canonical
from streams.lexicon.codes import load_codes
from streams.lexicon.names import name_keys
from streams.lexicon.tables import items, read_table

_SLUG: Final = re.compile(r"[a-z0-9][a-z0-9_-]*")
MOST_DIGITS: Final = 4
"""Of a CAMEO code."""


def value_of(field: Field, text: str, *, quoted: bool) -> str:
    """Return ``text`` as the value of ``field`` in canonical form; QueryError where it is none."""
    return _READERS[field.takes](field, text, quoted)


def _actor(field: Field, text: str, quoted: bool) -> str:  # noqa: FBT001
    if (code := known_code(text.upper())) is not None:
        if code[2] and code[2] not in sectors():
            raise QueryError(f"{code[2]!r} is no sector{nearest(code[2], sectors())}")
        if code[1] == "*" and not code[2]:
            raise QueryError("* stands before a sector only: */MIL")
        return text.upper()
    if text.isascii() and not quoted:
        hint = nearest(text.upper(), actor_codes())
        raise QueryError(f"{text!r} is no actor code{hint}; names stand in quotation marks")
    if not name_keys(text) or "<" in text or ">" in text:
        raise QueryError(f"a name was expected after {field.name}")
    return text


def _one_of(field: Field, text: str, quoted: bool) -> str:  # noqa: ARG001, FBT001
    known = {choice.casefold(): choice for choice in choices(field.name)}
    found = canonical(field.name, text) or known.get(text.casefold().replace("_", "-"))
    found = found or known.get(text.casefold().replace("-", "_"))
    if found is None:
        hint = nearest(text, known.values()) or f"; expected one of {', '.join(known.values())}"
        raise QueryError(f"{text!r} is no {field.name}{hint}")
    return found


def _cameo(field: Field, text: str, quoted: bool) -> str:  # noqa: ARG001, FBT001
    digits = "".join(str(unicodedata.digit(c, "")) for c in text)
    roots = {code[:2] for code in load_codes()}
    if len(digits) != len(text) or not 2 <= len(digits) <= MOST_DIGITS or digits[:2] not in roots:
        raise QueryError(f"{text!r} is no CAMEO code, expected 2 to 4 digits from 02 to 20")
    return digits


def _country(field: Field, text: str, quoted: bool) -> str:  # noqa: FBT001
    code = _actor(field, text, quoted)
    if CODE.fullmatch(code) and not code.isalpha():
        raise QueryError(f"{field.name} is a place and has no sector")
    return code


def _free(field: Field, text: str, quoted: bool) -> str:  # noqa: FBT001
    if not quoted and CODE.fullmatch(text.upper()) and field.takes == "place":
        return _country(field, text, quoted)
    if not name_keys(text):
        raise QueryError(f"a name was expected after {field.name}")
    return text


def _agency(field: Field, text: str, quoted: bool) -> str:  # noqa: ARG001, FBT001
    found = _agencies().get(name_keys(text))
    if found is None and not _SLUG.fullmatch(text.casefold()):
        raise QueryError(f"{text!r} is no agency of the lexicon")
    return found or text.casefold()


@cache
def _agencies() -> dict[tuple[str, ...], str]:
    return {
        name_keys(name): row["slug"]
        for row in read_table("agencies")
        for name in (row["slug"], *items(row["names"]), *items(row["credits"]))
    }


def _number(field: Field, text: str, quoted: bool) -> str:  # noqa: ARG001, FBT001
    said = f"{field.low:g} to {field.high:g}"
    try:
        number = float(text)
    except ValueError:
        raise QueryError(f"{text!r} is no number, expected {said}") from None
    if not field.low <= number <= field.high or (field.whole and number != int(number)):
        whole = "a whole number, " if field.whole else ""
        raise QueryError(f"{field.name} is {whole}{said}")
    return str(int(number)) if number == int(number) else repr(number)


_READERS: Final[dict[str, Callable[[Field, str, bool], str]]] = {
    "actor": _actor,
    "dyad": _actor,
    "one of": _one_of,
    "cameo": _cameo,
    "country": _country,
    "place": _free,
    "outlet": _free,
    "agency": _agency,
    "number": _number,
}
