"""Metrics: shown over HTTP on loopback where a port is set, and nowhere else."""

import socket
import urllib.request

import pytest

from schemas.errors import InvalidMessage, TransientError
from streams.metrics import HANDLING, MESSAGES, NoMetrics, measured, serve_metrics
from streams.settings import Settings


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as probe:
        return int(probe.getsockname()[1])


def test_nothing_is_shown_without_a_port() -> None:
    assert serve_metrics(Settings()) is None


def test_port_shows_every_metric_and_a_taken_one_is_told_in_one_line() -> None:
    port = free_port()
    settings = Settings(metrics_port=port)
    assert settings.metrics_host == "127.0.0.1"
    assert serve_metrics(settings) == port
    with urllib.request.urlopen(f"http://127.0.0.1:{port}/metrics", timeout=5) as answer:
        shown = answer.read().decode()
    for name in ("marsad_feed_polls_total", "marsad_messages_total", "process_resident_memory"):
        assert f"# TYPE {name}" in shown
    with pytest.raises(NoMetrics, match=f"MARSAD_METRICS_PORT {port}"):
        serve_metrics(settings)


async def test_messages_are_counted_by_what_became_of_them() -> None:
    async def handle(message: object) -> tuple[str, ...]:
        if isinstance(message, Exception):
            raise message
        return ("output",)

    carry = measured("test", handle)
    assert await carry(b"good") == ("output",)
    for error in (InvalidMessage("bad"), TransientError("later")):
        with pytest.raises(type(error)):
            await carry(error)
    for outcome in ("handled", "refused", "failed"):
        assert MESSAGES.labels("test", outcome)._value.get() == 1
    assert sum(bucket.get() for bucket in HANDLING.labels("test")._buckets) == 3
