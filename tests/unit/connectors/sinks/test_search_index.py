"""Elasticsearch as a sink: every document is answered for, whatever the client does."""

import asyncio
from typing import Any

import pytest

from connectors.sinks.search_index import SearchIndex
from streams.search import Document

DOCUMENT = Document("articles-2026.05", "a1", 1, b"{}")


class Client:
    """Answers every bulk with ``answer``, or raises it."""

    def __init__(self, answer: Any) -> None:
        self._answer = answer

    async def bulk(self, **_: Any) -> Any:
        """Return the answer."""
        if isinstance(self._answer, Exception):
            raise self._answer
        return self._answer


@pytest.mark.parametrize("answer", [ValueError("a fault"), {"items": [{}]}, {"items": []}, {}])
async def test_a_fault_of_the_client_reaches_who_waits(answer: Any) -> None:
    """Else the document would wait for ever, and the stage with it."""
    client: Any = Client(answer)
    async with asyncio.timeout(5):
        with pytest.raises((ValueError, KeyError)):
            await SearchIndex(client).write(DOCUMENT)


@pytest.mark.parametrize("status", [200, 201, 409])
async def test_a_document_that_is_there_is_done(status: int) -> None:
    """A conflict says that the same or a newer version is stored."""
    client: Any = Client({"items": [{"index": {"status": status}}]})
    await SearchIndex(client).write(DOCUMENT)
