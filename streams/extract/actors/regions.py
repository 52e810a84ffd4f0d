"""The states of a part of the world, which are no side together: the states of East Africa."""

from streams.extract.actors.matching import Matcher
from streams.extract.actors.phrases import Kind, NounPhrase
from streams.extract.actors.placing import attach

MOST_DIRECTIONS = 2
"""Words that say which part of a continent is meant: south, east."""
OPENER_SPAN = 3
"""Words behind the region in which some of its states begin to be named."""
_NAMING = frozenset(
    {"منها", "ومنها", "بينها", "وبينها", "مثل", "ابرزها", "اهمها", "راسها", "مقدمتها", "هي", "وهي"}
)
_DIRECTIONS = frozenset(
    {"شمال", "شمالي", "جنوب", "جنوبي", "شرق", "شرقي", "غرب", "غربي", "وسط"}
)  # fmt: skip
_CONTINENTS = frozenset({"افريقيا", "اسيا", "اوروبا", "اوربا"})


def region_states(matcher: Matcher, at: int, clitic: str) -> NounPhrase | None:
    """Return "the states of" a region at ``at``: addressees of no country.

    None where they are a side (the states of the Gulf), or where no region follows.
    """
    first = at + 1
    while first < matcher.end and matcher.keys[first] in _DIRECTIONS:
        first += 1
    directed = 0 < first - at - 1 <= MOST_DIRECTIONS
    if first >= matcher.end or matcher.actor(at) is not None or matcher.role(at) is not None:
        return None
    word = matcher.words[first]
    if word.clitic or word.conjoined or word.verbal or not word.content:
        return None
    if not (directed or word.definite or word.key in _CONTINENTS):
        return None
    if not directed and (matcher.actor(first) is not None or matcher.role(first) is not None):
        return None
    last = first + 1
    if last < matcher.end and (following := matcher.words[last]).definite:
        qualifies = not following.clitic and not following.conjoined
        last += qualifies and following.key.endswith(("ي", "يه", "طي", "طيه"))
    if not _NAMING.isdisjoint(matcher.keys[last : last + OPENER_SPAN]):
        return None  # the states of Asia, among them Malaysia
    phrase = NounPhrase(at, last, Kind.WORLD)
    attach(phrase, clitic)
    return phrase
