"""``marsad silences``: nobody is disturbed by some alerts until a moment."""

import asyncio
import dataclasses
import datetime as dt
import getpass
import sys
from typing import Any, get_args

import click
import orjson

from connectors.sinks.records import write
from schemas.errors import InvalidMessage
from schemas.identity import stable_id
from schemas.moment import instant
from schemas.silence import Silence, SilenceField, SilenceMatcher
from schemas.topics import SILENCES
from schemas.wire import encode, from_data
from streams.alerts.silences import canonical, checked
from streams.cli.length import Length
from streams.cli.reachable import require_kafka
from streams.cli.settings import load, load_with_kafka
from streams.settings import Settings
from streams.topic_reader import read_newest


@click.group("silences")
def silences_command() -> None:
    """Add, list and end silences; `deliver` follows them without a restart.

    An alert that a silence covers is held and listed as suppressed (`marsad deliveries list --state
    suppressed`); it is sent when the silence ends, unless it is too old by then.
    """


@silences_command.command("add")
@click.argument("matchers", nargs=-1, required=True, metavar="FIELD=VALUE[,VALUE]...")
@click.option("--until", help="ISO date-time; no zone is UTC.")
@click.option("--hours", type=Length(), help="In place of --until.")
@click.option("--reason", required=True, help="For people: why.")
@click.option("--author", help="Default: who you are on this machine.")
@click.option("--owner", default="", help="Of this owner's subscriptions alone.")
def add(**options: Any) -> None:
    """Hold the alerts that meet every FIELD=VALUE (FIELD!=VALUE: that do not); print the silence.

    Fields: subscription, story, source, target, actor, country, event_type, cameo (a prefix),
    outlet, agency, kind. Only an alert of which all events are covered is held.
    """
    settings = load()
    now = dt.datetime.now(dt.UTC)
    ends = _end(options, now)
    silence = checked(
        Silence(
            silence_id=stable_id("silence", now.isoformat(), *options["matchers"])[:12],
            matchers=tuple(_matcher(text) for text in options["matchers"]),
            reason=options["reason"],
            author=options["author"] or getpass.getuser(),
            starts=now.isoformat(),
            ends=ends.isoformat(),
            owner=options["owner"],
        )
    )
    require_kafka(settings)
    _publish(settings, silence)
    click.echo(orjson.dumps(silence))


@silences_command.command("list")
@click.option("--all", "ended", is_flag=True, help="Those that ended, too.")
def list_silences(*, ended: bool) -> None:
    """Print the silences that run or are to come (JSON Lines), the next to end first."""
    settings = load_with_kafka()
    now = dt.datetime.now(dt.UTC)
    found = asyncio.run(read_newest(settings, SILENCES, Silence)).values()
    for silence in sorted(found, key=lambda s: instant(s.ends, "ends")):
        if ended or instant(silence.ends, "ends") > now:
            click.echo(orjson.dumps(silence))


@silences_command.command("end")
@click.argument("silence_id")
@click.option("--at", "moment", help="ISO date-time, earlier or later than before. Default: now.")
def end(silence_id: str, moment: str | None) -> None:
    """Change the end of a silence; what it holds is sent then."""
    settings = load_with_kafka()
    silence = asyncio.run(read_newest(settings, SILENCES, Silence)).get(silence_id)
    if silence is None:
        click.echo(f"marsad: there is no silence {silence_id!r}", err=True)
        sys.exit(2)
    ends = instant(moment, "at") if moment else dt.datetime.now(dt.UTC)
    changed = dataclasses.replace(silence, ends=ends.isoformat())
    _publish(settings, changed)
    click.echo(orjson.dumps(changed))


def _matcher(text: str) -> SilenceMatcher:
    field, separator, values = text.partition("=")
    negated = field.endswith("!")
    field = field.removesuffix("!").strip().lower()
    if not separator or field not in get_args(SilenceField):
        raise InvalidMessage(
            f"{text!r:.60} is no matcher, expected FIELD=VALUE with a FIELD of "
            f"{', '.join(get_args(SilenceField))}"
        )
    found = [value.strip() for value in values.split(",") if value.strip()]
    told = {"field": field, "values": found, "negated": negated}
    return canonical(from_data(SilenceMatcher, told))


def _end(options: dict[str, Any], now: dt.datetime) -> dt.datetime:
    if (options["until"] is None) == (options["hours"] is None):
        raise InvalidMessage("a silence needs an end: either --until or --hours")
    if options["hours"] is not None:
        return now + dt.timedelta(hours=options["hours"])
    ends = instant(options["until"], "until")
    if ends <= now:
        raise InvalidMessage(f"--until {options['until']} is over")
    return ends


def _publish(settings: Settings, silence: Silence) -> None:
    write(settings, [(SILENCES.name, silence.silence_id.encode(), encode(silence), ())])
