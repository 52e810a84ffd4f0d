"""Sessions of browsers and tokens of programs: a secret out there, its hash in Kafka."""

import datetime as dt
import hashlib
import secrets

from schemas.moment import instant
from schemas.people import Person, Session

TOKEN_PREFIX = "marsad_"  # noqa: S105  # a mark by which scanners of code find leaked tokens
TOKEN_DAYS = 365


def cookie_name(*, https: bool) -> str:
    """Return the name of the session cookie; ``__Host-`` where the browser can hold us to it."""
    return "__Host-marsad" if https else "marsad"


def session_id(secret: str) -> str:
    """Return the id under which the session of ``secret`` is kept."""
    return hashlib.sha256(secret.encode("utf-8", "surrogatepass")).hexdigest()


def csrf_of(secret: str) -> str:
    """Return what forms of the session of ``secret`` send along; it does not give the secret away.

    >>> csrf_of("a") == csrf_of("a") != csrf_of("b")
    True
    """
    return hashlib.sha256(b"csrf\x1f" + secret.encode("utf-8", "surrogatepass")).hexdigest()


def opened(person: Person, now: dt.datetime, hours: float) -> tuple[str, Session]:
    """Return a new secret and the browser session that it opens, for ``hours``."""
    secret = secrets.token_urlsafe(32)
    return secret, Session(
        session_id=session_id(secret),
        person=person.name,
        kind="browser",
        epoch=person.epoch,
        created_at=now.isoformat(),
        expires_at=(now + dt.timedelta(hours=hours)).isoformat(),
    )


def issued(person: Person, label: str, now: dt.datetime, days: int) -> tuple[str, Session]:
    """Return a new token of the API and its session."""
    secret = TOKEN_PREFIX + secrets.token_urlsafe(32)
    return secret, Session(
        session_id=session_id(secret),
        person=person.name,
        kind="token",
        label=label,
        epoch=person.epoch,
        created_at=now.isoformat(),
        expires_at=(now + dt.timedelta(days=days)).isoformat(),
    )


def stands(session: Session, person: Person | None, now: dt.datetime) -> bool:
    """Return whether ``session`` still lets ``person`` in."""
    return (
        person is not None
        and not person.disabled
        and person.epoch == session.epoch
        and now < instant(session.expires_at, "expires_at")
    )
