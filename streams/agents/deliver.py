"""``deliver``: alerts to their receivers, on a schedule that lives in ``alerts.receipts``."""

import faust

from schemas.topics import ALERTS
from streams.app import attach
from streams.settings import Settings
from streams.stages.deliver import Deliverer


def install(app: faust.App, settings: Settings) -> None:
    """Let ``app`` deliver ``alerts``; pending deliveries go on as soon as it owns them."""
    deliverer = Deliverer(app, settings)
    attach(app, settings, ALERTS, deliverer.handle, emit=deliverer.emit)
    app.on_partitions_assigned.connect(deliverer.resume)
    app.on_partitions_revoked.connect(deliverer.pause)
    app.on_before_shutdown.connect(deliverer.pause)
