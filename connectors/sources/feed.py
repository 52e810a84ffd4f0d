"""A fetched body to entries, or to the reason why there are none. Pure."""

import dataclasses
import io
import re
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Literal

import feedparser

from connectors.sources import jsonfeed, sitemap
from connectors.sources.decode import Decoded, decode
from connectors.sources.entries import Built, Entry, Item, Markup, build_entries
from connectors.sources.markup import cut_items, find_root, plain_xml
from connectors.sources.registry import Source

Reason = Literal[
    "empty_body", "html_page", "not_a_feed", "no_entries", "bad_json", "error_feed", "opml",
    "sitemap_index", "sitemap_without_news", "parser_failed", "parser_timeout", "parser_killer",
]  # fmt: skip
MAX_ITEMS = 2000
"""As Media Cloud's fetcher: longer feeds are archives, and their head is the news."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ParsedFeed:
    """What a body held."""

    kind: str
    """``rss20``, ``atom10``, … as feedparser names them, ``json``, ``sitemap``, or empty."""
    title: str = ""
    entries: tuple[Entry, ...] = ()
    reason: Reason | None = None
    """Why there are no entries."""
    charset: Decoded
    """How the bytes were read (its text is dropped)."""
    repeated: int = 0
    """Items with the identity of an earlier item of the same body."""
    empty: int = 0
    """Items without title and text."""
    errors: int = 0
    """Error messages of feed generators that came as items."""
    cut: int = 0
    """Items beyond the first ``MAX_ITEMS``."""
    ttl_s: float | None = None
    """How long the feed asks to be left alone (ttl, sy:updatePeriod)."""
    skip_hours: frozenset[int] = field(default_factory=frozenset)
    """Hours of Greenwich (0 to 23) in which the feed asks not to be read."""
    skip_days: frozenset[int] = field(default_factory=frozenset)
    """Days of Greenwich (0 is Monday) in which the feed asks not to be read."""

    @property
    def items(self) -> int:
        """Items found, whatever became of them."""
        return len(self.entries) + self.repeated + self.empty + self.errors + self.cut


def unread(reason: Reason) -> ParsedFeed:
    """Return what stands for a body that was not parsed to its end."""
    return ParsedFeed(kind="", reason=reason, charset=Decoded("", "", "lossy"))


def parse(
    body: bytes, *, content_type: str | None, source: Source, fetched_at: datetime,
    base: str | None = None,
) -> ParsedFeed:  # fmt: skip
    """Return the entries of ``body``, in feed order, or the reason why there are none.

    ``base`` is the address that answered, for relative links; the source's own if None.
    Never raises, whatever the bytes are; never opens or fetches anything.
    """
    decoded = decode(body, content_type)
    charset = Decoded("", decoded.charset, decoded.how, decoded.declared, decoded.repaired,
                      decoded.lossy)  # fmt: skip
    root = find_root(decoded.text)
    where = base or source.url
    if root == "empty":
        return ParsedFeed(kind="", reason="empty_body", charset=charset)
    if root == "json":
        return _from_json(decoded.text, charset, source, where, fetched_at)
    if root in {"opml", "sitemap_index"}:
        return ParsedFeed(kind=root, reason="opml" if root == "opml" else root, charset=charset)
    if root == "sitemap":
        return _from_sitemap(decoded.text, charset, source, where, fetched_at)
    return _from_xml(decoded.text, charset, source, where, fetched_at)


def _from_sitemap(
    text: str, charset: Decoded, source: Source, base: str, now: datetime
) -> ParsedFeed:
    read = sitemap.read(plain_xml(text))
    if read is None:
        return ParsedFeed(kind="", reason="not_a_feed", charset=charset)
    if read.urls and not read.items:
        return ParsedFeed(kind="sitemap", reason="sitemap_without_news", charset=charset)
    built = build_entries(read.items[:MAX_ITEMS], source, base, now=now)
    return _parsed("sitemap", "", built, charset, cut=max(0, len(read.items) - MAX_ITEMS))


def _from_json(text: str, charset: Decoded, source: Source, base: str, now: datetime) -> ParsedFeed:
    read = jsonfeed.read(text)
    if read is None:
        return ParsedFeed(kind="", reason="bad_json", charset=charset)
    built = build_entries(read.items[:MAX_ITEMS], source, base, now=now)
    return _parsed("json", read.title, built, charset, cut=max(0, len(read.items) - MAX_ITEMS))


def _from_xml(text: str, charset: Decoded, source: Source, base: str, now: datetime) -> ParsedFeed:
    xml, cut = cut_items(plain_xml(text), MAX_ITEMS)
    result = _feedparser(xml, base)
    if result is None:
        return ParsedFeed(kind="", reason="parser_failed", charset=charset)
    found = dict.get(result, "entries") or []
    items = [_item(entry) for entry in found[:MAX_ITEMS]]
    built = build_entries(items, source, base, now=now)
    channel = dict.get(result, "feed") or {}
    title = Markup(_string(channel, "title")).clean().replace("\n", " ")[:200]
    hours, days = _skips(xml[:50_000])
    kind = _string(result, "version")
    if not items and not kind:
        root = find_root(text)
        return ParsedFeed(
            kind="", reason="html_page" if root == "html" else "not_a_feed", charset=charset
        )
    parsed = _parsed(kind, title, built, charset, cut=cut + max(0, len(found) - MAX_ITEMS))
    return _with_hints(parsed, _ttl_s(channel), hours, days)


def _feedparser(xml: str, base: str) -> Any:
    """Return feedparser's reading of ``xml``, or None where it raises, which it should not."""
    try:
        # BytesIO, always: feedparser opens files and addresses that it is given as text or bytes.
        return feedparser.parse(
            io.BytesIO(xml.encode("utf-8", "replace")),
            response_headers={
                "content-type": "application/xml; charset=utf-8", "content-location": base
            },
            sanitize_html=False,
            resolve_relative_uris=False,
        )  # fmt: skip
    except Exception:  # noqa: BLE001  # one bad feed must not end the others; the reason is kept
        return None


def _with_hints(
    parsed: ParsedFeed, ttl_s: float | None, hours: frozenset[int], days: frozenset[int]
) -> ParsedFeed:
    return dataclasses.replace(parsed, ttl_s=ttl_s, skip_hours=hours, skip_days=days)


def _parsed(kind: str, title: str, built: Built, charset: Decoded, *, cut: int) -> ParsedFeed:
    reason: Reason | None = None
    if not built.entries:
        reason = "error_feed" if built.errors else "no_entries"
    return ParsedFeed(
        kind=kind, title=title, entries=built.entries, reason=reason, charset=charset,
        repeated=built.repeated, empty=built.empty, errors=built.errors, cut=cut,
    )  # fmt: skip


def _item(entry: Any) -> Item:
    """Return feedparser's ``entry`` as an item; plain dict access, for its own lookups guess."""
    contents = [_markup(part) for part in dict.get(entry, "content") or ()]
    summary = dict.get(entry, "summary_detail")
    bodies = [*contents, *([_markup(summary)] if summary else [])]
    title = dict.get(entry, "title_detail")
    published = next(
        (value for key in ("published", "updated", "created") if (value := _string(entry, key))), ""
    )
    authors = [_string(author, "name") for author in dict.get(entry, "authors") or ()]
    source = dict.get(entry, "source")
    credit = [*authors, _string(entry, "author"), _string(source, "title") if source else ""]
    return Item(
        guid=_string(entry, "id"), link=_string(entry, "link"),
        title=_markup(title) if title else Markup(""), bodies=tuple(bodies),
        published=published, credit=" ".join(filter(None, credit)),
    )  # fmt: skip


def _markup(detail: Any) -> Markup:
    kind = _string(detail, "type") or "text/html"
    return Markup(_string(detail, "value"), "html" in kind or "xml" in kind)


def _string(mapping: Any, key: str) -> str:
    value = dict.get(mapping, key)
    return value if isinstance(value, str) else ""


_PERIODS_S = {"hourly": 3600, "daily": 86_400, "weekly": 604_800, "monthly": 2_592_000,
              "yearly": 31_536_000}  # fmt: skip


def _ttl_s(channel: Any) -> float | None:
    ttl = _string(channel, "ttl").strip()
    if ttl.isascii() and ttl.isdigit():
        return min(int(ttl[:6]), 43_200) * 60.0
    period = _PERIODS_S.get(_string(channel, "sy_updateperiod").strip().lower())
    if period is None:
        return None
    often = _string(channel, "sy_updatefrequency").strip()
    times = int(often[:4]) if often.isascii() and often.isdigit() else 1
    return period / max(times, 1)


_SKIP_HOURS = re.compile(r"<skipHours>(.{0,2000}?)</skipHours>", re.DOTALL | re.IGNORECASE)
_SKIP_DAYS = re.compile(r"<skipDays>(.{0,2000}?)</skipDays>", re.DOTALL | re.IGNORECASE)
_DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


def _skips(head: str) -> tuple[frozenset[int], frozenset[int]]:
    hours_block, days_block = _SKIP_HOURS.search(head), _SKIP_DAYS.search(head)
    hours = (
        re.findall(r"<hour>\s*(\d{1,2})\s*</hour>", hours_block[1], re.IGNORECASE)
        if hours_block
        else ()
    )
    days = re.findall(r"<day>\s*(\w+)\s*</day>", days_block[1], re.IGNORECASE) if days_block else ()
    # 24 is how RSS 0.91 wrote midnight.
    return (
        frozenset(int(hour) % 24 for hour in hours if int(hour) <= 24),
        frozenset(_DAYS.index(day.lower()) for day in days if day.lower() in _DAYS),
    )
