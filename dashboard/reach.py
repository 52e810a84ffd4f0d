"""Whether Kafka can be reached at all, found out before anything that would wait long for it."""

import asyncio

from streams.settings import Settings

PATIENCE_S = 1.0


async def kafka_answers(settings: Settings) -> bool:
    """Return whether one of the bootstrap servers takes a connection within a second."""
    for server in settings.kafka.split(","):
        host, _, port = server.strip().rpartition(":")
        try:
            opened = asyncio.open_connection(host.strip("[]"), int(port))
            _, writer = await asyncio.wait_for(opened, PATIENCE_S)
        except (OSError, TimeoutError, ValueError):
            continue
        writer.close()
        return True
    return False
