"""Double opt-in: an e-mail address gets nothing but one question until its owner says yes."""

import dataclasses
import datetime as dt
import hashlib
import logging
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from typing import Any

from itsdangerous import BadSignature, URLSafeSerializer

from connectors.keys import signing_key
from connectors.sinks.email import Mailer
from connectors.sinks.outcome import Postponed, Rejected
from dashboard.errors import TooOften
from dashboard.pages import texts
from dashboard.shown import shown
from dashboard.state import Desk
from schemas.channel import Channel
from schemas.errors import InvalidMessage
from schemas.identity import stable_id
from schemas.moment import instant
from schemas.people import ConfirmedAddress, Language, Person
from schemas.subscription import Subscription
from schemas.topics import CHANNELS, PEOPLE, SUBSCRIPTIONS

log = logging.getLogger(__name__)
LIVES = dt.timedelta(days=7)


@dataclasses.dataclass(frozen=True, slots=True)
class Asked:
    """What a link in a mail asks to be confirmed."""

    person: str
    """Who wants to send alerts there."""
    address: str
    until: str


def confirm_token(key: bytes, asked: Asked) -> str:
    """Return the token of the link; it confirms one address for one person and nothing else."""
    return _serializer(key).dumps(list(dataclasses.astuple(asked)))


def read_confirm_token(key: bytes, token: str, now: dt.datetime) -> Asked:
    """Return what ``token`` asks; InvalidMessage unless we signed it, not too long ago."""
    try:
        found: Any = _serializer(key).loads(token)
        asked = Asked(*(str(part) for part in found))
        over = dt.datetime.fromisoformat(asked.until) < now
    except (BadSignature, TypeError, ValueError) as error:
        raise InvalidMessage("the link to confirm is not one that was sent") from error
    if over:
        raise InvalidMessage("the link to confirm is too old: ask for another")
    return asked


async def ask_to_confirm(desk: Desk, subscription: Subscription, channel: Channel) -> None:
    """Send the question to the address of ``channel``.

    TooOften after a few to the same address or by the same person: nobody is to be flooded by
    questions. A mail server that does not take it is told of in the log; the owner may ask again.
    """
    await ask_address(desk, subscription.owner, channel.address, channel.language)


async def ask_address(desk: Desk, person: str, address: str, language: Language) -> None:
    """Send the question whether ``person`` may send alerts to ``address``; see above."""
    now = desk.clock()
    check_questions(desk, person, address)
    desk.mails_to.count(address.lower(), now)
    desk.mails_by.count(person, now)
    asked = Asked(person, address.lower(), (now + LIVES).isoformat())
    token = confirm_token(signing_key(desk.settings), asked)
    link = f"{desk.settings.desk_url()}/confirm/{token}"
    mail = _mail(desk, address, language, link, person)
    try:
        await Mailer(desk.settings).send(mail, address)
    except (Rejected, Postponed) as error:
        log.warning("a question to confirm could not be sent: %s", error)


def check_questions(desk: Desk, person: str, address: str) -> None:
    """Raise TooOften where another question by ``person`` or to ``address`` would be too many."""
    now = desk.clock()
    waits = (desk.mails_to.wait(address.lower(), now), desk.mails_by.wait(person, now))
    if max(waits) > 0:
        raise TooOften(max(waits))


async def confirm(desk: Desk, asked: Asked) -> None:
    """Take the address as confirmed: in every subscription of the person, and from now on."""
    at = desk.clock().isoformat()
    async with desk.turn(PEOPLE):
        after = _with_address(desk.people.records.get(asked.person), asked, at)
        await desk.audit("address.confirm", asked.person, asked.person, address_given=asked.address)
        await desk.change(PEOPLE, asked.person, after)
    async with desk.turn(SUBSCRIPTIONS):
        for subscription in list(desk.subscriptions.records.values()):
            if subscription.owner == asked.person:
                await _confirm_in(desk, subscription, asked.address, at)


def _with_address(person: Person | None, asked: Asked, at: str) -> Person:
    """Return ``person`` with the address; InvalidMessage where they may not use it any more."""
    asked_at = instant(asked.until, "until") - LIVES
    if (
        person is None
        or person.disabled
        or asked_at < instant(person.created_at, "created_at")  # by whoever had the name before
    ):
        raise InvalidMessage("whoever asked is no longer here")
    others = tuple(a for a in person.addresses if a.address != asked.address)
    own = (person.email or "").lower() == asked.address
    return dataclasses.replace(
        person,
        addresses=(*others, ConfirmedAddress(address=asked.address, at=at)),
        email_confirmed_at=at if own else person.email_confirmed_at,
        updated_at=at,
    )


async def _confirm_in(desk: Desk, subscription: Subscription, address: str, at: str) -> None:
    mine = [c for c in subscription.channels if c.address.lower() == address]
    if not mine:
        return
    channels = tuple(
        dataclasses.replace(c, confirmed_at=at) if c in mine else c for c in subscription.channels
    )
    after = dataclasses.replace(
        subscription, channels=channels, version=subscription.version + 1
    )  # fmt: skip
    await desk.change(SUBSCRIPTIONS, subscription.subscription_id, after)
    for channel in mine:
        for scope in (subscription.subscription_id, ""):
            key = f"{channel.channel_id}+{scope}"
            state = desk.channels.records.get(key)
            if state is not None and state.condition == "unsubscribed":
                await desk.change(CHANNELS, key, None)


def _mail(desk: Desk, address: str, language: Language, link: str, person: str) -> EmailMessage:
    words = texts(language)
    known = desk.people.records.get(person)
    name = shown(known.shown_as if known and known.shown_as else person)
    domain = desk.settings.mail_from.rpartition("@")[2]
    now = desk.clock()
    mail = EmailMessage(policy=SMTP)
    mail["From"] = desk.settings.mail_from
    mail["To"] = address
    mail["Subject"] = words["confirm.subject"]
    mail["Date"] = format_datetime(now)
    mail["Message-ID"] = f"<{stable_id('confirm', address, person, now.isoformat())}@{domain}>"
    mail["Auto-Submitted"] = "auto-generated"
    mail["Content-Language"] = language
    mail.set_content(words["confirm.mail"].format(name=name, link=link), cte="base64")
    return mail


def _serializer(key: bytes) -> URLSafeSerializer:
    return URLSafeSerializer(key, salt="confirm", signer_kwargs={"digest_method": hashlib.sha256})
