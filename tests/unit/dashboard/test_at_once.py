"""Changes that meet: what was read before is not written over what somebody else changed since."""

import asyncio
import dataclasses
from collections.abc import Awaitable
from pathlib import Path
from typing import Any

import httpx
import pytest
from click.testing import CliRunner

from connectors.keys import signing_key
from dashboard.confirmation import LIVES, Asked, confirm_token
from dashboard.escalation import Escalations
from dashboard.people import changed, new_person
from schemas.people import Person
from schemas.topics import ALERTS, AUDIT, PEOPLE, Topic
from streams.cli.people import people_command
from streams.settings import Settings
from tests.fakes.broker import NOON, PASSWORD, Server, server
from tests.records import event, subscription
from tests.unit.dashboard.test_alerts import KEY, alert
from tests.unit.dashboard.test_removal import Kafka

NEW = "a new password of mine"
FORM = {"query": "from:BRA", "visibility": "shared", "version": 1}
ONE = "/api/v1/subscriptions/duty"


class Hold:
    """Stops the first write of a topic, and says when it came."""

    def __init__(self, desk_server: Server, topic: Topic) -> None:
        self.came, self.go = asyncio.Event(), asyncio.Event()
        self._topic, self._write = topic, desk_server.broker.write
        desk_server.broker.write = self.write  # type: ignore[method-assign]  # a slow broker

    async def write(self, topic: Topic, key: str, record: object | None) -> tuple[int, int]:
        if topic == self._topic and not self.came.is_set():
            self.came.set()
            await self.go.wait()
        return await self._write(topic, key, record)


async def meanwhile(
    hold: Hold, first: Awaitable[httpx.Response], second: Awaitable[httpx.Response]
) -> tuple[int, int]:
    """Return what both answer: the second is sent while the first is held."""
    one = asyncio.ensure_future(first)
    await asyncio.wait_for(hold.came.wait(), 10)
    two = asyncio.ensure_future(second)
    await asyncio.wait({two}, timeout=0.3)  # it is done, or waits for its turn
    hold.go.set()
    return (await one).status_code, (await two).status_code


@pytest.fixture
def desk_server(tmp_path: Path) -> Server:
    made = server(kafka="127.0.0.1:1", elasticsearch="http://127.0.0.1:1", state_dir=tmp_path)
    made.add_person("ada", "admin")
    made.add_person("eve", "admin")
    made.add_person("omar", "duty_officer")
    made.add_subscription(subscription(owner="ada", visibility="shared"))
    made.broker.append(ALERTS, KEY, alert())
    return made


def person_of(desk_server: Server, name: str = "omar") -> Person:
    return desk_server.desk.people.records[name]


async def test_who_is_switched_off_does_not_come_back_by_a_new_password(
    desk_server: Server,
) -> None:
    """It is checked and hashed beside the loop: by then an admin was quicker."""
    async with desk_server.client("omar") as omar:
        came, go, hashed = asyncio.Event(), asyncio.Event(), desk_server.desk.passwords.hashed

        async def slowly(password: str) -> str:
            came.set()
            await asyncio.wait_for(go.wait(), 10)
            return await hashed(password)

        desk_server.desk.passwords.hashed = slowly  # type: ignore[method-assign]
        given = {"old": PASSWORD, "new": NEW}
        asked = asyncio.create_task(omar.post("/api/v1/me/password", json=given))
        await asyncio.wait_for(came.wait(), 10)
        off = changed(person_of(desk_server), desk_server.clock(), disabled=True)
        desk_server.broker.append(PEOPLE, "omar", off)
        go.set()
        assert (await asked).status_code == 401
    assert person_of(desk_server) == off


@pytest.mark.parametrize(
    ("change", "kept"),
    [({"disabled": True}, ("duty_officer", True)), ({"role": "reader"}, ("reader", False))],
)
async def test_what_an_admin_changes_meanwhile_stays_changed(
    desk_server: Server, change: dict[str, Any], kept: tuple[str, bool]
) -> None:
    async with desk_server.client("omar") as omar, desk_server.client("ada") as ada:
        hold = Hold(desk_server, AUDIT)
        own = omar.patch("/api/v1/me", json={"shown_as": "عمر"})
        await meanwhile(hold, own, ada.patch("/api/v1/people/omar", json=change))
    now = person_of(desk_server)
    assert (now.role, now.disabled) == kept
    assert now.shown_as == "عمر", "and so does what was first"


async def test_a_confirmed_address_undoes_nothing(desk_server: Server) -> None:
    until = (desk_server.clock() + LIVES).isoformat()
    token = confirm_token(
        signing_key(desk_server.desk.settings), Asked("omar", "omar@desk.example", until)
    )
    async with desk_server.client() as reader, desk_server.client("ada") as ada:
        hold = Hold(desk_server, AUDIT)
        off = ada.patch("/api/v1/people/omar", json={"disabled": True})
        told = await meanwhile(hold, reader.post(f"/confirm/{token}"), off)
        assert told == (200, 200)
        now = person_of(desk_server)
        assert now.disabled
        assert [a.address for a in now.addresses] == ["omar@desk.example"]
        assert (await reader.post(f"/confirm/{token}")).status_code == 422, "they are not here"


async def test_two_admins_who_demote_each_other_leave_one(desk_server: Server) -> None:
    async with desk_server.client("ada") as ada, desk_server.client("eve") as eve:
        hold = Hold(desk_server, AUDIT)
        told = await meanwhile(
            hold,
            ada.patch("/api/v1/people/eve", json={"role": "reader"}),
            eve.delete("/api/v1/people/ada"),
        )
    assert told == (200, 401)
    assert person_of(desk_server, "ada").role == "admin"


async def test_a_name_is_given_once(desk_server: Server) -> None:
    new = {"name": "rana", "password": "a long enough password"}
    async with desk_server.client("ada") as ada, desk_server.client("eve") as eve:
        hold = Hold(desk_server, AUDIT)
        told = await meanwhile(
            hold, ada.post("/api/v1/people", json=new), eve.post("/api/v1/people", json=new)
        )
    assert told == (201, 409)


@pytest.mark.parametrize(("second", "answer"), [("PUT", 409), ("DELETE", 204), ("rotate", 200)])
async def test_of_two_who_change_a_version_one_is_told(
    desk_server: Server, second: str, answer: int
) -> None:
    hook = {"kind": "webhook", "url": "https://ada.example/x"}
    async with desk_server.client("ada") as ada, desk_server.client("eve") as eve:
        made = await ada.put(ONE, json=FORM | {"name": "٠", "channels": [hook]})
        channel = made.json()["channels"][0]["channel_id"]
        version = made.json()["version"]
        form = FORM | {"version": version, "channels": [{"kind": "webhook", "channel_id": channel}]}
        hold = Hold(desk_server, AUDIT)
        method, path = second, ONE
        if second == "rotate":
            method, path = "POST", f"{ONE}/channels/{channel}/rotate"
        body = form | {"name": "٢"} if second == "PUT" else None
        other = ada.request(method, path, json=body)
        told = await meanwhile(hold, eve.put(ONE, json=form | {"name": "١"}), other)
    assert told == (200, answer)
    kept = desk_server.desk.subscriptions.records.get("duty")
    if second == "DELETE":
        assert kept is None
    else:
        assert kept is not None
        assert kept.name == "١"
        assert kept.version == version + 1 + (second == "rotate")


async def test_who_was_demoted_changes_no_shared_subscription(desk_server: Server) -> None:
    async with desk_server.client("ada") as ada, desk_server.client("eve") as eve:
        hold = Hold(desk_server, AUDIT)
        first = eve.put(ONE, json=FORM | {"name": "١"})
        second = ada.put(ONE, json=FORM | {"name": "٢", "version": 2})
        one = asyncio.ensure_future(first)
        await asyncio.wait_for(hold.came.wait(), 10)
        two = asyncio.ensure_future(second)
        await asyncio.wait({two}, timeout=0.3)
        less = changed(person_of(desk_server, "ada"), desk_server.clock(), role="reader")
        desk_server.broker.append(PEOPLE, "ada", less)
        hold.go.set()
        assert ((await one).status_code, (await two).status_code) == (200, 401)


async def test_a_silence_is_moved_from_where_it_stands(desk_server: Server) -> None:
    """Two ends are given at once: both are of the same silence, the later one counts."""
    new = {"matchers": [{"field": "outlet", "values": ["صحيفة"]}], "reason": "صيانة",
           "ends": "2026-05-04T18:00:00Z", "scope": "everybody"}  # fmt: skip
    async with desk_server.client("ada") as ada, desk_server.client("eve") as eve:
        made = (await ada.post("/api/v1/silences", json=new)).json()
        one = f"/api/v1/silences/{made['silence_id']}"
        hold = Hold(desk_server, AUDIT)
        ends = ("2026-05-04T15:00:00+00:00", "2026-05-04T16:00:00+00:00")
        told = await meanwhile(
            hold, ada.patch(one, json={"ends": ends[0]}), eve.patch(one, json={"ends": ends[1]})
        )
    assert told == (200, 200)
    assert desk_server.desk.silences.records[made["silence_id"]].ends == ends[1]


async def test_an_escalation_waits_for_who_acts_on_the_alert(desk_server: Server) -> None:
    """An act and an escalation at once: versions follow each other, none is written over."""
    async with desk_server.client("omar") as omar:
        path = f"/api/v1/alerts/{KEY}"
        assert (await omar.post(f"{path}/acknowledge", json={})).status_code == 200
        more = (event(), event("e2", cameo="166", cameo_root="16"))
        desk_server.broker.append(ALERTS, KEY, alert(2, "update", events=more))
        hold = Hold(desk_server, AUDIT)
        look = asyncio.create_task(Escalations(desk_server.desk).look(KEY))
        await asyncio.wait_for(hold.came.wait(), 10)
        act = asyncio.create_task(omar.post(f"{path}/comment", json={"text": "رأيته"}))
        await asyncio.wait({act}, timeout=0.3)
        hold.go.set()
        await look
        assert (await act).status_code == 200
        state = desk_server.desk.alert_states.records[KEY]
        assert (state.version, state.status, state.comments) == (3, "open", 1)


def test_the_command_reads_again_after_it_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever is asked for a password takes their time."""
    kafka = Kafka()
    monkeypatch.setattr("streams.cli.people.read_newest", kafka.read)
    monkeypatch.setattr("streams.cli.people.write", kafka.write)
    monkeypatch.setattr("streams.cli.people.load_with_kafka", Settings)
    rana = new_person("rana", NOON)
    kafka.topics[PEOPLE.name] = {"rana": rana}

    def asked(**_: Any) -> str:
        off = dataclasses.replace(rana, disabled=True, epoch=rana.epoch + 1)
        kafka.topics[PEOPLE.name]["rana"] = off
        return NEW

    monkeypatch.setattr("streams.cli.people._password", asked)
    assert CliRunner().invoke(people_command, ["password", "rana"]).exit_code == 0
    now: Person = kafka.topics[PEOPLE.name]["rana"]
    assert (now.disabled, now.epoch) == (True, rana.epoch + 2)
