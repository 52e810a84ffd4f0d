"""``marsad people``: who may sign in, and as what."""

import asyncio
import dataclasses
import datetime as dt
import secrets
from collections.abc import Iterable
from typing import Any

import click
import orjson

from connectors.sinks.records import Written, write
from dashboard.people import changed, new_person, own_card
from dashboard.removal import check_owns_nothing, handovers
from dashboard.security.passwords import hashed
from dashboard.security.sessions import TOKEN_DAYS, issued
from schemas.errors import InvalidMessage
from schemas.people import ROLES, AuditEntry, Person
from schemas.silence import Silence
from schemas.subscription import Subscription
from schemas.topics import AUDIT, PEOPLE, PEOPLE_SESSIONS, SILENCES, SUBSCRIPTIONS, Topic
from schemas.wire import encode
from streams.cli.settings import load_with_kafka
from streams.settings import Settings
from streams.topic_reader import read_newest

ROLE = click.Choice(ROLES)


@click.group("people")
def people_command() -> None:
    """Add, list and change the people who may sign in, and their tokens."""


def _details(command: Any) -> Any:
    """Give ``command`` the options of what may be said of a person."""
    for option in (
        click.option("--shown-as", help="Name for others to see."),
        click.option("--email", help="To be confirmed by a link sent there."),
        click.option("--language", type=click.Choice(("ar", "en"))),
        click.option("--time-zone", help="For example Asia/Damascus."),
    ):
        command = option(command)
    return command


@people_command.command("add")
@click.argument("name")
@click.option("--role", type=ROLE, default="reader", show_default=True)
@_details
@click.option("--password-stdin", is_flag=True, help="Read the password from standard input.")
@click.option("--no-password", is_flag=True, help="Only tokens may be used.")
def add(name: str, *, password_stdin: bool, no_password: bool, **details: str | None) -> None:
    """Add the person NAME; the password is asked for."""
    settings = load_with_kafka()
    _check_free(settings, name)
    person = new_person(name, _now(), **_given(details))
    if not no_password:
        word = hashed(_password(from_stdin=password_stdin))
        person = dataclasses.replace(person, password_hash=word)
        _check_free(settings, name)
    _write(settings, "person.add", person)
    click.echo(orjson.dumps(own_card(person)))


@people_command.command("list")
def list_people() -> None:
    """Print everybody (JSON Lines), hashes of passwords left out."""
    for person in _people(load_with_kafka()).values():
        click.echo(orjson.dumps(own_card(person)))


@people_command.command("set")
@click.argument("name")
@click.option("--role", type=ROLE)
@_details
@click.option("--disabled/--enabled", default=None, help="Switched off: no way in, nothing lost.")
def set_person(name: str, **details: Any) -> None:
    """Change the person NAME; another role ends their sessions."""
    settings = load_with_kafka()
    person = changed(_person(settings, name), _now(), **_given(details))
    _write(settings, "person.change", person)
    click.echo(orjson.dumps(own_card(person)))


@people_command.command("password")
@click.argument("name")
@click.option("--password-stdin", is_flag=True, help="Read the password from standard input.")
def password(name: str, *, password_stdin: bool) -> None:
    """Give NAME another password; it ends their sessions and tokens."""
    settings = load_with_kafka()
    _person(settings, name)
    word = hashed(_password(from_stdin=password_stdin))
    person = _person(settings, name)  # it may be long since they were asked
    _write(settings, "person.password", changed(person, _now(), password_hash=word))


@people_command.command("token")
@click.argument("name")
@click.option("--label", required=True, help="What it is for.")
@click.option("--days", type=click.IntRange(1, TOKEN_DAYS), default=90, show_default=True)
def token(name: str, label: str, days: int) -> None:
    """Print a new token of the API for NAME: `Authorization: Bearer TOKEN`. It is shown once."""
    settings = load_with_kafka()
    secret, session = issued(_person(settings, name), label, _now(), days)
    write(settings, _told("token.add", (PEOPLE_SESSIONS, session.session_id, session), name))
    click.echo(secret)


@people_command.command("remove")
@click.argument("name")
def remove(name: str) -> None:
    """Remove NAME; what is private ends with them, what is shared stays, without an owner.

    `marsad people set NAME --disabled` keeps all of it, and lets nobody in.
    """
    settings = load_with_kafka()
    person = _person(settings, name)
    silences = asyncio.run(read_newest(settings, SILENCES, Silence))
    records = [
        record
        for one in handovers(person.name, _subscriptions(settings), silences.values())
        for record in _told(one.action, (one.topic, one.key, one.record), owner=one.owner)
    ]
    write(settings, records + _told("person.remove", (PEOPLE, person.name, None)))


def _now() -> dt.datetime:
    return dt.datetime.now(dt.UTC)


def _given(details: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in details.items() if value is not None}


def _password(*, from_stdin: bool) -> str:
    if from_stdin:
        return click.get_text_stream("stdin").readline().rstrip("\n")
    word: str = click.prompt("Password", hide_input=True, confirmation_prompt=True)
    return word


def _people(settings: Settings) -> dict[str, Person]:
    return asyncio.run(read_newest(settings, PEOPLE, Person))


def _check_free(settings: Settings, name: str) -> None:
    if name in _people(settings):
        raise InvalidMessage(f"there is a person {name!r} already")
    check_owns_nothing(name, _subscriptions(settings))


def _subscriptions(settings: Settings) -> Iterable[Subscription]:
    return asyncio.run(read_newest(settings, SUBSCRIPTIONS, Subscription)).values()


def _person(settings: Settings, name: str) -> Person:
    person = _people(settings).get(name)
    if person is None:
        raise InvalidMessage(f"there is no person {name!r}")
    return person


def _write(settings: Settings, action: str, person: Person) -> None:
    write(settings, _told(action, (PEOPLE, person.name, person)))


def _told(
    action: str, change: tuple[Topic, str, object | None], subject: str = "",
    owner: str | None = None,
) -> list[Written]:  # fmt: skip
    """Return the change after the entry that tells of it; ``subject``: the key of the change."""
    topic, key, record = change
    entry = AuditEntry(
        entry_id=secrets.token_hex(16), at=_now().isoformat(), by="cli", action=action,
        subject=subject or key, owner=owner,
    )  # fmt: skip
    value = None if record is None else encode(record)
    return [
        (AUDIT.name, entry.subject.encode(), encode(entry), ()),
        (topic.name, key.encode(), value, ()),
    ]
