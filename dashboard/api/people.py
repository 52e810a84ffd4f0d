"""People: oneself, one's tokens, and for admins everybody."""

import dataclasses
from collections.abc import Iterator
from typing import Any

from fastapi import APIRouter

from dashboard.api.models import (
    ERRORS,
    ChangedPerson,
    ChangedSelf,
    NewPassword,
    NewPerson,
    NewToken,
)
from dashboard.confirmation import ask_address
from dashboard.errors import Conflict, Forbidden, NotFound, TooOften
from dashboard.people import changed, new_person, own_card, public_card
from dashboard.removal import Handover, check_owns_nothing, handovers
from dashboard.security.access import ADMIN, READER, DeskDep, ViewerDep, require_still_in
from dashboard.security.sessions import issued
from dashboard.state import Desk
from dashboard.viewer import Viewer
from schemas.people import Person
from schemas.topics import PEOPLE, PEOPLE_SESSIONS, SILENCES, SUBSCRIPTIONS

router = APIRouter(prefix="/api/v1", tags=["people"], responses=ERRORS)


@router.get("/me", dependencies=[READER])
async def me(viewer: ViewerDep) -> dict[str, Any]:
    """Return who asks."""
    return own_card(viewer.person)


@router.patch("/me", dependencies=[READER])
async def change_me(desk: DeskDep, viewer: ViewerDep, given: ChangedSelf) -> dict[str, Any]:
    """Change one's own details; another e-mail address has to be confirmed anew."""
    values = given.model_dump(exclude_unset=True)
    return own_card(await _change(desk, viewer, viewer.name, values))


@router.post("/me/password", dependencies=[READER], status_code=204)
async def change_password(desk: DeskDep, viewer: ViewerDep, given: NewPassword) -> None:
    """Change one's own password; every session and token of the old one ends."""
    now = desk.clock()
    if (wait := desk.tries_of_pair.wait(viewer.name, now)) > 0:
        raise TooOften(wait)
    desk.tries_of_pair.count(viewer.name, now)
    if not await desk.passwords.fits(viewer.person.password_hash, given.old):
        raise Forbidden("the old password is another one")
    word = await desk.passwords.hashed(given.new)
    await _change(desk, viewer, viewer.name, {"password_hash": word})


@router.get("/me/tokens", dependencies=[READER])
async def tokens(desk: DeskDep, viewer: ViewerDep) -> list[dict[str, Any]]:
    """Return one's own sessions and tokens; their secrets are not kept."""
    return [
        {
            "session_id": s.session_id,
            "kind": s.kind,
            "label": s.label,
            "created_at": s.created_at,
            "expires_at": s.expires_at,
            "current": s.session_id == viewer.session.session_id,
        }
        for s in desk.sessions.records.values()
        if s.person == viewer.name and s.epoch == viewer.person.epoch
    ]


@router.post("/me/tokens", dependencies=[READER], status_code=201)
async def new_token(desk: DeskDep, viewer: ViewerDep, given: NewToken) -> dict[str, Any]:
    """Make a token of the API; it is shown this once."""
    secret, session = issued(viewer.person, given.label, desk.clock(), given.days)
    await desk.audit("token.add", viewer.name, viewer.name, label=given.label)
    await desk.change(PEOPLE_SESSIONS, session.session_id, session)
    return {
        "token": secret, "session_id": session.session_id, "expires_at": session.expires_at
    }  # fmt: skip


@router.delete("/me/tokens/{session_id}", dependencies=[READER], status_code=204)
async def end_token(desk: DeskDep, viewer: ViewerDep, session_id: str) -> None:
    """End one of one's own sessions or tokens, at once."""
    session = desk.sessions.records.get(session_id)
    if session is None or session.person != viewer.name:
        raise NotFound("there is no such session of yours")
    await desk.audit("token.remove", viewer.name, viewer.name, label=session.label)
    await desk.change(PEOPLE_SESSIONS, session_id, None)


@router.get("/people", dependencies=[READER])
async def people(desk: DeskDep, viewer: ViewerDep) -> list[dict[str, Any]]:
    """Return everybody: names and roles; to admins all but the hashes of passwords."""
    card = own_card if viewer.may("admin") else public_card
    return [card(person) for _, person in sorted(desk.people.records.items())]


@router.post("/people", dependencies=[ADMIN], status_code=201)
async def add_person(desk: DeskDep, viewer: ViewerDep, given: NewPerson) -> dict[str, Any]:
    """Add someone."""
    values = given.model_dump(exclude={"name", "password"})
    person = new_person(given.name, desk.clock(), **values)
    if given.password is not None:
        word = await desk.passwords.hashed(given.password)
        person = dataclasses.replace(person, password_hash=word)
    async with desk.turn(PEOPLE):
        require_still_in(desk, viewer)
        if person.name in desk.people.records:
            raise Conflict(f"there is a person {person.name} already")
        check_owns_nothing(person.name, desk.subscriptions.records.values())
        await desk.audit("person.add", person.name, viewer.name, role=person.role)
        await desk.change(PEOPLE, person.name, person)
    return own_card(person)


@router.patch("/people/{name}", dependencies=[ADMIN])
async def change_person(
    desk: DeskDep, viewer: ViewerDep, name: str, given: ChangedPerson
) -> dict[str, Any]:
    """Change someone; another role, password or being switched off ends their sessions."""
    values = given.model_dump(exclude_unset=True)
    if name == viewer.name and (values.get("disabled") or values.get("role", "admin") != "admin"):
        raise Conflict("you would lock yourself out: another admin has to do that")
    _person(desk, name)
    word = values.pop("password", None)
    if word is not None:
        values["password_hash"] = await desk.passwords.hashed(word)
    return own_card(await _change(desk, viewer, name, values))


@router.delete("/people/{name}", dependencies=[ADMIN], status_code=204)
async def remove_person(desk: DeskDep, viewer: ViewerDep, name: str) -> None:
    """Remove someone; what is private ends with them, what is shared stays, without an owner."""
    if name == viewer.name:
        raise Conflict("you would lock yourself out: another admin has to do that")
    async with desk.turn(PEOPLE), desk.turn(SUBSCRIPTIONS), desk.turn(SILENCES):
        require_still_in(desk, viewer)
        person = _person(desk, name)
        await desk.audit("person.remove", name, viewer.name)
        for one in list(_handovers(desk, name)):
            await desk.audit(one.action, one.key, viewer.name, owner=one.owner, of=name)
            await desk.change(one.topic, one.key, one.record)
        await desk.change(PEOPLE, person.name, None)


def _handovers(desk: Desk, name: str) -> Iterator[Handover]:
    return handovers(name, desk.subscriptions.records.values(), desk.silences.records.values())


def _person(desk: Desk, name: str) -> Person:
    person = desk.people.records.get(name)
    if person is None:
        raise NotFound("there is no such person")
    return person


async def _change(desk: Desk, viewer: Viewer, name: str, values: dict[str, Any]) -> Person:
    """Change of the person ``name``, as they are by now, nothing but ``values``."""
    given = {n: v for n, v in values.items() if v is not None or n == "email"}
    told = ", ".join(sorted("password" if n == "password_hash" else n for n in given))
    async with desk.turn(PEOPLE):
        require_still_in(desk, viewer)
        person = _person(desk, name)
        after = changed(person, desk.clock(), **given)
        await desk.audit("person.change", name, viewer.name, changed=told)
        await desk.change(PEOPLE, name, after)
    known = {address.address for address in after.addresses}
    if after.email and after.email != person.email and after.email.lower() not in known:
        await ask_address(desk, after.name, after.email, after.language)
    return after
