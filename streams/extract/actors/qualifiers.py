"""Words spelt like an office that only qualify the noun before them, or carry on its clause."""

from collections.abc import Sequence

from streams.extract.words.word import Word
from streams.lexicon.actors import ActorMatch

_MAIN = frozenset({"الرييس", "الرييسه"})
"""The president, or the main one: the main ally of, the main seat in."""
_ITS = ("ته", "تها", "تهم")
"""How a feminine noun ends that bears the pronoun of whose it is."""


def carries_on(words: Sequence[Word], at: int) -> bool:
    """Return whether a participle without the article follows a noun with it: calling on."""
    word, before = words[at], words[at - 1] if at else None
    if word.definite or before is None or not (before.definite or before.has("mark")):
        return False
    return any(a.pos == "active_participle" and fs for a, fs in word.noun_frames)


def is_adjective(words: Sequence[Word], at: int, end: int) -> bool:
    """Return whether a word of a role only qualifies the noun before it (a press release).

    ``end`` is where the sentence ends.
    """
    word, before = words[at], words[at - 1] if at else None
    if before is None or not before.content or word.clitic:
        return False
    if before.verbal:
        return _is_owned(word, before)
    if word.key in _MAIN and before.definite and at + 1 < end:
        following = words[at + 1]
        if following.clitic == "ب" or following.key == "الي":
            return False  # asked the president to, called on him to
        return bool(following.clitic) or following.has("preposition")
    if not word.key.removesuffix("ه").endswith(("ي", "مسلح")):
        return _in_one_case(word, before)
    owned = bool(before.nouns) and all(noun.enclitic for noun in before.nouns)
    return (before.definite or owned) == word.definite


def disagrees(before: Word, match: ActorMatch) -> bool:
    """Return whether the noun before a name, feminine and bare, takes no masculine adjective.

    What is spelt like one completes it: the membership of Mali, no financial membership.
    """
    bare = not (before.definite or match.proclitics)
    return bare and any(noun.gender == "f" for noun in before.nouns)


def _is_owned(word: Word, before: Word) -> bool:
    """Return whether the noun before bears a pronoun: its diplomatic mission, no diplomat."""
    mission = before.key.endswith(_ITS) and word.key.endswith("يه") and word.definite
    return mission and bool(before.nouns)


def _in_one_case(word: Word, before: Word) -> bool:
    """Return whether two plurals stand in one case: the second qualifies the first."""
    return word.definite and word.key[-2:] == before.key[-2:] in {"ين", "ون"}
