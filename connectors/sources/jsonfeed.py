"""JSON Feed 1.0 and 1.1 (jsonfeed.org) to items."""

from dataclasses import dataclass
from typing import Any

import orjson

from connectors.sources.entries import Item, Markup


@dataclass(frozen=True, slots=True)
class JsonFeed:
    """Title and items of a JSON feed."""

    title: str
    items: tuple[Item, ...]


def read(text: str) -> JsonFeed | None:
    """Return the feed in ``text``, or None where it is no JSON object with a list of items."""
    try:
        data = orjson.loads(text.lstrip("\ufeff").encode("utf-8", "replace"))
    except orjson.JSONDecodeError:
        return None
    if not isinstance(data, dict) or not isinstance(data.get("items"), list):
        return None
    items = tuple(_item(item) for item in data["items"] if isinstance(item, dict))
    return JsonFeed(_string(data.get("title")), items)


def _item(data: dict[str, Any]) -> Item:
    authors = data.get("authors")
    people = [*(authors if isinstance(authors, list) else []), data.get("author")]
    names = [_string(person.get("name")) for person in people if isinstance(person, dict)]
    bodies = (
        Markup(_string(data.get("content_html"))),
        Markup(_string(data.get("content_text")), is_html=False),
        Markup(_string(data.get("summary")), is_html=False),
    )
    return Item(
        guid=_string(data.get("id")),
        link=_string(data.get("url")) or _string(data.get("external_url")),
        title=Markup(_string(data.get("title")), is_html=False),
        bodies=tuple(body for body in bodies if body.text),
        published=_string(data.get("date_published")) or _string(data.get("date_modified")),
        credit=" ".join(filter(None, names)),
    )


def _string(value: Any) -> str:
    if isinstance(value, str):
        return value
    # Some generators write numbers as ids.
    return str(value) if isinstance(value, int | float) and not isinstance(value, bool) else ""
