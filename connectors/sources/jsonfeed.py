"""JSON Feed 1.0 and 1.1 (jsonfeed.org) to items."""

import re
from dataclasses import dataclass
from typing import Any

import orjson

from connectors.sources.entries import Item, Markup

_ESCAPE = re.compile(
    r"\\(?:u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}"
    r"|(u[dD][89a-fA-F][0-9a-fA-F]{2})|.)",
    re.DOTALL,
)
_CONTROL = re.compile("[\x00-\x1f]")


@dataclass(frozen=True, slots=True)
class JsonFeed:
    """Title and items of a JSON feed."""

    title: str
    items: tuple[Item, ...]


def read(text: str) -> JsonFeed | None:
    """Return the feed in ``text``, or None where it is no JSON object with a list of items."""
    plain = text.lstrip("\ufeff")
    data = _load(plain)
    if data is None:
        data = _load(_legal(plain))
    if not isinstance(data, dict) or not isinstance(data.get("items"), list):
        return None
    items = tuple(_item(item) for item in data["items"] if isinstance(item, dict))
    return JsonFeed(_string(data.get("title")), items)


def _load(text: str) -> Any:
    try:
        return orjson.loads(text.encode("utf-8", "replace"))
    except orjson.JSONDecodeError:
        return None


def _legal(text: str) -> str:
    """Return ``text`` without the characters for which a parser refuses the whole document.

    Generators cut titles in the middle of an emoji and leave half of its two escapes; others write
    line breaks into strings as they are. Outside strings, such a break is a space anyway.
    """
    legal = _ESCAPE.sub(lambda match: r"\ufffd" if match[1] else match[0], text)
    return _CONTROL.sub(" ", legal)


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
