"""Who may send: the worker that has the partition of the alerts, and no other."""

import asyncio
from typing import Any

import pytest
from faust.types import TP

from schemas.errors import TransientError
from schemas.wire import encode
from streams.alerts import History, alert_of
from streams.settings import Settings
from streams.stages.deliver import Deliverer
from tests.records import MOMENT, story, subscription


class Message:
    """An alert as it comes from Kafka."""

    def __init__(self) -> None:
        self.value = encode(alert_of(subscription(), story(), History(), MOMENT))


@pytest.fixture
def nowhere() -> Settings:
    """Return settings of a desk whose broker does not answer."""
    return Settings(kafka="127.0.0.1:1", topic_prefix="desk-")


@pytest.mark.parametrize("assigned", [set(), {TP("desk-stories", 0)}])
async def test_a_worker_that_stands_by_sends_nothing(nowhere: Settings, assigned: Any) -> None:
    """It is told of its assignment as the active one is, and has no schedule."""
    deliverer = Deliverer(app=object(), settings=nowhere)  # type: ignore[arg-type]  # never asked
    await deliverer.resume(None, assigned)
    async with asyncio.timeout(2):
        with pytest.raises(TransientError, match="the partition is not ours"):
            await deliverer.handle(Message())
    await deliverer.pause()
