"""Elasticsearch stops: alerts still arrive, the desk says what is missing, nothing comes twice."""

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from ops.demo.desk import Desk
from ops.demo.server import World
from tests.e2e.people import FIRST, SECOND, hook, listening, serve_people, submit, subscribe
from tests.e2e.test_outages import Stack
from tests.waiting import eventually

pytestmark = pytest.mark.stack
KAFKA, ELASTICSEARCH = 29394, 29594
HTML = {"accept": "text/html"}


@pytest.fixture
def own_stack(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stack]:
    """Return a running stack of this test alone."""
    stack = Stack(tmp_path_factory.mktemp("stack"), KAFKA, ELASTICSEARCH)
    stack.run("up")
    yield stack
    stack.run("down")


def degraded(client: httpx.Client) -> bool:
    """Return whether the desk says that search is away, to programs and on its pages."""
    told = bool(client.get("/health").json()["search_degraded"])
    assert client.get("/health").status_code == 200
    page = client.get("/sign-in", headers=HTML).text
    return told and "البحث متعطل الآن" in page


def test_without_elasticsearch_alerts_arrive_and_the_desk_says_so(
    own_stack: Stack, world: World, tmp_path: Path
) -> None:
    """After the restart the index catches up, and nobody is told a thing twice."""
    base = {
        "MARSAD_KAFKA": f"127.0.0.1:{KAFKA}",
        "MARSAD_ELASTICSEARCH": f"http://127.0.0.1:{ELASTICSEARCH}",
        "MARSAD_SESSION_TIMEOUT_S": "6",
    }
    desk = Desk("outage-people-", tmp_path / "desk", world, base)
    try:
        with serve_people(desk, omar="duty_officer") as people, listening(people["omar"]) as ears:
            omar = people["omar"]
            assert not degraded(people["nobody"])
            subscribe(omar, channels=[hook(desk)])
            own_stack.kill("elasticsearch")
            eventually(lambda: degraded(people["nobody"]), 30, "the desk says search is away")
            submit(desk, FIRST)
            eventually(lambda: len(world.alerts()) == 1, 90, "the alert arrives")
            eventually(lambda: ears.named("alert"), 10, "and is heard on the desk")
            (alert,) = omar.get("/api/v1/alerts").json()
            comment = f"/api/v1/alerts/{alert['alert_key']}/comment"
            assert omar.post(comment, json={"text": "نعم"}).status_code == 200
            own_stack.run("up")
            eventually(lambda: not degraded(people["nobody"]), 60, "search is back")
            submit(desk, SECOND)
            eventually(lambda: len(desk.search("articles")) >= 2, 90, "the index has caught up")
            eventually(lambda: len(world.alerts()) == 2, 30, "the update")
        told = Counter(delivery for delivery, _ in world.deliveries)
        assert set(told.values()) == {1}
        assert [a["kind"] for a in world.alerts().values()] == ["first", "update"]
    finally:
        desk.down()
