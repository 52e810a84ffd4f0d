"""Reads the headers of answers that say when to come again."""

import re
from collections.abc import Mapping
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

_MAX_AGE = re.compile(r"(?:^|[\s,])max-age\s*=\s*\"?(\d{1,10})", re.IGNORECASE)
_NEVER = re.compile(r"(?:^|[\s,])no-(?:store|cache)(?:$|[\s,;=])", re.IGNORECASE)


def max_age_s(headers: Mapping[str, str], now: datetime) -> float | None:
    """Return for how many seconds the answer is fresh, None where the headers do not say.

    no-cache and no-store beat max-age, max-age beats Expires; Expires counts from the server's own
    Date, since its clock may be wrong. (RFC 9111, 5.2 and 5.3)
    """
    control = headers.get("Cache-Control", "")
    if _NEVER.search(control):
        return 0.0
    age = _MAX_AGE.search(control)
    if age:
        return float(age[1])
    if "Expires" not in headers:
        return None
    expires = http_date(headers["Expires"])
    if expires is None:  # "0" and "-1" mean: already stale
        return 0.0
    start = http_date(headers.get("Date", "")) or now
    return max(0.0, (expires - start).total_seconds())


def retry_after_s(headers: Mapping[str, str], now: datetime) -> float | None:
    """Return the seconds that Retry-After (seconds or an HTTP date) asks for; None if absent."""
    value = headers.get("Retry-After", "").strip()
    if re.fullmatch(r"\d{1,9}", value):
        return float(value)
    at = http_date(value)
    return None if at is None else max(0.0, (at - now).total_seconds())


def http_date(value: str) -> datetime | None:
    """Return an HTTP date as an aware date-time, or None where it is none."""
    try:
        at = parsedate_to_datetime(value)
    except (ValueError, TypeError, OverflowError):
        return None
    return at if at.tzinfo else at.replace(tzinfo=UTC)
