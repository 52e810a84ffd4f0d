"""Index templates: strict mappings, one template a kind of document."""

from importlib.resources import files
from typing import Any

import orjson

KINDS = ("articles", "events", "stories", "versions", "alerts")
"""``versions`` holds every version of a story as queries of subscriptions see it."""


def index_templates(prefix: str = "") -> dict[str, dict[str, Any]]:
    """Return the composable index template of each kind, by template name.

    Each one matches ``<prefix><kind>-*`` and gives it the alias ``<prefix><kind>`` for reading.
    """
    mappings = orjson.loads((files(__package__) / "mappings.json").read_bytes())
    return {
        f"{prefix}{kind}": {
            "index_patterns": [f"{prefix}{kind}-*"],
            "version": mappings["version"],
            "template": {
                "settings": mappings["settings"],
                "mappings": {"dynamic": "strict", "properties": mappings["kinds"][kind]},
                "aliases": {f"{prefix}{kind}": {}},
            },
        }
        for kind in KINDS
    }
