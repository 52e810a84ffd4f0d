"""Settings for commands: read from the environment here and nowhere else."""

import os

from streams.cli.reachable import require_kafka
from streams.settings import Settings


def load() -> Settings:
    """Return the settings of this process; BadSettings becomes one line and exit 2."""
    return Settings.from_env(os.environ)


def load_with_kafka() -> Settings:
    """Return the settings of this process once Kafka answers; Unreachable where it does not."""
    settings = load()
    require_kafka(settings)
    return settings
