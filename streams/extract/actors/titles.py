"""What a title tells before its text is read: who speaks, where it plays, whom it names."""

from schemas.text import CleanText
from streams.extract.actors.phrases import Kind, NounPhrase
from streams.extract.actors.reader import ActorReader
from streams.extract.actors.registry import Registry, Resolved
from streams.extract.words.lexicons import Lexicons

LONGEST_OFFICE = 10
"""Words of a title before the colon that say who speaks."""
_HEADING = frozenset({":", "..", "...", "…", "|", "/", "-", "–", ".", "!"})
"""Marks between the country that a title is about and what happened there."""


def read_title(title: CleanText, lexicons: Lexicons, registry: Registry) -> None:
    """Write into ``registry`` what the text may leave out because its title has told it.

    The country that heads the title, the offices that it names, and whom it quotes by office.
    """
    keys = title.tokens.keys
    scratch = Registry(home=registry.home, day=registry.day)
    reader = ActorReader(lexicons.actors, lexicons.offices, scratch)
    words = lexicons.words.read_all(keys)
    reader.open(words, keys, title.tokens.texts, title=True)
    phrases = reader.read(0, len(keys))
    if not phrases:
        return
    registry.titled = scratch.heads
    first = phrases[0]
    if first.first == 0 and first.code is not None and first.last < len(keys):
        if keys[first.last] in _HEADING and _is_country(first):
            registry.topic = first.code
        if keys[first.last] == ":" and first.last < LONGEST_OFFICE:
            registry.announced = _speaker(first)


def _is_country(phrase: NounPhrase) -> bool:
    """Return whether ``phrase`` is the bare name of a country or a town."""
    return phrase.kind is Kind.PLACE or (phrase.entity or "").startswith("country:")


def _speaker(phrase: NounPhrase) -> Resolved | None:
    """Return the office before the colon of a title of the form "office: words"."""
    if phrase.code is None or not phrase.role or phrase.person is not None or phrase.plural:
        return None
    return Resolved(
        phrase.code, phrase.sector, phrase.entity, phrase.name, phrase.gender, None, phrase.post
    )
