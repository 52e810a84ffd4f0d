"""Feeds written from articles: RSS 2.0 or Atom, in the encoding that the outlet uses."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from email.utils import format_datetime
from xml.sax.saxutils import escape


@dataclass(frozen=True, slots=True)
class Item:
    """One article of a feed."""

    guid: str
    title: str
    text: str
    published: dt.datetime


def rss(name: str, items: Sequence[Item], encoding: str = "utf-8") -> bytes:
    """Return an RSS 2.0 document of ``items``."""
    entries = "".join(
        f'<item><guid isPermaLink="false">{escape(i.guid)}</guid><title>{escape(i.title)}</title>'
        f"<pubDate>{format_datetime(i.published)}</pubDate>"
        f"<description>{escape(_paragraphs(i.text))}</description></item>"
        for i in items
    )
    document = (
        f'<?xml version="1.0" encoding="{encoding}"?><rss version="2.0"><channel>'
        f"<title>{escape(name)}</title>{entries}</channel></rss>"
    )
    return document.encode(encoding, "xmlcharrefreplace")


def atom(name: str, items: Sequence[Item], encoding: str = "utf-8") -> bytes:
    """Return an Atom document of ``items``."""
    entries = "".join(
        f"<entry><id>tag:example,2026:{escape(i.guid)}</id><title>{escape(i.title)}</title>"
        f"<updated>{i.published.isoformat()}</updated><published>{i.published.isoformat()}</published>"
        f'<content type="html">{escape(_paragraphs(i.text))}</content></entry>'
        for i in items
    )
    document = (
        f'<?xml version="1.0" encoding="{encoding}"?><feed xmlns="http://www.w3.org/2005/Atom">'
        f"<id>tag:example,2026:feed</id><title>{escape(name)}</title>"
        f"<updated>2026-01-01T00:00:00Z</updated>{entries}</feed>"
    )
    return document.encode(encoding, "xmlcharrefreplace")


def _paragraphs(text: str) -> str:
    """Return ``text`` as HTML, a paragraph a line."""
    return "".join(f"<p>{escape(line)}</p>" for line in text.split("\n"))
