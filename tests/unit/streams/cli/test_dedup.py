"""``marsad dedup`` on lines, good and bad."""

import datetime as dt
import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from streams.cli.dedup import dedup_command
from streams.cli.jsonl import Articles

TEXT = "وصل الوفد إلى العاصمة مساء أمس بعد رحلة طويلة وقال رئيسه إن المحادثات تبدأ صباح الغد"


def test_lines_come_out_in_input_order_and_a_bad_line_is_named_and_passed_over() -> None:
    lines = [
        json.dumps({"id": "a", "text": TEXT}, ensure_ascii=False),
        "{not json",
        json.dumps({"id": "b", "text": TEXT.replace("إلى", "الى"), "published": None}),
    ]
    done = CliRunner().invoke(dedup_command, ["--window-hours", "24"], input="\n".join(lines))
    told = [json.loads(line) for line in done.stdout.splitlines()]
    assert done.exit_code == 1
    assert "line 2" in done.stderr
    assert [(row["id"], row["cluster_id"], row["relation"]) for row in told] == [
        ("a", "a", "original"),
        ("b", "a", "exact"),
    ]
    (link,) = told[1]["links"]
    assert (link["id"], link["relation"], link["containment"]) == ("a", "exact", 1.0)


def test_a_window_of_no_hours_is_refused() -> None:
    assert CliRunner().invoke(dedup_command, ["--window-hours", "0"]).exit_code == 2


@pytest.mark.parametrize("published", ["2206-05-04", "9999-12-31T23:59:59-12:00"])
def test_a_date_in_the_future_is_none_and_makes_nothing_forgotten(published: str) -> None:
    """Time goes by the articles: one wrong date would end the window of all before it."""
    lines = [
        json.dumps({"id": "a", "text": TEXT, "published": "2026-05-04"}),
        json.dumps({"id": "wrong", "text": "نص آخر", "published": published}),
        json.dumps({"id": "b", "text": TEXT, "published": "2026-05-04"}),
    ]
    done = CliRunner().invoke(dedup_command, input="\n".join(lines))
    told = {row["id"]: row["relation"] for row in map(json.loads, done.stdout.splitlines())}
    assert told["b"] == "exact"
    assert "line 2: field 'published' is '" + published in done.stderr


def test_a_date_ahead_by_a_wrong_zone_is_kept(tmp_path: Path) -> None:
    file = tmp_path / "a.jsonl"
    file.write_text('{"id": "a", "text": "", "published": "2026-05-05T09:00:00Z"}')
    (article,) = Articles((str(file),), now=dt.datetime(2026, 5, 4, 10, tzinfo=dt.UTC))
    assert article.published == "2026-05-05T09:00:00Z"
