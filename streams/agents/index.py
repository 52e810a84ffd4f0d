"""``index``: the only writer of Elasticsearch."""

from typing import Any

import faust

from connectors.sinks.search_index import SearchIndex, connect
from schemas.topics import ALERTS, ALERTS_RECEIPTS, ARTICLES_LINKED, EVENTS, STORIES, Topic
from schemas.wire import decode
from streams.app import attach, kafka_emit
from streams.loop import Emit, Handle, Output
from streams.pipeline import documents_of
from streams.search import Document
from streams.settings import Settings

INDEXED = (ARTICLES_LINKED, EVENTS, STORIES, ALERTS, ALERTS_RECEIPTS)


def _handle(topic: Topic) -> Handle:
    async def handle(message: Any) -> tuple[Document, ...]:
        if message.value is None and topic.compacted:
            return ()  # a key was forgotten
        assert topic.record is not None
        return documents_of(decode(topic.record, message.value))

    return handle


def install(app: faust.App, settings: Settings) -> None:
    """Let ``app`` index every kind of record; dead letters go to Kafka as everywhere."""
    index = SearchIndex(connect(settings), settings.topic_prefix)
    to_kafka: Emit = kafka_emit(app)

    async def emit(output: Document | Output) -> None:
        await (to_kafka(output) if isinstance(output, Output) else index.write(output))

    for topic in INDEXED:
        attach(app, settings, topic, _handle(topic), emit=emit)
