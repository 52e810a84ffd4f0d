"""A person who is removed: nothing of theirs comes back, whoever has their name later."""

import dataclasses
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
from click.testing import CliRunner

from connectors.sinks.records import Written
from dashboard.people import new_person
from schemas.people import AuditEntry, Person
from schemas.subscription import Subscription
from schemas.topics import AUDIT, PEOPLE, SILENCES, SUBSCRIPTIONS, Topic
from schemas.wire import decode
from streams.cli.people import people_command
from streams.settings import Settings
from tests.fakes.broker import HASH, NOON, Server, server
from tests.fakes.mailbox import Mailbox, mail_server
from tests.records import subscription

NEW = {"name": "rana", "role": "admin", "password": "another person's word"}
HOOK = {"kind": "webhook", "url": "https://rana.example/token-in-path"}
PATH = "/api/v1/subscriptions"


@pytest.fixture
def mailbox() -> Iterator[Mailbox]:
    """Return a mail server on loopback."""
    with mail_server() as box:
        yield box


@pytest.fixture
def desk_server(tmp_path: Path, mailbox: Mailbox) -> Server:
    made = server(
        kafka="127.0.0.1:1", elasticsearch="http://127.0.0.1:1", state_dir=tmp_path,
        smtp_host="127.0.0.1", smtp_port=mailbox.port, mail_from="desk@marsad.example",
    )  # fmt: skip
    made.add_person("ada", "admin")
    made.add_person("rana", "editor")
    return made


async def replace_rana(desk_server: Server, admin: httpx.AsyncClient) -> None:
    """Remove her, and add someone else of that name."""
    assert (await admin.delete("/api/v1/people/rana")).status_code == 204
    desk_server.clock.pass_(minutes=1)
    added = await admin.post("/api/v1/people", json=NEW)
    assert added.status_code == 201, added.text


async def test_tokens_and_feeds_of_the_former_bearer_stay_dead(desk_server: Server) -> None:
    shared = {"name": "عام", "query": "from:BRA", "visibility": "shared"}
    async with desk_server.client("rana") as former, desk_server.client("ada") as admin:
        made = (await former.post(PATH, json=shared)).json()
        feed = (await former.get(f"{PATH}/{made['subscription_id']}/feed")).json()["url"]
        assert (await former.get(feed)).status_code == 200
        await replace_rana(desk_server, admin)
        assert (await former.get("/api/v1/me")).status_code == 401
        assert (await admin.get(feed)).status_code == 404


async def test_a_name_used_again_in_the_same_moment_opens_nothing_either() -> None:
    """Epochs begin anywhere: neither clocks nor what Kafka has forgotten can bring one back."""
    first, second = (new_person("rana", NOON, password_hash=HASH) for _ in range(2))
    assert first.epoch != second.epoch
    assert 0 < first.epoch < 2**53


async def test_what_was_private_ends_and_what_is_shared_has_no_owner(desk_server: Server) -> None:
    async with desk_server.client("rana") as former, desk_server.client("ada") as admin:
        private = {"name": "سري", "query": "from:BRA", "channels": [HOOK]}
        shared = {"name": "عام", "query": "from:BRA", "visibility": "shared", "channels": [HOOK]}
        assert (await former.post(PATH, json=private)).status_code == 201
        kept = (await former.post(PATH, json=shared)).json()["subscription_id"]
        quiet = {"matchers": [{"field": "outlet", "values": ["صحيفة"]}], "reason": "سري",
                 "ends": "2026-05-05T18:00:00Z"}  # fmt: skip
        assert (await former.post("/api/v1/silences", json=quiet)).status_code == 201
        await replace_rana(desk_server, admin)
        async with desk_server.client("rana") as new:
            (seen,) = (await new.get(PATH)).json()
            assert (seen["subscription_id"], seen["owner"], seen["version"]) == (kept, "", 2)
            assert "token-in-path" not in str(seen), "where it leads is not theirs to know"
            assert (await new.get("/api/v1/silences?ended=true")).json() == []
        form = {"name": "عام", "query": "from:BRA", "visibility": "shared", "version": 2}
        changed = await admin.put(f"{PATH}/{kept}", json=form)
        assert changed.status_code == 200, "an editor goes on with it"
    log = entries(desk_server)
    for action in ("person.remove", "subscription.remove", "subscription.change", "silence.remove"):
        assert action in [entry.action for entry in log]


async def test_links_that_were_mailed_confirm_nothing_for_another(
    desk_server: Server, mailbox: Mailbox
) -> None:
    async with desk_server.client("rana") as former, desk_server.client("ada") as admin:
        asked = {"email": "former@desk.example"}
        assert (await former.patch("/api/v1/me", json=asked)).status_code == 200
        await replace_rana(desk_server, admin)
        body = mailbox.mails[-1].get_body(("plain",))
        link = re.search(r"/confirm/\S+", body.get_content() if body else "")
        assert link is not None
        assert (await admin.post(link[0])).status_code == 422
    assert desk_server.desk.people.records["rana"].addresses == ()


async def test_the_log_of_what_the_former_did_is_not_the_new_ones(
    desk_server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def written(*_: Any) -> Any:
        for entry in entries(desk_server):
            yield entry

    monkeypatch.setattr("dashboard.api.operations.records_to_end", written)
    async with desk_server.client("rana") as former, desk_server.client("ada") as admin:
        private = {"name": "سري", "query": "from:BRA"}
        assert (await former.post(PATH, json=private)).status_code == 201
        told = (await former.get("/api/v1/audit")).json()
        assert [entry["detail"].get("name") for entry in told] == ["سري"]
        await replace_rana(desk_server, admin)
        async with desk_server.client("rana") as new:
            assert "سري" not in (await new.get("/api/v1/audit")).text
            reader = {"role": "reader"}
            assert (await admin.patch("/api/v1/people/rana", json=reader)).status_code == 200
        async with desk_server.client("rana") as new:
            assert (await new.get("/api/v1/audit")).json() == []


async def test_nobody_is_added_to_what_somebody_else_left(desk_server: Server) -> None:
    """A name that owns something is not given away, wherever that came from."""
    desk_server.add_subscription(subscription(subscription_id="left", owner="karim"))
    async with desk_server.client("ada") as admin:
        refused = await admin.post("/api/v1/people", json=NEW | {"name": "karim"})
        assert refused.status_code == 409
        assert "left" in refused.json()["detail"]


def entries(desk_server: Server) -> list[AuditEntry]:
    return [decode(AuditEntry, r.value or b"") for r in desk_server.broker.log[AUDIT.name]]


class Kafka:
    """The topics as commands read and write them."""

    def __init__(self) -> None:
        self.topics: dict[str, dict[str, Any]] = {}
        self.written: list[Written] = []

    async def read(self, _: Settings, topic: Topic, kind: type[Any]) -> dict[str, Any]:
        del kind
        return dict(self.topics.get(topic.name, {}))

    def write(self, _: Settings, records: list[Written]) -> None:
        for topic, key, value, _headers in records:
            self.written.append((topic, key, value, ()))
            kind = {t.name: t.record for t in (PEOPLE, SUBSCRIPTIONS, SILENCES, AUDIT)}[topic]
            assert kind is not None
            held = self.topics.setdefault(topic, {})
            held.pop((key or b"").decode(), None)
            if value is not None:
                held[(key or b"").decode()] = decode(kind, value)


@pytest.fixture
def kafka(monkeypatch: pytest.MonkeyPatch) -> Kafka:
    found = Kafka()
    monkeypatch.setattr("streams.cli.people.read_newest", found.read)
    monkeypatch.setattr("streams.cli.people.write", found.write)
    monkeypatch.setattr("streams.cli.people.load_with_kafka", Settings)
    return found


def marsad(*words: str, **options: Any) -> Any:
    return CliRunner().invoke(people_command, list(words), **options)


def test_the_command_removes_what_was_private_with_the_person(kafka: Kafka) -> None:
    private = subscription(subscription_id="mine", owner="rana", visibility="private")
    shared = subscription(subscription_id="ours", owner="rana", visibility="shared")
    other = dataclasses.replace(private, subscription_id="hers", owner="karim")
    kafka.topics = {
        PEOPLE.name: {"rana": new_person("rana", NOON, role="editor")},
        SUBSCRIPTIONS.name: {s.subscription_id: s for s in (private, shared, other)},
    }
    refused = marsad("add", "karim", "--no-password")
    assert refused.exit_code != 0
    assert "hers" in str(refused.exception)
    before: Person = kafka.topics[PEOPLE.name]["rana"]
    assert marsad("remove", "rana").exit_code == 0
    left: dict[str, Subscription] = kafka.topics[SUBSCRIPTIONS.name]
    assert {s: left[s].owner for s in left} == {"ours": "", "hers": "karim"}
    assert [key for topic, key, value, _ in kafka.written if value is None] == [b"mine", b"rana"]
    assert marsad("list").output == ""
    assert marsad("add", "rana", "--no-password").exit_code == 0
    assert kafka.topics[PEOPLE.name]["rana"].epoch != before.epoch
