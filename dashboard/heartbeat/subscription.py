"""The subscription of the dead-man's switch: every kind of channel that this desk has."""

from dashboard.heartbeat.article import QUERY
from schemas.channel import Channel
from schemas.heartbeat import OUTLET, SUBSCRIPTION_ID
from schemas.subscription import Subscription
from streams.settings import Settings

RECEIVER, SEARCH = "receiver", "search"


def heartbeat_subscription(settings: Settings, secret: str, now: str) -> Subscription:
    """Return the subscription that only synthetic stories are matched with."""
    channels = [
        Channel(kind="webhook", url=settings.beat_url(), secret=secret),
        Channel(kind="inbox"),
        Channel(kind="atom"),
    ]
    if settings.heartbeat_email:
        channels.append(Channel(kind="email", address=settings.heartbeat_email, confirmed_at=now))
    if settings.heartbeat_apprise:
        channels.append(Channel(kind="apprise", url=settings.heartbeat_apprise))
    return Subscription(
        subscription_id=SUBSCRIPTION_ID,
        name="dead-man's switch",
        owner=OUTLET,
        query=QUERY,
        severity="flash",
        channels=tuple(channels),
    )


def ways_of(subscription: Subscription) -> tuple[str, ...]:
    """Return every way out that is watched."""
    return (RECEIVER, SEARCH, *(channel.kind for channel in subscription.channels))
