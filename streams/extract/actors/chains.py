"""Several offices of one person in a row: the deputy prime minister (and) foreign minister of."""

from streams.extract.actors.matching import Matcher
from streams.extract.actors.phrases import Kind, NounPhrase
from streams.extract.words.function_words import COMMAS
from streams.extract.words.word import bare

MEMBER_SPAN = 4
"""Words of a member's or an official's office before the body that it is in."""
_STATES = frozenset({"دول", "بلدان"})
_TOWNS = frozenset({"عاصمه", "مدينه", "منتجع", "بلده", "ميناء"})
_SECOND = frozenset({"نايب", "ولي"})
"""Heads of offices that those who hold them hold beside others: deputy, crown prince."""
_VOICES = frozenset({"ناطق", "متحدث", "ناطقه", "متحدثه"})
_FURTHER = frozenset({"وزير", "وزيره", "نايب", "رييس", "قايد", "مستشار", "حاكم", "ولي"})
_FIELD = frozenset({"لشوون", "للشوون", "لشون"})
_OFFICIALS = frozenset({"عضو", "مسوول", "رييس", "قيادي", "القيادي", "امين", "منسق", "مستشار",
                        "المسوول", "ممثل", "عضوه", "المنسق"})  # fmt: skip


def join_offices(phrases: list[NounPhrase], matcher: Matcher) -> None:
    """Make one phrase of the offices of one person, and of an official and the body he is in.

    So also of two offices and the two countries that they are of.
    """
    at = 0
    while at < len(phrases):
        phrase = phrases[at]
        following = phrases[at + 1] if at + 1 < len(phrases) else None
        if following is not None and _goes_on(phrase, following):
            _merge(phrase, following)
            del phrases[at + 1]
            _take_field(phrase, phrases, at, matcher)
            continue
        if following is not None and _is_of_members(phrase, following, matcher):
            gender = phrase.gender
            _merge(phrase, following)
            phrase.gender = gender
            del phrases[at + 1]
            continue
        if following is not None and _names_town(phrase, following, matcher):
            following.kind, following.preposition = Kind.PLACE, "في"
        if following is not None and _is_of_both(phrase, following, matcher):
            phrase.kind, phrase.code, phrase.head = Kind.ANAPHOR, None, following.head
            phrase.last, phrase.plural = following.last, True
            del phrases[at + 1]
        if phrase.preposition == "في" and phrase.kind is Kind.ACTOR:
            lowest = phrases[at - 1].last if at else 0
            _take_official(phrase, lowest, matcher)
        at += 1


def _goes_on(phrase: NounPhrase, following: NounPhrase) -> bool:
    """Return whether ``following`` is a further office of who holds that of ``phrase``."""
    if following.first != phrase.last or following.conjoined or not following.role:
        return False
    if not phrase.role or phrase.person is not None or phrase.plural or following.plural:
        return False
    if following.head not in _FURTHER:
        return False
    if phrase.code is None and phrase.kind is Kind.UNKNOWN:
        return phrase.head in _SECOND and following.code is not None
    return phrase.head in _VOICES and following.code in {None, phrase.code}


def _names_town(phrase: NounPhrase, following: NounPhrase, matcher: Matcher) -> bool:
    """Return whether a town behind a comma is the one just told of: in the Austrian capital, X."""
    apart = following.first == phrase.last + 1 and matcher.keys[phrase.last] in COMMAS
    if not apart or phrase.kind is not Kind.ATTRIBUTE or not following.town:
        return False
    told = bare(matcher.keys[phrase.first - 1]) in _TOWNS if phrase.first else False
    return told and phrase.code == following.code and not following.role


def _is_of_both(phrase: NounPhrase, following: NounPhrase, matcher: Matcher) -> bool:
    """Return whether two hold an office, each in one of "the two countries": their ministers."""
    if following.head != "pair" or not phrase.role or phrase.person is not None:
        return False
    field = matcher.words[phrase.last : following.first]
    several = phrase.plural or phrase.head.endswith(("ا", "ي"))
    return several and len(field) <= 1 and not any(w.definite or w.clitic for w in field)


def _is_of_members(phrase: NounPhrase, following: NounPhrase, matcher: Matcher) -> bool:
    """Return whether ``following`` tells whose ministers they are: of the states in.

    The leaders of the member states of a body speak for it.
    """
    if following.first != phrase.last or following.conjoined:
        return False
    if bare(matcher.keys[following.first]) not in _STATES:
        return False
    untold = phrase.role and phrase.kind is Kind.UNKNOWN and phrase.person is None
    return untold and following.kind is Kind.ACTOR and following.code is not None


def _merge(phrase: NounPhrase, following: NounPhrase) -> None:
    """Take ``following`` into ``phrase``, with whose side and name it tells."""
    phrase.last = following.last
    if following.code is not None:
        phrase.kind, phrase.code, phrase.sector = following.kind, following.code, following.sector
        phrase.entity, phrase.gender = following.entity, phrase.gender or following.gender
    phrase.person = following.person
    phrase.name = f"{phrase.name} {following.name}".strip()


def _take_field(phrase: NounPhrase, phrases: list[NounPhrase], at: int, matcher: Matcher) -> None:
    """Take what a minister of state is for and the name behind it: for the affairs of the media."""
    if phrase.last >= matcher.end or matcher.keys[phrase.last] not in _FIELD:
        return
    last = phrase.last + 2
    following = phrases[at + 1] if at + 1 < len(phrases) else None
    if following is not None and following.first <= last and following.code == phrase.code:
        phrase.person, last = following.person, following.last
        del phrases[at + 1]
    phrase.last = min(last, matcher.end)


def _take_official(phrase: NounPhrase, lowest: int, matcher: Matcher) -> None:
    """Begin a phrase with the official that is in its body: a member of the committee in."""
    words, keys = matcher.words, matcher.keys
    for place in range(phrase.first - 2, max(lowest, phrase.first - 2 - MEMBER_SPAN) - 1, -1):
        if keys[place] in _OFFICIALS:
            governor = words[place - 1] if place > lowest else None
            governed = governor is not None and governor.has("preposition")
            phrase.preposition = governor.key if governed and governor is not None else None
            phrase.first, phrase.genitive = place, False
            phrase.role, phrase.head = True, keys[place]
            return
        if not words[place].definite:
            return
