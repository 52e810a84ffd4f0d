"""Those who are told to have died in a strike, and do not make it: killed in an attack that hit."""

from streams.extract.actors.phrases import NounPhrase
from streams.extract.clauses.passage import Passage

VICTIM_SPAN = 4
"""Words behind a verb of killing in which its victims stand, their number among them."""
_IN = frozenset({"في", "جراء", "اثر", "خلال", "نتيجه", "بسبب"})


def died_in(passage: Passage, strike: int) -> bool:
    """Return whether the clause tells whom the strike at ``strike`` killed: no object but one.

    "A soldier was killed in an attack that hit the base"; but the army killed ten in raids.
    """
    if passage.keys[strike - 1] not in _IN:
        strike -= 1  # an attack (of) missiles
    if passage.keys[strike - 1] not in _IN:
        return False
    verb = passage.last_verb(strike - 1)
    if verb is None or "ASSAULT" not in verb.event_types:
        return False
    victims = passage.between(verb.at + 1, min(strike, verb.at + VICTIM_SPAN))
    return bool(victims) and not _has_object(passage, victims[0], strike - 1)


def _has_object(passage: Passage, subject: NounPhrase, end: int) -> bool:
    """Return whether a noun that no preposition governs stands between ``subject`` and ``end``."""
    for at in range(subject.last, end):
        word, before = passage.words[at], passage.words[at - 1]
        if word.has("number", "quantifier"):
            return True
        free = word.content and not (word.clitic or word.conjoined or word.definite)
        if free and not before.has("preposition") and not before.clitic:
            return True
    return False
