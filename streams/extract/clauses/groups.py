"""Noun phrases in the order of a clause: which of them no preposition and no noun governs."""

from collections.abc import Set as AbstractSet
from dataclasses import replace

from streams.extract.actors.phrases import Kind, NounPhrase
from streams.extract.actors.placing import is_owned
from streams.extract.clauses.generic_nouns import generic_noun
from streams.extract.clauses.passage import Passage
from streams.extract.words.function_words import COMMAS, COUNTS, OPENING_MARKS
from streams.extract.words.word import Word

PP_WORDS = 3
"""Content words that a prepositional phrase without an actor may take."""
PEOPLE = frozenset({"persons", "diplomats", "envoy", "troops"})
"""Classes of nouns for people, who end like adverbs in the accusative: a diplomat."""
_AMBASSADORS = frozenset({"سفير", "سفيره"})
_OF = frozenset({"من", "في"})
"""Prepositions between those who are counted and of whom: some of, members in."""
_PILOTLESS = frozenset({"مسيره", "مسيرات", "المسيره", "انتحاريه", "مقاتله"})
"""Adjectives of planes behind their nationality, spelt like nouns: a Turkish (plane,) unmanned."""
GOVERNING = frozenset({"preposition", "without"})
_NEARBY = frozenset({"قرب", "داخل", "خارج", "وسط"})
"""Adverbs of place, which govern what is behind them: near the border of."""
_HERS = ("ها", "هم", "هما")
"""Pronouns at the end of a noun that no dictionary knows."""
_WHEN = frozenset({"خلال", "اثناء", "لدي", "عقب", "بعد", "قبل", "عند", "فور", "اثر", "منذ"})
"""Prepositions of time, behind which an act stands with its object."""
OF_MEN = ("ون", "ين")
"""Ends of the plurals of men."""
_VISIT = "042"
_GOD = "الله"
"""In whose keeping kings travel: he left, in the keeping of God."""
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
    """Return the side that ``phrase`` names: an actor or nationality with those joined to it."""
    if phrase.kind is Kind.ACTOR:
        return group_at(passage, phrase)
    if phrase.kind is not Kind.ATTRIBUTE:
        return [phrase]
    return [p for p in group_at(passage, phrase) if p.kind is Kind.ATTRIBUTE]


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
        governs = word.clitic or word.key in _NEARBY or not word.classes.isdisjoint(GOVERNING)
        if governs or ("member" in word.classes and _ends(groups, at)):  # loyal to Moscow
            at = _skip_prepositional(passage, at, end)
        elif at - 1 in covered and _qualifies(word, groups) and _is_adjective(word, groups, at):
            at += 1
        elif word.content and not word.conjoined and _is_noun(passage, at):
            phrase, at = generic_noun(passage, at, end)
            groups.append([phrase, *_of_others(passage, phrase)])
            at = max(at, groups[-1][-1].last)
        else:
            at += 1
    return groups


def _of_others(passage: Passage, phrase: NounPhrase) -> Group:
    """Return those of a plural thing that are of further nations: American and British (ships)."""
    if not phrase.generic:
        return []
    nation = next((p for p in passage.between(phrase.last - 1, phrase.last)), None)
    if nation is None or nation.kind is not Kind.ATTRIBUTE:
        return []
    others = (p for p in side_at(passage, nation)[1:] if p.code)
    return [replace(phrase, first=p.first, last=p.last, code=p.code, name=p.name) for p in others]


def _behind_count(passage: Passage, at: int, end: int, *, beside: bool) -> tuple[int, bool]:
    """Return where the clause goes on behind a count, and whether what is counted is its own.

    In "X and three of his companions" the counted stand beside X, and the noun goes with them.
    """
    some = at + 2 < end and passage.keys[at + 1] in _OF
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
    """Return where the clause goes on behind the asides that begin at ``at``, else ``at``."""
    closing = passage.asides.get(at, end)
    while closing in passage.asides:
        closing = passage.asides[closing]  # two in a row have one comma between them
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
    if _holds(passage.covered.get(at), phrase):
        at = passage.covered[at].last
    posted = passage.covered.get(at + 1)
    if posted is not None and posted.kind is Kind.PLACE and posted.preposition and phrase.role:
        holder = passage.covered.get(posted.last)
        if holder is None or holder.person is None or phrase.person is not None:
            return at
        if _holds(holder, phrase):
            return holder.last
        bare_name = holder.free and not passage.words[holder.first].begins_office
        return holder.last if bare_name else at
    if phrase.kind is Kind.UNKNOWN and phrase.sector == "CVL":
        while at < end and at not in passage.covered and passage.words[at].definite:
            at += 1
    return at


def _holds(holder: NounPhrase | None, office: NounPhrase) -> bool:
    """Return whether a phrase names who holds the office before it: (the envoy) ambassador X."""
    if holder is None or holder.head not in _AMBASSADORS or not holder.free or holder.joined:
        return False
    named = holder.person is not None and office.role and office.person is None
    return named and holder.code == office.code


def _is_adjective(word: Word, groups: list[Group], at: int) -> bool:
    """Return whether a word only qualifies the phrase before it: no place of its own, no object.

    The phrase has no place in the clause itself, or the word shows the ending of its subject.
    """
    if word.key in _PILOTLESS and not word.definite:
        return True
    met = word.key.endswith("ون") and any(a.pos.endswith("participle") for a in word.nouns)
    return met or not _ends(groups, at)


def _qualifies(word: Word, groups: list[Group]) -> bool:
    """Return whether ``word`` can be the adjective of a phrase right before it."""
    if word.key in _PILOTLESS and not word.definite:
        return bool(groups) and groups[-1][-1].generic
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
    if short or word.key[0].isdigit() or word.key == _GOD:
        return False
    if passage.is_verb(at):
        thing = any(a.pos == "noun" and a.number for a in word.nouns)
        if not thing or at in passage.heads:
            return False  # else spelt like a verb, read as none: the record of
    return word.definite or not word.key.endswith("يا") or bool(word.noun_classes & PEOPLE)


def _skip_prepositional(passage: Passage, at: int, end: int) -> int:
    """Return where the prepositional phrase that begins at ``at`` ends."""
    first, at = at, at + 1
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
    return _behind_own_act(passage, at) if taken and passage.keys[first] in _WHEN else at


def _behind_own_act(passage: Passage, at: int) -> int:
    """Return where the object of an act with a pronoun before ``at`` ends: on his visit to Paris.

    In Arabic it stands right behind the noun: خلال زيارته باريس.
    """
    phrase, act = passage.covered.get(at), passage.words[at - 1]
    if phrase is None or phrase.first != at or not phrase.free:
        return at
    own = any(a.pos == "masdar" and a.enclitic for a in act.nouns)
    if phrase.role and any(f.cameo == _VISIT for _, frames in act.noun_frames for f in frames):
        return at  # on his visit (he met) the president
    return phrase.last if own else at


def _goes_with(passage: Passage, at: int) -> bool:
    """Return whether the word at ``at`` is the genitive or adjective of the one before."""
    word, before = passage.words[at], passage.words[at - 1]
    if before.definite and _is_plain_noun(word):
        return False
    if is_owned(before) or (before.nameless and before.key.endswith(_HERS)):
        # In her speech (she blamed) the decision, at the end of her last visit.
        return word.definite and not _is_plain_noun(word)
    return word.definite or not before.definite


def agrees(verb_gender: str | None, phrase: NounPhrase) -> bool:
    """Return whether a verb of that gender can have ``phrase`` as its subject."""
    if verb_gender is None or phrase.gender is None or phrase.plural:
        return True
    return phrase.gender in {verb_gender, "p"}


def are_men(phrase: NounPhrase) -> bool:
    """Return whether the word for a group is a plural of men: the Houthis, the Algerians."""
    many = phrase.plural or (phrase.entity or "").startswith("group:")
    return many and phrase.person is None and phrase.head.endswith(OF_MEN)


def can_mean(genders: AbstractSet[str | None], phrase: NounPhrase) -> bool:
    """Return whether a pronoun of ``genders`` can mean ``phrase``: "her" is no group of men.

    ``genders`` hold None for a phrase of unknown gender.
    """
    return phrase.gender in genders and not ("f" in genders and are_men(phrase))


def is_act(passage: Passage, at: int) -> bool:
    """Return whether the noun at ``at`` is an act, which does nothing itself; a report speaks."""
    word = passage.words[at]
    return "document" not in word.noun_classes and any(a.pos == "masdar" for a in word.nouns)
