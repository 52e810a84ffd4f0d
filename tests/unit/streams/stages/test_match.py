"""``match`` as a stage: what it remembers is what it could write."""

import dataclasses
from typing import Any

import pytest

from schemas.alert import Alert
from schemas.errors import InvalidMessage
from schemas.story import Story
from schemas.wire import MAX_VALUE_BYTES, decode, encode
from streams.loop import Output
from streams.settings import Settings
from streams.stages.match import Matcher
from tests.records import story, subscription


class Record:
    """A message of the generation that a new stage has."""

    generation_id, offset = None, 0

    def __init__(self, key: bytes, value: bytes) -> None:
        self.key, self.value = key, value


def version(number: int, headline: str) -> Any:
    """Return a version of one story as a message."""
    told: Story = dataclasses.replace(story(number), headline=headline)
    return Record(b"s1", encode(told))


async def test_an_alert_that_could_not_be_written_was_not_told() -> None:
    """The next version is the first that the subscriber hears of, not an update."""
    matcher = Matcher(Settings())
    matcher._take(Record(b"duty", encode(subscription())))  # what the follower does
    room = MAX_VALUE_BYTES - len(version(1, "").value)
    with pytest.raises(InvalidMessage, match="Alert"):
        await matcher.handle(version(1, "x" * room))
    (output,) = await matcher.handle(version(2, "عنوان"))
    assert isinstance(output, Output)
    assert decode(Alert, output.value).kind == "first"
