"""Who may call what: every route with every role, as permissions.json (tests/cases) says."""

import json
import re
from collections.abc import AsyncIterator
from typing import Any

import httpx
import pytest
import pytest_asyncio
from fastapi import FastAPI
from fastapi.routing import APIRoute

from dashboard.security.access import api_routes, check_routes, decision
from schemas.people import ROLES, Role
from tests.conftest import ROOT
from tests.fakes.broker import Server, server
from tests.unit.dashboard.test_alerts import KEY, made

CASES: dict[str, Any] = json.loads(
    (ROOT / "tests" / "cases" / "dashboard" / "permissions.json").read_text("utf-8")
)
PEOPLE: tuple[Role | None, ...] = (None, *ROLES)
STREAMS = {"GET /api/v1/stream"}
"""They do not end."""


def routes() -> dict[str, APIRoute]:
    """Return every route by method and path."""
    return {
        f"{method} {route.path}": route
        for route in api_routes(server().app)
        for method in sorted(route.methods or ())
    }


ROUTES = routes()


def test_every_route_is_decided_upon_here() -> None:
    """A new route fails until someone writes down who may call it; so does a change of mind."""
    assert {name: decision(route) for name, route in ROUTES.items()} == CASES


def test_a_route_without_a_decision_ends_the_start() -> None:
    app = FastAPI()

    @app.get("/forgotten")
    async def forgotten() -> None:
        """Have no decision."""

    with pytest.raises(LookupError, match="/forgotten: expected one decision"):
        check_routes(app)


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def desk_server() -> AsyncIterator[Server]:
    made = server(elasticsearch="http://127.0.0.1:1", kafka="127.0.0.1:1")
    for role in ROLES:
        made.add_person(role.replace("_", "-"), role)
    yield made
    await made.desk.index.close()


async def ask(desk_server: Server, name: str, person: str | None) -> httpx.Response:
    """Call the route ``name`` with nothing that it could do."""
    method, _, path = name.partition(" ")
    path = re.sub(r"\{(partition|offset)[^}]*\}", "0", path)
    path = re.sub(r"\{[^}]+\}", "nothing", path)
    async with desk_server.client(person and person.replace("_", "-")) as client:
        return await client.request(method, path, json={}, headers={"accept": "application/json"})


@pytest.mark.asyncio(loop_scope="module")
@pytest.mark.parametrize("person", PEOPLE)
@pytest.mark.parametrize("name", sorted(set(ROUTES) - STREAMS))
async def test_a_route_lets_in_whom_it_should(
    desk_server: Server, name: str, person: Role | None
) -> None:
    """401 for no one, 403 for a role below, neither of them for the others; never a fault."""
    answer = await ask(desk_server, name, person)
    wanted = CASES[name]
    if wanted == "public":
        assert answer.status_code not in (401, 403)
    elif person is None:
        assert answer.status_code == 401
    elif ROLES.index(person) < ROLES.index(wanted):
        assert answer.status_code == 403
    else:
        assert answer.status_code not in (401, 403), answer.text
    assert answer.status_code != 500
    assert answer.headers["content-security-policy"]


@pytest.mark.parametrize("name", sorted(STREAMS))
async def test_a_stream_lets_no_stranger_in(desk_server: Server, name: str) -> None:
    assert (await ask(desk_server, name, None)).status_code == 401


PRIVATE = {"subscription_id": "duty", "key": KEY}
"""A private subscription of the editor's and an alert of it."""
BODIES = {
    "PUT /api/v1/subscriptions/{subscription_id}": {"name": "x", "query": "from:BRA", "version": 1},
    "POST /api/v1/subscriptions/{subscription_id}/explain": {"identity": "s1"},
}
OF_ONE = sorted(name for name in ROUTES if any(f"{{{part}}}" in name for part in PRIVATE))


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def private_server() -> AsyncIterator[Server]:
    found = made("private")
    yield found
    await found.desk.index.close()


@pytest.mark.asyncio(loop_scope="module")
@pytest.mark.parametrize("person", ["rana", "omar", "ada"])
@pytest.mark.parametrize("name", OF_ONE)
async def test_what_is_private_looks_like_what_is_not_there(
    private_server: Server, name: str, person: str
) -> None:
    """To every role and by every route that names a subscription or an alert."""
    method, _, path = name.partition(" ")
    answers = []
    for ids in (PRIVATE, dict.fromkeys(PRIVATE, "nothing")):
        filled = re.sub(r"\{(\w+)\}", lambda part, ids=ids: ids.get(part[1], "0"), path)  # type: ignore[misc]
        async with private_server.client(person) as client:
            answer = await client.request(
                method, filled, json=BODIES.get(name, {}), headers={"accept": "application/json"}
            )
        answers.append((answer.status_code, answer.text))
    assert answers[0] == answers[1]
    assert answers[0][0] == 404
