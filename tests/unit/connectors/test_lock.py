"""One active process."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from connectors.lock import AlreadyRunning, only_one


def test_second_holder_is_refused_in_one_line_that_names_the_first(tmp_path: Path) -> None:
    path = tmp_path / "state" / "poll.lock"
    with (
        only_one(path, "marsad poll"),
        pytest.raises(AlreadyRunning, match=rf"running already \(process {os.getpid()}, ") as error,
        only_one(path, "marsad poll"),
    ):
        pass
    assert "\n" not in str(error.value)
    with only_one(path, "marsad poll"):
        pass


def test_lock_of_a_killed_process_is_free(tmp_path: Path) -> None:
    path = tmp_path / "poll.lock"
    code = (
        "import os, pathlib, sys; from connectors.lock import only_one\n"
        "with only_one(pathlib.Path(sys.argv[1]), 'x'): os.kill(os.getpid(), 9)"
    )
    killed = subprocess.run([sys.executable, "-c", code, str(path)], check=False, timeout=60)
    assert killed.returncode == -9
    with only_one(path, "marsad poll"):
        pass
