"""How headlines are written: acts by their names, the past in the present."""

from collections.abc import Sequence

from streams.extract.words.word import Word

_BEGINNINGS = frozenset({":", "..", "...", "…", "؛", "|", "/"})
"""Marks after which a headline begins anew: of a country, of a speaker, of a second part."""


def opens_act(words: Sequence[Word], first: int, at: int) -> bool:
    """Return whether the word at ``at`` of a headline is an act by its name, no verb.

    The letters of "the refusal" are those of "refused" too, and a headline, which tells the past
    in the present, hardly begins with a verb of the past, nor with one before an act that the
    article shows: the renewal of the clashes.
    """
    word = words[at]
    if not word.nouns or (at != first and words[at - 1].key not in _BEGINNINGS):
        return False
    if all(a.aspect == "perfect" for a in word.verbs):
        return True
    act = words[at + 1] if at + 1 < len(words) else None
    masdar = any(a.pos == "masdar" and not a.enclitic for a in word.nouns)
    return masdar and act is not None and act.definite and bool(act.noun_frames)
