"""The size of things: a file, a function or an agent that grows past it lacks an idea."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.conftest import ROOT

PACKAGES = ("benchmarks", "connectors", "dashboard", "ops", "schemas", "streams")
FILE, FUNCTION, AGENT = 300, 40, 60
"""Lines, at most. The docstring of a function does not count."""


def _modules(package: str) -> list[Path]:
    """Return the Python files of ``package`` that are ours, in order."""
    found = (ROOT / package).rglob("*.py")
    return sorted(path for path in found if "node_modules" not in path.parts)


def _functions(path: Path) -> Iterator[tuple[str, int]]:
    """Yield each function of ``path`` with its lines, its docstring left out."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and node.end_lineno:
            documented = ast.get_docstring(node, clean=False)
            lines = node.end_lineno - node.lineno + 1
            yield node.name, lines - (documented.count("\n") + 1 if documented else 0)


@pytest.mark.parametrize("package", PACKAGES)
def test_no_file_and_no_function_is_too_long(package: str) -> None:
    """Every module is checked; a package without modules would be a name gone stale."""
    modules = _modules(package)
    assert modules
    lines = {path: len(path.read_text("utf-8").splitlines()) for path in modules}
    assert {str(path): count for path, count in lines.items() if count > FILE} == {}
    long = [f"{p}: {name} {n}" for p in modules for name, n in _functions(p) if n > FUNCTION]
    assert long == []


def test_agents_stay_thin() -> None:
    """What an agent does is in the stages; it only takes, hands on and answers."""
    agents = _modules("streams/agents")
    assert agents
    assert [str(p) for p in agents if len(p.read_text("utf-8").splitlines()) > AGENT] == []
