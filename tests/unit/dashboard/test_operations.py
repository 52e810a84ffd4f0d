"""People, silences and the log of what was done, by the API."""

from typing import Any

import pytest

from dashboard.letters import Letter
from schemas.people import ROLES
from schemas.topics import AUDIT, SILENCES
from tests.fakes.broker import PASSWORD, Server, server

ONE = {"field": "outlet", "values": ["صحيفة"]}
LATER = "2026-05-04T18:00:00Z"


@pytest.fixture
def desk_server() -> Server:
    made = server(kafka="127.0.0.1:1", elasticsearch="http://127.0.0.1:1")
    for role in ROLES:
        made.add_person(role.replace("_", "-"), role)
    return made


async def test_an_admin_adds_changes_and_removes_people(desk_server: Server) -> None:
    async with desk_server.client("admin") as admin:
        new = {"name": "rana", "role": "editor", "password": "a long enough password"}
        assert (await admin.post("/api/v1/people", json=new)).status_code == 201
        assert (await admin.post("/api/v1/people", json=new)).status_code == 409
        async with desk_server.client("rana") as rana:
            assert (await rana.get("/api/v1/me")).json()["role"] == "editor"
            changed = await admin.patch("/api/v1/people/rana", json={"role": "reader"})
            assert changed.json()["role"] == "reader"
            assert (await rana.get("/api/v1/me")).status_code == 401, "another role ends sessions"
        assert (await admin.delete("/api/v1/people/rana")).status_code == 204
        assert (await admin.patch("/api/v1/people/rana", json={})).status_code == 404
    assert b"a long enough password" not in b"".join(
        r.value or b"" for records in desk_server.broker.log.values() for r in records
    )


@pytest.mark.parametrize(
    "given",
    [
        {"name": "Rana"}, {"name": "a b"}, {"name": "system"}, {"name": ""},
        {"name": "x", "password": "short"}, {"name": "x", "role": "king"},
        {"name": "x", "email": "no address"}, {"name": "x", "time_zone": "Mars/Olympus"},
    ],
)  # fmt: skip
async def test_a_person_that_could_not_be_is_refused(
    desk_server: Server, given: dict[str, Any]
) -> None:
    async with desk_server.client("admin") as admin:
        assert (await admin.post("/api/v1/people", json=given)).status_code == 422


async def test_an_admin_cannot_lock_themselves_out(desk_server: Server) -> None:
    async with desk_server.client("admin") as admin:
        for given in ({"disabled": True}, {"role": "reader"}):
            assert (await admin.patch("/api/v1/people/admin", json=given)).status_code == 409
        assert (await admin.delete("/api/v1/people/admin")).status_code == 409


async def test_others_see_names_and_roles_and_nothing_more(desk_server: Server) -> None:
    async with desk_server.client("reader") as reader, desk_server.client("admin") as admin:
        (first, *_) = (await reader.get("/api/v1/people")).json()
        assert set(first) == {"name", "shown_as", "role", "disabled"}
        assert "email" in (await admin.get("/api/v1/people")).json()[0]
        assert "argon2" not in (await admin.get("/api/v1/people")).text


async def test_a_password_is_changed_by_whoever_knows_the_old_one(desk_server: Server) -> None:
    """Ten wrong ones, and the right one has to wait."""
    new = "another long password"
    async with desk_server.client("reader") as reader:
        path = "/api/v1/me/password"
        for _ in range(9):
            assert (await reader.post(path, json={"old": "x", "new": new})).status_code == 403
        assert (await reader.post(path, json={"old": PASSWORD, "new": "short"})).status_code == 422
        assert (await reader.post(path, json={"old": PASSWORD, "new": new})).status_code == 429


async def test_a_token_is_ended_by_its_owner_alone(desk_server: Server) -> None:
    async with desk_server.client("reader") as reader, desk_server.client("editor") as editor:
        made = (await reader.post("/api/v1/me/tokens", json={"label": "export"})).json()
        one = f"/api/v1/me/tokens/{made['session_id']}"
        assert (await editor.delete(one)).status_code == 404
        bearer = {"authorization": f"Bearer {made['token']}"}
        async with desk_server.client() as program:
            assert (await program.get("/api/v1/me", headers=bearer)).json()["name"] == "reader"
            assert (await reader.delete(one)).status_code == 204
            assert (await program.get("/api/v1/me", headers=bearer)).status_code == 401


async def test_a_silence_of_ones_own_is_ones_own(desk_server: Server) -> None:
    body = {"matchers": [ONE], "reason": "صيانة", "ends": LATER}
    async with desk_server.client("reader") as reader, desk_server.client("editor") as editor:
        made = (await reader.post("/api/v1/silences", json=body)).json()
        assert (made["owner"], made["author"]) == ("reader", "reader")
        one = f"/api/v1/silences/{made['silence_id']}"
        assert (await editor.get("/api/v1/silences")).json() == []
        assert (await editor.patch(one, json={"ends": LATER})).status_code == 404
        ended = await reader.patch(one, json={"ends": "2026-05-04T11:00:00Z"})
        assert ended.json()["ends"] == made["starts"]
        assert (await reader.get("/api/v1/silences")).json() == []
        assert len((await reader.get("/api/v1/silences?ended=true")).json()) == 1


async def test_a_silence_for_everybody_needs_a_duty_officer(desk_server: Server) -> None:
    body = {"matchers": [ONE], "reason": "صيانة", "ends": LATER, "scope": "everybody"}
    async with desk_server.client("editor") as editor, desk_server.client("duty-officer") as duty:
        assert (await editor.post("/api/v1/silences", json=body)).status_code == 403
        made = (await duty.post("/api/v1/silences", json=body)).json()
        assert made["owner"] == ""
        assert len((await editor.get("/api/v1/silences")).json()) == 1
        one = f"/api/v1/silences/{made['silence_id']}"
        assert (await editor.patch(one, json={"ends": LATER})).status_code == 403
    assert b'"silence.add"' in b"".join(r.value or b"" for r in desk_server.broker.log[AUDIT.name])


@pytest.mark.parametrize(
    "changes",
    [
        {"matchers": []}, {"matchers": [{"field": "colour", "values": ["red"]}]},
        {"matchers": [{"field": "outlet", "values": []}]}, {"reason": ""},
        {"ends": "tomorrow"}, {"ends": "2026-05-04T11:00:00Z"},
    ],
)  # fmt: skip
async def test_a_silence_that_would_hold_everything_or_nothing_is_refused(
    desk_server: Server, changes: dict[str, Any]
) -> None:
    body = {"matchers": [ONE], "reason": "صيانة", "ends": LATER} | changes
    async with desk_server.client("reader") as reader:
        assert (await reader.post("/api/v1/silences", json=body)).status_code == 422
    assert desk_server.broker.log[SILENCES.name] == []


async def test_an_admin_replays_the_letters_that_were_chosen(
    desk_server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Key, value and headers as they were, to the topic that they came from."""

    async def found(*_: Any, **__: Any) -> list[Letter]:
        headers = [("x-replays", b"1")]
        return [Letter(f"0/{n}", "articles.raw", b"k", b"v%d" % n, headers) for n in range(3)]

    monkeypatch.setattr("dashboard.api.operations.replayable", found)
    async with desk_server.client("admin") as admin:
        answer = await admin.post("/api/v1/dead-letters/replay", json={"places": ["0/1"]})
    assert answer.json() == {"replayed": 1}
    assert [r.value for r in desk_server.broker.log["articles.raw"]] == [b"v1"]


async def test_without_kafka_reading_the_log_says_so(desk_server: Server) -> None:
    async with desk_server.client("admin") as admin:
        answer = await admin.get("/api/v1/audit")
        assert answer.status_code == 503
        assert "audit" in answer.json()["detail"]
