"""The pages of sources and operations: whatever state things are in, and what cannot be known."""

import re
from collections.abc import AsyncIterator
from typing import Any, get_args

import pytest

from schemas.errors import TransientError
from schemas.feed import FeedHealth, FeedStatus
from schemas.people import AuditEntry
from schemas.topics import FEEDS_HEALTH
from tests.fakes.broker import Record, Server, server

HTML = {"accept": "text/html"}
STATUSES: tuple[FeedStatus, ...] = get_args(FeedStatus)


@pytest.fixture
def desk_server() -> Server:
    made = server(kafka="127.0.0.1:1", elasticsearch="http://127.0.0.1:1")
    made.add_person("ada", "admin", language="en")
    made.add_person("rana", "reader", language="en")
    return made


def health(status: FeedStatus) -> FeedHealth:
    moment = "2026-05-04T11:00:00Z"
    return FeedHealth(
        feed_id=f"feed-{status}", source="صحيفة", at=moment, status=status, outcome="ok",
        polls=(), next_at=moment,
    )  # fmt: skip


@pytest.mark.parametrize("language", ["ar", "en"])
async def test_a_feed_is_shown_in_every_state_those_in_trouble_first(
    desk_server: Server, language: str
) -> None:
    for status in reversed(STATUSES):
        desk_server.broker.append(FEEDS_HEALTH, f"feed-{status}", health(status))
    async with desk_server.client("rana", cookies={"marsad_language": language}) as rana:
        page = await rana.get("/sources", headers=HTML)
    assert page.status_code == 200
    shown = re.findall(r"feed-(\w+)</bdi>", page.text)
    assert sorted(shown) == sorted(STATUSES)
    assert shown[-2:] == ["ok", "retired"]
    assert page.text.count('class="chip bad"') == 2, "failing and quarantined"


async def operations(desk_server: Server, name: str = "ada") -> dict[str, str]:
    """Return the words of the sections of the page, by the id of their titles."""
    async with desk_server.client(name) as client:
        page = await client.get("/operations", headers=HTML)
    assert page.status_code == 200
    found = re.findall(r'aria-labelledby="(\w+)-title">(.*?)</section>', page.text, re.DOTALL)
    return {key: " ".join(re.sub(r"<[^>]+>", " ", part).split()) for key, part in found}


async def test_what_cannot_be_read_is_not_told_as_nothing(desk_server: Server) -> None:
    """Kafka does not even answer: nobody knows whether there are dead letters."""
    told = await operations(desk_server)
    assert told["letters"] == "Dead letters This cannot be read now."
    assert told["audit"] == "Who did what This cannot be read now."
    told = await operations(desk_server, "rana")
    assert told["letters"] == "Dead letters Only an admin sees them."


class Topics:
    """What the page reads of Kafka, once it answers."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.fault: Exception | None = None
        self.letters: list[Record] = []
        self.asked: list[int | None] = []
        monkeypatch.setattr("dashboard.routes.manage.kafka_answers", self.answers)
        monkeypatch.setattr("dashboard.routes.manage.progress", self.progress)
        monkeypatch.setattr("dashboard.api.operations.letters", self.read)
        monkeypatch.setattr("dashboard.api.operations.records_to_end", self.entries)

    async def answers(self, _: object) -> bool:
        return True

    def progress(self, *_: object) -> Any:
        raise TransientError("Kafka is busy")

    async def read(
        self, _: object, newest: int | None = None
    ) -> AsyncIterator[tuple[Record, dict[str, str]]]:
        self.asked.append(newest)
        if self.fault:
            raise self.fault
        for record in self.letters:
            yield record, {"x-stage": "read" if record.offset % 2 else "link"}

    async def entries(self, *_: object) -> AsyncIterator[AuditEntry]:
        if self.fault:
            raise self.fault
        nothing: tuple[AuditEntry, ...] = ()
        for entry in nothing:
            yield entry


@pytest.mark.parametrize("fault", [TransientError("busy"), TimeoutError(), OSError("gone")])
async def test_a_broker_that_is_busy_is_told_as_such(
    desk_server: Server, monkeypatch: pytest.MonkeyPatch, fault: Exception
) -> None:
    topics = Topics(monkeypatch)
    topics.fault = fault
    told = await operations(desk_server)
    assert told["letters"] == "Dead letters This cannot be read now."
    assert told["audit"] == "Who did what This cannot be read now."
    topics.fault = None
    told = await operations(desk_server)
    assert told["letters"] == "Dead letters No dead letters."
    assert told["audit"] == "Who did what Nothing yet."


async def test_the_newest_letters_of_all_partitions_are_read_and_no_more(
    desk_server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    topics = Topics(monkeypatch)
    topics.letters = [
        Record(partition, offset, b"k", b"v", 10 * offset + partition)
        for partition in (2, 0, 1)
        for offset in range(50)
    ]
    async with desk_server.client("ada") as ada:
        newest = (await ada.get("/api/v1/dead-letters?limit=4")).json()
        of_read = (await ada.get("/api/v1/dead-letters?limit=2&stage=link")).json()
    assert [letter["place"] for letter in newest] == ["2/48", "0/49", "1/49", "2/49"]
    assert [letter["place"] for letter in of_read] == ["1/48", "2/48"]
    assert topics.asked == [4, None], "those of one stage may lie anywhere"
    await operations(desk_server)
    await operations(desk_server, "rana")
    assert topics.asked == [4, None, 100]
