"""The pages of sources and operations: whatever state things are in, and what cannot be known."""

import re
from typing import get_args

import pytest

from schemas.feed import FeedHealth, FeedStatus
from schemas.topics import FEEDS_HEALTH
from tests.fakes.broker import Server, server

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
