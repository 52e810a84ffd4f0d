"""What stands at present: subscriptions, silences, channels that are off, alerts taken on."""

from schemas.alert import Alert
from schemas.channel import Channel, ChannelState
from schemas.desk import AlertState
from schemas.noise import Noise
from schemas.silence import Silence
from schemas.subscription import Subscription
from streams.alerts.standing import held_back

INBOX = Channel(kind="inbox")


class Standing:
    """The newest record of each key, as the compacted topics have it."""

    def __init__(self) -> None:
        self.subscriptions: dict[str, Subscription] = {}
        self.silences: dict[str, Silence] = {}
        self.channels: dict[str, ChannelState] = {}
        self.desk: dict[str, AlertState] = {}

    def acknowledged(self, alert: Alert) -> bool:
        """Return whether someone has taken the alert on, and it is no escalation."""
        state = self.desk.get(f"{alert.subscription_id}+{alert.story_id}")
        return held_back(state, alert) is not None

    def noise(self, subscription_id: str) -> Noise:
        """Return the wishes of a subscription; of one that is gone, none."""
        found = self.subscriptions.get(subscription_id)
        return found.noise if found else Noise()

    def owner(self, subscription_id: str) -> str:
        """Return whose subscription it is."""
        found = self.subscriptions.get(subscription_id)
        return found.owner if found else ""

    def name(self, subscription_id: str) -> str:
        """Return what people call the subscription."""
        found = self.subscriptions.get(subscription_id)
        return found.name if found else ""

    def current(self, subscription_id: str, channel: Channel) -> Channel:
        """Return ``channel`` as the subscription has it now, with its present secrets."""
        found = self.subscriptions.get(subscription_id)
        for candidate in found.channels if found else ():
            if candidate.channel_id == channel.channel_id:
                return candidate
        return channel

    def blocked(self, subscription_id: str, channel: Channel) -> str | None:
        """Return why nothing may be sent to ``channel``, None where it may."""
        channel = self.current(subscription_id, channel)
        for scope in ("", subscription_id):
            state = self.channels.get(f"{channel.channel_id}+{scope}")
            if state is not None and state.condition != "active":
                return f"the channel is {state.condition}: {state.reason}".rstrip(": ")
        if channel.kind == "email" and channel.confirmed_at is None:
            return "the e-mail address is not confirmed"
        return None

    def gone(self, subscription_id: str, channel: Channel) -> str | None:
        """Return why what waits for ``channel`` waits in vain, None where it does not."""
        found = self.subscriptions.get(subscription_id)
        if found is None:
            return "the subscription was removed"
        if not found.enabled:
            return "the subscription is switched off"
        channels = [c.channel_id for c in found.channels or (INBOX,)]
        return None if channel.channel_id in channels else "the channel was removed"

    def others(self, subscription_id: str, channel_id: str) -> list[tuple[str, Channel]]:
        """Return where the owner can be told of ``channel_id``: subscription and channel.

        The inbox comes first and is always there; then the other channels of the subscription or,
        where it has none, one of another subscription of the same owner.
        """
        found = self.subscriptions.get(subscription_id)
        theirs = [found] if found else []
        if found and found.owner:
            theirs = [s for s in self.subscriptions.values() if s.owner == found.owner]
        theirs.sort(key=lambda s: (s.subscription_id != subscription_id, s.subscription_id))
        usable = [
            (s.subscription_id, c)
            for s in theirs
            for c in s.channels
            if c.channel_id not in (channel_id, INBOX.channel_id)
            and self.blocked(s.subscription_id, c) is None
        ]
        own = [pair for pair in usable if pair[0] == subscription_id]
        return [(subscription_id, INBOX), *(own or usable[:1])]
