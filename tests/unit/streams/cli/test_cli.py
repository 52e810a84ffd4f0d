"""The command line: help that reads well, one clear line where something is missing."""

import gzip
import os
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from streams.cli import COMMANDS, main
from tests.conftest import ROOT

NOWHERE = {"MARSAD_KAFKA": "127.0.0.1:1", "MARSAD_ELASTICSEARCH": "http://127.0.0.1:1"}
NEED_SERVICES = (
    ("topics", "create"), ("indices", "create"), ("worker", "read"), ("dlq", "list"),
    ("subscriptions", "list"), ("health",),
)  # fmt: skip


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_explains_itself(name: str) -> None:
    """``marsad NAME --help`` has a sentence and exits 0."""
    result = CliRunner().invoke(main, [name, "--help"])
    assert result.exit_code == 0, result.output
    assert result.output.startswith("Usage: main " + name)
    assert len(result.output.split("\n\n")) >= 3


def test_an_installation_without_benchmarks_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    """The image holds the product only."""
    monkeypatch.setattr("streams.cli.bench.find_spec", lambda _: None)
    result = CliRunner().invoke(main, ["bench", "extract"])
    assert result.exit_code == 2
    assert result.stderr == (
        "marsad: the benchmarks are not in this installation: run them in a checkout\n"
    )


@pytest.mark.parametrize("arguments", NEED_SERVICES, ids=" ".join)
def test_a_missing_stack_is_one_clear_line_and_exit_2(arguments: tuple[str, ...]) -> None:
    """No traceback: what does not answer, where, and what to do."""
    done = subprocess.run(
        [sys.executable, "-m", "streams.cli", *arguments],
        env=os.environ | NOWHERE, cwd=ROOT, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 2
    lines = done.stderr.strip().splitlines()
    assert len(lines) == 1, done.stderr
    assert "does not answer at" in lines[0]
    assert "make stack-up" in lines[0]


def test_a_bad_line_is_named_and_passed_over() -> None:
    """The others are read, in their order; the exit status tells."""
    lines = '{"id": "1", "text": "نص"}\n{"id": 2, "text": "x"}\nnot json\n{"id": "3", "text": ""}\n'
    result = CliRunner().invoke(main, ["extract"], input=lines.encode())
    assert result.exit_code == 1
    assert [line[:9] for line in result.stdout.splitlines()] == ['{"id":"1"', '{"id":"3"']
    assert "line 2: field 'id' is 2, expected a string" in result.stderr
    assert "line 3: not JSON" in result.stderr


BROKEN_GZIP = gzip.compress(b"{}" * 100)[:20]


@pytest.mark.parametrize("command", ["extract", "dedup", "replay", "explain"])
@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("absent.jsonl", None),
        ("folder", None),
        ("a.jsonl.gz", b"plain"),
        ("b.jsonl.gz", BROKEN_GZIP),
    ],
)
def test_a_file_that_cannot_be_read_is_one_clear_line(
    tmp_path: Path, command: str, name: str, content: bytes | None
) -> None:
    """Its name and the reason, no traceback, and not the exit status of a bad line."""
    (tmp_path / "folder").mkdir()
    if content is not None:
        (tmp_path / name).write_bytes(content)
    result = CliRunner().invoke(main, [command, str(tmp_path / name)])
    assert isinstance(result.exception, SystemExit)
    assert result.exit_code == 2
    assert name in result.stderr
    assert len(result.stderr.strip().splitlines()) == 1


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("absent.txt", None, "No such file"),
        ("utf16.txt", "نص".encode("utf-16"), "expected a text in UTF-8, byte 0 is none"),
        ("windows.txt", "نص".encode("cp1256"), "expected a text in UTF-8, byte 0 is none"),
        ("packed.txt.gz", gzip.compress(b"x"), "expected a text in UTF-8"),
    ],
)
def test_a_text_that_cannot_be_read_is_told_as_any_file(
    tmp_path: Path, name: str, content: bytes | None, told: str
) -> None:
    if content is not None:
        (tmp_path / name).write_bytes(content)
    result = CliRunner().invoke(main, ["explain", str(tmp_path / name)])
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.startswith(f"marsad: {tmp_path / name}: {told}")
    assert len(result.stderr.splitlines()) == 1


@pytest.mark.parametrize("command", ["extract", "dedup", "replay", "explain"])
def test_a_mark_of_byte_order_costs_no_article(tmp_path: Path, command: str) -> None:
    (tmp_path / "a.jsonl").write_bytes(b'\xef\xbb\xbf{"id": "first", "text": ""}\n')
    result = CliRunner().invoke(main, [command, str(tmp_path / "a.jsonl")])
    assert (result.exit_code, result.stderr) == (0, "")
    assert "first" in result.stdout


@pytest.mark.parametrize("command", ["extract", "dedup", "replay", "explain"])
def test_standard_input_may_be_named_twice(command: str) -> None:
    """Its end is its end: the second reading finds nothing."""
    result = CliRunner().invoke(main, [command, "-", "-"], input=b'{"id": "once", "text": ""}\n')
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout.count("once") >= 1


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no full device")
@pytest.mark.parametrize("command", ["extract", "dedup", "replay", "explain"])
def test_a_full_disk_is_one_clear_line(command: str) -> None:
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            [sys.executable, "-m", "streams.cli", command], cwd=ROOT, stdout=full,
            input=b'{"id": "a", "text": ""}\n', stderr=subprocess.PIPE, check=False,
        )  # fmt: skip
    assert done.returncode == 2
    assert done.stderr.decode() == "marsad: standard output: No space left on device\n"


@pytest.mark.parametrize(
    "arguments",
    [
        ("replay", "--window-hours", "0"), ("replay", "--window-hours", "-5"),
        ("dedup", "--window-hours", "nan"), ("dedup", "--window-hours", "inf"),
        ("silences", "add", "kind=first", "--reason", "x", "--hours", "nan"),
        ("subscriptions", "test", "type:AID", "--days", "nan"),
        ("subscriptions", "test", "type:AID", "--days", "1e300"),
        ("subscriptions", "test", "type:AID", "--days", "-1"),
    ],
    ids=" ".join,
)  # fmt: skip
def test_a_length_of_time_that_is_none_is_refused(arguments: tuple[str, ...]) -> None:
    result = CliRunner().invoke(main, arguments, input="")
    assert isinstance(result.exception, SystemExit)
    assert result.exit_code == 2
    assert "Invalid value for" in result.stderr


@pytest.mark.parametrize(
    ("content", "told"),
    [
        ("not json", "line 1: Subscription: not JSON"),
        ("{}", "is missing"),
        ('{"actors": ["USA"]}', 'write "query": "actor:USA"'),
    ],
)
def test_a_bad_subscription_is_named_by_its_line(tmp_path: Path, content: str, told: str) -> None:
    """Before anything is started or read."""
    file = tmp_path / "subscriptions.jsonl"
    file.write_text(content)
    result = CliRunner().invoke(main, ["replay", "--subscriptions", str(file)], input="")
    assert (result.exit_code, result.stdout) == (2, "")
    assert told in result.stderr


@pytest.mark.parametrize(
    ("options", "told"),
    [
        (["--webhook", "ftp://a/"], "the webhook is no address to post to: scheme ftp"),
        (["--webhook", "https://a/", "--query", "type:SANCTIONS"], "did you mean SANCTION?"),
        (["--webhook", "https://a/", "--actor", "RUS"], "write --query 'actor:RUS'"),
        (["--webhook", "https://a/"], "--query is missing"),
        (["--webhook", "https://a/", "--secret", "é"], "the webhook secret is not whsec_"),
        (["--query", "type:AID", "--rule", "silent"], "expected one of match, threshold"),
        (["--query", "type:AID", "--rule", "silence 6"], "'6' is no FIELD=VALUE"),
        (["--query", "type:AID", "--rule", "silence hours=0"], "Rule.hours is 0, expected"),
        (["--query", "type:AID", "--rule", "silence hour=6"], "there is no field 'hour'"),
        (["--query", "type:AID", "--rule", "silence days=2"], "of kind silence reads hours, rea"),
        (["--query", "type:AID", "--rule", "match count=3"], "of kind match reads no field"),
        (["--query", "type:AID", "--rule", "silence hours=2 hours=3"], "'hours' comes twice"),
        (["--query", "type:AID", "--digest-at", "08:00"], "--digest-at has no effect without --di"),
        (["--query", "type:AID", "--even-if-empty"], "--even-if-empty has no effect without --di"),
        (["--query", "type:AID", "--group-by", "dyad"], "--group-by has no effect without --cool"),
        (["--query", "type:AID", "--secret", "whsec_YQ=="], "--secret has no effect without --web"),
        (["--webhook", "https://a/", "--secret", "whsec_"], "the webhook secret is empty"),
    ],
)
def test_a_subscription_that_could_never_tell_anyone_is_refused(
    options: list[str], told: str
) -> None:
    """A wrong type matches nothing and a wrong address takes nothing: say so now."""
    result = CliRunner().invoke(main, ["subscriptions", "add", "--name", "n", *options])
    assert result.exit_code == 2
    assert told in result.stderr


def test_a_date_that_is_none_is_told(tmp_path: Path) -> None:
    """One line instead of a traceback from deep inside."""
    (tmp_path / "a.txt").write_text("نص")
    arguments = ["explain", "--published", "tomorrow", str(tmp_path / "a.txt")]
    result = CliRunner().invoke(main, arguments)
    assert result.exit_code == 2
    assert "field '--published' is 'tomorrow', expected an ISO 8601 date" in result.stderr
