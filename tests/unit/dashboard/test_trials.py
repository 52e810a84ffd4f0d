"""Dry runs by the API: as much of the past as they need, and one at a time."""

import asyncio
import dataclasses
from collections.abc import AsyncIterator
from typing import Any

import pytest

from schemas.story import Story
from tests.fakes.broker import Server, server
from tests.fakes.wait import until
from tests.records import story

PATH = "/api/v1/subscriptions/test"
ALL = {"name": "x", "query": "status:actual OR NOT status:actual", "days": 90}


class Past:
    """What search has, told one by one; it is known how much was taken."""

    def __init__(self, many: int) -> None:
        self.many, self.read, self.ended = many, 0, False
        self.go = asyncio.Event()
        self.go.set()

    async def versions(self, *_: Any) -> AsyncIterator[Story]:
        try:
            while self.read < self.many:
                await self.go.wait()
                self.read += 1
                yield dataclasses.replace(story(1), story_id=f"s{self.read}")
        finally:
            self.ended = True


@pytest.fixture
def desk_server() -> Server:
    made = server(kafka="127.0.0.1:1", elasticsearch="http://127.0.0.1:1")
    made.add_person("rana")
    made.add_person("karim")
    return made


def past(monkeypatch: pytest.MonkeyPatch, many: int) -> Past:
    found = Past(many)
    monkeypatch.setattr("dashboard.api.past.versions_for", found.versions)
    return found


@pytest.mark.parametrize(
    ("many", "alerts"), [(0, 0), (3, 3), (700, 700), (1000, 1000), (20_000, 1000)]
)
async def test_a_run_reads_no_further_than_its_limit(
    desk_server: Server, monkeypatch: pytest.MonkeyPatch, many: int, alerts: int
) -> None:
    """The past comes page by page; nobody is told more than a thousand alerts."""
    found = past(monkeypatch, many)
    async with desk_server.client("rana") as rana:
        told = (await rana.post(PATH, json=ALL)).json()
    assert (len(told["alerts"]), told["complete"]) == (alerts, many <= 1_000)
    assert found.read == min(many, 1_500)
    assert found.ended


async def test_a_silence_that_lasts_is_told_at_the_end_of_a_run(
    desk_server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    past(monkeypatch, 1)
    quiet = ALL | {"rule": {"kind": "silence", "hours": 1}}
    async with desk_server.client("rana") as rana:
        told = (await rana.post(PATH, json=quiet)).json()
    assert len(told["alerts"]) == 1


async def test_a_person_tries_one_thing_at_a_time(
    desk_server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = past(monkeypatch, 3)
    found.go.clear()
    async with desk_server.client("rana") as rana, desk_server.client("karim") as karim:
        first = asyncio.create_task(rana.post(PATH, json=ALL))
        other = asyncio.create_task(karim.post(PATH, json=ALL))
        await until(lambda: len(desk_server.desk.trying) == 2)
        again = await rana.post(PATH, json=ALL)
        assert (again.status_code, "still runs" in again.json()["detail"]) == (409, True)
        found.go.set()
        assert [(await one).status_code for one in (first, other)] == [200, 200]
        assert (await rana.post(PATH, json=ALL)).status_code == 200
