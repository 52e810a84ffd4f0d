"""What people do with alerts: who may, what follows, and what nobody else ever sees."""

import dataclasses
from typing import Any

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.cursor import Cursor
from dashboard.escalation import Escalations
from dashboard.routes.stream import event_of
from dashboard.security.sessions import opened
from dashboard.viewer import Viewer
from schemas.alert import Alert, AlertKind
from schemas.desk import AlertState
from schemas.receipt import Receipt
from schemas.story import Story
from schemas.subscription import Visibility
from schemas.topics import ALERTS, ALERTS_RECEIPTS, AUDIT, DESK_ACTIONS, DESK_STATES
from streams.alerts import History, alert_of
from streams.alerts.standing import escalated, held_back
from tests.fakes.broker import Server, server
from tests.records import MOMENT, event, story, subscription

KEY = "duty+s1"
VERBS = ("acknowledge", "unacknowledge", "assign", "comment", "resolve", "reopen")


def alert(version: int = 1, kind: AlertKind = "first", **changes: Any) -> Alert:
    """Return the alert of the duty subscription on a version of the story."""
    found = alert_of(subscription(), story(1), History(), MOMENT)
    assert found is not None
    return dataclasses.replace(
        found, story_version=version, kind=kind, story=story(version, **changes)
    )


@pytest.fixture
def desk_server() -> Server:
    """Return a server with one shared alert and a person of each role."""
    return made("shared")


def made(visibility: Visibility) -> Server:
    """Return a server with one alert of a subscription of the editor's."""
    found = server(elasticsearch="http://127.0.0.1:1", kafka="127.0.0.1:1")
    for name, role in (("rana", "reader"), ("ed", "editor"), ("omar", "duty_officer"),
                       ("ada", "admin")):  # fmt: skip
        found.add_person(name, role)  # type: ignore[arg-type]  # each is one
    found.add_subscription(subscription(owner="ed", visibility=visibility))
    found.broker.append(ALERTS, KEY, alert())
    return found


async def do(client: httpx.AsyncClient, verb: str, **body: Any) -> httpx.Response:
    return await client.post(f"/api/v1/alerts/{KEY}/{verb}", json=body)


async def test_an_acknowledged_alert_says_who_and_when_to_everybody(desk_server: Server) -> None:
    async with desk_server.client("omar") as omar, desk_server.client("rana") as rana:
        answer = await do(omar, "acknowledge", text="أتابعه")
        assert answer.status_code == 200, answer.text
        seen = (await rana.get("/api/v1/alerts")).json()
        assert [(a["status"], a["by"], a["comments"]) for a in seen] == [
            ("acknowledged", "omar", 1)
        ]
        one = (await rana.get(f"/api/v1/alerts/{KEY}")).json()
        assert [(a["verb"], a["by"], a["text"]) for a in one["actions"]] == [
            ("acknowledge", "omar", "أتابعه")
        ]
        assert (await do(omar, "acknowledge")).status_code == 409
        assert (await do(omar, "unacknowledge")).json()["status"] == "open"
        assert (await do(omar, "resolve")).json()["status"] == "resolved"
        assert (await do(omar, "reopen")).json()["status"] == "open"
    log = b"".join(r.value or b"" for r in desk_server.broker.log[AUDIT.name])
    for verb in ("acknowledge", "unacknowledge", "resolve", "reopen"):
        assert f'"alert.{verb}"'.encode() in log


@pytest.mark.parametrize("verb", VERBS)
@pytest.mark.parametrize("name", ["rana", "ed", "omar", "ada"])
async def test_on_a_shared_alert_a_role_does_what_it_may(
    desk_server: Server, name: str, verb: str
) -> None:
    """A reader looks, an editor says something; its owner (``ed``) may do everything."""
    async with desk_server.client(name) as client:
        answer = await do(client, verb, text="نص")
        assert (answer.status_code == 403) is (name == "rana")


async def test_an_alert_is_handed_to_someone_who_can_see_it(desk_server: Server) -> None:
    async with desk_server.client("omar") as omar:
        assert (await do(omar, "assign", to="rana")).json()["assignee"] == "rana"
        mine = (await omar.get("/api/v1/alerts?assignee=rana")).json()
        assert len(mine) == 1
        assert (await do(omar, "assign", to="nobody")).status_code == 422
        assert (await do(omar, "assign", to=None)).json()["assignee"] is None


@pytest.mark.parametrize("name", ["rana", "omar", "ada"])
async def test_a_private_alert_is_nobody_elses(name: str) -> None:
    """Not in a list, not by its key, not to act on, not in the stream; an admin's role is none."""
    desk_server = made("private")
    async with desk_server.client(name) as client:
        assert (await client.get("/api/v1/alerts")).json() == []
        assert (await client.get(f"/api/v1/alerts/{KEY}")).status_code == 404
        for verb in VERBS:
            assert (await do(client, verb, text="x")).status_code == 404
    assert heard_by(desk_server, name) == []
    assert heard_by(desk_server, "ed") == ["alert"]
    async with desk_server.client("ed") as owner:
        assert (await do(owner, "acknowledge")).status_code == 200


def heard_by(desk_server: Server, name: str) -> list[str]:
    """Return the names of what the stream tells ``name`` of all that there is."""
    person = desk_server.desk.people.records[name]
    _, session = opened(person, desk_server.clock(), 1)
    viewer = Viewer(person, session, "", desk_server.desk.subscriptions.records)
    heard = desk_server.desk.hub._missed(Cursor({}))
    return [told[0] for h in heard if (told := event_of(viewer, h)) is not None]


async def test_an_escalation_opens_the_alert_again_and_says_so(desk_server: Server) -> None:
    """164 was taken on; 166 comes: open, by the system, and in the log."""
    async with desk_server.client("omar") as omar:
        await do(omar, "acknowledge")
        more = (event(), event("e2", cameo="166", cameo_root="16"))
        desk_server.broker.append(ALERTS, KEY, alert(2, "update", events=more))
        assert (await omar.get(f"/api/v1/alerts/{KEY}")).json()["status"] == "open"
        await Escalations(desk_server.desk).look(KEY)
        one = (await omar.get(f"/api/v1/alerts/{KEY}")).json()
        assert (one["status"], one["by"]) == ("open", "system")
        assert [a["verb"] for a in one["actions"]] == ["acknowledge", "reopen"]
        await Escalations(desk_server.desk).look(KEY)
        assert len(desk_server.broker.log[DESK_ACTIONS.name]) == 2
        assert (await do(omar, "acknowledge")).json()["status"] == "acknowledged"


async def test_an_update_that_escalates_nothing_leaves_it_acknowledged(
    desk_server: Server,
) -> None:
    async with desk_server.client("omar") as omar:
        await do(omar, "acknowledge")
        desk_server.broker.append(ALERTS, KEY, alert(2, "update"))
        assert (await omar.get(f"/api/v1/alerts/{KEY}")).json()["status"] == "acknowledged"


STATE = AlertState(
    alert_key=KEY, subscription_id="duty", story_id="s1", status="acknowledged", by="omar",
    cameo=("164",),
)  # fmt: skip


@pytest.mark.parametrize(
    ("kind", "codes", "stops"),
    [
        ("update", ("164",), True),
        ("update", ("164", "166"), False),
        ("update", ("164", "173"), False),
        ("update", ("057", "164"), True),
        ("correction", ("164",), False),
        ("first", ("164",), False),
    ],
)
def test_updates_stop_until_it_escalates(
    kind: AlertKind, codes: tuple[str, ...], *, stops: bool
) -> None:
    events = tuple(event(f"e{c}", cameo=c, cameo_root=c[:2]) for c in codes)
    found = alert(2, kind, events=events)
    assert (held_back(STATE, found) is not None) is stops
    assert held_back(None, found) is None
    assert held_back(dataclasses.replace(STATE, status="open"), found) is None


@given(st.lists(st.from_regex(r"[01][0-9]{1,3}", fullmatch=True), max_size=6))
def test_what_was_seen_escalates_nothing(codes: list[str]) -> None:
    assert not escalated(tuple(codes), tuple(codes))


async def test_what_kafka_does_not_take_is_not_done(desk_server: Server) -> None:
    """The answer says so, and the alert stands as it did."""
    desk_server.broker.away = True
    async with desk_server.client("omar") as omar:
        answer = await do(omar, "acknowledge")
        assert (answer.status_code, answer.headers["retry-after"]) == (503, "2")
        assert (await omar.get(f"/api/v1/alerts/{KEY}")).json()["status"] == "open"


async def test_two_who_press_at_once_do_not_both_succeed(desk_server: Server) -> None:
    import asyncio

    async with desk_server.client("omar") as omar, desk_server.client("ada") as ada:
        answers = await asyncio.gather(do(omar, "acknowledge"), do(ada, "acknowledge"))
    assert sorted(a.status_code for a in answers) == [200, 409]
    assert len(desk_server.broker.log[DESK_STATES.name]) == 1


def test_the_story_of_an_alert_is_told_without_controls() -> None:
    """A headline that would turn the words around it loses what it does that with."""
    from dashboard.cards import story_card

    hostile: Story = story(headline="a\N{RIGHT-TO-LEFT OVERRIDE}<script>")
    assert story_card(hostile)["headline"] == "a<script>"


async def test_receipts_are_told_without_addresses_and_secrets(desk_server: Server) -> None:
    channel = subscription().channels[0]
    receipt = Receipt(
        delivery_id="d1", alert_id="a", subscription_id="duty", story_id="s1", state="suppressed",
        opened_at=MOMENT, updated=MOMENT, alert=alert(), channel=channel,
    )  # fmt: skip
    desk_server.broker.append(ALERTS_RECEIPTS, "d1", receipt)
    async with desk_server.client("rana") as rana:
        answer = await rana.get("/api/v1/receipts?state=suppressed")
        assert [r["delivery_id"] for r in answer.json()] == ["d1"]
        assert channel.secret not in answer.text
        assert channel.url not in answer.text
        assert (await rana.get("/api/v1/receipts?state=sent")).json() == []
