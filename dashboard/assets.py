"""Scripts, styles, fonts and the map: built by npm into ``static/build``, named by content."""

import json
import logging
from pathlib import Path

log = logging.getLogger(__name__)


class Assets:
    """Addresses of what the front-end build made."""

    def __init__(self, folder: Path) -> None:
        self._names: dict[str, str] = {}
        manifest = folder / "manifest.json"
        if manifest.exists():
            self._names = json.loads(manifest.read_text("utf-8"))
        else:
            log.warning("%s is missing: pages have no style (make front builds it)", manifest)

    @property
    def built(self) -> bool:
        """Whether there is a build; without one, pages are plain and say so."""
        return bool(self._names)

    def __call__(self, name: str) -> str:
        """Return the address of ``name``; it changes whenever the content does."""
        return f"/static/build/{self._names.get(name, name)}"
