"""``match`` as a stage: what it remembers is what it could write."""

import dataclasses
import itertools
from typing import Any

import pytest
from prometheus_client import REGISTRY

from schemas.alert import Alert
from schemas.errors import InvalidMessage
from schemas.story import Story
from schemas.wire import MAX_VALUE_BYTES, decode, encode
from streams.alerts import Watch
from streams.alerts.facts import facts_of
from streams.loop import Output
from streams.settings import Settings
from streams.stages.costs import show_costs
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


def test_what_a_subscription_costs_and_brings_is_told_in_the_metrics() -> None:
    """Stories asked about, hits and seconds, each counted once."""
    ticks = itertools.count(0, 1_000_000)
    meets = subscription(subscription_id="costs-meets")
    asked = subscription(subscription_id="costs-asked", query="from:BRA type:SANCTION tier<=1")
    watch = Watch([meets, asked], clock=lambda: next(ticks))
    for number in range(3):
        assert [w.subscription for w, _ in watch.met_by(facts_of(story(number)))] == [meets]
    for _ in range(2):
        show_costs(watch)
    told = {
        (name, part): REGISTRY.get_sample_value(
            f"marsad_subscription_{part}_total", {"subscription": name}
        )
        for name in ("costs-meets", "costs-asked")
        for part in ("asked", "hits", "seconds")
    }
    assert told == {
        ("costs-meets", "asked"): 3, ("costs-meets", "hits"): 3,
        ("costs-meets", "seconds"): pytest.approx(0.003),
        ("costs-asked", "asked"): 3, ("costs-asked", "hits"): 0,
        ("costs-asked", "seconds"): pytest.approx(0.003),
    }  # fmt: skip
