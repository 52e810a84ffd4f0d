"""Who acts towards whom, as one key."""

from schemas.event import CorroboratedEvent


def dyad_of(event: CorroboratedEvent) -> str:
    """Return ``USA > RUS``: source and target, the source alone where there is no target."""
    return f"{event.source.code} > {event.target.code}" if event.target else event.source.code
