"""The words that the reader knows, for the normaliser: what is known is never taken apart."""

from dataclasses import dataclass
from functools import cache

from streams.lexicon.actors import ActorLexicon, load_actors
from streams.lexicon.morphology import Morphology, load_morphology


@dataclass(frozen=True, slots=True, eq=False)
class KnownWords:
    """Names of actors and places, and the forms of the morphology."""

    actors: ActorLexicon
    morphology: Morphology

    def knows(self, key: str) -> bool:
        """Return whether ``key`` is a known word form, prefixes and suffixes included."""
        # The morphology first: it remembers its answer, which the reader asks for next.
        return self.morphology.knows(key) or self.actors.knows(key)

    def is_name(self, key: str) -> bool:
        """Return whether ``key`` alone is a name of the gazetteer."""
        return self.actors.is_name(key)


@cache
def vocabulary() -> KnownWords:
    """Return the known words, loaded at the first call."""
    return KnownWords(load_actors(), load_morphology())
