"""Signing in: who gets in, for how long, and how often one may guess."""

import re
from datetime import timedelta

import httpx
import pytest

from dashboard.people import changed
from schemas.topics import AUDIT, PEOPLE
from tests.fakes.broker import PASSWORD, Server, server

HTML = {"accept": "text/html"}


@pytest.fixture
def desk_server() -> Server:
    made = server()
    made.add_person("rana", "editor")
    return made


async def form_of(client: httpx.AsyncClient) -> str:
    """Open the form; return the word that it wants back."""
    page = await client.get("/sign-in", headers=HTML)
    found = re.search(r'name="csrf" value="([^"]+)"', page.text)
    assert found is not None, page.text
    return found[1]


async def sign_in(
    client: httpx.AsyncClient, password: str = PASSWORD, name: str = "rana", **fields: str
) -> httpx.Response:
    word = await form_of(client)
    given = {"name": name, "password": password, "csrf": word} | fields
    return await client.post("/sign-in", data=given, headers=HTML)


async def test_the_right_password_opens_the_desk(desk_server: Server) -> None:
    async with desk_server.client() as client:
        assert (await client.get("/", headers=HTML)).headers["location"] == "/sign-in?next=/"
        answer = await sign_in(client, next="/?q=1")
        assert (answer.status_code, answer.headers["location"]) == (303, "/?q=1")
        cookie = answer.headers["set-cookie"].lower() + str(answer.headers.multi_items()).lower()
        assert "httponly" in cookie
        assert "samesite=lax" in cookie
        assert (await client.get("/", headers=HTML)).status_code == 200
        assert (await client.get("/sign-in", headers=HTML)).status_code == 303


async def test_over_https_the_cookie_is_secure_and_bound_to_the_host() -> None:
    made = server(dashboard_url="https://desk.example")
    made.add_person("rana")
    async with made.client() as client:
        answer = await sign_in(client)
        session = next(
            v for k, v in answer.headers.multi_items() if k == "set-cookie" and "__Host-" in v
        )
        assert {"Secure", "HttpOnly", "Path=/", "SameSite=lax"} <= set(session.split("; "))
        assert answer.headers["strict-transport-security"]


@pytest.mark.parametrize(("name", "password"), [("rana", "wrong"), ("nobody", PASSWORD)])
async def test_a_wrong_name_and_a_wrong_password_look_the_same(
    desk_server: Server, name: str, password: str
) -> None:
    async with desk_server.client() as client:
        answer = await sign_in(client, password, name)
        assert answer.status_code == 401
        assert "marsad=" not in str(answer.headers)
        assert "الاسم أو كلمة المرور غير صحيح" in answer.text


async def test_after_ten_wrong_passwords_the_right_one_has_to_wait(desk_server: Server) -> None:
    async with desk_server.client() as client:
        for _ in range(10):
            assert (await sign_in(client, "wrong")).status_code == 401
        refused = await sign_in(client)
        assert refused.status_code == 429
        assert int(refused.headers["retry-after"]) > 800
        desk_server.clock.pass_(minutes=15)
        assert (await sign_in(client)).status_code == 303


async def test_a_session_ends_by_itself_and_where_it_is_ended(desk_server: Server) -> None:
    """By its hours, by signing out, by another password, by being switched off."""
    person = desk_server.desk.people.records["rana"]
    async with desk_server.client() as client:
        await sign_in(client)
        desk_server.clock.pass_(hours=12)
        assert (await client.get("/", headers=HTML)).status_code == 303
        await sign_in(client)
        page = await client.get("/", headers=HTML)
        found = re.search(r'name="csrf" value="([^"]+)"', page.text)
        assert found is not None
        out = await client.post("/sign-out", data={"csrf": found[1]})
        assert out.headers["location"] == "/sign-in"
        assert (await client.get("/", headers=HTML)).status_code == 303
        await sign_in(client)
        off = changed(person, desk_server.clock(), disabled=True)
        desk_server.broker.append(PEOPLE, "rana", off)
        assert (await client.get("/", headers=HTML)).status_code == 303
        assert (await sign_in(client)).status_code == 401


@pytest.mark.parametrize(
    ("headers", "word"),
    [
        ({}, "another"),
        ({}, ""),
        ({"origin": "https://elsewhere.example"}, None),
        ({"sec-fetch-site": "cross-site"}, None),
    ],
)
async def test_a_forged_request_changes_nothing(
    desk_server: Server, headers: dict[str, str], word: str | None
) -> None:
    """Another site can make a browser send its cookie, but neither the word nor our origin."""
    async with desk_server.client() as client:
        await sign_in(client)
        page = await client.get("/", headers=HTML)
        found = re.search(r'name="csrf" value="([^"]+)"', page.text)
        assert found is not None
        given = found[1] if word is None else word
        answer = await client.post("/sign-out", data={"csrf": given}, headers=headers)
        assert answer.status_code == 403
        assert (await client.get("/", headers=HTML)).status_code == 200


async def test_what_was_tried_is_in_the_log_without_the_password(desk_server: Server) -> None:
    async with desk_server.client() as client:
        await sign_in(client, "wrong")
        await sign_in(client, "wrong", name="my secret in the wrong field")
        await sign_in(client)
    written = b"".join(r.value or b"" for r in desk_server.broker.log[AUDIT.name])
    assert written.count(b'"sign-in.refused"') == 2
    assert written.count(b'"sign-in"') == 1
    assert b"secret" not in written


async def test_while_the_state_is_read_the_answer_says_so(desk_server: Server) -> None:
    desk_server.desk.people.ready.clear()
    async with desk_server.client() as client:
        answer = await client.get("/", headers=HTML)
        assert (answer.status_code, answer.headers["retry-after"]) == (503, "2")
        assert "has just started" in answer.text
        assert (await client.get("/health")).status_code == 503


async def test_another_host_name_is_refused(desk_server: Server) -> None:
    """A foreign name that leads to this address would make its pages ours (DNS rebinding)."""
    async with desk_server.client() as client:
        answer = await client.get("/sign-in", headers={"host": "rebound.example"})
        assert answer.status_code == 400


async def test_every_answer_carries_the_policy(desk_server: Server) -> None:
    async with desk_server.client() as client:
        for path in ("/sign-in", "/nowhere", "/static/base.css", "/api/v1/nowhere"):
            headers = (await client.get(path, headers=HTML)).headers
            assert "default-src 'none'" in headers["content-security-policy"], path
            assert "unsafe" not in headers["content-security-policy"], path
            assert headers["x-content-type-options"] == "nosniff", path


async def test_a_page_speaks_the_language_chosen(desk_server: Server) -> None:
    async with desk_server.client() as client:
        assert '<html lang="ar" dir="rtl">' in (await client.get("/sign-in", headers=HTML)).text
        answer = await client.post("/language", data={"language": "en", "back": "//evil.example"})
        assert answer.headers["location"] == "/"
        assert '<html lang="en" dir="ltr">' in (await client.get("/sign-in", headers=HTML)).text


async def test_a_token_lets_a_program_in_until_its_day(desk_server: Server) -> None:
    async with desk_server.client("rana") as client:
        assert (await client.get("/")).status_code == 200
        desk_server.clock.now += timedelta(days=30)
        assert (await client.get("/")).status_code == 401
