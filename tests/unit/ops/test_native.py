"""What can be known of the compiled reader without compiling it; the rest is in make native."""

import json
import os
import subprocess
import sys
import tomllib
from fnmatch import fnmatch
from importlib.machinery import EXTENSION_SUFFIXES
from pathlib import Path

import pytest
from click.testing import CliRunner

from benchmarks import corpus
from ops import native
from streams.cli import main
from tests.conftest import ROOT

ARTICLE = {"id": "1", "published": "2026-05-04", "text": "علقت كندا محادثاتها مع المكسيك أمس."}


def _run(*command: str, **variables: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        command, cwd=ROOT, env=os.environ | variables, capture_output=True, text=True, check=False
    )


def test_the_list_names_modules_and_tests_that_are_there() -> None:
    """A name gone stale would leave a package, an exception or a test out without a word."""
    for package in native.PACKAGES:
        assert any(name.startswith(f"{package}/") for name in native.sources(ROOT)), package
    for name in (*native.LEFT_OUT, *native.TESTS):
        assert (ROOT / name).is_file(), name
    assert not set(native.LEFT_OUT) & set(native.sources(ROOT))
    assert native.module_name(native.sources(ROOT)[0]) == "streams.extract"


def test_nothing_compiled_stands_beside_sources() -> None:
    """It would be imported in place of a source that somebody edits."""
    suffixes = tuple(EXTENSION_SUFFIXES)
    packages = ("schemas", "streams", "connectors", "dashboard", "benchmarks", "ops")
    files = (path for name in packages for path in (ROOT / name).rglob("*"))
    assert [p for p in files if p.name.endswith(suffixes) and "node_modules" not in p.parts] == []


def test_a_wheel_holds_every_file_that_the_product_reads() -> None:
    """Tables, templates, icons: what no pattern of pyproject.toml names is gone once installed."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    patterns = project["tool"]["setuptools"]["package-data"]
    dashboard = ROOT / "dashboard"
    held = {path for pattern in patterns["dashboard"] for path in dashboard.glob(pattern)}
    for package in ("schemas", "streams", "connectors", "dashboard"):
        for path in (ROOT / package).rglob("*.*"):
            parts = set(path.relative_to(ROOT).parts)
            if path.is_dir() or path.suffix == ".py" or parts & {"front", "build", "__pycache__"}:
                continue
            assert path in held or any(fnmatch(path.name, p) for p in patterns["*"]), path


def test_python_modules_do_not_pass_for_compiled_ones() -> None:
    assert len(native.not_compiled(ROOT)) == len(native.sources(ROOT))


@pytest.mark.skipif(not (ROOT / ".git").exists(), reason="not a checkout")
def test_a_checkout_is_not_compiled_in_place() -> None:
    done = _run(sys.executable, "-m", "ops.native", "--wheel", "dist")
    assert (done.returncode, "make native" in done.stderr) == (2, True)


def test_without_a_compiler_it_is_said_what_to_install(tmp_path: Path) -> None:
    venv = tmp_path / "venv"
    done = _run("bash", "ops/native.sh", CC="no-such-compiler", VENV_NATIVE=str(venv))
    assert done.returncode == 2
    assert "no C compiler 'no-such-compiler'" in done.stderr
    assert "apt-get install gcc" in done.stderr
    assert not venv.exists()


def test_the_benchmark_says_whether_the_reader_is_compiled(tmp_path: Path) -> None:
    file = tmp_path / "articles.jsonl"
    file.write_text(json.dumps(ARTICLE), "utf-8")
    done = CliRunner().invoke(main, ["bench", "extract", str(file)])
    record = json.loads(done.stdout.splitlines()[-1])
    assert (record["articles"], record["compiled"]) == (1, False)


def test_the_benchmark_asks_for_a_file_where_there_is_no_corpus(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """An installed wheel has no corpus beside it."""
    missing = Path("/nowhere/articles.jsonl")
    monkeypatch.setattr(corpus, "CORPUS", missing)
    done = CliRunner().invoke(main, ["bench", "extract", str(missing)])
    assert done.exit_code == 2
    assert "name a file of articles" in done.output
    assert "bench extract articles.jsonl" in done.output
