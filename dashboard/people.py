"""Changes to people, checked: shared by the API and the command line."""

import dataclasses
import datetime as dt
import re
import secrets
import zoneinfo
from typing import Any

from schemas.errors import InvalidMessage
from schemas.people import ROLES, Person

NAME = re.compile(r"[a-z0-9][a-z0-9._-]{0,63}")
EMAIL = re.compile(r"[^\s@<>\",;:\\()\[\]]{1,64}@[^\s@<>\",;:\\()\[\]]{1,190}")
"""Not a proof that it exists: a message that has to be answered is."""
RESERVED = frozenset({"system", "cli", "unknown"})
"""Names that the log of what was done uses for no one."""
EPOCHS = 1 << 52
"""A whole number up to twice that is the same to every reader of JSON."""
CHANGEABLE = frozenset({"shown_as", "role", "email", "language", "time_zone", "disabled"})


def new_person(name: str, now: dt.datetime, **values: Any) -> Person:
    """Return a new person with ``values``, checked; InvalidMessage says what is wrong.

    Their epoch begins anywhere: no session, token or address of a feed of someone who had the name
    before is of it, long after Kafka has forgotten that person.
    """
    if not NAME.fullmatch(name) or name in RESERVED:
        raise InvalidMessage(
            f"the name is {name!r:.80}, expected 1 to 64 of a-z, 0-9, '.', '_', '-', "
            f"a letter or digit first, and none of {', '.join(sorted(RESERVED))}"
        )
    epoch = 1 + secrets.randbelow(EPOCHS)
    at = now.isoformat()
    blank = Person(name=name, epoch=epoch, created_at=at, updated_at=at)
    return changed(blank, now, **values)


def changed(person: Person, now: dt.datetime, **values: Any) -> Person:
    """Return ``person`` with ``values``; InvalidMessage says what is wrong.

    Another e-mail address has to be confirmed anew; another role and being switched off end every
    session.
    """
    if unknown := set(values) - CHANGEABLE - {"password_hash"}:
        raise InvalidMessage(f"a person has no {', '.join(sorted(unknown))} that could be changed")
    _check(values)
    after = dataclasses.replace(person, **values, updated_at=now.isoformat())
    if after.email != person.email:
        after = dataclasses.replace(after, email_confirmed_at=None)
    if (after.role, after.disabled, after.password_hash) != (
        person.role, person.disabled, person.password_hash
    ):  # fmt: skip
        after = dataclasses.replace(after, epoch=person.epoch + 1)
    return after


def _check(values: dict[str, Any]) -> None:
    role, email, zone = values.get("role"), values.get("email"), values.get("time_zone")
    if "role" in values and role not in ROLES:
        raise InvalidMessage(f"the role is {role!r:.40}, expected one of {', '.join(ROLES)}")
    if email is not None and not EMAIL.fullmatch(email):
        raise InvalidMessage(f"the e-mail address is {email!r:.80}, expected name@host")
    if zone is not None and zone not in zoneinfo.available_timezones():
        raise InvalidMessage(f"the time zone is {zone!r:.60}, expected a name like Asia/Damascus")
    if len(values.get("shown_as") or "") > 200:
        raise InvalidMessage("the name shown is longer than 200 characters")
    if values.get("language", "ar") not in ("ar", "en"):
        raise InvalidMessage(f"the language is {values['language']!r:.20}, expected ar or en")


def public_card(person: Person) -> dict[str, Any]:
    """Return what everybody on the desk may know of ``person``."""
    return {
        "name": person.name,
        "shown_as": person.shown_as,
        "role": person.role,
        "disabled": person.disabled,
    }


def own_card(person: Person) -> dict[str, Any]:
    """Return what ``person`` and admins may know: everything but the password's hash."""
    return public_card(person) | {
        "email": person.email,
        "email_confirmed_at": person.email_confirmed_at,
        "language": person.language,
        "time_zone": person.time_zone,
        "has_password": bool(person.password_hash),
        "created_at": person.created_at,
        "updated_at": person.updated_at,
    }
