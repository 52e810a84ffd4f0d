"""``link``: copies, stories and corroborated events, decided one article at a time."""

import faust

from schemas.topics import ARTICLES_READ
from streams.app import attach
from streams.settings import Settings
from streams.stages.link import Linker


def install(app: faust.App, settings: Settings) -> None:
    """Let ``app`` link ``articles.read``."""
    attach(app, settings, ARTICLES_READ, Linker(settings).handle)
