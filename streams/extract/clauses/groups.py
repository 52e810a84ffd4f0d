"""Noun phrases in the order of a clause: which of them no preposition and no noun governs."""

from streams.extract.actors.phrases import Kind, NounPhrase
from streams.extract.actors.placing import SOURCES
from streams.extract.clauses.passage import Passage
from streams.extract.clauses.wholes import explained, is_whole, owner, parent, part_of, seat
from streams.extract.words.function_words import COMMAS, COUNTS, OPENING_MARKS
from streams.extract.words.word import Word, bare

GENERIC_SPAN = 7
"""Words after an unknown noun in which its country may stand (the civil aviation body of ...)."""
PP_WORDS = 3
"""Content words that a prepositional phrase without an actor may take."""
_PEOPLE = frozenset({"persons", "diplomats", "envoy", "troops"})
"""Classes of nouns that end like adverbs in the accusative: a diplomat, not diplomatically."""
_SHOT = frozenset({"missile", "bomb"})
"""Classes of what is shot, whose broken plurals take verbs of the feminine."""
GOVERNING = frozenset({"preposition", "without"})
Group = list[NounPhrase]
"""One phrase and what و joins to it."""


def group_at(passage: Passage, phrase: NounPhrase) -> Group:
    """Return ``phrase`` with the phrases that are joined to it, each right after the other."""
    group = [phrase]
    index = passage.phrases.index(phrase)
    for following in passage.phrases[index + 1 :]:
        gap = following.first - group[-1].last
        if not following.joined or gap > 1:
            break
        group.append(following)
    return group


def side_at(passage: Passage, phrase: NounPhrase) -> Group:
    """Return the side that ``phrase`` names: an actor with those joined to it, else it alone."""
    return group_at(passage, phrase) if phrase.kind is Kind.ACTOR else [phrase]


def free_groups(passage: Passage, first: int, end: int, most: int = 3) -> list[Group]:
    """Return the noun phrases in ``[first, end)`` that no preposition and no noun governs.

    Nouns that name no actor take a place too, as phrases of kind ``unknown``: they can be either.
    """
    groups: list[Group] = []
    words, keys, covered, asides = passage.words, passage.keys, passage.covered, passage.asides
    at, passed = first, False
    while at < end and len(groups) < most:
        if at in asides:
            at = _behind_aside(passage, at, end)
        if groups and keys[at] in COMMAS and _breaks(passage, at, len(groups)):
            break
        phrase = covered.get(at)
        if phrase is not None:
            if phrase.first == at and _is_argument(phrase, counted=passed):
                groups.append(group_at(passage, phrase))
                at = _behind_genitive(passage, groups[-1][-1], end)
            else:
                at = max(phrase.last, at + 1)
            passed = False
            continue
        word = words[at]
        if not word.classes.isdisjoint(COUNTS):
            at, passed = _behind_count(passage, at, end, beside=bool(groups))
            continue
        passed = False
        if word.clitic or not word.classes.isdisjoint(GOVERNING):
            at = _skip_prepositional(passage, at, end)
        elif at - 1 in covered and _qualifies(word) and _is_adjective(word, groups, at):
            at += 1
        elif word.content and not word.conjoined and _is_noun(passage, at):
            phrase, at = _generic(passage, at, end)
            groups.append([phrase])
        else:
            at += 1
    return groups


def _behind_count(passage: Passage, at: int, end: int, *, beside: bool) -> tuple[int, bool]:
    """Return where the clause goes on behind a count, and whether what is counted is its own.

    In "X and three of his companions" the counted stand beside X, and the noun goes with them.
    """
    some = at + 2 < end and passage.keys[at + 1] == "من"
    behind = at + 2 if some else at + 1
    if some and beside and passage.words[at].conjoined and behind not in passage.covered:
        return behind + 1, False
    return behind, True


def _is_argument(phrase: NounPhrase, *, counted: bool) -> bool:
    """Return whether a phrase has a place of its own in the clause, behind a free count or not."""
    if phrase.kind is Kind.ATTRIBUTE:
        return False
    return phrase.free or (counted and phrase.preposition in {None, "من"})


def _behind_aside(passage: Passage, at: int, end: int) -> int:
    """Return where the clause goes on behind the aside that begins at ``at``, else ``at``."""
    closing = passage.asides.get(at, end)
    return closing + 1 if closing + 1 < end else at


def _breaks(passage: Passage, at: int, found: int) -> bool:
    """Return whether the comma at ``at`` ends the clause's noun phrases, ``found`` so far."""
    return not _beside_time(passage, at) and (found > 1 or not _resumes(passage, at + 1))


def _resumes(passage: Passage, at: int) -> bool:
    """Return whether a free noun phrase begins at ``at``: the object, after all."""
    phrase = passage.covered.get(at)
    if phrase is None or phrase.first != at or not phrase.free:
        return False
    return phrase.role or phrase.kind is Kind.WORLD


def _beside_time(passage: Passage, at: int) -> bool:
    """Return whether the comma at ``at`` only sets off a date."""
    following = passage.word(at + 1)
    return passage.words[at - 1].has("time") or (following is not None and following.has("time"))


def _behind_genitive(passage: Passage, phrase: NounPhrase, end: int) -> int:
    """Return where the clause goes on behind ``phrase``: families (of), the envoy (in Syria X)."""
    at = phrase.last
    posted = passage.covered.get(at + 1)
    if posted is not None and posted.kind is Kind.PLACE and posted.preposition and phrase.role:
        holder = passage.covered.get(posted.last)
        if holder is None or holder.person is None or phrase.person is not None:
            return at
        bare_name = holder.free and not passage.words[holder.first].begins_office
        return holder.last if bare_name else at
    if phrase.kind is Kind.UNKNOWN and phrase.sector == "CVL":
        while at < end and at not in passage.covered and passage.words[at].definite:
            at += 1
    return at


def _is_adjective(word: Word, groups: list[Group], at: int) -> bool:
    """Return whether a word only qualifies the phrase before it: no place of its own, no object.

    The phrase has no place in the clause itself, or the word shows the ending of its subject.
    """
    met = word.key.endswith("ون") and any(a.pos.endswith("participle") for a in word.nouns)
    return met or not _ends(groups, at)


def _qualifies(word: Word) -> bool:
    """Return whether ``word`` can be the adjective of a phrase right before it."""
    return word.definite and not _is_plain_noun(word)


def _is_plain_noun(word: Word) -> bool:
    """Return whether a word is known as a noun that qualifies none with the article."""
    named = any(a.pos in {"noun", "masdar"} for a in word.nouns)
    return named and not word.key.endswith(("ين", "ون"))


def _ends(groups: list[Group], at: int) -> bool:
    return bool(groups) and groups[-1][-1].last == at


def _is_noun(passage: Passage, at: int) -> bool:
    """Return whether the word at ``at`` can head a noun phrase: no verb, number or adverb."""
    word = passage.words[at]
    short = len(word.key) < 3 and not (word.noun_classes and at + 1 in passage.covered)
    if short or word.key[0].isdigit() or passage.is_verb(at):
        return False
    return word.definite or not word.key.endswith("يا") or bool(word.noun_classes & _PEOPLE)


def _skip_prepositional(passage: Passage, at: int, end: int) -> int:
    """Return where the prepositional phrase that begins at ``at`` ends."""
    at += 1
    while at < end and passage.keys[at] in OPENING_MARKS:
        at += 1
    while at < end and not passage.words[at].classes.isdisjoint(COUNTS):
        at += 1
    phrase = passage.covered.get(at)
    if (
        phrase is not None
        and phrase.first == at
        and (phrase.preposition is not None or phrase.genitive)
    ):
        return group_at(passage, phrase)[-1].last if phrase.first == at else phrase.last
    taken = 0
    while at < end and taken < PP_WORDS and at not in passage.covered:
        word = passage.words[at]
        if not word.content or (taken and not _goes_with(passage, at)):
            break
        at += 1
        taken += 1
    return at


def _goes_with(passage: Passage, at: int) -> bool:
    """Return whether the word at ``at`` is the genitive or adjective of the one before."""
    word, before = passage.words[at], passage.words[at - 1]
    if before.definite and _is_plain_noun(word):
        return False
    return word.definite or not before.definite


def _generic(passage: Passage, at: int, end: int) -> tuple[NounPhrase, int]:
    """Return the phrase of a noun of no actor, with the country beside it if there is one."""
    phrase = NounPhrase(at, at + 1, Kind.UNKNOWN, head=bare(passage.keys[at]))
    phrase.gender = noun_gender(passage, at)
    whole = passage.covered.get(at + 1)
    if whole is None or not is_whole(passage, at, whole):
        whole = seat(passage, at, min(end, at + GENERIC_SPAN))
    if whole is not None:
        return part_of(passage, phrase, whole)
    limit = min(end, at + GENERIC_SPAN)
    place = at + 1
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


def _told_behind(passage: Passage, phrase: NounPhrase, place: int) -> tuple[NounPhrase, int] | None:
    """Return a noun as the side that "of", "belonging to" or a comma at ``place`` tells, if so."""
    at = phrase.first
    if (whole := parent(passage, at, place) or owner(passage, place)) is not None:
        return part_of(passage, phrase, whole)
    office = _office_after(passage, at, place)
    return None if office is None else explained(phrase, office)


def _is_saudi(passage: Passage, at: int, place: int) -> bool:
    """Return whether the Kingdom's name, its adjective too, qualifies the plural before it."""
    return place == at + 1 and passage.keys[place] == "السعوديه" and passage.keys[at][-2:] == "ات"


def _stops(passage: Passage, place: int, at: int) -> bool:
    """Return whether the word at ``place`` is no part of the noun at ``at``: an act of its own.

    An act right behind it can be what it is for: a commission of inquiry.
    """
    head = passage.heads.get(place)
    if head is None:
        return False
    act = head.form in {"masdar", "noun"}
    return not (act and place == at + 1 and not passage.words[at].definite)


def _office_after(passage: Passage, first: int, at: int) -> NounPhrase | None:
    """Return the office that a comma at ``at`` sets off after a name of two words or more."""
    if passage.keys[at] not in COMMAS or at - first < 2 or not _is_named(passage, first, at):
        return None
    office = passage.covered.get(at + 1)
    if office is None or office.first != at + 1 or not office.role or office.joined:
        return None
    return office if office.preposition is None and office.code is not None else None


def noun_gender(passage: Passage, at: int) -> str | None:
    """Return the gender that a verb shows for a noun; None where it is counted: either."""
    word, before = passage.words[at], passage.word(at - 1)
    if before is not None and "number" in before.classes:
        return None
    shot = not word.noun_classes.isdisjoint(_SHOT) and any(a.number == "p" for a in word.nouns)
    return "f" if shot or word.key.endswith(("ه", "ات")) else "m"


def _is_named(passage: Passage, first: int, last: int) -> bool:
    """Return whether ``[first, last)`` can be a name that the office after it explains."""
    words = passage.words[first:last]
    return not any(w.definite or w.nouns or w.verbal or w.clitic for w in words)


def agrees(verb_gender: str | None, phrase: NounPhrase) -> bool:
    """Return whether a verb of that gender can have ``phrase`` as its subject."""
    if verb_gender is None or phrase.gender is None or phrase.plural:
        return True
    return phrase.gender in {verb_gender, "p"}


def is_act(passage: Passage, at: int) -> bool:
    """Return whether the noun at ``at`` is an act, which does nothing itself; a report speaks."""
    word = passage.words[at]
    return "document" not in word.noun_classes and any(a.pos == "masdar" for a in word.nouns)
