"""The articles that a benchmark reads where no others are named."""

from pathlib import Path
from typing import Any

import click

CORPUS = Path(__file__).resolve().parents[2] / "shared" / "corpus" / "articles_dev.jsonl.gz"
"""Beside the repository, as texts of others may not be in it; an installed Marsad has none."""


class ArticlesFile(click.Path):
    """A file of articles that exists; where the corpus does not, the user is asked for one."""

    def __init__(self) -> None:
        super().__init__(exists=True)

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """Return the path, or say what to name."""
        if value == str(CORPUS) and not CORPUS.exists():
            name = ctx.command_path if ctx is not None else "marsad bench extract"
            self.fail(
                f"the corpus is not here ({CORPUS}); name a file of articles, JSON Lines:"
                f" {name} articles.jsonl",
                param,
                ctx,
            )
        return super().convert(value, param, ctx)
