"""``marsad import``, before it asks for a broker."""

from pathlib import Path

import pytest
from click.testing import CliRunner

from streams.cli import main


@pytest.mark.parametrize(
    ("published", "why"),
    [
        ("2016-13-45", "unreadable"),
        ("gestern", "unreadable"),
        ("", "empty"),
        ("2916-10-03", "future"),
        ("1066-10-14", "too old"),
    ],
)
def test_date_that_no_article_could_have_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, published: str, why: str
) -> None:
    monkeypatch.setenv("MARSAD_KAFKA", "127.0.0.1:1")
    (tmp_path / "a.txt").write_text("نص", "utf-8")
    arguments = ["import", "--published", published, str(tmp_path)]
    result = CliRunner().invoke(main, arguments)
    assert result.exit_code == 2
    assert result.stderr == (
        f"marsad: --published is {published!r} ({why}), expected a date, for example 2016-10-03\n"
    )


@pytest.mark.parametrize("published", ["2016-10-03", "2016-10-03T10:00:00+03:00", "03/10/2016"])
def test_date_that_articles_may_have_is_taken(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, published: str
) -> None:
    monkeypatch.setenv("MARSAD_KAFKA", "127.0.0.1:1")
    result = CliRunner().invoke(main, ["import", "--published", published, str(tmp_path)])
    assert result.exit_code == 2
    assert "127.0.0.1:1" in result.stderr
