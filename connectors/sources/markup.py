"""A decoded document made safe and plain for the feed parser: no entities that grow, no junk."""

import re
from typing import Literal

Root = Literal["xml_feed", "json", "html", "sitemap", "sitemap_index", "opml", "other", "empty"]

_ENCODING = re.compile(
    r"""^(<\?xml[^>]{0,400}?)\s+encoding\s*=\s*("[^">]*"|'[^'>]*')""", re.IGNORECASE
)
_DOCTYPE = re.compile(r"<!DOCTYPE\s+[^\[>]{0,1000}(?:\[(.*?)\]\s*)?>", re.IGNORECASE | re.DOTALL)
_ENTITY = re.compile(
    r"<!ENTITY\s+([A-Za-z]\w{0,30})\s+(?:\"([^\"&%<]*|&#\w{1,7};)\"|'([^'&%<]*)')\s*>"
)
MAX_ENTITY_CHARS = 16
"""Entities longer than a word or two are attacks, not shorthand: each use would multiply them."""
MAX_ENTITIES = 300
_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_REFERENCE = re.compile(r"&#(?:([0-9]{1,20})|[xX]([0-9a-fA-F]{1,20}));?")
_ROOT = re.compile(r"<\s*(?:[\w-]+:)?([A-Za-z][\w.-]*)[\s>/]")
_ROOTS: dict[str, Root] = {
    "rss": "xml_feed", "feed": "xml_feed", "rdf": "xml_feed", "channel": "xml_feed",
    "entry": "xml_feed", "item": "xml_feed", "html": "html", "head": "html", "body": "html",
    "urlset": "sitemap", "sitemapindex": "sitemap_index", "opml": "opml",
}  # fmt: skip


def find_root(text: str) -> Root:
    """Tell what kind of document ``text`` is by its first element or brace.

    >>> find_root('<?xml version="1.0"?><!-- x --><rdf:RDF xmlns="y">'), find_root('{"version": 1}')
    ('xml_feed', 'json')
    """
    head = re.sub(r"<!--.*?(-->|\Z)", "", text[:20_000].lstrip("\ufeff \t\r\n"), flags=re.DOTALL)
    if not head.strip():
        return "empty"
    if head.lstrip().startswith(("{", "[")):
        return "json"
    if re.match(r"\s*<!doctype\s+html", head, re.IGNORECASE):
        return "html"
    for match in _ROOT.finditer(head):
        known = _ROOTS.get(match[1].lower())
        if known:
            return known
    return "other"


def plain_xml(text: str) -> str:
    """Return ``text`` ready for an XML parser that must not expand or fetch anything.

    What stands before the prolog goes, the prolog names no encoding, characters that XML forbids
    go, and of the DOCTYPE only short harmless entities remain.
    """
    text = _REFERENCE.sub(_legal_reference, _ILLEGAL.sub("", text.lstrip("\ufeff")))
    start = text.find("<?xml", 0, 8192)
    if start > 0 and find_root(text[:start]) in {"empty", "other", "html"}:
        text = text[start:]
    text = _ENCODING.sub(r"\1", text.lstrip())
    first = _ROOT.search(text)
    head_end = first.start() if first else len(text)
    if "<!DOCTYPE" not in text[: head_end + 1].upper() and "<!ENTITY" not in text[:head_end]:
        return text
    return _safe_head(text[:head_end]) + text[head_end:]


_CLOSING = re.compile(r"</(?:[\w-]+:)?(?:item|entry)\s*>")


def cut_items(xml: str, most: int) -> tuple[str, int]:
    """Return ``xml`` with its first ``most`` items, still well formed, and how many were cut."""
    ends = [match.end() for match in _CLOSING.finditer(xml)]
    if len(ends) <= most:
        return xml, 0
    return xml[: ends[most - 1]] + xml[ends[-1] :], len(ends) - most


def _legal_reference(match: re.Match[str]) -> str:
    """Return a numeric reference as it is, or nothing where it names no character of XML."""
    code = int(match[1]) if match[1] else int(match[2], 16)
    legal = code in {9, 10, 13} or 0x20 <= code <= 0xD7FF or 0xE000 <= code <= 0xFFFD
    return match[0] if legal or 0x10000 <= code <= 0x10FFFF else ""


def _safe_head(head: str) -> str:
    kept = [
        (name, double or single)
        for name, double, single in _ENTITY.findall(head)[:MAX_ENTITIES]
        if len(double or single) <= MAX_ENTITY_CHARS
    ]
    # From the first "<!" on everything is doctype, entity declarations and comments.
    start = head.find("<!")
    prolog = head[:start] if start >= 0 else head
    if not kept:
        return prolog
    declared = "".join(f'\n<!ENTITY {name} "{value}">' for name, value in kept)
    return f"{prolog}<!DOCTYPE feed [{declared}\n]>\n"
