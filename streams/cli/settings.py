"""Settings for commands: read from the environment here and nowhere else."""

import os

from streams.settings import Settings


def load() -> Settings:
    """Return the settings of this process; BadSettings becomes one line and exit 2."""
    return Settings.from_env(os.environ)
