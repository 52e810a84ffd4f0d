"""``marsad subscriptions``: who is told of what."""

import asyncio
import dataclasses
import shlex
import sys
from pathlib import Path
from typing import Any, get_args

import click
import orjson

from connectors.sinks.records import write
from schemas.errors import InvalidMessage
from schemas.identity import stable_id
from schemas.subscription import Rule, Severity, Subscription
from schemas.topics import SUBSCRIPTIONS
from schemas.wire import encode
from streams.alerts.reading import READ_BY, check_reads, query_of_lists, subscription_of
from streams.cli.delivery_options import (
    channels_of,
    delivery_options,
    noise_of,
    without_secrets,
)
from streams.cli.dryrun import dry_run_subscription, explain_subscription
from streams.cli.reachable import require_kafka
from streams.cli.settings import load, load_with_kafka
from streams.cli.subscription_file import subscriptions_of
from streams.settings import Settings
from streams.topic_reader import read_newest

RULE_FIELDS = tuple(f.name for f in dataclasses.fields(Rule) if f.name != "kind")


@click.group("subscriptions")
def subscriptions_command() -> None:
    """Add, list, explain, try out and remove subscriptions; `match` follows them at once."""


subscriptions_command.add_command(explain_subscription)
subscriptions_command.add_command(dry_run_subscription)


@subscriptions_command.command("add")
@click.option("--id", "subscription_id", help="Default: from owner and name.")
@click.option("--name", required=True, help="For people.")
@click.option("--owner", default="", help="For people.")
@click.option("--query", help="In the subscription language: 'from:USA to:RUS cameo:164'.")
@click.option("--rule", help="A kind, then its fields: 'silence hours=6'.  [default: match]")
@click.option("--actor", "actors", multiple=True, hidden=True)
@click.option("--type", "types", multiple=True, hidden=True)
@click.option(
    "--severity", type=click.Choice(get_args(Severity)), default="priority", show_default=True
)
@delivery_options
def add(**options: Any) -> None:
    """Add a subscription, or replace the one of the same id; print it."""
    settings = load()
    channels, noise = channels_of(options, settings), noise_of(options)
    name, owner = str(options["name"]), str(options["owner"])
    record: dict[str, Any] = {
        "subscription_id": options["subscription_id"] or stable_id(owner, name),
        "name": name,
        "owner": owner,
        "query": _query(options),
        "severity": options["severity"],
        "rule": rule_of(options["rule"] or "match"),
    }
    subscription = dataclasses.replace(
        subscription_of(record), channels=tuple(channels), noise=noise
    )
    require_kafka(settings)
    publish(settings, [subscription])
    click.echo(orjson.dumps(subscription))


@subscriptions_command.command("load")
@click.argument("file", type=click.Path(exists=True, path_type=Path))
def load_file(file: Path) -> None:
    """Add every subscription of FILE (YAML or JSON Lines)."""
    settings = load()
    found = subscriptions_of(file, settings)
    require_kafka(settings)
    publish(settings, found)
    click.echo(f"{len(found)} subscriptions", err=True)


@subscriptions_command.command("list")
def list_subscriptions() -> None:
    """Print every subscription (JSON Lines), secrets and what may hold one left out."""
    settings = load_with_kafka()
    found = asyncio.run(read_newest(settings, SUBSCRIPTIONS, Subscription))
    for subscription in found.values():
        shown = tuple(without_secrets(c) for c in subscription.channels)
        click.echo(orjson.dumps(dataclasses.replace(subscription, channels=shown)))


@subscriptions_command.command("remove")
@click.argument("subscription_id")
def remove(subscription_id: str) -> None:
    """Remove a subscription; alerts that are on their way still arrive."""
    settings = load_with_kafka()
    if subscription_id not in asyncio.run(read_newest(settings, SUBSCRIPTIONS, Subscription)):
        click.echo(f"marsad: there is no subscription {subscription_id!r}", err=True)
        sys.exit(2)
    write(settings, [(SUBSCRIPTIONS.name, subscription_id.encode(), None, ())])


def _query(options: dict[str, Any]) -> str:
    """Return the query; InvalidMessage shows the one to write in place of older options."""
    if options["actors"] or options["types"]:
        instead = query_of_lists(tuple(options["actors"]), tuple(options["types"]))
        raise InvalidMessage(f"--actor and --type are no more: write --query '{instead}'")
    if not options["query"]:
        raise InvalidMessage("--query is missing: what to tell of, such as 'actor:RUS type:AID'")
    return str(options["query"])


def rule_of(text: str) -> dict[str, Any]:
    """Return a rule as a file of subscriptions has it; InvalidMessage where ``text`` is none.

    >>> rule_of("threshold count=5 hours=0.5 unit=source")
    {'kind': 'threshold', 'count': 5, 'hours': 0.5, 'unit': 'source'}
    """
    try:
        kind, *pairs = shlex.split(text)
    except ValueError as error:
        raise InvalidMessage(f"--rule {text!r:.80}: expected a kind, such as match") from error
    found: dict[str, Any] = {"kind": kind}
    for pair in pairs:
        name, separator, value = pair.partition("=")
        if not separator:
            raise InvalidMessage(f"--rule: {pair!r:.60} is no FIELD=VALUE, such as hours=6")
        if name not in RULE_FIELDS:
            raise InvalidMessage(
                f"--rule: there is no field {name!r:.40}, expected {', '.join(RULE_FIELDS)}"
            )
        if name in found:
            raise InvalidMessage(f"--rule: the field {name!r} comes twice")
        if kind in READ_BY:  # an unknown kind is told with those that there are
            check_reads(kind, name)
        found[name] = value if name == "reaction" else _number(value)
    return found


def _number(value: str) -> int | float | str:
    for kind in (int, float):
        try:
            return kind(value)
        except ValueError:
            continue
    return value


def publish(settings: Settings, subscriptions: list[Subscription]) -> None:
    """Write ``subscriptions`` to their topic, acknowledged."""
    write(
        settings,
        [(SUBSCRIPTIONS.name, s.subscription_id.encode(), encode(s), ()) for s in subscriptions],
    )
