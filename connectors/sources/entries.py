"""Items of any feed format to entries: identity, clean text, date, content hash."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from connectors.sources.clean import clean_html, clean_text, looks_like_html, one_line
from connectors.sources.dates import MAX_DATE_CHARS, Note, read_date
from connectors.sources.links import canonical_link, resolve
from connectors.sources.registry import Source
from schemas.identity import stable_id

MAX_TITLE_CHARS = 1000
MAX_TEXT_CHARS = 1_000_000
FORM_LEAST_CHARS = 100
_ERROR_ITEM = re.compile(r"bridge returned error|rss-bridge.*error \d{3}", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Markup:
    """A piece of text and whether it is HTML."""

    text: str
    is_html: bool = True

    def clean(self) -> str:
        """Return the text that a reader sees."""
        if self.is_html or looks_like_html(self.text):
            return clean_html(self.text)
        return clean_text(self.text)


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """An item as its feed gives it, whatever the format."""

    guid: str = ""
    link: str = ""
    title: Markup = Markup("")
    bodies: tuple[Markup, ...] = ()
    """Full contents first, summaries last."""
    published: str = ""
    credit: str = ""
    """Author, creator and source fields, joined: where agencies are credited."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """An item ready to become an article."""

    article_id: str
    content_hash: str
    """16 hexadecimal digits over title and text: another hash is another version."""
    form: str
    """16 hexadecimal digits over title, text and date; empty where these are too little."""
    url: str | None
    title: str
    text: str
    published: str | None
    published_raw: str | None
    date_note: Note
    agency: str | None


@dataclass(frozen=True, slots=True)
class Built:
    """Entries of a feed and what became of the other items."""

    entries: tuple[Entry, ...]
    repeated: int = 0
    """Items with the identity of an earlier item of the same body."""
    empty: int = 0
    """Items without title and text."""
    errors: int = 0
    """Error messages of feed generators that came as items."""


def build_entries(items: Sequence[Item], source: Source, base: str, *, now: datetime) -> Built:
    """Return the entries of ``items`` in their order."""
    links = [resolve(item.link, base) for item in items]
    guids_shared = _shared((item.guid.strip() for item in items), links)
    canonical = [canonical_link(link) if link else "" for link in links]
    links_shared = Counter(canonical)
    entries: dict[str, Entry] = {}
    repeated = empty = errors = 0
    for item, link, place in zip(items, links, canonical, strict=True):
        title = one_line(item.title.clean())[:MAX_TITLE_CHARS]
        text = _body(item.bodies)
        if not title and not text:
            empty += 1
        elif _ERROR_ITEM.search(title):
            errors += 1
        else:
            guid = item.guid.strip()
            key = _identity(
                "" if guid in guids_shared else guid, place if links_shared[place] == 1 else "",
                title or text[:200], item.published,
            )  # fmt: skip
            article_id = stable_id(source.id, key)
            repeated += article_id in entries
            if article_id not in entries:
                entries[article_id] = _entry(article_id, item, source, (link, title, text), now)
    return Built(tuple(entries.values()), repeated, empty, errors)


def _shared(guids: Iterable[str], links: Sequence[str | None]) -> set[str]:
    """Return the guids that stand on items with different links: those name no article."""
    places: dict[str, set[str | None]] = {}
    for guid, link in zip(guids, links, strict=True):
        places.setdefault(guid, set()).add(link)
    return {guid for guid, where in places.items() if len(where) > 1}


def _identity(guid: str, place: str, title: str, published: str) -> str:
    return guid or place or f"{' '.join(title.split())} {published.strip()}"


def _body(bodies: Sequence[Markup]) -> str:
    """Return the first full content unless a later piece says more than it."""
    best = ""
    for body in bodies:
        text = body.clean()[:MAX_TEXT_CHARS]
        if len(text) > len(best):
            best = text
    return best


def _entry(
    article_id: str, item: Item, source: Source, parts: tuple[str | None, str, str], now: datetime
) -> Entry:
    link, title, text = parts
    date = read_date(item.published, source.dates, now=now)
    return Entry(
        article_id=article_id,
        content_hash=stable_id(title, " ".join(text.split()))[:16],
        form=_form(title, text, item.published),
        url=link,
        title=title,
        text=text,
        published=date.value,
        published_raw=clean_text(item.published)[:MAX_DATE_CHARS] or None,
        date_note=date.note,
        agency=credited_agency(source, item.credit, text),
    )


def _form(title: str, text: str, published: str) -> str:
    # A bare "Urgent" recurs for other news: without a date, only a text of some length says enough.
    if not published.strip() and len(title) + len(text) < FORM_LEAST_CHARS:
        return ""
    return stable_id("form", title, " ".join(text.split()), published.strip())[:16]


def credited_agency(source: Source, credit: str, text: str) -> str | None:
    """Return the code of the agency named by ``credit`` or the text's first or last 80 letters."""
    for code, pattern in source.agencies:
        if pattern.search(credit) or pattern.search(text[:80]) or pattern.search(text[-80:]):
            return code
    return None
