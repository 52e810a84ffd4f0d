"""Verbs spelt like a function word (across or expressed), and those that no lexicon has."""

from collections.abc import Callable, Mapping, Sequence

from streams.extract.actors.phrases import Kind, NounPhrase
from streams.extract.words.word import Word
from streams.lexicon.morphology import Analysis

SUBJECT_SPAN = 5
"""Words of an indefinite subject behind "that", all in the accusative, and "that" itself."""
EXPRESSED_SPAN = 8
"""Words after "expressed" in which "of", before what is expressed, follows."""
TITLED_SPAN = 20
"""The same where who expresses it has a title, with all his names."""


def _is_expressed(words: Sequence[Word], at: int) -> bool:
    holder = words[at + 1].begins_office or words[at + 1].has("honorific")
    following = words[at + 1 : at + 1 + (TITLED_SPAN if holder else EXPRESSED_SPAN)]
    return any(w.key == "عن" for w in following) and not words[at + 1].has("preposition")


def _is_blown_up(words: Sequence[Word], at: int) -> bool:
    before = words[at - 1] if at else None
    begins = before is None or before.has("mark", "opener", "complementizer", "subordinator")
    return begins and not words[at + 1].has("time", "number")


_MEETINGS = frozenset({"meeting", "talks", "contact", "round"})
_BRINGING = frozenset({"جمع", "ضم"})
_BRINGS = ("جمع", "جمعت", "ضم", "ضمت", "يجمع", "تجمع")
HERE = frozenset({"هنا", "وهنا", "فهنا"})
_OFFERED = frozenset({"invitation", "proposal", "mediation"})


def _is_accepted(words: Sequence[Word], at: int) -> bool:
    before = words[at - 1] if at else None
    begins = before is None or before.has("opener") or before.key in {".", "؟"}
    if not begins or not words[at + 1].opens:
        return False
    return any(w.noun_classes & _OFFERED for w in words[at + 1 : at + 1 + EXPRESSED_SPAN])


_STRUCK = frozenset({"place", "site", "house", "base", "vehicle", "weapons", "aircraft", "ship"})


def _is_destroyed(words: Sequence[Word], at: int) -> bool:
    """Return whether "Palmyra" is "destroys": what armies strike stands right behind it."""
    where = at > 0 and words[at - 1].has("place", "preposition")
    following = words[at + 1]
    return not (where or following.definite or following.noun_classes.isdisjoint(_STRUCK))


def _is_captured(words: Sequence[Word], at: int) -> bool:
    """Return whether "Yasser" is "captures": so many, or soldiers, right behind it."""
    following = words[at + 1]
    return following.has("number") or (
        "troops" in following.noun_classes and following.key.endswith("ا")
    )


_VERBS: Mapping[str, Callable[[Sequence[Word], int], bool]] = {
    "عبر": _is_expressed,
    "فجر": _is_blown_up,
    "قبل": _is_accepted,
    "تدمر": _is_destroyed,
    "ياسر": _is_captured,
}
"""Folded spelling of the verb -> whether the word is that verb among those beside it."""


def hidden_verbs(words: Sequence[Word], keys: Sequence[str]) -> list[int]:
    """Return where a function word is the verb of the same letters; ``keys`` are of ``words``."""
    if _VERBS.keys().isdisjoint(keys):
        return []  # most texts
    places = range(len(keys) - 1)
    return [at for at in places if keys[at] in _VERBS and _VERBS[keys[at]](words, at)]


_TO_HIM = frozenset({"اليه", "فيه", "عليه", "منه"})
"""Prepositions with their pronoun whose letters are those of a noun in ة as well."""


_WALI = "والي"
"""The governor of a province; "and to" where no verb stands before it."""


def hidden_nouns(words: Sequence[Word], keys: Sequence[str], texts: Sequence[str]) -> list[int]:
    """Return where a noun is spelt like "to him" but for its ة, "and to" but for its ي.

    A vehicle, a group; the governor behind his verb.

    ``keys`` and ``texts`` are the words folded and as written.
    """
    found = []
    if not _TO_HIM.isdisjoint(keys):
        alike = (at for at, key in enumerate(keys) if key in _TO_HIM and texts[at][-1:] == "ة")
        found = [at for at in alike if words[at].has("pronominal")]
    if _WALI in keys:
        alike = (at for at, text in enumerate(texts) if text == _WALI)
        found += [at for at in alike if at == 0 or words[at - 1].verbal]
    return found


_CAPTURES = frozenset({"اسر", "اسره", "اسرها", "اسرهم", "اسرهما", "باسر", "باسرهم", "واسر"})
"""Spellings of "the capture of" that are "the families of" as well."""
IS_DONE = frozenset({"تم", "جرى"})
"""Light verbs of the passive: what was done stands in the genitive, who did it behind من قبل."""
DONE_SPAN = 7
"""Words between a success and the act that succeeded."""
ARMED_SPAN = 4
"""Words behind a capture in which armed men say that it is one."""
_ARMED = ("مسلح", "جند", "جنود", "عناصر", "ميليشي", "مليشي", "متمرد", "مقاتل", "ضابط", "ضباط",
          "عسكري", "طيار")  # fmt: skip


def captures(words: Sequence[Word], keys: Sequence[str]) -> list[int]:
    """Return where "families" is "the capture of": behind "was", a success, or before soldiers."""
    if _CAPTURES.isdisjoint(keys):
        return []  # most texts
    return [at for at, key in enumerate(keys) if key in _CAPTURES and at and _captures(words, at)]


def _captures(words: Sequence[Word], at: int) -> bool:
    before, word = words[at - 1], words[at]
    if any(a.lemma in IS_DONE for a in before.verbs):
        return True
    tied = before.has("preposition") or word.key.startswith("ب")
    near = words[max(at - DONE_SPAN, 0) : at]
    if tied and any("done" in w.verb_cues or "light.ب" in w.verb_cues for w in near):
        return True
    told = tied or word.conjoined or any("report" in w.verb_cues for w in near)
    return told and any(
        w.key.removeprefix("ال").startswith(_ARMED) for w in words[at + 1 : at + 1 + ARMED_SPAN]
    )


_AT_LEAST = {
    ("ما", "لا", "يقل", "عن"), ("ما", "لايقل", "عن"), ("ما", "يقارب"), ("ما", "يقرب", "من"),
    ("ما", "يزيد", "عن"), ("ما", "يزيد", "علي"), ("ما", "يناهز"), ("ما", "يربو", "علي"),
    ("لا", "يقل", "عن"), ("اكثر", "من"), ("اقل", "من"), ("ازيد", "من"), ("ما", "مجموعه"), ("نحو",),
    ("لاكثر", "من"), ("باكثر", "من"), ("لازيد", "من"), ("لنحو",), ("بنحو",),
}  # fmt: skip
"""Words before a number that say how near it is: no clause, no preposition."""
_LONGEST = max(len(idiom) for idiom in _AT_LEAST)
_OPENING = frozenset(idiom[0] for idiom in _AT_LEAST)
_ABOUT = "زهاء"
"""The number word that stands for such an idiom, behind the preposition written onto it."""
_MANY = frozenset({"عشرات", "ميات", "الاف", "عشره", "ميه", "مايه", "نصف", "ربع"})


def about_numbers(words: Sequence[Word], keys: Sequence[str]) -> list[int]:
    """Return where the words of "no fewer than", "more than" stand before a number."""
    if _OPENING.isdisjoint(keys):
        return []
    found: list[int] = []
    for at, key in enumerate(keys):
        if key not in _OPENING:
            continue
        for length in range(_LONGEST, 0, -1):
            behind = at + length
            if behind < len(keys) and tuple(keys[at:behind]) in _AT_LEAST:
                if words[behind].has("number") or keys[behind] in _MANY:
                    found.extend(range(at, behind))
                break
    return found


def about(key: str) -> str:
    """Return the number word that stands for a word of "more than": with its preposition.

    >>> about("لاكثر"), about("من")
    ('لزهاء', 'زهاء')
    """
    clitic = key[0] if key[1:] in {"اكثر", "ازيد", "نحو"} else ""
    return clitic + _ABOUT


def is_here(key: str, text: str) -> bool:
    """Return whether a word is "here", which "he congratulated" is but for its last letter."""
    return key in HERE and text.endswith("ا")


def unknown_verb(word: Word) -> Analysis:
    """Return what the shape of an unknown verb tells: third person, its gender, its aspect."""
    stem = word.key[1:] if word.conjoined or word.key[:1] in {"و", "ف"} else word.key
    feminine = stem.endswith("ت") or stem.startswith(("ت", "ست"))
    imperfect = stem.startswith(("ي", "سي", "ست"))
    return Analysis(
        lemma="",
        pos="verb",
        aspect="imperfect" if imperfect else "perfect",
        person=3,
        gender="f" if feminine else "m",
        known=False,
    )


def gathers(words: Sequence[Word], at: int) -> bool:
    """Return whether the word at ``at`` tells whom the meeting before it brought together."""
    word = words[at]
    if (
        at == 0
        or not word.key.endswith(_BRINGS)
        or all(a.lemma not in _BRINGING for a in word.verbs)
    ):
        return False
    near = words[max(at - 2, 0) : at]  # an adjective may stand between: a secret meeting
    met = any(not w.noun_classes.isdisjoint(_MEETINGS) and not w.definite for w in near)
    return met and words[at - 1].content and not words[at - 1].definite


_HELD_WHERE = frozenset({"في", "بين", "علي", "خلال"})
"""Prepositions behind a verb that says that a meeting was held."""


def says_held(words: Sequence[Word], at: int, cues: Mapping[str, frozenset[str]]) -> bool:
    """Return whether a verb says who held the meeting before it, or where it was held.

    A talk he held; a talk (that was) held in, unless that only tells the time: during a talk held.
    """
    word = words[at]
    if at == 0 or word.conjoined or words[at - 1].definite or not words[at - 1].content:
        return False
    light = [a for a in word.verbs if "light" in cues.get(a.lemma, ())]
    if not light:
        return False
    met = (k for k in range(at - 1, max(at - 5, -1), -1) if _is_new_meeting(words[k]))
    noun = next(met, None)
    if noun is None or any(a.enclitic for a in light):
        return noun is not None
    where = any(w.key in _HELD_WHERE or w.has("time") for w in words[at + 1 : at + 2])
    told = where and any(a.voice == "passive" for a in light)
    return told and not (words[noun].clitic or (noun and words[noun - 1].has("preposition")))


def _is_new_meeting(word: Word) -> bool:
    return not word.noun_classes.isdisjoint(_MEETINGS) and not word.definite


def takes_up(
    words: Sequence[Word],
    at: int,
    phrase: NounPhrase,
    cues: Mapping[str, frozenset[str]],
    *,
    named: bool,
) -> bool:
    """Return whether a verb refers back to the noun before it: an attack X launched.

    ``phrase``, right after it, then is its subject, not its genitive; ``named`` says that the noun
    before belongs to the name of an actor.
    """
    word, before = words[at], words[at - 1]
    if gathers(words, at) and phrase.first == at + 1 and phrase.kind is Kind.ACTOR:
        return phrase.preposition is None
    if phrase.first != at + 1 or phrase.preposition is not None or before.definite:
        return False
    if not before.content or not word.verbs[0].enclitic:
        return False
    first = words[phrase.first]
    if word.nouns and first.definite and first.key.endswith(("ي", "يه")):
        return False  # its military support
    if phrase.free and phrase.kind is Kind.ACTOR and not named and not before.clitic:
        return True
    noun = before
    if not before.noun_frames and any(a.pos == "adjective" for a in before.nouns):
        noun = words[at - 2]  # a new attack X launched
    return bool(noun.noun_frames) and any("light" in cues.get(a.lemma, ()) for a in word.verbs)


def is_feminine(word: Word, text: str) -> bool:
    """Return whether a final ة, folded in the key, tells a noun from a verb with its object."""
    if not text.endswith("\N{ARABIC LETTER TEH MARBUTA}"):
        return False
    return bool(word.nouns) or word.verbs[0].enclitic != ""


def completes_act(before: Word) -> bool:
    """Return whether the word after ``before`` is the genitive of an act: widening a crossing."""
    if before.definite or before.verbal or before.key.endswith("ا"):
        return False
    return any(a.pos == "masdar" and not a.enclitic for a in before.nouns)


def is_predicate(words: Sequence[Word], at: int, first: int) -> bool:
    """Return whether the word at ``at`` follows the subject of "that": that a settler stabbed.

    Indefinite, it is told by its accusative, ``first`` being where the sentence begins.
    """
    for place in range(at - 1, max(first, at - SUBJECT_SPAN) - 1, -1):
        word = words[place]
        if word.has("complementizer"):
            return place < at - 1
        if not word.content or not word.key.endswith(("ا", "ين")):
            return False
    return False
