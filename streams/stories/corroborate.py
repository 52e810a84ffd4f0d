"""Which reports tell of one happening, and what they say of it together."""

from datetime import date

from schemas.event import Event
from streams.lexicon.codes import codes_agree

MUTABLE_STATUSES = frozenset({"actual", "planned"})
"""Announced and done are stages of one act; denied, supposed and long past are not."""

Key = tuple[str, str, str | None, str | None]


def key_of(event: Event) -> Key:
    """Return what reports of one happening agree on exactly: type, both sides, whose claim it is.

    What one side claims of the other stays apart from what the outlets report themselves.
    """
    target = event.target.code if event.target else None
    return event.event_type, event.source.code, target, event.reported_by


def compatible(event: Event, other: Event) -> bool:
    """Tell whether two reports may tell of one happening.

    They agree in ``key_of``, one code is the other or its general form, their dates do not
    contradict each other, and their statuses are stages of one act.
    """
    return (
        key_of(event) == key_of(other)
        and codes_agree(event.cameo, other.cameo)
        and dates_agree(event, other)
        and statuses_agree(event, other)
    )


def dates_agree(event: Event, other: Event) -> bool:
    """Tell whether two dates may be one: either is unknown, they are equal, or nearly so.

    Dates worked out from a word ("yesterday") may be a day off either way: outlets publish on
    both sides of midnight and in several time zones. Coarser dates agree with all they cover.
    """
    if event.date is None or other.date is None:
        return True
    precisions = {event.date_precision, other.date_precision}
    if "year" in precisions:
        return event.date[:4] == other.date[:4]
    if "month" in precisions:
        return event.date[:7] == other.date[:7]
    if event.date == other.date:
        return True
    relative = _is_relative(event) or _is_relative(other)
    return relative and abs(_day(event.date) - _day(other.date)) <= 1


def _is_relative(event: Event) -> bool:
    """Tell whether a date was resolved against the publication and not spelled out."""
    return event.date_reason is None or "published" in event.date_reason


def _day(text: str) -> int:
    return date.fromisoformat(text[:10]).toordinal()


def statuses_agree(event: Event, other: Event) -> bool:
    """Tell whether two statuses may be stages of one act."""
    if event.status == other.status:
        return True
    if {event.status, other.status} <= MUTABLE_STATUSES:
        return True
    # Thirty days after the deed, one report calls history what another still calls news.
    pair = {event.status, other.status}
    return pair == {"actual", "historical"} and None not in (event.date, other.date)


def nearness(event: Event, other: Event) -> tuple[int, int, int]:
    """Return how well two compatible reports fit, to choose between happenings; more is better."""
    dates = 2 if event.date == other.date and event.date else int(not (event.date and other.date))
    return dates, int(event.cameo == other.cameo), int(event.status == other.status)
