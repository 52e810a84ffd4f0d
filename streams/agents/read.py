"""``read``: normalise and extract, in worker processes so that the event loop stays free."""

import multiprocessing
import os
import threading
from multiprocessing.connection import wait
from typing import Any

import faust

from schemas.article import RawArticle
from schemas.fitting import READ_MOST_BYTES, encode_cut
from schemas.topics import ARTICLES_RAW, ARTICLES_READ
from schemas.wire import decode
from streams import pipeline
from streams.app import attach
from streams.loop import Output
from streams.settings import Settings
from streams.stages.readers import Readers


def read_value(value: bytes | None) -> bytes:
    """Return the wire form of the article in ``value``, read; errors as ``schemas.wire``.

    A text whose reading is too long for a record is cut and read again: ``raw.truncated`` tells it.
    """
    raw = decode(RawArticle, value)
    return encode_cut(raw, pipeline.read, most_bytes=READ_MOST_BYTES)


def _warm() -> None:
    """Load the lexicons, and end with the parent: a killed worker must leave no process behind."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        threading.Thread(target=lambda: (wait([parent.sentinel]), os._exit(1)), daemon=True).start()
    pipeline.warm_up()


def install(app: faust.App, settings: Settings) -> None:
    """Let ``app`` read ``articles.raw`` into ``articles.read``; stateless, so in parallel."""
    readers = Readers(read_value, _warm, settings.read_processes)

    async def handle(message: Any) -> tuple[Output, ...]:
        value = await readers.read(message.value)
        return (Output(settings.named(ARTICLES_READ.name), message.key, value),)

    attach(app, settings, ARTICLES_RAW, handle, parallel=True)
