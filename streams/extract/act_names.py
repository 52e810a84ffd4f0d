"""How headlines are written: acts by their names, the past in the present."""

from collections.abc import Sequence

from streams.extract.words import Word

_BEGINNINGS = frozenset({":", "..", "...", "…", "؛", "|", "/"})
"""Marks after which a headline begins anew: of a country, of a speaker, of a second part."""


def opens_act(words: Sequence[Word], first: int, at: int) -> bool:
    """Return whether the word at ``at`` of a headline is an act by its name, no verb.

    The letters of "the refusal" are those of "refused" too, and a headline, which tells the past
    in the present, hardly begins with a verb of the past.
    """
    word = words[at]
    if at != first and words[at - 1].key not in _BEGINNINGS:
        return False
    return bool(word.nouns) and all(a.aspect == "perfect" for a in word.verbs)
