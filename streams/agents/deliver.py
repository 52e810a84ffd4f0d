"""``deliver``: alerts to their receivers, on a schedule that lives in ``alerts.receipts``."""

from collections.abc import Callable
from functools import partial
from typing import Any

import faust

from schemas.channel import ChannelState
from schemas.desk import AlertState
from schemas.silence import Silence
from schemas.topics import ALERTS, CHANNELS, DESK_STATES, SILENCES
from schemas.wire import decode
from streams.alerts.silences import checked
from streams.app import attach
from streams.loop import Handle, Output
from streams.settings import Settings
from streams.stages.deliver import Deliverer


def _check(read: Callable[[bytes], object]) -> Handle:
    """Return a handler that takes what ``read`` can read; else it is a dead letter, once.

    ``Followed`` reads these topics from outside the group, and passes over what it cannot read.
    """

    async def handle(message: Any) -> tuple[Output, ...]:
        if message.value is not None:
            read(message.value)
        return ()

    return handle


def install(app: faust.App, settings: Settings) -> None:
    """Let ``app`` deliver ``alerts``; pending deliveries go on as soon as it owns them."""
    deliverer = Deliverer(app, settings)
    attach(app, settings, ALERTS, deliverer.handle, emit=deliverer.emit)
    attach(app, settings, SILENCES, _check(lambda value: checked(decode(Silence, value))))
    attach(app, settings, CHANNELS, _check(partial(decode, ChannelState)))
    attach(app, settings, DESK_STATES, _check(partial(decode, AlertState)))
    app.on_partitions_assigned.connect(deliverer.resume)
    app.on_partitions_revoked.connect(deliverer.pause)
    app.on_before_shutdown.connect(deliverer.pause)
