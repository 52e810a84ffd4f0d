"""One try of one delivery, by whatever kind of channel it goes."""

import datetime as dt

from connectors.address import endpoint
from connectors.keys import signing_key
from connectors.sinks.apprise import Apprise
from connectors.sinks.email import Mailer
from connectors.sinks.outcome import Rejected
from connectors.sinks.webhook import Webhooks, place_of
from schemas.channel import Channel
from schemas.errors import InvalidMessage
from schemas.moment import instant
from schemas.receipt import Receipt
from streams.alerts.body import webhook_body
from streams.alerts.hours import zone
from streams.alerts.mail import Envelope, mail_of
from streams.alerts.message import Message, message_of, plain
from streams.alerts.orders import Standing
from streams.alerts.tokens import unsubscribe_path, unsubscribe_token
from streams.settings import Settings


class Sender:
    """Says in the form of each channel what a receipt holds."""

    def __init__(self, settings: Settings, standing: Standing) -> None:
        self._settings = settings
        self._standing = standing
        self._webhooks = Webhooks(settings)
        self._mailer = Mailer(settings)
        self._apprise = Apprise(settings)

    async def send(self, receipt: Receipt, now: dt.datetime) -> None:
        """Send; return when the receiver has taken it.

        Raises Postponed where a later try may succeed, InvalidMessage (Rejected) where none will.
        """
        assert receipt.channel is not None
        channel = self._standing.current(receipt.subscription_id, receipt.channel)
        if channel.kind == "webhook":
            body = webhook_body(receipt)
            await self._webhooks.send(channel, receipt.delivery_id, body, now)
        elif channel.kind == "email":
            await self._send_mail(receipt, channel, now)
        elif channel.kind == "apprise":
            message = self._message(receipt, channel)
            await self._apprise.send(channel.url, message.subject, plain(message))

    async def _send_mail(self, receipt: Receipt, channel: Channel, now: dt.datetime) -> None:
        settings = self._settings
        token = unsubscribe_token(
            signing_key(settings), receipt.subscription_id, channel.channel_id
        )
        envelope = Envelope(
            sender=settings.mail_from,
            name=self._standing.name(receipt.subscription_id),
            unsubscribe_url=settings.desk_url() + unsubscribe_path(token),
        )
        try:
            mail = mail_of(receipt, channel, self._message(receipt, channel), envelope, now)
        except (ValueError, InvalidMessage) as error:
            raise Rejected(f"the mail cannot be written: {type(error).__name__}") from error
        await self._mailer.send(mail, channel.address)

    def _message(self, receipt: Receipt, channel: Channel) -> Message:
        return message_of(
            receipt, channel.language, self._settings.desk_url(), self._end_for_people(receipt)
        )

    def _end_for_people(self, receipt: Receipt) -> str:
        """Return the end of a digest as the subscriber's clocks show it."""
        if receipt.digest is None:
            return ""
        name = self._standing.noise(receipt.subscription_id).zone
        local = instant(receipt.digest.ends, "ends").astimezone(zone(name))
        return f"{local:%Y-%m-%d %H:%M} {name}"

    def host_of(self, channel: Channel) -> str:
        """Return what fails together: the host of a webhook, the mail server, a service."""
        if channel.kind == "webhook":
            return "webhook {}:{}".format(*_endpoint(channel.url))
        if channel.kind == "email":
            return f"email {self._mailer.place}"
        return f"{channel.kind} {channel.url.partition('://')[0]}"

    async def close(self) -> None:
        """Close the connections."""
        await self._webhooks.close()


def place_for_people(channel: Channel) -> str:
    """Return which channel it is, without what may be secret or personal."""
    if channel.kind == "webhook":
        return f"webhook {place_of(channel.url)}"
    if channel.kind == "email":
        local, _, domain = channel.address.rpartition("@")
        return f"email {local[:1]}…@{domain}"
    return f"{channel.kind} {channel.url.partition('://')[0]}"


def _endpoint(url: str) -> tuple[str, int]:
    try:
        return endpoint(url)
    except ValueError:
        return "", 0
