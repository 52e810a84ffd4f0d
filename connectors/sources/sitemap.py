"""Sitemaps with Google News tags to items; the parser of the standard library, made safe first."""

from dataclasses import dataclass
from xml.etree.ElementTree import Element, ParseError, XMLParser

from connectors.sources.entries import Item, Markup

NEWS = "{http://www.google.com/schemas/sitemap-news/0.9}"
MAX_URLS = 50_000
"""As sitemaps.org allows in one file."""


@dataclass(frozen=True, slots=True)
class Sitemap:
    """News of a sitemap."""

    items: tuple[Item, ...]
    urls: int
    """Pages listed, with or without news tags."""


def read(xml: str) -> Sitemap | None:
    """Return the news in ``xml`` (from which ``plain_xml`` took all entities); None if broken.

    Only pages with a ``news:news`` tag are articles: the others are sections and old pages.
    """
    parser = XMLParser()  # noqa: S314  # no doctype is left that could declare anything
    try:
        parser.feed(xml)
        root: Element = parser.close()
    except (ParseError, ValueError):
        return None
    urls = [element for element in root if _local(element) == "url"][:MAX_URLS]
    items = tuple(item for element in urls if (item := _item(element)) is not None)
    return Sitemap(items, len(urls))


def _local(element: Element) -> str:
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def _item(url: Element) -> Item | None:
    location = next((child.text for child in url if _local(child) == "loc"), None)
    news = url.find(f"{NEWS}news")
    if not location or news is None:
        return None
    return Item(
        link=location,
        title=Markup(news.findtext(f"{NEWS}title") or "", is_html=False),
        published=news.findtext(f"{NEWS}publication_date") or "",
        credit=news.findtext(f"{NEWS}publication/{NEWS}name") or "",
    )
