"""People who sign in, their sessions, and the log of what they did."""

from dataclasses import dataclass
from typing import Literal

Role = Literal["reader", "editor", "duty_officer", "admin"]
"""Each may do what those before it may; ``dashboard.security.access`` says what that is."""
ROLES: tuple[Role, ...] = ("reader", "editor", "duty_officer", "admin")
Language = Literal["ar", "en"]


@dataclass(frozen=True, slots=True, kw_only=True)
class ConfirmedAddress:
    """An e-mail address whose owner agreed to get alerts of a person's subscriptions."""

    address: str
    """In lower case."""
    at: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Someone who may sign in; the newest record of a name is the truth."""

    name: str
    """Sign-in name, ``a-z 0-9 . _ -``; the owner of subscriptions; never changes."""
    shown_as: str = ""
    role: Role = "reader"
    password_hash: str = ""
    """Argon2id in PHC form; empty where only tokens may be used."""
    email: str | None = None
    email_confirmed_at: str | None = None
    """When a link sent to the address was followed and the button there pressed."""
    addresses: tuple[ConfirmedAddress, ...] = ()
    """Addresses that alerts may go to."""
    language: Language = "ar"
    time_zone: str = "UTC"
    """IANA name, for quiet hours and for the times on the desk."""
    disabled: bool = False
    epoch: int = 1
    """Raised to end every session and token at once; begins anywhere, so that someone who gets a
    name again shares none with whoever had it before."""
    created_at: str
    """Whatever is older and of this name is somebody else's."""
    updated_at: str
    schema_version: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Session:
    """A browser that is signed in, or a token of the API; its secret is never kept."""

    session_id: str
    """SHA-256 of the secret, hexadecimal."""
    person: str
    kind: Literal["browser", "token"]
    label: str = ""
    """For people: what a token is for."""
    epoch: int
    """``Person.epoch`` at its start; another one there ends it."""
    created_at: str
    expires_at: str
    schema_version: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class AuditEntry:
    """Who did what and when; written before the change that it tells of."""

    entry_id: str
    at: str
    by: str
    """Sign-in name; ``system`` or ``cli`` where no one was signed in."""
    action: str
    """``subscription.change``, ``alert.acknowledge``, ``sign-in.refused``..."""
    subject: str
    """Id of what was changed."""
    owner: str | None = None
    """Whose private thing it is: others than its owner do not see the entry's detail."""
    detail: tuple[tuple[str, str], ...] = ()
    address: str | None = None
    """Network address of the browser or program."""
    schema_version: int = 1
