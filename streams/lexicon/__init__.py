"""What the reader knows of the world: actors, places, offices, agencies, trigger words.

All of it is data (``data/*.tsv``); the modules here only read the tables and look words up.
"""

from streams.lexicon.tables import data_digest

MAJOR = "v1"


def version() -> str:
    """Return the version of the data, for example ``v1-0a1b2c3d``: it names every event's source.

    The part behind the hyphen changes with any byte of any data file.
    """
    return f"{MAJOR}-{data_digest()}"
