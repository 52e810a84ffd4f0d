"""Atom feeds of subscriptions: readers cannot sign in, so the address itself lets them in."""

import hashlib
from typing import Any

from itsdangerous import BadSignature, URLSafeSerializer

from dashboard.errors import NotFound
from dashboard.state import Desk
from schemas.alert import Alert
from schemas.people import Person
from schemas.subscription import Subscription
from schemas.wire import decode
from streams.alerts.atom import atom_feed


def feed_path(key: bytes, subscription_id: str, person: Person) -> str:
    """Return the path of the feed for ``person``; another password or role ends it."""
    token = _serializer(key).dumps([subscription_id, person.name, person.epoch])
    return f"/feeds/{token}.atom"


def reader_of(desk: Desk, key: bytes, token: str) -> tuple[Person, str]:
    """Return who reads by ``token`` and the id of the subscription; NotFound for any other word."""
    try:
        found: Any = _serializer(key).loads(token)
        subscription_id, name, epoch = found
    except (BadSignature, TypeError, ValueError) as error:
        raise NotFound("there is no such feed") from error
    person = desk.people.records.get(str(name))
    if person is None or person.disabled or person.epoch != epoch:
        raise NotFound("there is no such feed any more")
    return person, str(subscription_id)


def feed(desk: Desk, subscription: Subscription, self_path: str, person: Person) -> bytes:
    """Return the feed of what the subscription was told, newest first."""
    alerts = [
        decode(Alert, thread.alert)
        for thread in desk.inbox.records.values()
        if thread.subscription_id == subscription.subscription_id
    ]
    url = desk.settings.desk_url()
    return atom_feed(
        subscription, alerts, desk_url=url, self_url=url + self_path, language=person.language
    )  # fmt: skip


def _serializer(key: bytes) -> URLSafeSerializer:
    return URLSafeSerializer(key, salt="feed", signer_kwargs={"digest_method": hashlib.sha256})
