"""Documentation that cannot go stale: links lead somewhere, reference pages follow the code."""

import importlib.util
import re
import subprocess
import sys
from pathlib import Path

import pytest

from ops.reference import PAGES as PAGES_WRITTEN
from ops.reference import WRITTEN, main
from tests.conftest import ROOT

PAGES = sorted(
    p for p in (*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md"), *ROOT.glob("tests/**/*.md"))
)
LINK = re.compile(r"\]\((?!https?://|#)([^)#\s]+)")


@pytest.mark.parametrize("page", PAGES, ids=lambda p: str(p.relative_to(ROOT)))
def test_every_link_of_a_page_leads_to_a_file(page: Path) -> None:
    """A reader who follows a link arrives."""
    text = page.read_text("utf-8")
    for target in LINK.findall(text):
        assert (page.parent / target).exists(), f"{page}: {target}"


@pytest.mark.parametrize("page", sorted((ROOT / "docs" / "reference").glob("*-checks.md")))
def test_every_test_that_a_check_names_is_there(page: Path) -> None:
    """A check that nothing shows any more must not look shown."""
    tests, text = ROOT / "tests", page.read_text("utf-8")
    files = re.findall(r"`((?:unit|integration|e2e|browser|cases)/[^`]+)`", text)
    assert [name for name in files if not (tests / name).exists()] == []
    code = "".join(path.read_text("utf-8") for path in tests.rglob("test_*.py"))
    named = re.findall(r"`(test_\w+)`", text)
    assert [name for name in named if f"def {name}(" not in code] == []


def test_reference_pages_follow_the_code() -> None:
    """Settings, topics and commands are written from the code: python -m ops.reference."""
    for name, page in WRITTEN.items():
        assert (PAGES_WRITTEN / name).read_text("utf-8") == page(), name
    assert main(["--check"]) == 0
    assert set(WRITTEN) == {
        "settings.md", "topics.md", "commands.md", "metrics.md", "api.md", "language.md",
    }  # fmt: skip


def test_imports_point_one_way() -> None:
    """The arrows between packages, as import-linter reads them from pyproject.toml."""
    done = subprocess.run(
        [sys.executable, "-c", "from importlinter.cli import lint_imports_command as c; c()"],
        cwd=ROOT, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout[-3000:]


def test_no_deep_learning_stack_comes_along() -> None:
    """camel-tools asks for one; the modules that we use never import it."""
    for name in ("torch", "transformers", "sklearn", "pandas", "scipy"):
        assert importlib.util.find_spec(name) is None, name
