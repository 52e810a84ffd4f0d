"""Deliveries as mails: text and HTML, one Message-ID a delivery, one-click unsubscribe."""

import datetime as dt
from dataclasses import dataclass
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime

from schemas.channel import Channel
from schemas.errors import InvalidMessage
from schemas.identity import stable_id
from schemas.receipt import Receipt
from streams.alerts.html import mail_page
from streams.alerts.message import Message, plain
from streams.alerts.words import word

MOST_LOCAL = 64
MOST_ADDRESS = 254
"""RFC 5321, 4.5.3.1.3, less the angle brackets."""


@dataclass(frozen=True, slots=True)
class Envelope:
    """What a mail needs beside its message."""

    sender: str
    """E-mail address; Message-IDs are of its domain."""
    name: str
    """Of the subscription, for people."""
    unsubscribe_url: str
    """Where a POST ends the deliveries to this address (RFC 8058)."""


def checked_address(address: str) -> str:
    """Return ``address``; InvalidMessage unless it is one mailbox and nothing else."""
    local, at, domain = address.rpartition("@")
    fine = (
        at and local and domain and "." in domain.strip(".")
        and len(address) <= MOST_ADDRESS and len(local) <= MOST_LOCAL
        and address.isprintable() and not any(c in address for c in ' <>,;:"()[]\\')
    )  # fmt: skip
    if not fine:
        raise InvalidMessage("that is no e-mail address, expected name@example.org")
    return address


def mail_of(
    receipt: Receipt, channel: Channel, message: Message, envelope: Envelope, now: dt.datetime
) -> EmailMessage:
    """Return the mail of a delivery; the same delivery has the same Message-ID at every try.

    What is told of one story shares a reference, so that readers show it as one thread. The
    headers of RFC 8058 have to be signed (DKIM), which the mail server does. InvalidMessage where
    the address of the channel is none.
    """
    domain = envelope.sender.rpartition("@")[2]
    mail = EmailMessage(policy=SMTP)
    mail["From"] = Address(word("product", message.language), addr_spec=envelope.sender)
    mail["To"] = Address(addr_spec=checked_address(channel.address))
    mail["Subject"] = message.subject
    mail["Date"] = format_datetime(now)
    mail["Message-ID"] = f"<{receipt.delivery_id}@{domain}>"
    if receipt.story_id:
        mail["References"] = f"<{thread_id(receipt)}@{domain}>"
    mail["List-Id"] = f"<{stable_id(receipt.subscription_id)}.{domain}>"
    mail["List-Unsubscribe"] = f"<{envelope.unsubscribe_url}>"
    mail["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    mail["Auto-Submitted"] = "auto-generated"
    mail["Content-Language"] = message.language
    mail.set_content(_text(message, envelope), cte="base64")
    mail.add_alternative(
        mail_page(message, envelope.name, envelope.unsubscribe_url), subtype="html", cte="base64"
    )
    return mail


def thread_id(receipt: Receipt) -> str:
    """Return what all deliveries of one story to one channel share."""
    return stable_id("thread", receipt.subscription_id, receipt.story_id, receipt.channel_id)


def _text(message: Message, envelope: Envelope) -> str:
    foot = [f"{word('unsubscribe', message.language)}: {envelope.unsubscribe_url}"]
    if envelope.name:
        foot.insert(0, f"{word('subscription', message.language)}: {envelope.name}")
    return plain(message) + "\n-- \n" + "\n".join(foot) + "\n"
