"""Whom armed people strike where the text names nobody: the other party of their own land."""

from itertools import islice

from streams.extract.actors.phrases import RIVALS, Kind, NounPhrase
from streams.extract.actors.registry import BODIES, LANDLESS
from streams.extract.clauses.relations import before_places
from streams.extract.subjects.attempt import Attempt
from streams.extract.subjects.discourse import Discourse
from streams.extract.targets.roles import Filled
from streams.extract.words.word import bare

ARMED = RIVALS | {"MIL"}
"""Sectors of those who fight in their own land."""
FIGHT_ABROAD = frozenset({"PSE", "LBN"})
"""Lands whose armed groups fight another state than their own."""
_STRIKES = frozenset(
    {"attack", "bomb", "target", "shell", "air-raid", "capture", "arson", "destroy", "shoot",
     "incursion", "invade", "repel", "foil", "strike", "campaign", "ambush", "advance",
     "violate-truce"}
)  # fmt: skip
"""Senses of what is done with arms, and by whom its grammatical subject tells for sure."""
_MADE_AGAINST_FOES = frozenset(
    {"attack+attack", "air-raid+raid", "repel+attack", "foil+attack", "ambush+attack",
     "advance+front", "advance+place", "violate-truce+truce"}
)  # fmt: skip
"""Frames whose demanded noun is violence itself: they need no word for what was hit."""
_HIT = frozenset(
    {"place", "site", "base", "house", "vehicle", "weapons", "troops", "persons", "armed",
     "cell", "reinforcements", "convoy", "road", "border"}
)  # fmt: skip
"""Classes of nouns for what armed people strike or take."""
HIT_SPAN = 8
"""Words behind the subject in which what was hit is told."""
_MISSILES = frozenset({"missile", "bomb"})
_AGAINST = frozenset({"من", "ضد", "علي"})
STORIES_BACK = 6
"""Acts of violence looked back at for whom somebody fights."""


def foe_fought(code: str | None, discourse: Discourse) -> tuple[NounPhrase, ...]:
    """Return the group of no country that ``code`` fought last; empty where it fought none.

    Of two nations that fought it is not sure whom they fight next.
    """
    for first, second in islice(reversed(discourse.strikes), STORIES_BACK):
        if second is not None and code in {first.code, second.code}:
            other = second if first.code == code else first
            if other.code in LANDLESS:
                return (other,)
    return ()


def enemy_told(code: str | None, discourse: Discourse) -> NounPhrase | None:
    """Return the other side of the latest violence between ``code`` and another nation."""
    for first, second in islice(reversed(discourse.strikes), STORIES_BACK):
        if second is not None and code in {first.code, second.code} and first.code != second.code:
            return second if first.code == code else first
    return None


def _behind(attempt: Attempt) -> list[str]:
    return attempt.passage.keys[attempt.at + 1 : attempt.passage.last]


def driven_out(attempt: Attempt) -> tuple[NounPhrase, ...]:
    """Return the group of no country against which, or from which, the sentence tells an act."""
    told = attempt.passage.between(attempt.at + 1, attempt.passage.last)
    return tuple(p for p in told if p.code in LANDLESS and p.preposition in _AGAINST)[:1]


def foes_at_home(attempt: Attempt, discourse: Discourse) -> Filled | None:
    """Return whom rebels or an army strike in their own land: the state, or those who rose there.

    None where a third land is named beside them, and for an army that is not known to fight at
    home: the text plays elsewhere.
    """
    source = attempt.sources[0]
    if source.sector not in ARMED or source.code in BODIES | FIGHT_ABROAD:
        return None
    sense, _, demanded = attempt.frame.id.partition("+")
    if not (sense in _STRIKES or (sense == "kill" and demanded in _HIT)) or not _hits(attempt):
        return None
    if _is_fired_from(attempt) or not _plays_at_home(attempt, source, discourse):
        return None
    if foes := foe_fought(source.code, discourse) or driven_out(attempt):
        return Filled(foes, "foes")
    return Filled((other_party(source),), "own-land")


def other_party(side: NounPhrase) -> NounPhrase:
    """Return whom ``side`` fights in its own land: the state, or those who rose against it."""
    sector = "GOV" if side.sector in RIVALS else "REB"
    return side.as_actor(side.code, sector)


def _hits(attempt: Attempt) -> bool:
    """Return whether the clause says what was struck, or needs not say it."""
    if attempt.frame.id in _MADE_AGAINST_FOES:
        return True
    passage = attempt.passage
    first = attempt.complement or max(attempt.arguments.object_at, attempt.at + 1)
    last = min(passage.last, attempt.arguments.end, first + HIT_SPAN)
    return any(
        passage.words[at].noun_classes & _HIT and at not in passage.covered
        for at in range(first, last)
    ) or any(p.kind is Kind.UNKNOWN and p.role for p in passage.between(first, last))


def _is_fired_from(attempt: Attempt) -> bool:
    """Return whether missiles are told to come from within a land: they hit another."""
    passage = attempt.passage
    if not _MISSILES.intersection((attempt.frame.complement or "").split("|")):
        return False
    behind = passage.between(attempt.at + 1, attempt.arguments.end)
    return any(before_places(passage, phrase, "") == "من" for phrase in behind)


def _plays_at_home(attempt: Attempt, source: NounPhrase, discourse: Discourse) -> bool:
    """Return whether what ``source`` does happens in its own land as far as the text tells."""
    named = {p.code for p in attempt.passage.phrases if p.sector != "MED" and not p.dateline}
    if named - {source.code, None} - BODIES:
        return False
    if any(bare(key).startswith("حدود") for key in _behind(attempt)):
        return False  # the villages at the border: of whose land is not told
    here = discourse.place.code if discourse.place is not None else None
    if here not in {None, source.code}:
        return False
    if source.sector in RIVALS or here is not None:
        return True
    grounds = (p.kind is Kind.PLACE for p in attempt.passage.phrases if p.code == source.code)
    return any(grounds) or any(
        first.code == source.code and (second is None or second.code in {source.code, *LANDLESS})
        for first, second in islice(reversed(discourse.strikes), STORIES_BACK)
    )
