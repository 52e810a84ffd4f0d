"""The text of an article's page, for feeds that give only summaries. Run it in a sandbox."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import urlsplit

from connectors.sources.clean import clean_html, clean_text, one_line
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


_META = (
    r"<meta\s(?=[^>]*\b(?:property|name)\s*=\s*[\"']{}[\"'])[^>]*\bcontent\s*=\s*[\"']([^\"'>]+)"
)
_TITLES = (
    re.compile(_META.format("og:title"), re.IGNORECASE),
    re.compile(r"<title[^>]*>([^<]{1,1000})</title>", re.IGNORECASE),
)
_PUBLISHED = re.compile(_META.format("article:published_time"), re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Page:
    """What was found on a page. No date is ever guessed: footers and links hold many."""

    text: str
    """Empty where no article was found."""
    canonical: str | None
    """The address that the page gives itself, if it is of the same host."""
    title: str = ""
    stated: str = ""
    """The date that the page states of the article in its metadata, as written; nothing else."""


def read_page(body: bytes, content_type: str | None, url: str) -> Page:
    """Return the article of the page ``body`` that ``url`` answered."""
    markup = decode(body, content_type).text
    if _FEED.match(markup[:2000]):  # feeds served as pages keep extractors busy for minutes
        return Page("", None)
    import trafilatura  # noqa: PLC0415  # a third of a second that only pages need

    extracted = trafilatura.extract(
        markup, include_comments=False, include_tables=False, favor_precision=True,
        with_metadata=False,
    )  # fmt: skip
    text = clean_text(extracted or "")
    found = _CANONICAL.search(markup[:200_000])
    canonical = resolve(found.group(1), url) if found else None
    if canonical and urlsplit(canonical).hostname != urlsplit(url).hostname:
        canonical = None
    return Page(
        text if len(text) >= TEXT_LEAST_CHARS else "", canonical,
        title=_meta(markup, _TITLES), stated=_meta(markup, (_PUBLISHED,)),
    )  # fmt: skip


def _meta(markup: str, patterns: Iterable[re.Pattern[str]]) -> str:
    found = (pattern.search(markup, 0, 200_000) for pattern in patterns)
    return next((one_line(clean_html(match[1])) for match in found if match), "")
