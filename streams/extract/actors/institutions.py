"""Whose an institution or a force is that no word gives a country: the army, the police, planes."""

from collections.abc import Sequence

from streams.extract.actors.draft import CRAFT, OF_STATE_OR_TOWN
from streams.extract.actors.matching import Matcher
from streams.extract.actors.membership import is_crowd
from streams.extract.actors.name_words import GUESTS
from streams.extract.actors.phrases import FORCES, OF_STATE, NounPhrase
from streams.extract.actors.registry import BODIES, Registry
from streams.extract.words.offices import OfficeMatch
from streams.extract.words.word import Word, bare

_AUTHORITIES = "سلطات"
"""Those of one state, though they are many: of the one that the text tells of, if it is one."""
_LOSSES = frozenset({"مقتل", "مصرع", "استشهاد", "اصابه", "جرح", "فقدان"})
"""Nouns of what an army tells of its own soldiers, who are of no other nation by their name."""
_OFFICIALS = frozenset({"official", "military-official"})
_LOCALLY = "محلي"
_SERVING = OF_STATE_OR_TOWN | {f"ال{kind}" for kind in OF_STATE_OR_TOWN}
"""Adjectives of officials of the land that the text tells of."""
LOSS_SPAN = 8
"""Words between an army and the soldiers whose death it tells."""
_REPRESENTATIVE = "representative"
_FOREIGN, _MINISTRY = "foreign-ministry", "ministry"
_NO_MILITIAS = frozenset({"ISIS", "AQ"})
"""Groups that news calls organisations, never militias."""
_MILITIAS = frozenset({"ميليشيا", "مليشيا", "ميليشيات", "مليشيات"})
_ARMED = _MILITIAS | frozenset(
    {"متمردون", "متمردين", "انقلابيون", "انقلابيين",
     "مسلحون", "مسلحين", "متشددون", "متشددين", "مقاتلون", "مقاتلين"}
)  # fmt: skip
"""Heads of phrases that mean the armed movement which the text has named last."""


def country_of(
    matcher: Matcher, registry: Registry, role: OfficeMatch, latest: NounPhrase | None
) -> str | None:
    """Return the country of an office without one and without a holder's name; None if untold.

    ``latest`` is the actor named last.
    """
    word = matcher.words[role.first]
    if _stands_alone(matcher.words, role) and registry.rebels is not None:
        militia = bare(word.key) in _MILITIAS
        return None if militia and registry.rebels in _NO_MILITIAS else registry.rebels
    if (group := _behind_fighters(matcher, registry, role)) is not None:
        return group
    if word.definite and bare(word.key) == _AUTHORITIES:
        return registry.only_here()
    return _same_force(matcher.words, role, latest) or _local(matcher, registry, role)


def _stands_alone(words: Sequence[Word], role: OfficeMatch) -> bool:
    """Return whether "the militia", "the rebels" are told without more: those named before."""
    word = words[role.first]
    if role.last > role.first + 1 or not word.definite or bare(word.key) not in _ARMED:
        return False
    following = words[role.last : role.last + 1]
    return not (following and following[0].definite and following[0].key.endswith(("ه", "ين")))


def is_another_party(matcher: Matcher, registry: Registry, role: OfficeMatch) -> bool:
    """Return whether a party has another name behind it than that named last: the party of justice.

    So has the movement of what moves (حركة المسافرين), which is no party.
    """
    words, at = matcher.words, role.last
    if role.entry.sector != "PTY" or role.entry.personal or words[at - 1].definite:
        return False
    if at >= matcher.end or not words[at].definite or words[at].conjoined:
        return False
    known = registry.by_head(bare(matcher.keys[role.first]))
    return known is None or matcher.texts[at] not in known.name


def _behind_fighters(matcher: Matcher, registry: Registry, role: OfficeMatch) -> str | None:
    """Return the group that the text has named and goes on about: the fighters of the movement."""
    if role.entry.sector != "REB" or not role.entry.plural or role.last >= matcher.end:
        return None
    if role.last > role.first + 1 or matcher.words[role.first].definite:
        return None
    word = matcher.words[role.last]
    plain = word.definite and not word.conjoined and not word.clitic
    known = registry.by_head(bare(word.key)) if plain else None
    return known.code if known is not None and known.sector == "REB" else None


def _same_force(words: Sequence[Word], role: OfficeMatch, latest: NounPhrase | None) -> str | None:
    """Return whose "the forces", "the soldiers" are: those of the forces named just before."""
    if latest is None or latest.sector not in FORCES:
        return None
    if role.entry.sector not in FORCES or role.last > role.first + 1:
        return None
    if role.proclitics:
        return None
    between = words[latest.last : role.first]
    lost = len(between) <= LOSS_SPAN and any(w.key.removeprefix("و") in _LOSSES for w in between)
    return latest.code if words[role.first].definite or lost else None


def _local(matcher: Matcher, registry: Registry, role: OfficeMatch) -> str | None:
    """Return the country of an institution without one: where the news plays, or the home."""
    entry, words = role.entry, matcher.words
    if entry.counterpart or entry.role == _REPRESENTATIVE or _is_activity(words, role):
        return None  # those of the factions, whom they met there, are of no land that is told
    if entry.personal:
        own = registry.topic or registry.own() if entry.domestic else None
        return own or (_of_the_news(words, role, registry) if entry.role in _OFFICIALS else None)
    following = words[role.last : role.last + 1]
    if following and following[0].has("worldwide"):
        return None
    if entry.sector in OF_STATE and (entry.plural or _is_of_any(matcher, role)):
        return None  # governments, armies: not those of one country
    if entry.sector in OF_STATE or entry.sector == "PTY":
        alone = role.last == role.first + 1 and entry.role == _MINISTRY
        told = registry.states if alone or entry.role == _FOREIGN else registry.here
        told = registry.away if _is_sent(words, role) else told
        return told() if entry.domestic else None
    return registry.scene_here()


def _of_the_news(words: Sequence[Word], role: OfficeMatch, registry: Registry) -> str | None:
    """Return whose an official is who only is a local one, or one of a government or its forces.

    A local one is of the land where the news plays; others are so where the article begins with
    that land, or names no place.
    """
    near = words[role.first + 1 : role.last + 1]
    kind = next((word.key.removeprefix("ال") for word in near if _SERVING & {word.key}), "")
    alone = words[role.first].definite and role.last == role.first + 1
    if not kind and not (alone and role.first and not words[role.first - 1].definite):
        return None  # the bodies responsible for
    first = next((code for code in registry.named if code not in BODIES), None)
    scene = registry.scene
    return (scene or first) if kind == _LOCALLY or scene in {None, first} else None


def _is_sent(words: Sequence[Word], role: OfficeMatch) -> bool:
    """Return whether it is a delegation or a team, which is a guest where the news plays."""
    near = words[max(role.first - 1, 0) : role.first + 1]
    return any(bare(word.key) in GUESTS for word in near)


def _is_activity(words: Sequence[Word], role: OfficeMatch) -> bool:
    """Return whether a lone name of a ministry means what it does: the treaty of defence."""
    word = words[role.first]
    if role.first == 0 or role.last > role.first + 1 or word.conjoined:
        return False
    before = words[role.first - 1]
    behind = before.has("preposition") or (before.content and not before.verbs)
    return behind and any(a.pos == "masdar" for a in word.nouns)


def _is_of_any(matcher: Matcher, role: OfficeMatch) -> bool:
    """Return whether forces may be of any country: planes, a drone; but not those of an army."""
    if matcher.words[role.first].noun_classes & CRAFT:
        return True
    named = role.last > role.first + 1 and matcher.words[role.last - 1].definite
    army = role.entry.sector == "MIL" and named
    return matcher.keys[role.first].endswith("ات") and not army


def is_institution(role: OfficeMatch) -> bool:
    """Return whether an office is no person, no people and no force: a council, a ministry."""
    office = role.entry
    return not (office.personal or office.sector == "MIL" or is_crowd(office))
