"""OPML, the lists of feeds that readers exchange: in and out."""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from xml.etree.ElementTree import Element, ElementTree, ParseError, SubElement, XMLParser

import yaml

from connectors.sources.decode import decode
from connectors.sources.markup import plain_xml
from connectors.sources.registry import BadSources, Source, bad_address

_DEFAULTS = Source(id="x", name="x", url="http://x.invalid/")


@dataclass(frozen=True, slots=True)
class Outlines:
    """The feeds that an OPML document lists."""

    sources: tuple[Source, ...]
    """Each address once."""
    refused: tuple[str, ...]
    """Addresses that no feed can be fetched from, each with the reason."""


def read_opml(body: bytes, *, taken: Iterable[str] = ()) -> Outlines:
    """Return the feeds of an OPML document; ``taken`` are ids not to give again.

    What OPML does not say keeps its default and is marked unverified. Raises BadSources where the
    document is none, or lists no feed.
    """
    parser = XMLParser()  # noqa: S314  # plain_xml leaves no doctype that could declare anything
    try:
        parser.feed(plain_xml(decode(body).text))
        root: Element = parser.close()
    except (ParseError, ValueError) as error:
        raise BadSources(f"not OPML: {error}") from error
    ids, sources, refused = set(taken), dict[str, Source](), dict[str, str]()
    for outline in root.iter("outline"):
        # Programs write xmlUrl, xmlurl and XMLURL.
        said = {name.lower(): value.strip() for name, value in outline.attrib.items()}
        url = said.get("xmlurl")
        if not url or url in sources:
            continue
        wrong = bad_address(url)
        if wrong:
            refused[url] = f"{url}: {wrong}"
            continue
        source_id = new_id(url, ids)
        ids.add(source_id)
        sources[url] = _source(source_id, url, said)
    if not sources and not refused:
        raise BadSources("no feed in it: no outline has an xmlUrl")
    return Outlines(tuple(sources.values()), tuple(refused.values()))


def _source(source_id: str, url: str, said: dict[str, str]) -> Source:
    language = said.get("language", "")[:2].lower()
    return Source(
        id=source_id, name=said.get("title") or said.get("text") or url, url=url, verified=False,
        language=language if re.fullmatch("[a-z]{2}", language) else "ar",
    )  # fmt: skip


def new_id(url: str, taken: Iterable[str]) -> str:
    """Return an id for the feed at ``url``, of its host's letters, that is not in ``taken``.

    >>> new_id("https://www.news.example/rss", {"news-example"})
    'news-example-2'
    """
    host = re.sub(r"^https?://(www\d?\.)?", "", url.lower()).split("/")[0].split(":")[0]
    ascii_host = unicodedata.normalize("NFKD", host).encode("ascii", "ignore").decode()
    base = re.sub(r"[^a-z0-9]+", "-", ascii_host).strip("-")[:56] or "feed"
    known, number, candidate = set(taken), 1, base
    while candidate in known:
        number += 1
        candidate = f"{base}-{number}"
    return candidate


def write_opml(sources: Iterable[Source], path: Path) -> None:
    """Write ``sources`` as OPML 2.0 to ``path``."""
    root = Element("opml", version="2.0")
    SubElement(SubElement(root, "head"), "title").text = "Marsad"
    body = SubElement(root, "body")
    for source in sources:
        SubElement(
            body, "outline", type="rss", text=source.name, title=source.name,
            xmlUrl=source.url, language=source.language,
        )  # fmt: skip
    ElementTree(root).write(path, encoding="utf-8", xml_declaration=True)


def as_yaml(sources: Iterable[Source]) -> str:
    """Return ``sources`` as the list items of a sources file; defaults are left out."""
    return "".join(_entry(source) for source in sources)


def fields_of(source: Source) -> dict[str, object]:
    """Return what a sources file says of ``source``: all but the defaults."""
    fields: dict[str, object] = {}
    for name in ("id", "name", "url", "country", "language", "tier", "timezone", "date_order",
                 "interval_s", "enabled", "verified", "allow_private", "full_text",
                 "retry_scope"):  # fmt: skip
        value = getattr(source, name)
        if name in {"id", "name", "url"} or value != getattr(_DEFAULTS, name):
            fields[name] = value
    if source.agencies:
        fields["agencies"] = {code: pattern.pattern for code, pattern in source.agencies}
    return fields


def _entry(source: Source) -> str:
    text = yaml.safe_dump(
        fields_of(source), allow_unicode=True, sort_keys=False, width=float("inf")
    )
    # Names may hold other ends of lines (U+2028), at which str.splitlines would cut.
    lines = text.rstrip("\n").split("\n")
    return "\n".join([f"  - {lines[0]}", *(f"    {line}" for line in lines[1:])]) + "\n"
