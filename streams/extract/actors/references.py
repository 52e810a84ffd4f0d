"""Phrases that name nobody themselves: His Excellency, his country, the kingdom, the world."""

from collections.abc import Sequence

from streams.extract.actors.draft import PLACE_KINDS
from streams.extract.actors.homeland import realm
from streams.extract.actors.majesties import majesty
from streams.extract.actors.matching import Matcher
from streams.extract.actors.phrases import Kind, NounPhrase
from streams.extract.actors.placing import attach
from streams.extract.actors.regions import region_states
from streams.extract.actors.registry import Registry
from streams.extract.words.word import Word

_DUAL = ("ان", "ين")
"""Ends of what is told of two at once."""
_PARTIES = ("الاطراف", "للاطراف", "الفرقاء", "للفرقاء")
"""Ends of the words for those who are at odds within one land."""

_SIDES = frozenset({Kind.ACTOR, Kind.PLACE})
_NEIGHBOURS = {
    "جنوبي": (("PRK", "KOR"), ("SDN", "SSD")),
    "شمالي": (("KOR", "PRK"), ("SSD", "SDN")),
}
"""Adjective of a neighbour -> lands of which one has such a neighbour, and which it is."""


def reference(matcher: Matcher, registry: Registry, at: int) -> NounPhrase | None:  # noqa: PLR0911
    """Return the phrase at ``at`` if it refers to who was named before, or to everybody."""
    word = matcher.words[at]
    classes = word.classes
    if "kingdom" in classes and matcher.actor(at) is None:
        return _kingdom(registry, at, word.key)
    if "anaphor" in classes:
        return majesty(registry, at, word.key)
    if "homeland" in classes:
        return NounPhrase(at, at + 1, Kind.ANAPHOR, head="subject", gender="f")
    if "pronoun" in classes:
        return NounPhrase(at, at + 1, Kind.ANAPHOR, head="subject")
    if "pair" in classes and not _is_of_nations(matcher, at):
        pair = NounPhrase(at, at + 1, Kind.ANAPHOR, head="pair", plural=True)
        attach(pair, _clitics(word.key))
        return pair
    if "neighbour" in classes:
        return _neighbour(matcher, registry, at)
    if "world" in classes:
        return _world(matcher, at, word.key)
    if "states" in classes:
        return region_states(matcher, at, word.clitic or "")
    return None


def latter(matcher: Matcher, named: Sequence[NounPhrase], at: int) -> NounPhrase | None:
    """Return "the latter" at ``at`` as the side of its gender that was ``named`` last before it.

    None where it is an adjective, behind a definite noun or a name: the last days, his last visit.
    """
    word = matcher.words[at]
    if "latter" not in word.classes:
        return None  # most words
    own = {"ه": "f"}.get(word.key[-1], "m")
    clitics = _clitics(word.key)
    if not clitics.removeprefix("و") and (
        (named and named[-1].last == at) or not _governs(matcher, at)
    ):
        return None
    side = next(
        (p for p in reversed(named) if p.kind in _SIDES and p.code and p.gender == own), None
    )
    if side is None:
        return None
    phrase = NounPhrase(at, at + 1, Kind.ACTOR, side.code, side.sector, side.entity, side.name)
    phrase.person, phrase.gender, phrase.role = side.person, own, True
    attach(phrase, clitics)
    return phrase


def _governs(matcher: Matcher, at: int) -> bool:
    """Return whether the word before ``at`` is a verb, "that", or a noun without the article."""
    before = matcher.words[at - 1] if at else None
    if before is None or before.definite or any(a.enclitic for a in before.nouns):
        return False
    return bool(before.verbs or before.nouns) or "complementizer" in before.classes


def _neighbour(matcher: Matcher, registry: Registry, at: int) -> NounPhrase | None:
    """Return the land that "its southern neighbour" is where the text tells of the two."""
    if at + 1 >= matcher.end:
        return None
    side = matcher.keys[at + 1].removeprefix("ال").removesuffix("ه")
    for own, other in _NEIGHBOURS.get(side, ()):
        if registry.named[own] or registry.named[other]:
            phrase = NounPhrase(at, at + 2, Kind.ACTOR, other, role=True, head="جار")
            clitic = matcher.keys[at][0]
            attach(phrase, clitic if clitic in "بلو" else "")
            return phrase
    return None


def _is_of_nations(matcher: Matcher, at: int) -> bool:
    """Return whether nationalities right behind "the two presidents" say who they are.

    Two nations are told in the singular, one of both in the dual.
    """
    if at + 1 >= matcher.end or matcher.role(at) is None:
        return False
    match = matcher.actor(at + 1)
    nation = match is not None and match.entry.kind == "adjective" and not match.proclitics
    following = matcher.words[at + 1]
    return nation and following.definite and not following.key.endswith(_DUAL)


def _world(matcher: Matcher, at: int, key: str) -> NounPhrase | None:
    """Return "the international community", "the governments": addressees of no country."""
    for following in range(at + 1, min(matcher.end, at + 3)):
        if (match := matcher.actor(following)) is not None and not match.proclitics:
            return None  # the European governments
    definite = at + 1 < matcher.end and _can_qualify(matcher.words[at + 1])
    last = at + 2 if definite else at + 1
    phrase = NounPhrase(at, last, Kind.WORLD)
    if (land := _land_of_parties(matcher, at, last)) is not None:
        phrase.kind, phrase.code, phrase.role, phrase.plural = Kind.ACTOR, land, True, True
    phrase.gender = None if key.endswith(("ات", "ول", "اف")) else "m"
    attach(phrase, _clitics(key))
    _take_body(matcher, phrase)
    return phrase


def _take_body(matcher: Matcher, phrase: NounPhrase) -> None:
    """Make "the states in", "the other members of" a body that body."""
    at = phrase.last
    if at + 1 >= matcher.end or matcher.words[at - 1].has("worldwide"):
        return  # the five states in the Security Council
    apart = matcher.keys[at] == "في"
    match = matcher.actor(at + apart)
    if match is None or match.entry.kind != "body" or not (apart or match.proclitics == "ب"):
        return
    phrase.kind, phrase.code, phrase.name = Kind.ACTOR, match.entry.code, match.entry.name
    phrase.sector, phrase.entity = match.entry.sector, match.entry.entity
    phrase.last = match.last


def _land_of_parties(matcher: Matcher, at: int, last: int) -> str | None:
    """Return the country of "the parties", "the factions" that "in" names right behind them."""
    if not matcher.keys[at].endswith(_PARTIES) or last + 1 >= matcher.end:
        return None
    match = matcher.actor(last + 1) if matcher.keys[last] == "في" else None
    placed = match is not None and match.entry.kind in PLACE_KINDS | {"country"}
    return match.entry.code if match is not None and placed else None


def _can_qualify(word: Word) -> bool:
    """Return whether a word can be the adjective of the world: no noun, around the world (the)."""
    if not word.definite:
        return False
    plain = bool(word.nouns) and all(a.pos in {"noun", "masdar"} for a in word.nouns)
    return not plain or word.key.endswith(("ي", "يه")) or word.has("worldwide")


def _kingdom(registry: Registry, at: int, key: str) -> NounPhrase:
    phrase = NounPhrase(at, at + 1, Kind.ACTOR, head="مملكه", gender="f")
    phrase.code = realm(registry.home)
    attach(phrase, _clitics(key))
    return phrase


def _clitics(key: str) -> str:
    """Return what is written before the article of ``key``: conjunction, preposition.

    >>> _clitics("والمملكه"), _clitics("للمملكه"), _clitics("بالمجتمع")
    ('و', 'لل', 'ب')
    """
    if key.startswith(("لل", "ولل", "فلل")):
        return key.partition("لل")[0] + "لل"
    return key.partition("ال")[0] if "ال" in key[:4] else ""
