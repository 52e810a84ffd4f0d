"""Stories and events as tables for spreadsheets and programs."""

import csv
import io
from collections.abc import AsyncIterator, Callable, Iterable
from typing import Any

import orjson

Json = dict[str, Any]
STORY_COLUMNS = (
    "story_id", "headline", "first_seen", "last_seen", "articles", "copies", "independent_sources",
    "event_types", "actors", "outlets",
)  # fmt: skip
EVENT_COLUMNS = (
    "event_id", "date", "source", "target", "event_type", "mode", "contexts", "cameo", "quad_class",
    "goldstein", "status", "place", "reported_by", "attribution", "independent_sources", "outlets",
    "first_seen", "last_seen", "story_id",
)  # fmt: skip
"""PLOVER's fields, then what is known of the sources."""
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def story_row(story: Json) -> list[str]:
    """Return the cells of a story."""
    return [cell(story.get(column)) for column in STORY_COLUMNS]


def event_row(event: Json) -> list[str]:
    """Return the cells of an event; actors and places by their codes and names."""
    flat = event | {
        "source": event["source"]["code"],
        "target": (event.get("target") or {}).get("code"),
        "place": (event.get("place") or {}).get("name"),
    }
    return [cell(flat.get(column)) for column in EVENT_COLUMNS]


def cell(value: Any) -> str:
    """Return ``value`` as a cell that no spreadsheet takes for a formula; numbers stay numbers.

    >>> cell("=1+1"), cell(-7.0), cell(["a", "b"]), cell(None)
    ("'=1+1", '-7.0', 'a|b', '')
    """
    if value is None:
        return ""
    if isinstance(value, (int, float)):
        return str(value)
    text = "|".join(map(str, value)) if isinstance(value, (list, tuple)) else str(value)
    return f"'{text}" if text.startswith(_FORMULA) else text


async def as_csv(
    columns: Iterable[str], rows: AsyncIterator[Json], row: Callable[[Json], list[str]]
) -> AsyncIterator[bytes]:
    """Yield a CSV file (UTF-8 with a mark, as spreadsheets know it by)."""
    yield b"\xef\xbb\xbf" + _line(list(columns))
    async for document in rows:
        yield _line(row(document))


async def as_jsonl(rows: AsyncIterator[Json]) -> AsyncIterator[bytes]:
    """Yield JSON Lines, the documents as they are."""
    async for document in rows:
        yield orjson.dumps(document) + b"\n"


def _line(cells: list[str]) -> bytes:
    written = io.StringIO()
    csv.writer(written).writerow(cells)
    return written.getvalue().encode("utf-8", "replace")
