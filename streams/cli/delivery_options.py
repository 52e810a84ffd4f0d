"""Options of `marsad subscriptions add` that say where alerts go, and how often."""

import base64
import dataclasses
import datetime as dt
import secrets
from collections.abc import Callable
from typing import Any, TypeVar

import click

from connectors.address import bad_url
from connectors.sinks.apprise import scheme_of
from connectors.sinks.webhook import signatures
from schemas.channel import Channel
from schemas.errors import InvalidMessage
from schemas.moment import instant
from schemas.noise import DigestSchedule, Noise, QuietHours
from schemas.wire import from_data
from streams.alerts.mail import checked_address
from streams.alerts.noise import checked_noise
from streams.settings import Settings

Command = TypeVar("Command", bound=Callable[..., Any])
DIGEST_AT = "06:30"
"""Of a digest whose time nobody named."""

OPTIONS = (
    click.option("--webhook", help="Address that alerts are posted to."),
    click.option("--secret", help="whsec_ and base64; one is made where none is given."),
    click.option("--previous-secret", default="", help="Signs as well while a receiver changes."),
    click.option(
        "--email", "emails", multiple=True, help="Address that you vouch for. May be repeated."
    ),
    click.option(
        "--apprise", "services", multiple=True, help="Address as apprise has it (tgram://…)."
    ),
    click.option("--inbox", is_flag=True, help="The inbox of the desk. Default if nothing else."),
    click.option("--atom", is_flag=True, help="The feed of the subscription."),
    click.option(
        "--language", type=click.Choice(["ar", "en"]), default="ar", show_default=True,
        help="Of the words around alerts.",
    ),
    click.option("--zone", default="UTC", show_default=True, help="Such as Asia/Damascus."),
    click.option("--cool-down", default=0, help="Minutes between two alerts of one group."),
    click.option(
        "--group-by", type=click.Choice(["story", "dyad", "event_type", "subscription"]),
        show_default="story", help="What the cool-down counts as the same.",
    ),
    click.option("--never-repeat", is_flag=True, help="A story is told once."),
    click.option("--quiet", multiple=True, help="Quiet hours, such as 22:00-06:30."),
    click.option(
        "--digest", type=click.Choice(["hour", "day"]), help="One message in place of many."
    ),
    click.option("--digest-at", show_default=DIGEST_AT, help="HH:MM of the zone."),
    click.option("--even-if-empty", is_flag=True, help="Say when there is nothing to report."),
    click.option("--most-per-hour", default=0, help="More become a digest. 0: no limit."),
)  # fmt: skip


def delivery_options(command: Command) -> Command:
    """Give ``command`` the options above."""
    for option in reversed(OPTIONS):
        command = option(command)
    return command


def channels_of(options: dict[str, Any], settings: Settings) -> list[Channel]:
    """Return the channels that ``options`` name; InvalidMessage where one cannot be used."""
    _check_together(options, "webhook", "secret", "previous_secret")
    now, language = dt.datetime.now(dt.UTC).isoformat(), options["language"]
    found: list[Channel] = []
    if options["webhook"]:
        found.append(
            Channel(
                kind="webhook",
                url=options["webhook"],
                secret=made_secret() if options["secret"] is None else options["secret"],
                previous_secret=options["previous_secret"],
                language=language,
            )
        )
    found += [
        Channel(kind="email", address=a, confirmed_at=now, language=language)
        for a in options["emails"]
    ]
    found += [Channel(kind="apprise", url=url, language=language) for url in options["services"]]
    if options["inbox"] or not found:
        found.append(Channel(kind="inbox", language=language))
    if options["atom"]:
        found.append(Channel(kind="atom", language=language))
    return [checked_channel(channel, settings) for channel in found]


def checked_channel(channel: Channel, settings: Settings) -> Channel:
    """Return ``channel``; InvalidMessage where nothing could be sent by it.

    What is wrong is told now, not at the first alert.
    """
    match channel.kind:
        case "webhook":
            if (fault := bad_url(channel.url)) is not None:
                raise InvalidMessage(f"the webhook is no address to post to: {fault}")
            signatures(channel, "", 0, b"")
        case "email":
            checked_address(channel.address)
        case "apprise":
            scheme_of(channel.url, settings.apprise_schemes)
    if channel.confirmed_at is not None:
        instant(channel.confirmed_at, "confirmed_at")
    return channel


def _check_together(options: dict[str, Any], needed: str, *names: str) -> None:
    """Raise InvalidMessage where one of ``names`` is given without ``needed``."""
    for name in names:
        if options[name] and not options[needed]:
            given, missing = (f"--{option.replace('_', '-')}" for option in (name, needed))
            raise InvalidMessage(f"{given} has no effect without {missing}")


def noise_of(options: dict[str, Any]) -> Noise:
    """Return the noise control that ``options`` ask for; InvalidMessage where it makes no sense."""
    _check_together(options, "digest", "digest_at", "even_if_empty")
    _check_together(options, "cool_down", "group_by")
    quiet = []
    for span in options["quiet"]:
        start, separator, end = span.partition("-")
        if not separator:
            raise InvalidMessage(f"--quiet {span!r:.30} is no span, expected such as 22:00-06:30")
        quiet.append(QuietHours(start=start.strip(), end=end.strip()))
    digest = None
    if options["digest"]:
        wished = {
            "every": options["digest"], "at": options["digest_at"] or DIGEST_AT,
            "even_if_empty": options["even_if_empty"],
        }  # fmt: skip
        digest = from_data(DigestSchedule, wished)
    return checked_noise(
        Noise(
            zone=options["zone"],
            cool_down_minutes=options["cool_down"],
            group_by=options["group_by"] or "story",
            never_repeat=options["never_repeat"],
            quiet_hours=tuple(quiet),
            digest=digest,
            most_per_hour=options["most_per_hour"],
        )
    )


def made_secret() -> str:
    """Return a new signing secret of 32 random bytes."""
    return "whsec_" + base64.b64encode(secrets.token_bytes(32)).decode()


def without_secrets(channel: Channel) -> Channel:
    """Return ``channel`` as it may be shown: an apprise address is a password as a whole."""
    url = channel.url
    if channel.kind == "apprise":
        url = f"{url.partition('://')[0]}://…"
    return dataclasses.replace(channel, url=url, secret="", previous_secret="")
