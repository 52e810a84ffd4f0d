"""The text of an article's page, for feeds that give only summaries. Run it in a sandbox."""

import re
from dataclasses import dataclass
from urllib.parse import urlsplit

import trafilatura

from connectors.sources.clean import clean_text
from connectors.sources.decode import decode
from connectors.sources.links import resolve

TEXT_LEAST_CHARS = 200
"""What is shorter is a caption or a notice, not the article (the bound of Media Cloud)."""
_CANONICAL = re.compile(
    r"<link\s(?=[^>]*\brel\s*=\s*[\"']?canonical\b)[^>]*\bhref\s*=\s*[\"']?([^\"'\s>]+)",
    re.IGNORECASE,
)
_FEED = re.compile(
    r"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)?<(?:rss|feed|rdf:RDF|urlset)[\s>]", re.DOTALL
)


@dataclass(frozen=True, slots=True)
class Page:
    """What was found on a page. Never a date: footers and related links hold many."""

    text: str
    """Empty where no article was found."""
    canonical: str | None
    """The address that the page gives itself, if it is of the same host."""


def read_page(body: bytes, content_type: str | None, url: str) -> Page:
    """Return the article of the page ``body`` that ``url`` answered."""
    markup = decode(body, content_type).text
    if _FEED.match(markup[:2000]):  # feeds served as pages keep extractors busy for minutes
        return Page("", None)
    extracted = trafilatura.extract(
        markup, include_comments=False, include_tables=False, favor_precision=True,
        with_metadata=False,
    )  # fmt: skip
    text = clean_text(extracted or "")
    found = _CANONICAL.search(markup[:200_000])
    canonical = resolve(found.group(1), url) if found else None
    if canonical and urlsplit(canonical).hostname != urlsplit(url).hostname:
        canonical = None
    return Page(text if len(text) >= TEXT_LEAST_CHARS else "", canonical)
