"""Compile the reader to machine code and pack it: ``python -m ops.native --wheel FOLDER``.

``ops/native.sh`` calls it in a copy of the tracked files: a compiled module beside a source that is
edited would hide the edit.
"""

import argparse
import contextlib
import importlib
import io
import subprocess
import sys
import time
from collections.abc import Iterator
from importlib.machinery import EXTENSION_SUFFIXES
from pathlib import Path

from setuptools import Extension, setup

PACKAGES = ("streams/normalize", "streams/lexicon", "streams/extract")
"""What is compiled: all that an article goes through in ``read``. They are pure, so nothing can
tell the difference but the clock."""
LEFT_OUT = {
    "streams/lexicon/triggers.py": "mypyc compiles no subclass of a tuple (Senses)",
}
"""Files that stay Python, each with the reason."""
TESTS = (
    "tests/unit/streams/extract/test_cases.py",
    "tests/unit/streams/extract/test_extraction.py",
)
"""What the compiled reader has to pass before it is packed."""
MODULE_SUFFIXES = tuple(EXTENSION_SUFFIXES)


def sources(root: Path) -> list[str]:
    """Return the files to be compiled, relative to ``root``, in order."""
    found = (path for package in PACKAGES for path in (root / package).rglob("*.py"))
    return sorted({str(path.relative_to(root)) for path in found} - set(LEFT_OUT))


def module_name(source: str) -> str:
    """Return the name under which ``source`` is imported.

    >>> module_name("streams/normalize/__init__.py"), module_name("streams/extract/merge.py")
    ('streams.normalize', 'streams.extract.merge')
    """
    return source.removesuffix(".py").removesuffix("/__init__").replace("/", ".")


def not_compiled(root: Path) -> list[str]:
    """Import every module that should be compiled; return those that come from elsewhere."""
    modules = (importlib.import_module(module_name(source)) for source in sources(root))
    files = {module.__name__: str(module.__file__) for module in modules}
    return [
        f"{name} comes from {file}"
        for name, file in files.items()
        if not (file.endswith(MODULE_SUFFIXES) and Path(file).is_relative_to(root))
    ]


def check(root: Path) -> int:
    """Run ``TESTS`` on the compiled modules; return 0 if they are compiled, and pass."""
    import pytest  # noqa: PLC0415  # only here

    if others := not_compiled(root):
        print("native: not compiled:", *others, sep="\n  ", file=sys.stderr)
        return 1
    # In this process, where the modules just looked at are loaded: nothing else can be tested.
    return pytest.main(["--quiet", "--no-header", "--durations=0", "--durations-min=60", *TESTS])


@contextlib.contextmanager
def _step(what: str) -> Iterator[None]:
    print(f"native: {what}", file=sys.stderr, flush=True)
    begin = time.monotonic()
    yield
    print(f"native: - done in {time.monotonic() - begin:.0f} s", file=sys.stderr, flush=True)


def _translate(names: list[str]) -> list[Extension]:
    """Write C for the modules and return how it is compiled; one group, so that calls are direct.

    What mypyc says (it notes each generator that it makes a list of) is shown if it fails.
    """
    from mypyc.build import mypycify  # noqa: PLC0415  # lists and checks need no compiler

    said = io.StringIO()
    try:
        with contextlib.redirect_stdout(said):
            extensions: list[Extension] = mypycify(
                ["--config-file", "pyproject.toml", *names],
                group_name="marsad",
                multi_file=True,  # as fast as one file of 188 MB, and compiled in 0.4 of the time
                opt_level="2",
                debug_level="0",
            )
    except SystemExit:
        print(said.getvalue(), file=sys.stderr)
        raise
    for extension in extensions:
        # A newer C compiler warns of more, and mypyc makes errors of warnings.
        extension.extra_compile_args.append("-Wno-error")
    return extensions


def _run_check() -> None:
    """Run ``check`` in a process of its own; show all that it says only if it fails."""
    done = subprocess.run(
        [sys.executable, "-m", "ops.native", "--check"],
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False,
    )  # fmt: skip
    said = done.stdout.strip()
    print(said.rpartition("\n")[2] if done.returncode == 0 else said, file=sys.stderr)
    if done.returncode != 0:
        sys.exit("native: the compiled reader does not read as it should; nothing was packed")


def build(root: Path, folder: str) -> None:
    """Compile in ``root``, test what came out, and write a wheel of everything to ``folder``."""
    names = sources(root)
    with _step(f"translating {len(names)} modules to C"):
        extensions = _translate(names)
    with _step("compiling the C (two minutes on a slow core, more where it is busy)"):
        setup(ext_modules=extensions, script_args=["--quiet", "build_ext", "--inplace"])
    with _step("testing the compiled reader"):
        _run_check()
    with _step(f"packing a wheel into {folder}"):
        setup(ext_modules=extensions, script_args=["--quiet", "bdist_wheel", "--dist-dir", folder])


def main() -> int:
    """Build, or check what is built; return the exit status."""
    parser = argparse.ArgumentParser(prog="python -m ops.native", description=__doc__)
    what = parser.add_mutually_exclusive_group(required=True)
    what.add_argument("--wheel", metavar="FOLDER", help="compile, test, and write the wheel there")
    what.add_argument("--check", action="store_true", help="test what is compiled here")
    options = parser.parse_args()
    root = Path.cwd()
    if (root / ".git").exists():
        print("native: this is a checkout, which stays as it is: use make native", file=sys.stderr)
        return 2
    if options.check:
        return check(root)
    build(root, options.wheel)
    return 0


if __name__ == "__main__":
    sys.exit(main())
