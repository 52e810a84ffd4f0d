"""The list of sources: a YAML file, checked with line numbers (docs/reference/sources.md)."""

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal
from zoneinfo import ZoneInfo

import yaml

from connectors.address import bad_url
from connectors.sources.dates import DateStyle, Order
from schemas.errors import MarsadError

RetryScope = Literal["feed", "host", "site"]


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
    try:
        text = path.read_text("utf-8")
    except OSError as error:
        raise BadSources(f"{path}: {error.strerror or error}") from error
    except UnicodeDecodeError as error:
        raise BadSources(f"{path}: not UTF-8: {error}") from error
    return parse_sources(text, str(path))


def parse_sources(text: str, name: str = "sources") -> tuple[Source, ...]:
    """Return the sources of YAML ``text``; errors as ``load_sources``, as lines of ``name``."""
    try:
        root = yaml.compose(text, Loader=yaml.SafeLoader)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = mark.line + 1 if mark else 1
        raise BadSources(f"{name}:{line}: not YAML: {getattr(error, 'problem', error)}") from error
    problems: list[str] = []
    sources = []
    for node in _items(root, name, problems):
        source = _Reader(node, name, problems).source()
        if source is not None:
            sources.append((node.start_mark.line + 1, source))
    _check_unique(sources, name, problems)
    if problems:
        raise BadSources("\n".join(problems))
    return tuple(source for _, source in sources)


def _items(root: yaml.Node | None, name: str, problems: list[str]) -> list[yaml.Node]:
    if root is None:
        problems.append(f"{name}:1: the file is empty, expected 'sources:' and a list")
        return []
    if isinstance(root, yaml.MappingNode):
        for key, value in root.value:
            if key.value == "sources" and isinstance(value, yaml.SequenceNode):
                return list(value.value)
    elif isinstance(root, yaml.SequenceNode):
        return list(root.value)
    problems.append(f"{name}:{root.start_mark.line + 1}: expected 'sources:' and a list")
    return []


def _check_unique(sources: list[tuple[int, Source]], name: str, problems: list[str]) -> None:
    ids: dict[str, int] = {}
    urls: dict[str, int] = {}
    for line, source in sources:
        for what, value, known in (("id", source.id, ids), ("url", source.url, urls)):
            if value in known:
                problems.append(
                    f"{name}:{line}: {what} {value!r} is that of line {known[value]} already"
                )
            known.setdefault(value, line)


class _Reader:
    """Reads one mapping of the file; problems go to the list, with their lines."""

    def __init__(self, node: yaml.Node, name: str, problems: list[str]) -> None:
        self.node, self.name, self.problems = node, name, problems
        self.fields: dict[str, Any] = {}

    def source(self) -> Source | None:
        before = len(self.problems)
        if not isinstance(self.node, yaml.MappingNode):
            self._problem(self.node, "expected a source: id, name, url, …")
            return None
        for key, value in self.node.value:
            self._field(key, value)
        given = {str(key.value) for key, _ in self.node.value}
        for needed in ("id", "name", "url"):
            if needed not in given:
                self._problem(self.node, f"the source has no '{needed}'")
        return Source(**self.fields) if len(self.problems) == before else None

    def _problem(self, node: yaml.Node, text: str) -> None:
        self.problems.append(f"{self.name}:{node.start_mark.line + 1}: {text}")

    def _field(self, key: yaml.Node, node: yaml.Node) -> None:
        reader = _FIELDS.get(str(key.value))
        if reader is None:
            known = ", ".join(_FIELDS)
            self._problem(key, f"'{key.value}' is not a field of a source (known: {known})")
            return
        try:
            value = _plain(node)
        except (yaml.YAMLError, ValueError, AttributeError):  # as its constructors raise them
            shown = f" {node.value!r:.60}, which is" if isinstance(node.value, str) else ""
            self._problem(node, f"{key.value} is{shown} no value of YAML")
            return
        try:
            self.fields[str(key.value)] = reader(value)
        except (ValueError, TypeError, OSError, re.error, KeyError) as error:
            self._problem(node, f"{key.value} is {value!r}, expected {error}")


def _plain(node: yaml.Node) -> Any:
    loader = yaml.SafeLoader("")
    try:
        return loader.construct_document(node)
    finally:
        loader.dispose()


def _text(value: Any) -> str:
    if not isinstance(value, str) or not value.strip():
        raise ValueError("a text")
    return value.strip()


def _id(value: Any) -> str:
    if not isinstance(value, str) or not re.fullmatch(r"[a-z0-9][a-z0-9._-]{0,63}", value):
        raise ValueError("small Latin letters, digits, '.', '_' and '-', 64 at most")
    return value


def _url(value: Any) -> str:
    expected = ValueError("an http or https address")
    if not isinstance(value, str):
        raise expected
    if bad_url(value.strip()):
        raise expected
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


def _agencies(value: Any) -> tuple[tuple[str, re.Pattern[str]], ...]:
    if not isinstance(value, dict):
        raise TypeError("agency codes with patterns, for example {AFP: 'أ ?ف ?ب'}")
    return tuple((_text(code), re.compile(_text(pattern))) for code, pattern in value.items())


_FIELDS: dict[str, Any] = {
    "id": _id, "name": _text, "url": _url, "country": _country, "language": _language,
    "tier": _tier, "timezone": _zone, "date_order": _order, "agencies": _agencies,
    "interval_s": _seconds, "enabled": _flag, "verified": _flag, "allow_private": _flag,
    "full_text": _flag, "retry_scope": _scope,
}  # fmt: skip
