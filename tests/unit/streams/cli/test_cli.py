"""The command line: help that reads well, one clear line where something is missing."""

import os
import subprocess
import sys

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
