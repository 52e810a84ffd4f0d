"""Elasticsearch as a sink: documents gathered into bulks, each one answered for by itself."""

import asyncio
import logging
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from elastic_transport import TransportError
from elasticsearch import ApiError, AsyncElasticsearch

from schemas.errors import InvalidMessage, TransientError
from streams.search import Document
from streams.settings import Settings

log = logging.getLogger(__name__)

MAX_BULK_DOCUMENTS = 500
MAX_BULK_BYTES = 5 << 20
LINGER_S = 0.05
"""How long a bulk waits for more documents: short beside the index's own refresh of 1 s."""

REFUSED_FOR_GOOD = frozenset({
    "document_parsing_exception", "mapper_parsing_exception", "strict_dynamic_mapping_exception",
    "illegal_argument_exception",
})  # fmt: skip
"""Errors of a document that no retry can mend; everything else may pass (reliability, 2d)."""


def connect(settings: Settings) -> AsyncElasticsearch:
    """Return a client that neither retries nor hides anything: the loop owns the back-off."""
    secret = settings.elasticsearch_password_file
    user = settings.elasticsearch_user
    login = (user, Path(secret).read_text(encoding="utf-8").strip()) if user and secret else None
    return AsyncElasticsearch(
        settings.elasticsearch,
        basic_auth=login,
        request_timeout=10,
        max_retries=0,
        retry_on_timeout=False,
        http_compress=True,
    )


class SearchIndex:
    """Writes documents; ``write`` returns when Elasticsearch has acknowledged the document."""

    def __init__(self, client: AsyncElasticsearch, prefix: str = "") -> None:
        self._client = client
        self._prefix = prefix
        self._waiting: list[tuple[Document, asyncio.Future[None]]] = []
        self._flusher: asyncio.Task[None] | None = None

    async def write(self, document: Document) -> None:
        """Put ``document`` into the next bulk and wait for its own answer.

        An older version than the stored one is done, too. InvalidMessage where the document is
        refused for good, TransientError where Elasticsearch cannot take it now.
        """
        answer: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._waiting.append((document, answer))
        if self._flusher is None or self._flusher.done():
            self._flusher = asyncio.create_task(self._flush())
        await answer

    async def _flush(self) -> None:
        await asyncio.sleep(LINGER_S)
        while self._waiting:
            batch = self._next_batch()
            try:
                answers = await self._client.bulk(operations=self._operations(batch))
                outcomes = [
                    _outcome(item["index"]) for _, item in zip(batch, answers["items"], strict=True)
                ]
            except (ApiError, TransportError) as error:
                refused = TransientError(f"Elasticsearch: {type(error).__name__}: {error}")
                _settle(batch, [refused] * len(batch))
            except Exception as error:  # noqa: BLE001  # a document left without answer waits for ever
                _settle(batch, [error] * len(batch))
            else:
                _settle(batch, outcomes)

    def _next_batch(self) -> list[tuple[Document, asyncio.Future[None]]]:
        """Return the oldest documents up to the limits of one bulk, at least one."""
        size = count = 0
        for document, _ in self._waiting[:MAX_BULK_DOCUMENTS]:
            size += len(document.body)
            if count and size > MAX_BULK_BYTES:
                break
            count += 1
        batch, self._waiting = self._waiting[:count], self._waiting[count:]
        return batch

    def _operations(self, batch: Sequence[tuple[Document, Any]]) -> list[Any]:
        operations: list[Any] = []
        for document, _ in batch:
            action = {
                "_index": f"{self._prefix}{document.index}",
                "_id": document.id,
                "version": document.version,
                "version_type": "external_gte",
            }
            operations += [{"index": action}, document.body]
        return operations


def _settle(
    batch: Sequence[tuple[Document, asyncio.Future[None]]], outcomes: Sequence[Exception | None]
) -> None:
    for (_, answer), error in zip(batch, outcomes, strict=True):
        if answer.done():
            continue  # whoever waited has given up
        if error is None:
            answer.set_result(None)
        else:
            answer.set_exception(error)


def _outcome(item: dict[str, Any]) -> Exception | None:
    """Return the error that one item of a bulk answer means, None for a document that is there.

    A version conflict says that the same or a newer version is there.
    """
    status = item["status"]
    if status < 300 or status == 409:
        return None
    cause = item.get("error", {})
    reason = f"{item['_index']}/{item['_id']}: {cause.get('type')}: {cause.get('reason')}"
    if status == 400 and cause.get("type") in REFUSED_FOR_GOOD:
        return InvalidMessage(f"Elasticsearch refused {reason}")
    return TransientError(f"Elasticsearch cannot take {reason}")
