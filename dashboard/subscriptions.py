"""Subscriptions as people write them: checked, given secrets, shown without any."""

import base64
import dataclasses
import secrets
from typing import Annotated, Any, Literal

from pydantic import BaseModel, Field

from connectors.address import bad_url
from connectors.sinks.apprise import scheme_of
from connectors.sinks.webhook import place_of, sign
from dashboard.api.models import Body
from dashboard.errors import Conflict, NotFound, within
from schemas.channel import Channel, ChannelKind, ChannelState
from schemas.errors import InvalidMessage
from schemas.noise import Noise
from schemas.people import Language, Person
from schemas.subscription import Rule, Severity, Subscription, Visibility
from streams.alerts.hours import zone
from streams.alerts.language import parse
from streams.alerts.mail import checked_address
from streams.alerts.noise import checked_noise, clock
from streams.alerts.reading import RANGES, canonical, check_range, checked

MOST_CHANNELS = 20
MOST_OWNED = 500
"""Subscriptions of one person."""
FIELD_OF: dict[ChannelKind, str] = {"webhook": "url", "apprise": "url", "email": "address"}
"""The field of a request in which a channel says where it leads."""
HIDDEN = "***"
"""Stands for the part of an address that is nobody else's business."""


class NewChannel(Body):
    """Where alerts are to go."""

    kind: ChannelKind
    channel_id: Annotated[str, Field(max_length=100)] = ""
    """Of one that the subscription has: it stays as it is, but for its language."""
    url: Annotated[str, Field(max_length=2048)] = ""
    """Of a webhook, or an address as apprise writes it."""
    secret: Annotated[str, Field(max_length=200)] = ""
    """Of a webhook: ``whsec_`` and base64; empty: the one it has, or a new one."""
    address: Annotated[str, Field(max_length=254)] = ""
    """E-mail address; a link sent there has to be followed before anything else is sent."""
    language: Language = "ar"


class NewSubscription(Body):
    """A standing question to the stream of stories."""

    name: str = Field(min_length=1, max_length=200)
    query: str = Field(min_length=1, max_length=10_000)
    """In the subscription language."""
    visibility: Visibility = "private"
    """``shared`` needs the role of an editor."""
    rule: Rule = Rule()
    severity: Severity = "priority"
    noise: Noise = Noise()
    channels: list[NewChannel] = Field(default=[NewChannel(kind="inbox")], max_length=MOST_CHANNELS)
    enabled: bool = True


class ChangedSubscription(NewSubscription):
    """A subscription in its new form."""

    version: int
    """The one that was read; 409 where somebody else changed it since."""


class ShownChannel(BaseModel):
    """A channel as those who may see its subscription see it."""

    channel_id: str
    kind: ChannelKind
    place: str
    """Address; to others than the owner without what may be a secret."""
    language: Language
    confirmed_at: str | None
    condition: Literal["active", "waiting", "disabled", "suspended", "unsubscribed"]
    """``waiting``: the link sent to the e-mail address was not followed yet."""
    secret: str | None = None
    """Only in the answer that made it."""


class ShownSubscription(BaseModel):
    """A subscription as it stands."""

    subscription_id: str
    version: int
    name: str
    owner: str
    visibility: Visibility
    query: str
    rule: Rule
    severity: Severity
    noise: Noise
    channels: list[ShownChannel]
    enabled: bool


def made(
    given: NewSubscription, owner: Person, subscription_id: str, before: Subscription | None
) -> Subscription:
    """Return the subscription that ``given`` asks for; InvalidMessage says what is wrong.

    Channels that were there before keep their secrets; an e-mail address that its owner confirmed
    before is not asked again. One without owner stays so: ``owner`` is then whoever changes it.
    """
    if isinstance(given, ChangedSubscription) and before and given.version != before.version:
        raise Conflict(f"it has version {before.version} by now, {given.version} was changed")
    channels = _channels(given, owner, before)
    _check_fields(given)
    return checked(
        Subscription(
            subscription_id=subscription_id,
            version=before.version + 1 if before else 1,
            name=given.name,
            owner=before.owner if before else owner.name,
            visibility=given.visibility,
            query=canonical(given.query)[0],
            rule=given.rule,
            severity=given.severity,
            noise=checked_noise(given.noise),
            channels=channels,
            enabled=given.enabled,
        )
    )


def made_secret() -> str:
    """Return a new signing secret of 32 random bytes."""
    return "whsec_" + base64.b64encode(secrets.token_bytes(32)).decode()


def _check_fields(given: NewSubscription) -> None:
    """Raise Misplaced, which names the field, where the query, the rule or the hours are wrong."""
    with within("query"):
        parse(given.query)
    if given.rule.reaction:
        with within("rule.reaction"):
            parse(given.rule.reaction)
    for name in RANGES:
        with within(f"rule.{name}"):
            check_range(given.rule, name)
    with within("noise.zone"):
        zone(given.noise.zone)
    with within("noise.quiet_hours"):
        for hours in given.noise.quiet_hours:
            clock(hours.start), clock(hours.end)
    for field in ("cool_down_minutes", "most_per_hour"):
        with within(f"noise.{field}"):
            checked_noise(Noise(**{field: getattr(given.noise, field)}))
    with within("noise.digest"):
        checked_noise(given.noise)


def _channels(
    given: NewSubscription, owner: Person, before: Subscription | None
) -> tuple[Channel, ...]:
    known = {c.channel_id: c for c in before.channels} if before else {}
    voucher = None if before and not before.owner else owner
    found = []
    for number, one in enumerate(given.channels):
        with within(f"channels.{number}.{FIELD_OF.get(one.kind, 'kind')}"):
            found.append(_channel(one, known, voucher, f"channels.{number}"))
    if len({c.channel_id for c in found}) != len(found):
        with within("channels"):
            raise InvalidMessage("two of the channels are the same")
    return tuple(found)


def _channel(
    given: NewChannel, known: dict[str, Channel], owner: Person | None, where: str
) -> Channel:
    if given.channel_id:
        if given.channel_id not in known:
            raise InvalidMessage("there is no such channel any more")
        return dataclasses.replace(known[given.channel_id], language=given.language)
    asked = Channel(kind=given.kind, language=given.language)
    match given.kind:
        case "webhook":
            if (fault := bad_url(given.url)) is not None:
                raise InvalidMessage(f"the webhook is no address to post to: {fault}")
            with within(f"{where}.secret"):
                return _with_secrets(dataclasses.replace(asked, url=given.url), given.secret, known)
        case "email":
            if not owner:
                raise InvalidMessage("it has no owner who could vouch for an e-mail address")
            address = checked_address(given.address)
            confirmed = next((c.at for c in owner.addresses if c.address == address.lower()), None)
            return dataclasses.replace(asked, address=address, confirmed_at=confirmed)
        case "apprise":
            return dataclasses.replace(asked, url=given.url)
        case _:
            return asked


def _with_secrets(asked: Channel, secret: str, known: dict[str, Channel]) -> Channel:
    before = known.get(asked.channel_id)
    if before is None or secret not in ("", before.secret):
        secret = secret or made_secret()
        sign(secret, "", 0, b"")  # an unusable one is told now, not at the first alert
        return dataclasses.replace(
            asked, secret=secret, previous_secret=before.secret if before else ""
        )
    return dataclasses.replace(
        asked, secret=before.secret, previous_secret=before.previous_secret
    )  # fmt: skip


def shown(
    subscription: Subscription, viewer: str, states: dict[str, ChannelState], *,
    with_secrets_of: frozenset[str] = frozenset(),
) -> ShownSubscription:  # fmt: skip
    """Return ``subscription`` for ``viewer``; ``states`` tell which receivers take no more."""
    mine = subscription.owner == viewer
    channels = [
        ShownChannel(
            channel_id=c.channel_id,
            kind=c.kind,
            place=_place(c, mine=mine),
            language=c.language,
            confirmed_at=c.confirmed_at,
            condition=_condition(c, subscription.subscription_id, states),
            secret=c.secret if mine and c.channel_id in with_secrets_of else None,
        )
        for c in subscription.channels
    ]
    values: dict[str, Any] = {
        name: getattr(subscription, name)
        for name in ShownSubscription.model_fields
        if name != "channels"
    }
    return ShownSubscription(channels=channels, **values)


def _place(channel: Channel, *, mine: bool) -> str:
    if channel.kind == "webhook":
        return channel.url if mine else place_of(channel.url)
    if channel.kind == "apprise":  # the rest of it is a password
        return channel.url.partition("://")[0] + "://" + HIDDEN
    if channel.kind == "email" and not mine:
        return HIDDEN + "@" + channel.address.rpartition("@")[2]
    return channel.address


def _condition(
    channel: Channel, subscription_id: str, states: dict[str, ChannelState]
) -> Literal["active", "waiting", "disabled", "suspended", "unsubscribed"]:
    for scope in (subscription_id, ""):
        state = states.get(f"{channel.channel_id}+{scope}")
        if state is not None and state.condition != "active":
            return state.condition
    return "waiting" if channel.kind == "email" and channel.confirmed_at is None else "active"


def check_apprise(subscription: Subscription, allowed: str) -> None:
    """Raise InvalidMessage where a channel has an apprise scheme that is not ``allowed``."""
    for number, channel in enumerate(subscription.channels):
        if channel.kind == "apprise":
            with within(f"channels.{number}.url"):
                scheme_of(channel.url, allowed)


def with_new_secret(subscription: Subscription, channel_id: str, secret: str) -> Subscription:
    """Return ``subscription`` with another secret for its webhook; the old one signs as well.

    NotFound where it has no such webhook.
    """
    kinds = {c.channel_id: c.kind for c in subscription.channels}
    if kinds.get(channel_id) != "webhook":
        raise NotFound("there is no such webhook")
    channels = tuple(
        dataclasses.replace(c, secret=secret, previous_secret=c.secret)
        if c.channel_id == channel_id
        else c
        for c in subscription.channels
    )
    return dataclasses.replace(
        subscription, channels=channels, version=subscription.version + 1
    )  # fmt: skip
