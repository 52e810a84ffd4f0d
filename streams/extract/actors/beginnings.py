"""Where an actor phrase may begin: a look at each word that most words do not pass."""

from streams.extract.actors.naming import Namer
from streams.extract.actors.registry import Registry


def next_beginning(namer: Namer, registry: Registry, at: int, last: int) -> int:
    """Return the first place in ``[at, last)`` where a phrase may begin, ``last`` if none.

    One begins with a word of a name or an office of the lexicon, or with one that recalls what
    the article has introduced: a surname, a spelling of it by ear, an office without its holder.
    """
    names, heads, titled = registry.names, registry.heads, registry.titled
    by_ear = bool(registry.skeletons)
    for place, word in enumerate(namer.words[at:last], at):
        if word.starts and (word.tails is None or namer.goes_on(place)):
            return place
        if word.key in names:
            return place
        if word.recalls and (
            (by_ear and word.nameless)
            or word.surname in names
            or word.stem in heads
            or word.stem in titled
        ):
            return place
    return last
