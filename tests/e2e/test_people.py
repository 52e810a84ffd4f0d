"""People at the desk on the real stack: acknowledging, privacy, mail that is wanted."""

import asyncio
import re
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from typing import Any

import httpx
import pytest

from dashboard.search import SearchReader
from dashboard.viewer import Viewer
from ops.demo.desk import Desk
from schemas.people import Person, Session
from schemas.subscription import Subscription
from tests.e2e.people import (
    ESCALATION,
    FIRST,
    SECOND,
    THIRD,
    hook,
    listening,
    serve_people,
    submit,
    subscribe,
)
from tests.fakes.mailbox import Mailbox, mail_server
from tests.waiting import eventually

pytestmark = pytest.mark.stack
Serve = Callable[..., dict[str, httpx.Client]]


@pytest.fixture
def mailbox() -> Iterator[Mailbox]:
    """Return a mail server on loopback."""
    with mail_server() as box:
        yield box


@pytest.fixture
def serve(desk: Desk) -> Iterator[Serve]:
    """Return a function that starts the desk and gives people's clients, closed afterwards."""
    with ExitStack() as stack:
        yield lambda **roles: stack.enter_context(serve_people(desk, **roles))


def kinds(desk: Desk) -> list[str]:
    """Return the kinds of the alerts that the webhook received, in order, repeats left out."""
    return [alert["kind"] for alert in desk.world.alerts().values()]


def states(client: httpx.Client, **wanted: Any) -> list[str]:
    return [r["state"] for r in client.get("/api/v1/receipts", params=wanted).json()]


def test_an_acknowledged_alert_stops_repeating_until_it_escalates(desk: Desk, serve: Serve) -> None:
    """Everybody sees who and when within 1 s; 164 to 161 opens it again; all is in the log."""
    people = serve(omar="duty_officer", rana="reader", ada="admin")
    omar, rana, ada = people["omar"], people["rana"], people["ada"]
    subscribe(omar, channels=[hook(desk)])
    submit(desk, FIRST)
    eventually(lambda: kinds(desk) == ["first"], 90, "the first alert")
    (alert,) = eventually(lambda: rana.get("/api/v1/alerts").json(), 10, "it is in the inbox")
    one = f"/api/v1/alerts/{alert['alert_key']}"
    with listening(rana) as ears:
        pressed = time.monotonic()
        answer = omar.post(f"{one}/acknowledge", json={"text": "أتابعه"})
        assert answer.status_code == 200, answer.text
        eventually(lambda: ears.named("action"), 5, "the other screen shows it")
        assert ears.when("action") - pressed < 1.0
        (action,) = ears.named("action")
        assert (action["verb"], action["by"], action["text"]) == ("acknowledge", "omar", "أتابعه")
        submit(desk, SECOND)
        eventually(lambda: "suppressed" in states(rana), 60, "the update is held back")
        assert kinds(desk) == ["first"]
        submit(desk, ESCALATION)
        eventually(lambda: kinds(desk) == ["first", "update"], 60, "the escalation is told")
        eventually(lambda: rana.get(one).json()["status"] == "open", 10, "it is open again")
        eventually(lambda: len(ears.named("action")) == 2, 10, "and the screens show it")
    assert omar.post(f"{one}/acknowledge", json={}).status_code == 200
    assert omar.post(f"{one}/unacknowledge", json={}).json()["status"] == "open"
    submit(desk, THIRD)
    eventually(lambda: kinds(desk) == ["first", "update", "update"], 60, "updates are told again")
    done = [(a["verb"], a["by"]) for a in rana.get(one).json()["actions"]]
    assert done == [
        ("acknowledge", "omar"), ("reopen", "system"), ("acknowledge", "omar"),
        ("unacknowledge", "omar"),
    ]  # fmt: skip
    log = ada.get("/api/v1/audit", params={"subject": alert["alert_key"]}).json()
    assert [(e["action"], e["by"]) for e in reversed(log)] == [
        ("alert.acknowledge", "omar"), ("alert.reopen", "system"), ("alert.acknowledge", "omar"),
        ("alert.unacknowledge", "omar"),
    ]  # fmt: skip


def link_of(mailbox: Mailbox, word: str) -> str:
    """Return the path of the newest link of a kind in the mails that came."""
    for mail in reversed(mailbox.mails):
        body = mail.get_body(("plain",))
        text = f"{mail['List-Unsubscribe'] or ''} {body.get_content() if body else ''}"
        if found := re.search(rf"http://[^/\s]+(/{word}/[^\s>]+)", text):
            return found[1]
    raise AssertionError(f"no mail has a link to {word}")


def test_mail_goes_where_it_is_wanted_and_one_click_ends_it(
    desk: Desk, mailbox: Mailbox, serve: Serve
) -> None:
    """Nothing before the yes; a look at the link by a scanner ends nothing, one POST does."""
    desk.base |= {
        "MARSAD_SMTP_HOST": "127.0.0.1", "MARSAD_SMTP_PORT": str(mailbox.port),
        "MARSAD_MAIL_FROM": "desk@marsad.example",
    }  # fmt: skip
    people = serve(omar="duty_officer")
    omar, scanner = people["omar"], people["nobody"]
    mail = {"kind": "email", "address": "omar@ministry.example"}
    subscribe(omar, name="mail", query="from:BRA to:ARG", channels=[mail])
    assert len(mailbox.mails) == 1
    confirm = link_of(mailbox, "confirm")
    assert scanner.get(confirm).status_code == 200
    submit(desk, FIRST)
    eventually(lambda: omar.get("/api/v1/alerts").json(), 90, "the alert is on the desk")
    eventually(lambda: omar.get("/api/v1/receipts").json(), 20, "and has a receipt")
    assert len(mailbox.mails) == 1, "no alert to an address that was only asked"
    assert scanner.post(confirm).status_code == 200
    submit(desk, SECOND)
    eventually(lambda: len(mailbox.mails) >= 2, 60, "the next one is mailed")
    taken = mailbox.mails[-1]
    assert taken["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    unsubscribe = link_of(mailbox, "unsubscribe")
    count = len(mailbox.mails)
    assert scanner.get(unsubscribe).status_code == 200
    submit(desk, THIRD)
    eventually(lambda: len(mailbox.mails) > count, 60, "a look has ended nothing")
    click = scanner.post(unsubscribe, data={"List-Unsubscribe": "One-Click"})
    assert click.status_code == 200
    count = len(mailbox.mails)
    submit(desk, ESCALATION)
    eventually(lambda: omar.get("/api/v1/alerts").json()[0]["story_version"] >= 4, 60, "an update")
    eventually(lambda: "suppressed" in states(omar, channel_kind="email"), 30, "it is held back")
    assert len(mailbox.mails) == count


def test_nobody_sees_anothers_private_subscription(desk: Desk, serve: Serve) -> None:
    """By the API, the live stream, or search; not an admin, either."""
    people = serve(rana="reader", karim="reader", ada="admin")
    made = subscribe(people["rana"], visibility="private", name="سري", channels=[hook(desk)])
    ids = made["subscription_id"]
    with listening(people["karim"]) as others, listening(people["rana"]) as own:
        submit(desk, FIRST)
        eventually(lambda: own.named("alert"), 90, "its owner hears of it")
        eventually(lambda: others.named("story"), 20, "everybody hears of the story")
        (alert,) = people["rana"].get("/api/v1/alerts").json()
        people["rana"].post(f"/api/v1/alerts/{alert['alert_key']}/comment", json={"text": "سر"})
        eventually(lambda: own.named("action"), 10, "its owner sees the comment")
        eventually(lambda: people["rana"].get("/api/v1/receipts").json(), 20, "a receipt")
        for name in ("karim", "ada"):
            client = people[name]
            assert client.get("/api/v1/subscriptions").json() == []
            assert client.get("/api/v1/alerts").json() == []
            assert client.get("/api/v1/receipts").json() == []
            for path in (f"subscriptions/{ids}", f"alerts/{alert['alert_key']}"):
                assert client.get(f"/api/v1/{path}").status_code == 404
            told = client.get("/api/v1/audit").text
            assert "سري" not in told
            assert ids not in told
        assert [e for e, _, _ in others.heard if e in ("alert", "action")] == []
    tried = f"/api/v1/subscriptions/{ids}"
    eventually(
        lambda: len(people["rana"].post(f"{tried}/test", json={}).json()["alerts"]) == 1, 30,
        "the dry run tells what was told",
    )  # fmt: skip
    why = people["rana"].post(f"{tried}/explain", json={"identity": "report-0"}).json()
    assert why["met"]
    assert [line["clause"] for line in why["lines"] if line["holds"]]
    for client in (people["karim"], people["ada"]):
        assert tries(client, ids, alert["alert_key"]) == {404}
        for kind in ("stories.csv", "stories.jsonl", "events.csv"):
            assert ids not in client.get(f"/exports/{kind}").text
    eventually(lambda: desk.search("alerts"), 30, "search has the alert")
    found = {n: asyncio.run(searched(desk, ids, n)) for n in ("rana", "karim")}
    assert found["rana"] >= 1
    assert found["karim"] == 0


def tries(client: httpx.Client, subscription_id: str, alert_key: str) -> set[int]:
    """Try all that can be done to a subscription and an alert; return what was answered."""
    subscription, alert = f"/api/v1/subscriptions/{subscription_id}", f"/api/v1/alerts/{alert_key}"
    channel = "0" * 16
    verbs = ("acknowledge", "unacknowledge", "assign", "comment", "resolve", "reopen")
    requests: list[tuple[str, str, dict[str, Any]]] = [
        ("GET", subscription, {}), ("GET", alert, {}), ("GET", f"{subscription}/feed", {}),
        ("PUT", subscription, {"name": "x", "query": "from:BRA", "version": 1}),
        ("DELETE", subscription, {}),
        ("POST", f"{subscription}/test", {}),
        ("POST", f"{subscription}/explain", {"identity": "report-0"}),
        ("POST", f"{subscription}/channels/{channel}/rotate", {}),
        ("POST", f"{subscription}/channels/{channel}/resume", {}),
        *(("POST", f"{alert}/{verb}", {"text": "x"}) for verb in verbs),
    ]  # fmt: skip
    return {client.request(m, path, json=body).status_code for m, path, body in requests}


async def searched(desk: Desk, subscription_id: str, name: str) -> int:
    """Return how many alerts and receipts search has for ``name``."""
    moment = "2026-01-01T00:00:00+00:00"
    person = Person(name=name, created_at=moment, updated_at=moment)
    session = Session(session_id="", person=name, kind="token", epoch=1, created_at=moment,
                      expires_at=moment)  # fmt: skip
    private = Subscription(subscription_id=subscription_id, owner="rana", query="from:BRA")
    reader = SearchReader(desk.settings)
    try:
        viewer = Viewer(person, session, "", {subscription_id: private})
        return (await reader.ask(viewer, "alerts", {})).total
    finally:
        await reader.close()


def test_a_stream_that_was_cut_goes_on_without_gap_or_repeat(desk: Desk, serve: Serve) -> None:
    """What came while nobody listened comes first; the server may have been started anew."""
    people = serve(rana="reader")
    rana = people["rana"]
    with listening(rana) as before:
        submit(desk, FIRST)
        eventually(lambda: before.named("story"), 90, "the first version")
    submit(desk, SECOND, THIRD)
    with listening(rana, before.last_id) as after:
        eventually(lambda: len(after.named("story")) == 2, 60, "both that were missed")
    told = [(s["story_id"], s["version"]) for e in (before, after) for s in e.named("story")]
    assert len(told) == len(set(told)) == 3
    assert [version for _, version in told] == [1, 2, 3]


def test_the_heartbeat_goes_out_of_every_way_and_nobody_sees_it(
    desk: Desk, mailbox: Mailbox, serve: Serve
) -> None:
    """Signed post, mail, inbox, feed and search, timed each; to people it never was."""
    desk.base |= {
        "MARSAD_SMTP_HOST": "127.0.0.1", "MARSAD_SMTP_PORT": str(mailbox.port),
        "MARSAD_HEARTBEAT_INTERVAL_S": "5", "MARSAD_HEARTBEAT_EMAIL": "beat@marsad.example",
    }  # fmt: skip
    people = serve(rana="reader")
    rana = people["rana"]
    subscribe(rana, visibility="private", query="type:SANCTION status:any")
    ways = {"receiver", "search", "webhook", "inbox", "atom", "email"}
    with listening(rana) as ears:
        eventually(lambda: arrived(rana) == ways, 120, f"beats out of {ways}")
        seen = rana.get("/api/v1/heartbeats").json()
        assert all(0 < beat["lag_s"] < 60 and not beat["silent"] for beat in seen)
        assert rana.get("/api/v1/alerts").json() == []
        assert rana.get("/api/v1/receipts").json() == []
        assert {e for e, _, _ in ears.heard} == {"hello"}
    health = desk.marsad("health", "heartbeat")
    assert health.returncode == 0, health.stdout.decode()
    assert len(health.stdout.splitlines()) == len(ways)
    metrics = httpx.get(f"http://127.0.0.1:{desk.settings.heartbeat_port}/metrics").text
    for way in ways:
        assert f'marsad_heartbeat_lag_seconds{{way="{way}"}}' in metrics
    assert mailbox.recipients
    assert set(mailbox.recipients) == {"beat@marsad.example"}


def arrived(client: httpx.Client) -> set[str]:
    """Return the ways out of which a beat has come."""
    beats = client.get("/api/v1/heartbeats").json()
    return {beat["way"] for beat in beats if beat["arrived_at"]}
