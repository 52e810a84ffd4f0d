"""The camel-tools Analyzer over a database file: the one place that imports camel-tools.

Importing ``camel_tools.morphology`` loads a catalogue from ``CAMELTOOLS_DATA`` and, where it finds
none, fetches one over the network. A catalogue of nothing ships in our package data and is named
before the first import, unless the operator has named a folder. The import is heavy, so it is made
only when a database is opened.
"""

import os
from collections.abc import Mapping
from functools import cached_property
from pathlib import Path
from typing import Any, Final

from streams.lexicon.tables import DATA

_KINDS: Final = {"verb": "verb", "noun": "noun", "adj": "adjective"}


class FullDatabase:
    """A morphology database read by the Analyzer of camel-tools."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def analyse(self, word: str) -> list[Mapping[str, str]]:
        """Return the readings of ``word`` as features, verbs, nouns and adjectives only."""
        readings = self._analyzer.analyze(word)
        return [
            {**reading, "kind": kind}
            for reading in readings
            if (kind := reading.get("kind") or _KINDS.get(reading["pos"]))
        ]

    @cached_property
    def _analyzer(self) -> Any:
        # The library reads this once, while it is imported; it offers no argument instead.
        os.environ.setdefault("CAMELTOOLS_DATA", str(DATA / "camel"))  # noqa: TID251
        from camel_tools.morphology.analyzer import Analyzer  # noqa: PLC0415
        from camel_tools.morphology.database import MorphologyDB  # noqa: PLC0415

        return Analyzer(MorphologyDB(str(self._path)))
