"""Subscriptions by the API: checked, private, without secrets; e-mail only where it is wanted."""

import dataclasses
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from schemas.people import Role
from schemas.subscription import Subscription
from schemas.topics import ALERTS, AUDIT, SUBSCRIPTIONS
from schemas.wire import decode
from streams.alerts.reading import canonical
from tests.fakes.broker import Server, server
from tests.fakes.mailbox import Mailbox, mail_server
from tests.unit.dashboard.test_alerts import alert

PATH = "/api/v1/subscriptions"
HTML = {"accept": "text/html"}


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
    people: tuple[tuple[str, Role], ...] = (
        ("rana", "reader"), ("ed", "editor"), ("ada", "admin"), ("karim", "reader")
    )  # fmt: skip
    for name, role in people:
        made.add_person(name, role)
    return made


def body(**changes: Any) -> dict[str, Any]:
    return {"name": "عقوبات", "query": "from:USA to:RUS type:SANCTION"} | changes


async def add(client: httpx.AsyncClient, **changes: Any) -> dict[str, Any]:
    answer = await client.post(PATH, json=body(**changes))
    assert answer.status_code == 201, answer.text
    found: dict[str, Any] = answer.json()
    return found


async def test_a_subscription_is_made_changed_and_ended(desk_server: Server) -> None:
    async with desk_server.client("rana") as rana:
        made = await add(rana)
        assert (made["owner"], made["version"], made["visibility"]) == ("rana", 1, "private")
        one = f"{PATH}/{made['subscription_id']}"
        assert (await rana.get(one)).json() == made
        changed = await rana.put(one, json=body(name="أخرى", version=1))
        assert (changed.json()["name"], changed.json()["version"]) == ("أخرى", 2)
        assert (await rana.put(one, json=body(version=1))).status_code == 409
        assert (await rana.delete(one)).status_code == 204
        assert (await rana.get(one)).status_code == 404
    log = b"".join(r.value or b"" for r in desk_server.broker.log[AUDIT.name])
    for action in ("add", "change", "remove"):
        assert f'"subscription.{action}"'.encode() in log


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"query": "from:USA colour:red"}, "colour"),
        ({"query": "(from:USA"}, "character"),
        ({"rule": {"kind": "spike", "count": 0}}, "count"),
        ({"noise": {"zone": "Mars/Olympus"}}, "Mars/Olympus"),
        ({"channels": [{"kind": "webhook", "url": "ftp://a/"}]}, "ftp"),
        ({"channels": [{"kind": "webhook", "url": "https://a/", "secret": "é"}]}, "whsec_"),
        ({"channels": [{"kind": "email", "address": "a@b, c@d.e"}]}, "e-mail address"),
        ({"channels": [{"kind": "apprise", "url": "dbus://x"}]}, "dbus"),
        ({"channels": [{"kind": "inbox"}] * 2}, "the same"),
        ({"name": ""}, "name"),
        ({"nmae": "x"}, "nmae"),
    ],
)
async def test_what_is_wrong_is_told_and_nothing_is_written(
    desk_server: Server, changes: dict[str, Any], told: str
) -> None:
    async with desk_server.client("rana") as rana:
        answer = await rana.post(PATH, json=body(**changes))
    assert answer.status_code == 422
    assert told in answer.json()["detail"]
    assert desk_server.broker.log[SUBSCRIPTIONS.name] == []


async def test_a_query_is_read_and_its_fault_shown_in_place(desk_server: Server) -> None:
    async with desk_server.client("rana") as rana:
        well = (await rana.post(f"{PATH}/parse", json={"query": 'from:"واشنطن"'})).json()
        assert well["well"]
        wrong = (await rana.post(f"{PATH}/parse", json={"query": "from:USA colour:red"})).json()
        assert not wrong["well"]
        assert "from:USA colour:red"[wrong["start"] : wrong["end"]].startswith("colour")


@pytest.mark.parametrize("name", ["karim", "ed", "ada"])
async def test_a_private_subscription_is_nobody_elses(desk_server: Server, name: str) -> None:
    """By every route that names one: an admin's role opens none of them."""
    async with desk_server.client("rana") as rana, desk_server.client(name) as other:
        made = await add(rana, channels=[{"kind": "webhook", "url": "https://rana.example/x"}])
        assert (await other.get(PATH)).json() == []
        one, channel = f"{PATH}/{made['subscription_id']}", made["channels"][0]["channel_id"]
        for method, path, given in (
            ("GET", one, None),
            ("PUT", one, body(version=1)),
            ("DELETE", one, None),
            ("GET", f"{one}/feed", None),
            ("POST", f"{one}/channels/{channel}/rotate", None),
            ("POST", f"{one}/channels/{channel}/resume", None),
        ):
            answer = await other.request(method, path, json=given)
            assert answer.status_code == 404, (method, path, answer.text)
        audit = await other.get("/api/v1/receipts")
        assert audit.json() == []


async def test_shared_ones_are_seen_by_all_and_changed_by_editors(desk_server: Server) -> None:
    async with desk_server.client("rana") as rana, desk_server.client("ed") as ed:
        assert (await rana.post(PATH, json=body(visibility="shared"))).status_code == 403
        hook = {"kind": "webhook", "url": "https://ed.example/token-in-path"}
        mail = {"kind": "email", "address": "ed@desk.example"}
        made = await add(ed, visibility="shared", channels=[hook, mail])
        one = f"{PATH}/{made['subscription_id']}"
        seen = (await rana.get(one)).json()
        assert [c["place"] for c in seen["channels"]] == ["ed.example:443", "***@desk.example"]
        assert "token-in-path" not in (await rana.get(PATH)).text
        assert (await rana.put(one, json=body(version=1))).status_code == 403
        assert (await rana.delete(one)).status_code == 403
        private = await add(rana)
        shared = body(version=1, visibility="shared")
        turned = await rana.put(f"{PATH}/{private['subscription_id']}", json=shared)
        assert turned.status_code == 403


async def test_a_channel_that_is_named_stays_as_it_is(desk_server: Server) -> None:
    """An editor changes a colleague's shared subscription without knowing where its alerts go."""
    async with desk_server.client("ed") as ed, desk_server.client("ada") as ada:
        hook = {"kind": "webhook", "url": "https://ed.example/token-in-path"}
        made = await add(ed, visibility="shared", channels=[hook])
        one, channel = f"{PATH}/{made['subscription_id']}", made["channels"][0]
        kept = {"kind": "webhook", "channel_id": channel["channel_id"], "language": "en"}
        given = body(version=1, visibility="shared", channels=[kept, {"kind": "atom"}])
        assert (await ada.put(one, json=given)).status_code == 200
        first, second = desk_server.desk.subscriptions.records[made["subscription_id"]].channels
        assert (first.url, first.secret, first.language) == (hook["url"], channel["secret"], "en")
        assert second.kind == "atom"
        gone = body(version=2, visibility="shared", channels=[kept | {"channel_id": "gone"}])
        assert (await ada.put(one, json=gone)).status_code == 422


async def test_one_without_owner_is_changed_by_editors_and_stays_so(desk_server: Server) -> None:
    desk_server.add_subscription(
        Subscription(subscription_id="duty", name="مناوبة", query="from:BRA")
    )
    async with desk_server.client("ed") as ed, desk_server.client("rana") as rana:
        given = body(name="أخرى", version=1)
        assert (await rana.put(f"{PATH}/duty", json=given)).status_code == 403
        assert (await ed.put(f"{PATH}/duty", json=given)).status_code == 200
        assert desk_server.desk.subscriptions.records["duty"].owner == ""
        mail = body(version=2, channels=[{"kind": "email", "address": "a@desk.example"}])
        assert (await ed.put(f"{PATH}/duty", json=mail)).status_code == 422


async def test_a_secret_is_shown_once_and_rotates(desk_server: Server) -> None:
    async with desk_server.client("rana") as rana:
        made = await add(rana, channels=[{"kind": "webhook", "url": "https://a.example/"}])
        first = made["channels"][0]["secret"]
        assert first.startswith("whsec_")
        one = f"{PATH}/{made['subscription_id']}"
        assert (await rana.get(one)).json()["channels"][0]["secret"] is None
        assert first not in (await rana.get(PATH)).text
        channel = made["channels"][0]["channel_id"]
        fresh = (await rana.post(f"{one}/channels/{channel}/rotate")).json()["secret"]
        kept = desk_server.desk.subscriptions.records[made["subscription_id"]].channels[0]
        assert (kept.secret, kept.previous_secret) == (fresh, first)
        same = [{"kind": "webhook", "url": "https://a.example/"}]
        await rana.put(one, json=body(version=2, channels=same))
        kept = desk_server.desk.subscriptions.records[made["subscription_id"]].channels[0]
        assert (kept.secret, kept.previous_secret) == (fresh, first)
        assert (await rana.post(f"{one}/channels/nothing/rotate")).status_code == 404


def link_in(mailbox: Mailbox, number: int = -1) -> str:
    """Return the path of the link in a mail."""
    part = mailbox.mails[number].get_body(("plain",))
    assert part is not None
    found = re.search(r"http://[^/\s]+(/confirm/\S+)", part.get_content())
    assert found is not None
    return found[1]


async def test_an_address_is_asked_and_gets_nothing_until_it_says_yes(
    desk_server: Server, mailbox: Mailbox
) -> None:
    """Opening the link is not enough: scanners of mail servers open every link."""
    mail = [{"kind": "email", "address": "Rana@Desk.example"}]
    async with desk_server.client("rana") as rana, desk_server.client() as reader:
        made = await add(rana, channels=mail)
        assert made["channels"][0]["condition"] == "waiting"
        assert mailbox.recipients == ["Rana@Desk.example"]
        page = await reader.get(link_in(mailbox), headers=HTML)
        assert page.status_code == 200
        one = f"{PATH}/{made['subscription_id']}"
        assert (await rana.get(one)).json()["channels"][0]["condition"] == "waiting"
        assert (await reader.post(link_in(mailbox), headers=HTML)).status_code == 200
        assert (await rana.get(one)).json()["channels"][0]["condition"] == "active"
        again = await add(rana, channels=mail)
        assert again["channels"][0]["condition"] == "active", "asked once is enough"
        assert len(mailbox.mails) == 1
        async with desk_server.client("karim") as karim:
            other = await add(karim, channels=mail)
        assert other["channels"][0]["condition"] == "waiting", "a yes to one is none to another"


async def test_a_forged_or_old_link_confirms_nothing(desk_server: Server, mailbox: Mailbox) -> None:
    mail = [{"kind": "email", "address": "rana@desk.example"}]
    async with desk_server.client("rana") as rana, desk_server.client() as reader:
        await add(rana, channels=mail)
        link = link_in(mailbox)
        assert (await reader.post(link[:-2] + "xx")).status_code == 422
        desk_server.clock.pass_(days=8)
        assert (await reader.post(link)).status_code == 422


async def test_nobody_is_flooded_by_questions(desk_server: Server, mailbox: Mailbox) -> None:
    mail = [{"kind": "email", "address": "victim@desk.example"}]
    async with desk_server.client("rana") as rana, desk_server.client("karim") as karim:
        codes = [
            (await client.post(PATH, json=body(channels=mail))).status_code
            for client in (rana, karim, rana, karim, rana)
        ]
    assert codes.count(201) == 3
    assert len(desk_server.broker.log[SUBSCRIPTIONS.name]) == 3
    assert codes.count(429) == 2
    assert len(mailbox.mails) == 3


async def test_one_click_ends_it_and_a_look_does_not(desk_server: Server) -> None:
    """RFC 8058: a POST without sign-in, cookie or question; a GET changes nothing."""
    from connectors.keys import signing_key
    from streams.alerts.tokens import unsubscribe_path, unsubscribe_token

    mail = [{"kind": "email", "address": "rana@desk.example"}]
    async with desk_server.client("rana") as rana, desk_server.client() as program:
        made = await add(rana, channels=mail)
        ids = (made["subscription_id"], made["channels"][0]["channel_id"])
        path = unsubscribe_path(unsubscribe_token(signing_key(desk_server.desk.settings), *ids))
        assert (await program.get(path, headers=HTML)).status_code == 200
        assert (await program.head(path)).status_code in (200, 405)
        assert desk_server.desk.channels.records == {}
        click = await program.post(path, data={"List-Unsubscribe": "One-Click"})
        assert click.status_code == 200
        assert (await program.post(path)).status_code == 200
        (state,) = desk_server.desk.channels.records.values()
        assert (state.condition, state.subscription_id, state.channel_id) == ("unsubscribed", *ids)
        one = f"{PATH}/{made['subscription_id']}"
        assert (await rana.get(one)).json()["channels"][0]["condition"] == "unsubscribed"
        resumed = await rana.post(f"{one}/channels/{ids[1]}/resume")
        assert resumed.json()["channels"][0]["condition"] == "unsubscribed", "it is asked first"
        assert (await program.post("/unsubscribe/forged")).status_code == 422


async def test_whoever_unsubscribed_comes_back_by_saying_yes(
    desk_server: Server, mailbox: Mailbox
) -> None:
    from connectors.keys import signing_key
    from streams.alerts.tokens import unsubscribe_path, unsubscribe_token

    mail = [{"kind": "email", "address": "rana@desk.example"}]
    async with desk_server.client("rana") as rana, desk_server.client() as reader:
        made = await add(rana, channels=mail)
        await reader.post(link_in(mailbox))
        ids = (made["subscription_id"], made["channels"][0]["channel_id"])
        key = signing_key(desk_server.desk.settings)
        await reader.post(unsubscribe_path(unsubscribe_token(key, *ids)))
        await rana.post(f"{PATH}/{ids[0]}/channels/{ids[1]}/resume")
        await reader.post(link_in(mailbox))
        one = (await rana.get(f"{PATH}/{ids[0]}")).json()
        assert one["channels"][0]["condition"] == "active"


async def test_a_feed_is_for_whoever_has_its_address_as_long_as_they_may(
    desk_server: Server,
) -> None:
    async with desk_server.client("rana") as rana, desk_server.client() as reader:
        made = await add(rana, query="from:BRA type:SANCTION")
        key = f"{made['subscription_id']}+s1"
        found = alert()
        mine = dataclasses.replace(found, subscription_id=made["subscription_id"])
        desk_server.broker.append(ALERTS, key, mine)
        address = (await rana.get(f"{PATH}/{made['subscription_id']}/feed")).json()["url"]
        feed = await reader.get(address)
        assert feed.headers["content-type"].startswith("application/atom+xml")
        assert feed.text.count("<entry") == 1
        tag = {"if-none-match": feed.headers["etag"]}
        assert (await reader.get(address, headers=tag)).status_code == 304
        given = {"old": "correct horse battery", "new": "another long password"}
        assert (await rana.post("/api/v1/me/password", json=given)).status_code == 204
        assert (await reader.get(address)).status_code == 404


async def test_nobody_confirms_an_address_by_naming_a_time(desk_server: Server) -> None:
    """``confirmed_at`` is not a field of a request."""
    channel = {"kind": "email", "address": "x@desk.example", "confirmed_at": "2026-01-01"}
    async with desk_server.client("rana") as rana:
        assert (await rana.post(PATH, json=body(channels=[channel]))).status_code == 422


async def test_what_is_written_is_what_match_reads(desk_server: Server) -> None:
    """In the canonical spelling, owned by whoever asked."""
    async with desk_server.client("rana") as rana:
        await add(rana, query="to:RUS   from:USA")
    (record,) = desk_server.broker.log[SUBSCRIPTIONS.name]
    written = decode(Subscription, record.value)
    assert (written.owner, written.query) == ("rana", canonical("to:RUS from:USA")[0])
