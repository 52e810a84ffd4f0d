"""States told by what they are together, and then by name: the guarantors (Russia and Iran).

Each of them then has the place of the whole; later the three states are the three of that list.
"""

from collections.abc import Sequence
from itertools import pairwise

from streams.extract.actors.display import display_name
from streams.extract.actors.draft import PLACE_KINDS
from streams.extract.actors.matching import Matcher
from streams.extract.actors.phrases import Kind, NounPhrase
from streams.extract.actors.placing import attach, place
from streams.extract.actors.registry import BODIES, Registry
from streams.extract.words.function_words import COMMAS
from streams.extract.words.word import Word, bare, headword

FEWEST = 2
"""Names that make a list in brackets or behind "namely"."""
WHOLE_SPAN = 12
"""Words before a list in which what they all are begins."""
_MANY = frozenset(
    {"دول", "بلدان", "اطراف", "قوي", "اعضاء", "ممثلي", "ممثلو", "ممثلين", "ممثلون", "وزراء",
     "سفراء", "روساء", "قاده", "زعماء", "وفود", "مندوبي", "حكومات", "عواصم", "مجموعه",
     "رباعيه", "ثلاثيه", "خماسيه", "سداسيه", "ترويكا", "شركاء", "مسوولي", "مسوولين",
     "مبعوثي", "خبراء", "نظراء", "ضامنين", "وسطاء", "رعاه", "جيران", "لجنه"}
)  # fmt: skip
"""Heads of what several states are together."""
_NAMELY = frozenset({"وهم", "وهي", "هم", "هي"})
_BESIDES = (("الي", "جانب"), ("بالاضافه", "الي"), ("اضافه", "الي"), ("فضلا", "عن"))
"""What adds one more to a list."""
_OF = frozenset({"عن", "من"})
"""Prepositions behind those who stand for others: representatives of, counterparts from."""
_MOVEMENTS = frozenset({"REB", "OPP", "PTY"})
"""Sectors of those who stand against a government of their own land, or each other."""
_NUMBERS = {
    f"ال{stem}{ending}": size
    for size, stem in enumerate(("ثلاث", "اربع", "خمس", "ست", "سبع", "ثمان"), 3)
    for ending in ("", "ه", "ي", "يه")
}
"""How many "the three", "the four" are."""
_KOREAS = frozenset({"كوريتان", "كوريتين"})
COUPLE = 2
"""Size of a list of the two sides."""
SIZES = range(3, 9)
"""Sizes of the lists that the text may go on about by their number."""


def name_members(phrases: list[NounPhrase], matcher: Matcher, first: int) -> None:
    """Give those that a list names the place of what they are together: the neighbours (A and B).

    ``first`` is where the sentence begins.
    """
    at = 1 if phrases and phrases[0].first <= first + 1 else 0
    while at < len(phrases):
        opening = phrases[at].first - 1
        key = matcher.keys[opening] if opening > first else ""
        if key != "(" and key not in _NAMELY:
            at += 1  # most phrases
            continue
        end = _list_end(phrases, at, matcher)
        closed = _closing(phrases, end, matcher, bracket=key == "(")
        if end - at < FEWEST or not closed:
            at += 1
            continue
        lowest = max(first, opening - WHOLE_SPAN)
        whole = _whole(phrases[:at], matcher, lowest, opening, bracket=key == "(")
        at = _put(phrases, phrases[at:end], whole, matcher, first) if whole is not None else end
        if whole is not None and key == "(":
            phrases[at - 1].last = closed


def _put(
    phrases: list[NounPhrase], names: list[NounPhrase], whole: int, matcher: Matcher, first: int
) -> int:
    """Put ``names`` in the place of the noun at ``whole``; return where the list then ends."""
    kept = [p for p in phrases if p.last <= whole]
    head, word = names[0], matcher.words[whole]
    head.first, head.whole = whole, True
    head.preposition, head.genitive = None, False
    attach(head, "و" * _is_conjoined(word) + word.clitic)
    place(head, kept[-1] if kept else None, matcher.words, first, title=False)
    head.plural, head.kind, head.gender = True, Kind.ACTOR, _gender(headword(word))
    for before, name in pairwise(names):
        name.joined, name.kind = True, Kind.ACTOR
        name.first = min(name.first, before.last + 1)  # along with Chad
    follow(names)
    phrases[: phrases.index(names[-1]) + 1] = [*kept, *names]
    return len(kept) + len(names)


def _list_end(phrases: Sequence[NounPhrase], at: int, matcher: Matcher) -> int:
    """Return the index behind the last of the names that go on from ``phrases[at]``."""
    codes: set[str | None] = set()
    end = at
    while end < len(phrases) and _is_member(phrases[end]) and phrases[end].code not in codes:
        if end > at and not _goes_on(phrases[end - 1], phrases[end], matcher):
            break
        codes.add(phrases[end].code)
        end += 1
    return end


def _is_member(phrase: NounPhrase) -> bool:
    named = phrase.kind in {Kind.ACTOR, Kind.PLACE} and phrase.code is not None
    kind = (phrase.entity or "").partition(":")[0]
    return named and (phrase.role or kind == "country" or kind in PLACE_KINDS)


def _goes_on(before: NounPhrase, phrase: NounPhrase, matcher: Matcher) -> bool:
    """Return whether the list goes on from ``before`` to ``phrase``."""
    between = matcher.keys[before.last : phrase.first]
    if not between:
        return phrase.conjoined
    return between in [[comma] for comma in COMMAS] or tuple(between) in _BESIDES


def _closing(phrases: Sequence[NounPhrase], end: int, matcher: Matcher, *, bracket: bool) -> int:
    """Return where the list that ends before ``phrases[end]`` is closed, 0 if it is not."""
    last = phrases[end - 1].last if end else 0
    if not bracket:
        return last
    if last + 1 >= matcher.end or matcher.keys[last] != ")":
        return 0
    apart = matcher.keys[last + 1] in COMMAS and last + 2 < matcher.end
    return last + 1 + (apart and matcher.words[last + 2].verbal)  # (A and B), demanded


def _whole(
    before: Sequence[NounPhrase], matcher: Matcher, lowest: int, opening: int, *, bracket: bool
) -> int | None:
    """Return where the noun begins that says what the listed are together, None without one."""
    words, keys = matcher.words, matcher.keys
    last = opening - 1 if keys[opening - 1] in COMMAS and not bracket else opening
    named = {at: p for p in before for at in range(p.first, p.last) if p.code is not None}
    if bracket and last - 1 in named and named[last - 1].role is False:
        return None  # the organisation X (its members) is named already
    for at in range(last - 1, lowest - 1, -1):
        if _ends_noun(words[at]) or _stands_alone(named.get(at)):
            return None
        if headword(words[at]) in _MANY and at not in named:
            return _outermost(words, keys, at, lowest)
    return None


def _ends_noun(word: Word) -> bool:
    """Return whether a noun phrase cannot go on over ``word``."""
    mark = "mark" in word.classes and word.key != "+"  # the group 5+1
    return word.boundary or mark or (word.verbal and not word.nouns)


def _stands_alone(phrase: NounPhrase | None) -> bool:
    """Return whether a phrase has a place of its own: the ministers of Peru (and the states)."""
    return phrase is not None and phrase.free and not phrase.joined and phrase.role


def _outermost(words: Sequence[Word], keys: Sequence[str], at: int, lowest: int) -> int:
    """Return where the noun at ``at`` begins: the foreign ministers of the states."""
    while at > lowest and not words[at].clitic and not words[at].conjoined:
        if bare(keys[at - 1]) in _MANY and not words[at - 1].definite:
            at -= 1
        elif at - 1 > lowest and bare(keys[at - 2]) in _MANY and not words[at - 1].definite:
            if words[at - 1].has("preposition") and keys[at - 1] not in _OF:
                break
            at -= 2
        else:
            break
    return at


def remember_lists(phrases: Sequence[NounPhrase], registry: Registry) -> None:
    """Keep the states that one sentence names together: the text may go on about the three."""
    if not any(phrase.joined for phrase in phrases):
        return  # most sentences
    run: list[NounPhrase] = []
    for phrase in [*phrases, None]:
        if phrase is not None and run and phrase.joined and phrase.first - run[-1].last <= 1:
            run.append(phrase)
            continue
        named = {p.code: p for p in run if p.code is not None}
        if len(run) == len(named) and len(named) in SIZES:
            registry.lists[len(named)] = [(p.code or "", p.sector, p.name) for p in run]
        elif len(run) == COUPLE and (len(named) == COUPLE or _are_foes(run)) and _are_sides(run):
            registry.couple = tuple(p.code or "" for p in run)
            registry.couple_sentence = registry.sentence
        run = [phrase] if phrase is not None else []


def _are_sides(names: Sequence[NounPhrase]) -> bool:
    """Return whether those named together are states that act or have something between them."""
    first = names[0]
    sides = all(p.kind is Kind.ACTOR and p.code not in BODIES for p in names)
    return sides and first.preposition in {None, "بين"} and not first.genitive


def _are_foes(names: Sequence[NounPhrase]) -> bool:
    """Return whether two of one land are its government and who opposes it, or two movements."""
    one, other = names
    if one.code is None or one.code != other.code:
        return False
    moving = [name for name in names if name.sector in _MOVEMENTS]
    return len(moving) == COUPLE or (bool(moving) and one.entity != other.entity)


def listed(matcher: Matcher, registry: Registry, at: int) -> list[NounPhrase]:
    """Return those whom "the three states" at ``at`` are: the last three that were named.

    The noun is the first of them, the number the last; those between have no words of their own.
    So also the two Koreas, who are one word.
    """
    if bare(matcher.keys[at]) in _KOREAS:
        return _koreas(matcher, at)
    if not registry.lists:
        return []  # most texts
    size = _NUMBERS.get(matcher.keys[at + 1], 0) if at + 1 < matcher.end else 0
    if size not in registry.lists:
        return []  # most words
    noun = headword(matcher.words[at])
    if not matcher.words[at].definite or noun not in _MANY:
        return []
    named: list[NounPhrase] = []
    for code, sector, name in registry.lists[size]:
        first = at + bool(named)
        phrase = NounPhrase(first, at + 1, Kind.ACTOR, code, sector, name=name, head=noun)
        phrase.role, phrase.plural, phrase.joined = True, True, bool(named)
        phrase.gender = _gender(noun)
        named.append(phrase)
    named[-1].last = at + 2
    attach(named[0], matcher.words[at].clitic)
    named[0].joined = named[0].conjoined = _is_conjoined(matcher.words[at])
    return named


def _koreas(matcher: Matcher, at: int) -> list[NounPhrase]:
    word, texts = matcher.words[at], matcher.texts[at : at + 1]
    both = [
        NounPhrase(at, at + 1, Kind.ACTOR, "KOR", name=display_name(texts)),
        NounPhrase(at, at, Kind.ACTOR, "PRK", name=display_name(texts)),
    ]
    for side in both:
        side.gender, side.plural, side.joined = "f", True, True
    attach(both[0], "و" * _is_conjoined(word) + word.clitic)
    return both


def _is_conjoined(word: Word) -> bool:
    return word.conjoined or word.key.startswith(("وال", "ولل"))


def _gender(key: str) -> str | None:
    """Return the gender of the verb that a noun of several states has before it."""
    return "f" if key == "دول" else None if key == "بلدان" else "m"


def follow(names: Sequence[NounPhrase]) -> None:
    """Put those behind the first of ``names`` into its place in the clause."""
    for name in names[1:]:
        name.preposition, name.genitive = names[0].preposition, names[0].genitive
