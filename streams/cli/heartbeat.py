"""``marsad heartbeat``: the dead-man's switch."""

import asyncio
import logging
import signal

import click

from streams.cli.delivery_options import made_secret
from streams.cli.settings import load_with_kafka
from streams.settings import Settings


@click.command("heartbeat")
def heartbeat_command() -> None:
    """Send a synthetic event through everything, every MARSAD_HEARTBEAT_INTERVAL_S seconds.

    It goes the whole way of an article and out of every kind of channel that is set up; `marsad
    health`, the desk and http://HOST:PORT/metrics (MARSAD_HEARTBEAT_HOST, _PORT) tell how long it
    took, and which way is silent. Nobody else ever sees it.
    """
    settings = load_with_kafka()
    logging.basicConfig(
        level=settings.log_level, format="%(asctime)s %(levelname)s %(name)s %(message)s"
    )
    for name in ("aiokafka", "elastic_transport"):
        logging.getLogger(name).setLevel(logging.WARNING)
    asyncio.run(_until_signal(settings))


async def _until_signal(settings: Settings) -> None:
    from dashboard.clock import utc_now  # noqa: PLC0415  # --help needs none of it
    from dashboard.heartbeat.service import Heartbeat  # noqa: PLC0415
    from dashboard.heartbeat.subscription import heartbeat_subscription  # noqa: PLC0415
    from dashboard.journal import KafkaJournal  # noqa: PLC0415

    secret = await _known_secret(settings) or made_secret()
    subscription = heartbeat_subscription(settings, secret, utc_now().isoformat())
    task = asyncio.current_task()
    assert task is not None
    for number in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(number, task.cancel)
    try:
        await Heartbeat(settings, KafkaJournal(settings), utc_now, subscription).run()
    except asyncio.CancelledError:
        logging.getLogger(__name__).info("stopped")


async def _known_secret(settings: Settings) -> str | None:
    """Return the secret of the run before: posts that are on their way are signed with it."""
    from schemas.heartbeat import SUBSCRIPTION_ID  # noqa: PLC0415
    from schemas.subscription import Subscription  # noqa: PLC0415
    from schemas.topics import SUBSCRIPTIONS  # noqa: PLC0415
    from streams.topic_reader import records_to_end  # noqa: PLC0415

    found = None
    async for one in records_to_end(settings, SUBSCRIPTIONS, Subscription):
        if one.subscription_id == SUBSCRIPTION_ID:
            found = next((c.secret for c in one.channels if c.kind == "webhook"), None)
    return found
