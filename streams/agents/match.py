"""``match``: every new version of a story against every subscription."""

from typing import Any

import faust

from schemas.topics import STORIES, SUBSCRIPTIONS
from streams.alerts import decoded
from streams.app import attach, kafka_emit
from streams.loop import Output
from streams.settings import Settings
from streams.stages.match import Matcher

IN_FLIGHT = 2048
"""Stories that may wait for rules that still read the past; with more, all wait."""


async def _check(message: Any) -> tuple[Output, ...]:
    """Take a subscription that can be read; one that cannot becomes a dead letter, once."""
    if message.value is not None:
        decoded(message.value)
    return ()


def install(app: faust.App, settings: Settings) -> None:
    """Let ``app`` match ``stories``."""
    matcher = Matcher(settings, kafka_emit(app), lambda: app.consumer_generation_id)
    window = max(settings.in_flight, IN_FLIGHT)
    attach(app, settings, STORIES, matcher.handle, emit=matcher.emit, in_flight=window)
    attach(app, settings, SUBSCRIPTIONS, _check)
    app.on_partitions_assigned.connect(matcher.resume)
    app.on_partitions_revoked.connect(matcher.pause)
    app.on_before_shutdown.connect(matcher.pause)
