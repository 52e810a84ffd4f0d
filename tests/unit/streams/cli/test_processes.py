"""The children of ``marsad up``."""

from pathlib import Path

import pytest

from streams.cli.processes import Supervisor


def test_children_run_the_code_of_their_parent_wherever_it_was_called(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An installed Marsad called in a checkout would start its sources else."""
    other = tmp_path / "streams" / "cli"
    other.mkdir(parents=True)
    (other / "__main__.py").write_text('print("the code that lay in the working folder")')
    (tmp_path / "streams" / "__init__.py").touch()
    (other / "__init__.py").touch()
    monkeypatch.chdir(tmp_path)
    supervisor = Supervisor(tmp_path / "logs")
    supervisor.add("help", "--help")
    (child,) = supervisor.children
    assert child.process is not None
    assert child.process.wait(60) == 0
    assert "Usage: " in child.log.read_text("utf-8")
