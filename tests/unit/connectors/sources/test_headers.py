"""Headers that say when to come again."""

from datetime import UTC, datetime

import pytest

from connectors.sources.headers import max_age_s, retry_after_s

NOW = datetime(2016, 10, 3, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("headers", "want"),
    [
        ({}, None),
        ({"Cache-Control": "public, max-age=600"}, 600),
        ({"Cache-Control": "max-age=600, no-cache"}, 0),
        ({"Cache-Control": "private"}, None),
        ({"Cache-Control": 's-maxage=9, max-age="60"'}, 60),
        ({"Expires": "0"}, 0),
        ({"Expires": "Mon, 03 Oct 2016 12:10:00 GMT"}, 600),
        (
            {"Expires": "Mon, 03 Oct 2016 09:10:00 GMT", "Date": "Mon, 03 Oct 2016 09:00:00 GMT"},
            600,
        ),
        ({"Expires": "Mon, 03 Oct 2016 12:10:00 GMT", "Cache-Control": "max-age=1"}, 1),
    ],
)
def test_freshness(headers: dict[str, str], want: float | None) -> None:
    assert max_age_s(headers, NOW) == want


@pytest.mark.parametrize(
    ("value", "want"),
    [
        ("120", 120), (" 120 ", 120), ("Mon, 03 Oct 2016 12:02:00 GMT", 120), ("-5", None),
        ("Mon, 03 Oct 2016 11:00:00 GMT", 0), ("soon", None), ("", None),
    ],
)  # fmt: skip
def test_retry_after(value: str, want: float | None) -> None:
    assert retry_after_s({"Retry-After": value}, NOW) == want
