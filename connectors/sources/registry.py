"""The list of sources: a YAML file, checked with line numbers (docs/reference/sources.md)."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from reprlib import Repr
from typing import Any, Literal
from zoneinfo import ZoneInfo

import yaml

from connectors.address import bad_url
from connectors.sources.agencies import agency_patterns
from connectors.sources.composed import NotYaml, compose, line_of, plain, repeated_in, repeated_keys
from connectors.sources.dates import DateStyle, Order
from schemas.errors import MarsadError

RetryScope = Literal["feed", "host", "site"]
Problem = tuple[int, str]
"""A mistake in the file: its line, from 1, and what was wrong and expected there."""

_SHOWN = Repr()
_SHOWN.maxlevel = 2
_SHOWN.maxstring = _SHOWN.maxother = 80


class BadSources(MarsadError):  # noqa: N818  # what an editor of the file reads
    """The file of sources cannot be used; one line of text a problem, each with its line."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """One feed of one outlet."""

    id: str
    """Stable name of the feed: part of its articles' ids, so it never changes."""
    name: str
    """The outlet, as readers know it; several feeds may have the same."""
    url: str
    country: str | None = None
    """ISO 3166 alpha-3 of the outlet."""
    language: str = "ar"
    tier: int = 2
    """1 for agencies and papers of record, 2 for others, 3 for aggregators."""
    timezone: str = "UTC"
    """IANA name; the zone of dates that name none."""
    date_order: Order = "dmy"
    agencies: tuple[tuple[str, re.Pattern[str]], ...] = ()
    """(agency code, pattern): the agency credited by a feed's author or text end."""
    interval_s: float | None = None
    """Fixed polling interval in seconds; None for one that follows the feed's rhythm."""
    enabled: bool = True
    verified: bool = True
    """False where nobody has seen this feed answer yet."""
    allow_private: bool = False
    """Whether ``url`` itself may lie on a loopback or private address (tests, demo, intranet)."""
    full_text: bool = False
    """Whether the article's page is fetched where the feed gives only a summary."""
    retry_scope: RetryScope = "host"
    """What a Retry-After of this feed's server keeps quiet: this feed, its host, or its site."""

    @property
    def dates(self) -> DateStyle:
        """How this source's dates are to be read."""
        return DateStyle(self.timezone, self.date_order)


def load_sources(path: Path) -> tuple[Source, ...]:
    """Return the sources of the file; BadSources lists every problem with its line number."""
    return parse_sources(read_text(path), str(path))


def read_text(path: Path) -> str:
    """Return the text of the file as it is, with its ends of lines; BadSources if it is none."""
    try:
        body = path.read_bytes()
        return body.decode("utf-8")
    except OSError as error:
        raise BadSources(f"{path}: {error.strerror or error}") from error
    except UnicodeDecodeError as error:
        line = body.count(b"\n", 0, error.start) + 1
        raise BadSources(
            f"{path}:{line}: not UTF-8 (byte 0x{body[error.start]:02X}), expected a file in UTF-8"
        ) from error


def parse_sources(text: str, name: str = "sources") -> tuple[Source, ...]:
    """Return the sources of YAML ``text``; errors as ``load_sources``, as lines of ``name``."""
    sources, problems = read_sources(text)
    if problems:
        raise BadSources("\n".join(f"{name}:{line}: {problem}" for line, problem in problems))
    return sources


def read_sources(text: str) -> tuple[tuple[Source, ...], list[Problem]]:
    """Return the sources of YAML ``text`` that have no mistake, and every mistake."""
    problems: list[Problem] = []
    try:
        root = compose(text)
    except NotYaml as error:
        return (), [(error.line, f"not YAML: {error}")]
    sources = []
    for node in _items(root, problems):
        source = _Reader(node, problems).source()
        if source is not None:
            sources.append((line_of(node), source))
    _check_unique(sources, problems)
    return tuple(source for _, source in sources), list(dict.fromkeys(problems))


def list_node(root: yaml.Node | None) -> yaml.Node | None:
    """Return the node that stands where the list of sources is expected, None if there is none."""
    if not isinstance(root, yaml.MappingNode):
        return root
    return next((value for key, value in root.value if key.value == "sources"), None)


def _items(root: yaml.Node | None, problems: list[Problem]) -> list[yaml.Node]:
    if root is None:
        problems.append((1, "the file is empty, expected 'sources:' and a list"))
        return []
    if isinstance(root, yaml.MappingNode):
        # Keys beside the list are free, even to be repeated.
        _tell_repeated(
            ((key, first) for key, first in repeated_in(root) if key.value == "sources"), problems
        )
    found = list_node(root)
    if not isinstance(found, yaml.SequenceNode):
        problems.append((line_of(found or root), "expected 'sources:' and a list"))
        return []
    _tell_repeated(repeated_keys(found), problems)
    return list(found.value)


def _tell_repeated(keys: Iterable[tuple[yaml.Node, yaml.Node]], problems: list[Problem]) -> None:
    problems.extend(
        (line_of(key), f"'{key.value}' stands in line {line_of(first)} already")
        for key, first in keys
    )


def _check_unique(sources: list[tuple[int, Source]], problems: list[Problem]) -> None:
    ids: dict[str, int] = {}
    urls: dict[str, int] = {}
    for line, source in sources:
        for what, value, known in (("id", source.id, ids), ("url", source.url, urls)):
            if value in known:
                problems.append((line, f"{what} {value!r} is that of line {known[value]} already"))
            known.setdefault(value, line)


class _Reader:
    """Reads one mapping of the file; problems go to the list, with their lines."""

    def __init__(self, node: yaml.Node, problems: list[Problem]) -> None:
        self.node, self.problems = node, problems
        self.fields: dict[str, Any] = {}

    def source(self) -> Source | None:
        before = len(self.problems)
        if not isinstance(self.node, yaml.MappingNode):
            self._problem(self.node, "expected a source: id, name, url, …")
            return None
        for key, value in self.node.value:
            self._field(key, value)
        given = {key.value for key, _ in self.node.value if isinstance(key, yaml.ScalarNode)}
        for needed in ("id", "name", "url"):
            if needed not in given:
                self._problem(self.node, f"the source has no '{needed}'")
        return Source(**self.fields) if len(self.problems) == before else None

    def _problem(self, node: yaml.Node, text: str) -> None:
        self.problems.append((line_of(node), text))

    def _field(self, key: yaml.Node, node: yaml.Node) -> None:
        field = key.value if isinstance(key, yaml.ScalarNode) else "a list or mapping"
        reader = _FIELDS.get(field)
        if reader is None:
            known = ", ".join(_FIELDS)
            self._problem(key, f"'{field}' is not a field of a source (known: {known})")
            return
        try:
            value = plain(node)
        except NotYaml as error:
            shown = f" {node.value!r:.60}, which is" if isinstance(node.value, str) else ""
            self.problems.append((error.line, f"{field} is{shown} no value of YAML: {error}"))
            return
        try:
            self.fields[field] = reader(value)
        except (ValueError, TypeError, OSError, KeyError) as error:
            self._problem(node, f"{field} is {_SHOWN.repr(value)}, expected {error}")


def bad_address(url: str) -> str | None:
    """Return what is wrong with ``url`` as the address of a feed, or None.

    >>> bad_address("https://news.example/a b")
    'a space or an invisible character in it'
    """
    if " " in url or not url.isprintable():
        return "a space or an invisible character in it"
    return bad_url(url)


def _text(value: Any) -> str:
    if not isinstance(value, str) or not value.strip():
        raise ValueError("a text")
    return value.strip()


def _id(value: Any) -> str:
    if not isinstance(value, str) or not re.fullmatch(r"[a-z0-9][a-z0-9._-]{0,63}", value):
        raise ValueError("small Latin letters, digits, '.', '_' and '-', 64 at most")
    return value


def _url(value: Any) -> str:
    if not isinstance(value, str):
        raise TypeError("an http or https address")
    wrong = bad_address(value.strip())
    if wrong:
        raise ValueError(f"an http or https address ({wrong})")
    return value.strip()


def _country(value: Any) -> str | None:
    if value is None:
        return None
    if not isinstance(value, str) or not re.fullmatch(r"[A-Z]{3}", value):
        raise ValueError("three capital letters (ISO 3166 alpha-3), for example EGY")
    return value


def _language(value: Any) -> str:
    if not isinstance(value, str) or not re.fullmatch(r"[a-z]{2,3}", value):
        raise ValueError("a language code, for example ar")
    return value


def _tier(value: Any) -> int:
    if value not in (1, 2, 3) or isinstance(value, bool):
        raise ValueError("1, 2 or 3")
    return int(value)


def _zone(value: Any) -> str:
    try:
        ZoneInfo(_text(value))
    except (ValueError, OSError, KeyError):
        raise ValueError("an IANA zone, for example Asia/Riyadh") from None
    return str(value).strip()


def _order(value: Any) -> Order:
    if value == "dmy" or value == "mdy":  # noqa: PLR1714  # mypy narrows only this form
        return "dmy" if value == "dmy" else "mdy"
    raise ValueError("dmy or mdy")


def _scope(value: Any) -> RetryScope:
    scopes: tuple[RetryScope, ...] = ("feed", "host", "site")
    found = next((scope for scope in scopes if scope == value), None)
    if found is None:
        raise ValueError("feed, host or site")
    return found


def _seconds(value: Any) -> float | None:
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 < value <= 86_400:
        raise ValueError("seconds, over 0 and at most 86400")
    return float(value)


def _flag(value: Any) -> bool:
    if not isinstance(value, bool):
        raise TypeError("true or false")
    return value


_FIELDS: dict[str, Any] = {
    "id": _id, "name": _text, "url": _url, "country": _country, "language": _language,
    "tier": _tier, "timezone": _zone, "date_order": _order, "agencies": agency_patterns,
    "interval_s": _seconds, "enabled": _flag, "verified": _flag, "allow_private": _flag,
    "full_text": _flag, "retry_scope": _scope,
}  # fmt: skip
