"""``marsad dedup`` on lines, good and bad."""

import json

from click.testing import CliRunner

from streams.cli.dedup import dedup_command

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
