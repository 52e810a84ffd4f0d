"""``marsad alerts``: the inbox, and what is done with it, without a browser."""

import asyncio
import datetime as dt
import secrets
from collections.abc import Callable
from contextlib import aclosing, suppress
from typing import Any, get_args

import click
import orjson

from connectors.sinks.records import write
from dashboard.cards import action_card
from dashboard.desk import Act, act, as_it_stands, card
from dashboard.inbox import Thread, history_of, thread_of
from dashboard.viewer import check_sees, is_shared
from schemas.alert import Alert
from schemas.desk import AlertState, AlertStatus, DeskAction, Verb
from schemas.errors import InvalidMessage
from schemas.heartbeat import SUBSCRIPTION_ID
from schemas.people import AuditEntry, Person
from schemas.subscription import Subscription
from schemas.topics import ALERTS, AUDIT, DESK_ACTIONS, DESK_STATES, PEOPLE, SUBSCRIPTIONS
from schemas.wire import decode, encode
from streams.cli.settings import load_with_kafka
from streams.settings import Settings
from streams.topic_reader import read_newest, read_to_end, records_to_end

CLI = "cli"
"""Who did it, where nobody is named."""


@click.group("alerts")
def alerts_command() -> None:
    """List alerts; acknowledge, assign, comment, resolve and reopen them.

    An alert and all its updates are one: ID is its alert_key (SUBSCRIPTION+STORY), or the alert_id
    of any of them. Who works at the desk sees at once what is done here.
    """


@alerts_command.command("list")
@click.option("--status", type=click.Choice(get_args(AlertStatus)))
@click.option("--subscription", help="Of this subscription alone.")
@click.option("--assignee", help="Handed to this person.")
def list_alerts(status: str | None, subscription: str | None, assignee: str | None) -> None:
    """Print the newest alert of each story and subscription (JSON Lines), the latest last."""
    settings = load_with_kafka()
    states = asyncio.run(read_newest(settings, DESK_STATES, AlertState))
    for key, thread in asyncio.run(_threads(settings, lambda _: True)).items():
        state = as_it_stands(states.get(key), thread)
        if (
            status in (None, state.status)
            and subscription in (None, thread.subscription_id)
            and assignee in (None, state.assignee)
        ):
            click.echo(orjson.dumps(card(thread, state)))


@alerts_command.command("show")
@click.argument("alert", metavar="ID")
def show(alert: str) -> None:
    """Print an alert, how it stands and what was done with it (one JSON line)."""
    settings = load_with_kafka()
    thread = _find(settings, alert)
    click.echo(orjson.dumps(_shown(settings, thread, _state(settings, thread))))


def _verb(verb: Verb, told: str, *options: Callable[[Any], Any]) -> None:
    """Add the command that does ``verb``; ``told`` is its help."""

    def command(alert: str, by: str | None, **given: str | None) -> None:
        settings = load_with_kafka()
        _do(settings, _find(settings, alert), verb, by, given)

    command.__doc__ = told
    decorated: Any = command
    for option in (
        click.option("--by", help="Sign-in name of whose act it is.  [default: cli]"),
        *options,
        click.argument("alert", metavar="ID"),
    ):
        decorated = option(decorated)
    alerts_command.command(verb)(decorated)


_TEXT = click.option("--text", default="", help="What there is to say of it.")
_TO = click.option("--to", help="Sign-in name; without it, to no one.")

_verb("acknowledge", "Take an alert on: its updates disturb no one until it escalates.", _TEXT)
_verb("unacknowledge", "Give an alert back.", _TEXT)
_verb("assign", "Hand an alert to someone who may see it, or to no one.", _TEXT, _TO)
_verb("comment", "Say something about an alert.", _TEXT)
_verb("resolve", "Settle an alert.", _TEXT)
_verb("reopen", "Open a settled alert again.", _TEXT)


def _do(
    settings: Settings, thread: Thread, verb: Verb, by: str | None, given: dict[str, str | None]
) -> None:
    """Write what the desk writes: the entry of the log, how it stands then, the act."""
    subscription = asyncio.run(read_newest(settings, SUBSCRIPTIONS, Subscription)).get(
        thread.subscription_id
    )
    people = asyncio.run(read_newest(settings, PEOPLE, Person))
    for name in (by, given.get("to")):
        check_sees(people, name, subscription)
    now = dt.datetime.now(dt.UTC).isoformat()
    wanted = Act(
        verb=verb, by=by or CLI, at=now, assignee=given.get("to"), text=given["text"] or ""
    )  # fmt: skip
    action, after = act(_state(settings, thread), thread, wanted)
    private = subscription is not None and not is_shared(subscription)
    entry = AuditEntry(
        entry_id=secrets.token_hex(16), at=now, by=CLI, action=f"alert.{verb}",
        subject=thread.alert_key, owner=subscription.owner if subscription and private else None,
        detail=(("for", by),) if by else (),
    )  # fmt: skip
    key = thread.alert_key.encode()
    changes = ((AUDIT, entry), (DESK_STATES, after), (DESK_ACTIONS, action))
    write(settings, [(topic.name, key, encode(record), ()) for topic, record in changes])
    click.echo(orjson.dumps(card(thread, after)))


def _find(settings: Settings, wanted: str) -> Thread:
    """Return the alert of that ``alert_key`` or ``alert_id``; InvalidMessage if there is none."""
    key = asyncio.run(_key_of(settings, wanted))
    found = asyncio.run(_threads(settings, lambda record: record.key == key)) if key else {}
    if not found:
        raise InvalidMessage(f"there is no alert {wanted!r:.200}: marsad alerts list")
    (thread,) = found.values()
    return thread


async def _key_of(settings: Settings, wanted: str) -> bytes | None:
    """Return the key of the records of an alert, None where none has that key or id."""
    quoted = orjson.dumps(wanted)
    async with aclosing(read_to_end(settings, ALERTS)) as records:
        async for record in records:
            if record.key == wanted.encode():
                return bytes(record.key)
            if quoted in (record.value or b""):
                with suppress(InvalidMessage):
                    if decode(Alert, record.value).alert_id == wanted:
                        return bytes(record.key)
    return None


async def _threads(settings: Settings, look: Callable[[Any], bool]) -> dict[str, Thread]:
    """Return the alerts of the records that ``look`` is for, the most recently changed last."""
    found: dict[str, Thread] = {}
    async for record in read_to_end(settings, ALERTS):
        if record.value is None or not look(record):
            continue
        try:
            alert = decode(Alert, record.value)
        except InvalidMessage:
            continue  # it lies among the dead letters
        if alert.subscription_id == SUBSCRIPTION_ID:
            continue  # the dead-man's switch is nobody's alert
        key = record.key.decode()
        found[key] = thread_of(alert, found.pop(key, None))
    return found


def _state(settings: Settings, thread: Thread) -> AlertState:
    states = asyncio.run(read_newest(settings, DESK_STATES, AlertState))
    return as_it_stands(states.get(thread.alert_key), thread)


def _shown(settings: Settings, thread: Thread, state: AlertState) -> dict[str, Any]:
    async def acts() -> tuple[DeskAction, ...]:
        found: tuple[DeskAction, ...] = ()
        async for action in records_to_end(settings, DESK_ACTIONS, DeskAction):
            if action.alert_key == thread.alert_key:
                found = history_of(action, found)
        return found

    return card(thread, state) | {"actions": [action_card(a) for a in asyncio.run(acts())]}
