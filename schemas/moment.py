"""Dates and times on the wire: ISO 8601 text, always comparable."""

import datetime as dt

from schemas.errors import InvalidMessage


def instant(text: str, field: str) -> dt.datetime:
    """Return the moment that ``text`` names, in UTC; a date is its first second, no zone is UTC.

    InvalidMessage names ``field`` where the text is not an ISO 8601 date or date-time.

    >>> instant("2016-10-03", "published").isoformat()
    '2016-10-03T00:00:00+00:00'
    """
    try:
        moment = dt.datetime.fromisoformat(text)
        return moment.replace(tzinfo=moment.tzinfo or dt.UTC).astimezone(dt.UTC)
    except (ValueError, OverflowError) as error:
        raise InvalidMessage(
            f"field '{field}' is {text!r:.60}, expected an ISO 8601 date or date-time"
        ) from error
