"""What stands beside a noun or a trigger: prepositions, genitives, nationalities, pronouns."""

from dataclasses import replace

from streams.extract.actors.phrases import Kind, NounPhrase
from streams.extract.actors.placing import ANSWERING, is_owned
from streams.extract.clauses.borders import is_border
from streams.extract.clauses.groups import Group, can_mean, group_at
from streams.extract.clauses.nationalities import adjectives, is_adjectival
from streams.extract.clauses.passage import Passage
from streams.extract.clauses.resumed import taken_up
from streams.extract.words.function_words import BACKING, COMMAS
from streams.extract.words.word import Word

MOST_NOUNS = 3
"""Nouns of the longest construct before a demanded noun that are looked at."""
_FOLDED = {"إلى": "الي", "على": "علي"}
_ALIKE = {"لصالح": "ل", "نحو": "الي", "باتجاه": "الي", "صوب": "الي", "بحق": "ضد",
          "داخل": "في", "وسط": "في", "تجاه": "باتجاه"}  # fmt: skip
"""Prepositions that a frame need not name apart."""
_TOWARDS = frozenset({"باتجاه", "نحو", "صوب"})
"""Those that frames of shooting name: what is fired towards a town is not fired to it."""
_OF_EACH = ["كل", "من"]
_COUNTS = ("quantity", "quantifier", "number")
_ON_ONE_SIDE = (["من", "جهه"], ["من", "ناحيه"], ["من", "طرف"], ["من", "جانب"])
ACCORDING = frozenset({"وفقا", "طبقا", "تبعا", "استنادا"})
_TOPIC = frozenset({"بشان", "حول", "في", "من", "بخصوص", "منذ"})
"""Prepositions of what an act is about: hardly what a pronoun after it means."""

_OF_ANY = frozenset({"لاي", "باي", "لكل", "بكل", "لايه", "بايه"})
"""Prepositions written onto "any" and "every"."""


def governing_preposition(passage: Passage, at: int) -> str | None:
    """Return the folded preposition of the noun at ``at``, attached or just before, else None."""
    word = passage.words[at]
    for analysis in word.nouns:
        if analysis.preposition:
            return analysis.preposition
    if word.clitic and "number" in word.classes:
        return word.clitic  # with ten
    if word.key in _OF_ANY:
        return word.key[0]
    before = passage.word(at - 1)
    if before is None or "preposition" not in before.classes:
        return None
    parted = passage.word(at - 2)
    if before.key == "من" and parted is not None and parted.has("quantifier"):
        return governing_preposition(passage, at - 2)  # part of its forces, on some of its men
    return before.key[1:] if before.conjoined else before.key


def construct_preposition(passage: Passage, at: int, after: int) -> str | None:
    """Return what governs the construct that the noun at ``at`` completes, ``after`` a trigger.

    Of "by imposing sanctions" the sanctions are governed by "by"; what is counted, as in "a batch
    of weapons", stands where its count does.
    """
    preposition = governing_preposition(passage, at)
    for _ in range(MOST_NOUNS):
        before = passage.word(at - 1) if at - 1 > after else None
        if preposition == "من" and at - 2 > after:
            counted = at - 2
            if at - 3 > after and not passage.words[counted].has(*_COUNTS):
                counted = at - 3  # a new wave of raids
            if not passage.words[counted].has(*_COUNTS):
                return preposition
            at = counted
        elif preposition == "ل" and before is not None and _is_bare_act(before):
            at -= 1  # a halt to the firing
        elif preposition is not None or before is None or not _heads_construct(passage, at - 1):
            return preposition
        else:
            at -= 1
        preposition = governing_preposition(passage, at)
    return preposition


def _is_bare_act(word: Word) -> bool:
    """Return whether an act without the article has its object behind ل."""
    return not word.definite and any(a.pos == "masdar" and not a.enclitic for a in word.nouns)


def _heads_construct(passage: Passage, at: int) -> bool:
    """Return whether the noun at ``at`` has the noun after it as its genitive."""
    word = passage.words[at]
    named = bool(word.nouns) and passage.words[at - 1].has("preposition")  # in sincere sorrow
    if at in passage.covered or word.definite or (passage.is_verb(at) and not named):
        return False
    return word.has("number", "quantifier") or (word.content and not word.key.endswith("ا"))


def prepositional(passage: Passage, first: int, end: int, preposition: str) -> Group:
    """Return the first actor group in ``[first, end)`` governed by ``preposition``."""
    wanted = _FOLDED.get(preposition, preposition)
    for phrase in passage.between(first, end):
        if (
            phrase.preposition == "مع"
            and first < phrase.first - 2
            and is_border(passage, phrase.first - 2)
        ):
            continue  # exercises near the borders with A are not with A
        if phrase.preposition == "مع" and passage.holds_occasion(first, phrase.first):
            continue
        if phrase.preposition == "ل" and passage.keys[phrase.first - 1] in ACCORDING:
            continue  # who tells it
        if phrase.preposition == "من" and helps(passage, phrase.first):
            continue
        governor = phrase.preposition or before_places(passage, phrase, wanted)
        if _is_wanted(governor, wanted) and phrase.kind in {
            Kind.ACTOR,
            Kind.WORLD,
            Kind.PLACE,
        }:
            return _with_repeated(passage, phrase)
        if phrase.kind is Kind.ANAPHOR and phrase.preposition == wanted:
            return group_at(passage, phrase) if wanted == "بين" else [phrase]
        if wanted == "مع" and _is_firm(passage, phrase):
            return [replace(phrase, kind=Kind.ACTOR, sector="BUS")]
    return []


def helps(passage: Passage, at: int) -> bool:
    """Return whether من at or before ``at`` names who helps: with backing, from the air, by X."""
    if BACKING.isdisjoint(passage.spelt):
        return False  # most sentences
    return not BACKING.isdisjoint(passage.keys[max(passage.first, at - 3) : at])


def _is_wanted(governor: str | None, wanted: str) -> bool:
    """Return whether a preposition is the one that a frame names, or one that means the same."""
    if governor is None:
        return False
    return _ALIKE.get(governor, governor) == wanted or (governor == wanted and wanted in _TOWARDS)


def _is_firm(passage: Passage, phrase: NounPhrase) -> bool:
    """Return whether a nationality tells whose firm it is that an unknown name after "with" names.

    The name is of one word: with Gazprom, the Russian.
    """
    at = phrase.first - 1
    if phrase.kind is not Kind.ATTRIBUTE or at - 1 < passage.first or at in passage.covered:
        return False
    return passage.keys[at - 1] == "مع" and passage.words[at].nameless


def before_places(passage: Passage, phrase: NounPhrase, wanted: str) -> str | None:
    """Return the preposition before the words of place that ``phrase`` completes: in the north of.

    A word of place that is ``wanted`` itself counts as one: near. None where there is none.
    """
    if phrase.kind is not Kind.PLACE or not phrase.genitive:
        return None
    at = phrase.first - 1
    if passage.keys[at] == wanted and passage.words[at].has("place"):
        return wanted
    while at > passage.first and passage.words[at].has("place"):
        if passage.words[at].has("preposition"):
            return passage.keys[at]
        at -= 1
    return passage.keys[at] if passage.words[at].has("preposition") else None


def _with_repeated(passage: Passage, phrase: NounPhrase) -> Group:
    """Return the group of ``phrase`` and those that go on with it.

    They repeat its preposition, are countries in a list (with A, B, C) or stand behind its land.
    """
    group = group_at(passage, phrase)
    for following in passage.phrases:
        if not 0 < (gap := following.first - group[-1].last) <= 3:
            continue
        repeated = following.preposition == phrase.preposition and (
            passage.keys[following.first - 1] == f"و{phrase.preposition}"
        )
        opposed = phrase.preposition == "بين" and following.conjoined
        apart = following.preposition == "بين" or ends_side(passage, group[-1])  # A in X and B
        repeated = repeated or (opposed and apart)
        if repeated or (gap == 1 and _is_listed(passage, group[-1], following)):
            group += group_at(passage, following)
    return group


def ends_side(passage: Passage, phrase: NounPhrase) -> bool:
    """Return whether "on one side" stands right behind ``phrase``."""
    return stands_apart(passage, phrase.last)


def stands_apart(passage: Passage, at: int) -> bool:
    """Return whether "on one side" stands at ``at``."""
    return passage.keys[at : at + 2] in _ON_ONE_SIDE


def _is_listed(passage: Passage, before: NounPhrase, phrase: NounPhrase) -> bool:
    """Return whether a comma alone parts two bare countries of a list, which ends after them."""
    if passage.keys[before.last] not in COMMAS or not phrase.free:
        return False
    if any(p.role or p.code is None or p.kind is Kind.ATTRIBUTE for p in (before, phrase)):
        return False
    following = passage.word(phrase.last)
    return following is None or following.has("mark") or following.conjoined


def region(passage: Passage, first: int, end: int, preposition: str) -> int | None:
    """Return where the phrase governed by ``preposition`` begins in ``[first, end)``."""
    wanted = _FOLDED.get(preposition, preposition)
    for at in range(first, end):
        phrase = passage.covered.get(at)
        if wanted == "مع" in passage.keys[at - 1 : at + 1] and passage.holds_occasion(first, at):
            continue
        told_by = wanted == "ل" and passage.keys[at - 1] in ACCORDING
        if told_by or (wanted == "من" and helps(passage, at)):
            continue
        if phrase is not None:
            if phrase.first == at and _is_wanted(phrase.preposition, wanted):
                return at
            continue
        word = passage.words[at]
        if word.clitic == wanted or word.key == f"{wanted}ما":
            return at
        if wanted == "علي" and passage.keys[at - 1] in ANSWERING:
            continue
        if wanted in {word.key, word.key.removeprefix("و"), _ALIKE.get(word.key)}:
            return at + 1 if at + 1 < passage.last else None
    return None


def fold_preposition(preposition: str) -> str:
    """Return ``preposition`` of a frame as the key of a word."""
    return _FOLDED.get(preposition, preposition)


def referent(passage: Passage, at: int, pronoun: str, other_than: NounPhrase | None) -> Group:
    """Return the latest actor before ``at`` that a pronoun such as ``3fs`` can mean."""
    genders = {"f" if "f" in pronoun else "m", "p" if pronoun.endswith("p") else None, None}
    if (beside := taken_up(passage, at, pronoun)) is not None:
        return [beside]
    for phrase in reversed(passage.between(passage.first, at)):
        before = passage.words[phrase.first - 2]
        people = phrase.preposition == "من" and "persons" in before.noun_classes
        if phrase.kind is not Kind.ACTOR or not (people or can_mean(genders, phrase)):
            continue
        if (phrase.preposition in _TOPIC and not people) or phrase.genitive:
            continue
        if other_than is None or phrase.code != other_than.code:
            return [phrase]
    return []


def possessive(passage: Passage, at: int) -> str:
    """Return the pronoun on the noun at ``at``, for example ``3ms``, empty where it has none."""
    return next((a.enclitic for a in passage.words[at].nouns if a.enclitic), "")


def beside(passage: Passage, at: int, end: int, role: str) -> Group:
    """Return the actors beside the noun at ``at``: genitive, adjective, preposition."""
    whole = passage.covered.get(at)
    if whole is not None and whole.code is not None and _tells(passage, whole, at, role):
        return group_at(passage, whole)  # the noun heads the actor's own phrase: British diplomats
    if role == "genitive":
        return genitive(passage, at, end) or _counted(passage, at, end)
    if role == "adjective":
        return adjectives(passage, at, end)
    if role == "between":
        return prepositional(passage, at + 1, end, "بين")
    if role.startswith("prep:"):
        return prepositional(passage, at + 1, end, role[5:])
    return []


def _counted(passage: Passage, at: int, end: int) -> Group:
    """Return the actors whom a count behind the noun at ``at`` is of: the jailing of two Danes."""
    places = range(at + 1, min(end, at + 5))  # of five thousand Danes
    behind = next((p for p in places if not passage.words[p].has("number", "quantifier")), end)
    counted = at + 1 < behind < end and passage.words[at + 1].has("number")
    phrase = passage.covered.get(behind) if counted else None
    acts = phrase is not None and phrase.kind is Kind.ACTOR and phrase.preposition is None
    return [phrase] if phrase is not None and acts and phrase.first == behind else []


def _tells(passage: Passage, whole: NounPhrase, at: int, role: str) -> bool:
    """Return whether a phrase names its country in the way of ``role``: tanks from Korea."""
    if role in {"genitive", "adjective"}:
        return True
    return role in {"prep:من", "prep:في"} and role[5:] in passage.keys[at + 1 : whole.last]


def genitive(passage: Passage, at: int, end: int) -> Group:
    """Return the actors in the genitive right after the noun at ``at`` (the visit of the king)."""
    of_each = passage.keys[at + 1 : at + 3] == _OF_EACH
    first = at + 3 if of_each else at + 1
    phrase = passage.covered.get(first) if first < end else None
    if phrase is None or phrase.first != first or (phrase.preposition is not None and not of_each):
        return []
    if phrase.kind is Kind.ATTRIBUTE or is_owned(passage.words[at]):
        return []
    if passage.words[at].definite and is_adjectival(passage, phrase):
        return []
    return group_at(passage, phrase)
