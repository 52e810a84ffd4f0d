"""Dates: right, or null with the reason; never silently wrong."""

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from connectors.sources.dates import EARLIEST_YEAR, DateStyle, ReadDate, read_date

NOW = datetime(2016, 10, 5, 12, tzinfo=UTC)
CASES = json.loads(
    (Path(__file__).parents[3] / "cases" / "feeds" / "dates.json").read_text("utf-8")
)


@pytest.mark.parametrize("case", CASES, ids=[case["label"] for case in CASES])
def test_date_table(case: dict[str, Any]) -> None:
    read = read_date(case["text"], DateStyle(case["zone"]), now=NOW)
    assert (read.value, read.note) == (case["want"], case["note"])


def test_month_first_is_read_where_the_source_says_so() -> None:
    assert read_date("10/03/2016", DateStyle(order="mdy"), now=NOW).value == "2016-10-03"


@given(st.text(max_size=60))
def test_any_text_gives_a_plausible_date_or_a_reason(text: str) -> None:
    read = read_date(text, DateStyle("Asia/Riyadh"), now=NOW)
    if read.value is None:
        assert read.note
    else:
        at = datetime.fromisoformat(read.value)
        assert at.year >= EARLIEST_YEAR
        assert at.replace(tzinfo=UTC) <= NOW + timedelta(hours=40)


@given(st.datetimes(datetime(1995, 1, 1), datetime(2016, 10, 5)), st.integers(-12, 14))  # noqa: DTZ001
def test_rfc_822_and_iso_of_one_moment_agree(at: datetime, hours: int) -> None:
    at = at.replace(microsecond=0)
    sign, day = "+" if hours >= 0 else "-", at.strftime("%a, %d %b %Y %H:%M:%S")
    rfc = read_date(f"{day} {sign}{abs(hours):02d}00", DateStyle("Asia/Riyadh"), now=NOW)
    iso = read_date(f"{at.isoformat()}{sign}{abs(hours):02d}:00", DateStyle("Asia/Riyadh"), now=NOW)
    assert rfc == iso
    assert rfc.value is not None
    moment = datetime.fromisoformat(rfc.value)
    assert moment.astimezone(UTC) == at.replace(tzinfo=UTC) - timedelta(hours=hours)


@pytest.mark.parametrize("unit", ["يناير ", "January ", "1 ", "/", "١", "20:00 ", "UTC+1 "])
def test_text_of_thousands_of_words_is_no_date(unit: str) -> None:
    assert read_date(unit * 5000, DateStyle(), now=NOW) == ReadDate(None, "unreadable")
    assert read_date(" " * 5000 + "2016-10-03\n", DateStyle(), now=NOW).value == "2016-10-03"
