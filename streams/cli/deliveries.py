"""``marsad deliveries``: what became of alerts, and the channels that are off."""

import asyncio
import datetime as dt
import getpass
import sys
from collections import Counter
from typing import get_args

import click
import orjson

from connectors.sinks.records import write
from schemas.channel import ChannelState
from schemas.receipt import Receipt, ReceiptState
from schemas.topics import ALERTS_RECEIPTS, CHANNELS
from schemas.wire import encode
from streams.cli.settings import load_with_kafka
from streams.topic_reader import read_newest

SHOWN = (
    "delivery_id", "alert_id", "subscription_id", "story_id", "story_version", "kind",
    "channel_kind", "channel_id", "state", "attempts", "next_attempt", "expires", "reason",
    "digest_id", "error_kind", "last_error", "updated",
)  # fmt: skip
"""What of a receipt is told: neither the alert itself nor addresses and secrets."""


@click.group("deliveries")
def deliveries_command() -> None:
    """Show receipts of deliveries, and channels that take no more."""


@deliveries_command.command("list")
@click.option("--subscription", help="Of this subscription alone.")
@click.option("--state", "states", multiple=True, type=click.Choice(get_args(ReceiptState)))
@click.option("--story", help="Of this story alone.")
def list_deliveries(subscription: str | None, states: tuple[str, ...], story: str | None) -> None:
    """Print the newest receipt of each delivery (JSON Lines), the latest last."""
    settings = load_with_kafka()
    found = [
        receipt
        for receipt in asyncio.run(read_newest(settings, ALERTS_RECEIPTS, Receipt)).values()
        if subscription in (None, receipt.subscription_id)
        and story in (None, receipt.story_id)
        and (not states or receipt.state in states)
    ]
    for receipt in sorted(found, key=lambda r: r.updated):
        click.echo(orjson.dumps({name: getattr(receipt, name) for name in SHOWN}))


@deliveries_command.command("count")
def count() -> None:
    """Print how many deliveries are in which state, by kind of channel (one JSON line)."""
    settings = load_with_kafka()
    states: dict[str, Counter[str]] = {}
    for receipt in asyncio.run(read_newest(settings, ALERTS_RECEIPTS, Receipt)).values():
        states.setdefault(receipt.channel_kind, Counter())[receipt.state] += 1
    click.echo(orjson.dumps(states, option=orjson.OPT_SORT_KEYS))


@deliveries_command.command("channels")
def channels() -> None:
    """Print the channels that are off (JSON Lines): who set it, when and why."""
    settings = load_with_kafka()
    for state in asyncio.run(read_newest(settings, CHANNELS, ChannelState)).values():
        if state.condition != "active":
            click.echo(orjson.dumps(state))


@deliveries_command.command("enable")
@click.argument("channel_id")
def enable(channel_id: str) -> None:
    """Let alerts go to a channel again; those that were suppressed meanwhile are not sent."""
    settings = load_with_kafka()
    off = [
        state
        for state in asyncio.run(read_newest(settings, CHANNELS, ChannelState)).values()
        if state.channel_id == channel_id and state.condition in ("disabled", "suspended")
    ]
    if not off:
        click.echo(f"marsad: no channel {channel_id!r} is disabled or suspended", err=True)
        sys.exit(2)
    for state in off:
        active = ChannelState(
            channel_id=channel_id, subscription_id=state.subscription_id, condition="active",
            by=getpass.getuser(), since=dt.datetime.now(dt.UTC).isoformat(),
        )  # fmt: skip
        write(settings, [(CHANNELS.name, active.key.encode(), encode(active), ())])
