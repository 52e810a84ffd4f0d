"""Nouns that name no actor: how far their phrase goes, and the country beside them."""

from streams.extract.actors.membership import behind_model
from streams.extract.actors.phrases import RIVALS, Kind, NounPhrase
from streams.extract.actors.placing import SOURCES
from streams.extract.clauses.asides import BEING
from streams.extract.clauses.passage import Passage
from streams.extract.clauses.wholes import explained, is_whole, owner, parent, part_of, seat
from streams.extract.words.function_words import COMMAS
from streams.extract.words.word import bare

GENERIC_SPAN = 7
"""Words after an unknown noun in which its country may stand (the civil aviation body of ...)."""
_SHOT = frozenset({"missile", "bomb"})
"""Classes of what is shot, whose broken plurals take verbs of the feminine."""


def generic_noun(passage: Passage, at: int, end: int) -> tuple[NounPhrase, int]:
    """Return the phrase of a noun of no actor, with the country beside it if there is one."""
    phrase = NounPhrase(at, at + 1, Kind.UNKNOWN, head=bare(passage.keys[at]))
    phrase.gender = noun_gender(passage, at)
    whole = passage.covered.get(at + 1)
    if whole is None or not is_whole(passage, at, whole):
        whole = seat(passage, at, min(end, at + GENERIC_SPAN))
    if whole is not None:
        return part_of(passage, phrase, whole)
    place = behind_model(passage.words, at + 1, end)
    limit = min(end, max(place + 1, at + GENERIC_SPAN))
    while place < limit:
        inner = passage.covered.get(place)
        if inner is not None:
            related = passage.words[at].has("relation")
            near = place == at + 1 and passage.keys[at] in SOURCES
            told = near or _is_named(passage, at, place)
            if inner.role and inner.free and inner.code and told:
                return explained(phrase, inner)
            # A definite noun takes an adjective only; what follows it else is another phrase.
            fits = inner.kind is Kind.ATTRIBUTE or not passage.words[at].definite
            fits = fits or _is_saudi(passage, at, place)
            if inner.preposition is None and inner.code and not inner.role and fits and not related:
                ground = passage.words[at].has("place")
                phrase.kind = Kind.PLACE if ground else Kind.ACTOR
                phrase.code, phrase.name = inner.code, inner.name
                phrase.sector = _rebels(inner)
                phrase.generic = True
                phrase.last = inner.last
                return phrase, inner.last
            break
        word = passage.words[place]
        if not word.content or "member" in word.classes:
            side = _told_behind(passage, phrase, place)
            if side is not None:
                return side
        if not word.content or word.conjoined or _stops(passage, place, at):
            break
        place += 1
    phrase.last = place
    return phrase, place


def _rebels(owner: NounPhrase) -> str | None:
    """Return the sector of those who fight a state, whose doings are not its own; else None."""
    return owner.sector if owner.sector in RIVALS else None


def _told_behind(passage: Passage, phrase: NounPhrase, place: int) -> tuple[NounPhrase, int] | None:
    """Return a noun as the side that "of", "belonging to" or a comma at ``place`` tells, if so."""
    at = phrase.first
    if (whole := parent(passage, at, place) or owner(passage, place)) is not None:
        return part_of(passage, phrase, whole)
    office = _office_after(passage, at, place)
    if office is None:
        return None
    side, last = explained(phrase, office)
    if passage.keys[place + 1] in BEING:
        side.last = last = place  # the clause goes on behind the aside
    return side, last


def _is_saudi(passage: Passage, at: int, place: int) -> bool:
    """Return whether the Kingdom's name, its adjective too, qualifies the plural before it."""
    return place == at + 1 and passage.keys[place] == "السعوديه" and passage.keys[at][-2:] == "ات"


def _stops(passage: Passage, place: int, at: int) -> bool:
    """Return whether the word at ``place`` is no part of the noun at ``at``: an act of its own.

    An act right behind it can be what it is for: a commission of inquiry; not people hit by one,
    nor a decision, which is what it speaks of: parties (condemned) the decision of X.
    """
    head = passage.heads.get(place)
    if head is None:
        return False
    if "decision" in head.cues:
        return True
    act = head.form in {"masdar", "noun"} and passage.words[place].clitic != "ب"
    return not (act and place == at + 1 and not passage.words[at].definite)


def _office_after(passage: Passage, first: int, at: int) -> NounPhrase | None:
    """Return the office that a comma at ``at`` sets off after a name of two words or more."""
    if passage.keys[at] not in COMMAS or at - first < 2 or not _is_named(passage, first, at):
        return None
    told = at + 2 if at + 2 < passage.last and passage.keys[at + 1] in BEING else at + 1
    office = passage.covered.get(told)
    if office is None or office.first != told or not office.role or office.joined:
        return None
    return office if office.preposition is None and office.code is not None else None


def noun_gender(passage: Passage, at: int) -> str | None:
    """Return the gender that a verb shows for a noun; None for either.

    So where it is counted, and of a name that no lexicon knows right behind a verb of saying.
    """
    word, before = passage.words[at], passage.word(at - 1)
    if before is not None and "number" in before.classes:
        return None
    if word.nameless and before is not None and "report" in before.verb_cues:
        return None
    shot = not word.noun_classes.isdisjoint(_SHOT) and any(a.number == "p" for a in word.nouns)
    return "f" if shot or word.key.endswith(("ه", "ات")) else "m"


def _is_named(passage: Passage, first: int, last: int) -> bool:
    """Return whether ``[first, last)`` can be a name that the office after it explains."""
    words = passage.words[first:last]
    if words[0].clitic:
        return False
    # A letter that a foreign name begins with can look like a preposition: Kimmo Latikainen.
    return not any(
        w.definite or w.nouns or w.verbal or (w.clitic and not w.nameless) for w in words
    )
