"""Whoever a request is answered for, and what they may see."""

from collections.abc import Mapping
from dataclasses import dataclass

from schemas.desk import Verb
from schemas.errors import InvalidMessage
from schemas.heartbeat import SUBSCRIPTION_ID
from schemas.people import ROLES, Person, Role, Session
from schemas.subscription import Subscription


@dataclass(frozen=True, slots=True)
class Viewer:
    """A person, by a session, and the subscriptions that exist now."""

    person: Person
    session: Session
    csrf: str
    """What a form has to send along; of use to this session alone."""
    subscriptions: Mapping[str, Subscription]

    @property
    def name(self) -> str:
        """Sign-in name."""
        return self.person.name

    @property
    def subscription_ids(self) -> frozenset[str]:
        """Ids of the subscriptions that the viewer may see."""
        return frozenset(i for i, s in self.subscriptions.items() if self.sees(s))

    def may(self, role: Role) -> bool:
        """Return whether the viewer has ``role`` or one above it."""
        return has_role(self.person.role, role)

    def sees(self, subscription: Subscription | None) -> bool:
        """Return whether the viewer may see ``subscription``, its alerts and their receipts.

        Theirs and shared ones. Private ones of others are nobody's business, an admin's neither.
        """
        return sees(self.person, subscription)

    def acts(self, subscription: Subscription, verb: Verb) -> bool:
        """Return whether the viewer may do ``verb`` to alerts of ``subscription``."""
        if subscription.owner == self.name:
            return True
        role: Role = "editor" if verb == "comment" else "duty_officer"
        return self.sees(subscription) and self.may(role)

    def changes(self, subscription: Subscription) -> bool:
        """Return whether the viewer may change ``subscription``."""
        mine = subscription.owner == self.name
        return self.may("editor") if is_shared(subscription) else mine


def sees(person: Person, subscription: Subscription | None) -> bool:
    """Return whether ``person`` may see ``subscription``; nobody sees the dead-man's switch."""
    if subscription is None or subscription.subscription_id == SUBSCRIPTION_ID:
        return False
    return subscription.owner == person.name or is_shared(subscription)


def check_sees(
    people: Mapping[str, Person], name: str | None, subscription: Subscription | None
) -> None:
    """Raise InvalidMessage where ``name`` is nobody, or could not even see the alert."""
    if name is None:
        return
    person = people.get(name)
    if person is None or person.disabled or not sees(person, subscription):
        raise InvalidMessage(f"{name!r:.70} is nobody who can see this alert")


def has_role(held: Role, wanted: Role) -> bool:
    """Return whether ``held`` is ``wanted`` or above it.

    >>> has_role("duty_officer", "editor"), has_role("reader", "editor")
    (True, False)
    """
    return ROLES.index(held) >= ROLES.index(wanted)


def is_shared(subscription: Subscription) -> bool:
    """Return whether everybody on the desk sees ``subscription``; one without owner is shared."""
    return subscription.owner == "" or subscription.visibility == "shared"
