"""One clear line where a service does not answer."""

import socket
from urllib.parse import urlsplit

from schemas.errors import MarsadError
from streams.settings import Settings

TIMEOUT_S = 3.0


class Unreachable(MarsadError):  # noqa: N818  # what it is
    """A service that the command needs does not answer."""


def require_kafka(settings: Settings) -> None:
    """Raise Unreachable where none of the brokers accepts a connection."""
    hosts = [host.strip() for host in settings.kafka.split(",")]
    if not any(_answers(host) for host in hosts):
        raise Unreachable(
            f"Kafka does not answer at {settings.kafka}: start it (make stack-up), "
            "or set MARSAD_KAFKA"
        )


def require_elasticsearch(settings: Settings) -> None:
    """Raise Unreachable where Elasticsearch accepts no connection."""
    url = urlsplit(settings.elasticsearch)
    port = url.port or (443 if url.scheme == "https" else 80)
    if not _answers(f"{url.hostname}:{port}"):
        raise Unreachable(
            f"Elasticsearch does not answer at {settings.elasticsearch}: start it (make stack-up), "
            "or set MARSAD_ELASTICSEARCH"
        )


def _answers(address: str) -> bool:
    host, _, port = address.rpartition(":")
    try:
        socket.create_connection((host.strip("[]"), int(port)), TIMEOUT_S).close()
    except (OSError, ValueError):
        return False
    return True
