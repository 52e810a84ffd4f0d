"""Documents of records: id, month and fields that the strict mapping knows."""

import dataclasses
import datetime as dt
from typing import Any

import orjson
import pytest

from schemas.errors import InvalidMessage
from streams.alerts import History, alert_of, receipt_of
from streams.pipeline import LinkState, apply, decide, documents_of, read
from streams.search import Document, Indexed, document_of, index_templates, month_of
from tests.records import MOMENT, event, raw, story, subscription


def documents() -> dict[str, Document]:
    """Return a document of every kind."""
    linked = decide(LinkState(), read(raw(published=MOMENT)), 0)
    apply(LinkState(), linked)
    alert = alert_of(subscription(), story(), History(), MOMENT)
    assert alert is not None
    receipt = receipt_of(alert, alert.channels[0], dt.datetime.fromisoformat(MOMENT))
    records: dict[str, Indexed] = {
        "articles": linked, "events": event(), "stories": story(), "alerts": alert,
        "receipts": receipt,
    }  # fmt: skip
    found = {name: document_of(record) for name, record in records.items()}
    return found | {"versions": documents_of(story())[1]}


@pytest.mark.parametrize(
    "kind", ["articles", "events", "stories", "versions", "alerts", "receipts"]
)
def test_every_field_of_a_document_is_in_its_mapping(kind: str) -> None:
    """The mapping is strict: a field that it does not know would be refused for good."""
    document = documents()[kind]
    name = document.index.partition("-")[0]
    properties = index_templates()[name]["template"]["mappings"]["properties"]
    check(orjson.loads(document.body), properties, kind)


def check(body: dict[str, Any], properties: dict[str, Any], path: str) -> None:
    """Compare fields with the mapping, objects inside objects too."""
    for name, value in body.items():
        assert name in properties, f"{path}.{name}"
        inner = properties[name].get("properties")
        for item in value if isinstance(value, list) else [value]:
            if inner and isinstance(item, dict):
                check(item, inner, f"{path}.{name}")


def test_the_month_is_that_of_the_first_sight() -> None:
    """A later version goes to the same index, whatever its own date."""
    later = dataclasses.replace(story(9), last_seen="2026-08-01T00:00:00+00:00")
    assert document_of(later).index == "stories-2026.05"
    assert document_of(later).version > document_of(story(1)).version


def test_no_secret_reaches_the_index() -> None:
    """Signing secrets stay in Kafka."""
    for name in ("alerts", "receipts"):
        assert b"whsec" not in documents()[name].body


@pytest.mark.parametrize("moment", ["", "yesterday", "2026-5-04", "٢٠٢٦-05"])
def test_a_date_without_a_month_is_refused(moment: str) -> None:
    """The index is computed, so it must be computable."""
    with pytest.raises(InvalidMessage, match="expected an ISO 8601 date"):
        month_of(moment)


def test_a_prefix_keeps_desks_apart() -> None:
    """Templates of one desk do not touch another's indices."""
    assert index_templates("north-")["north-events"]["index_patterns"] == ["north-events-*"]
