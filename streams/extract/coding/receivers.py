"""Who is helped where the clause names no nation: the people of the place where help is given.

So also of the place for which money is promised: to support relief in Chad.
"""

from typing import Final

from streams.extract.actors.phrases import NounPhrase
from streams.extract.subjects.attempt import Attempt
from streams.extract.targets.roles import Filled
from streams.extract.violence.unnamed import locals_hit, people_hit
from streams.extract.violence.victims import is_ground

_ON_THE_SPOT: Final = frozenset(
    {"aid", "relief", "supplies", "medical", "treatment", "care", "casualties", "refugees"}
)
"""Classes of what is given where the needy are, unlike money."""
_HANDED_OUT: Final = ("distribute", "treat", "help-resume", "airlift")
"""How the names of frames begin that tell by themselves that the giver is where the needy are."""
_THERE: Final = frozenset({"هناك", "فيه", "فيها", "فيهما"})
"""Words that take up the place that was told before."""
_PROMISED: Final = ("pledge-aid", "pledge-support", "pledge-money", "agree-aid", "offer-aid",
                    "fund", "donate", "give-aid", "lend")  # fmt: skip
"""How the names of frames begin that tell of money given, or help promised, for a purpose."""
_WITHIN: Final = frozenset({"في", "ب"})
_OWN_ENDS: Final = frozenset(
    {"للمشاركه", "لحضور", "لشراء", "لبيع", "لاستضافه", "للسفر", "للاستثمار"}
)
"""What one spends money on for oneself."""
PURPOSE_SPAN = 10
"""Words from "to support", "for the victims" in which the land is told where they are."""


def receivers(attempt: Attempt, told: NounPhrase | None) -> Filled | None:
    """Return the people of the land where relief is given: in Yemen it distributed food.

    ``told`` is the place of the sentence before, meant where receivers of no nation are told, or
    "there". None in the giver's own land and where nothing tells the place.
    """
    frame, passage, at = attempt.frame, attempt.passage, attempt.at
    end = attempt.arguments.end
    if frame.id.startswith(_PROMISED) and (land := _intended(attempt, end)):
        return Filled((land,), "receivers")
    if frame.event_type != "AID" or frame.complement not in _ON_THE_SPOT:
        return None
    people = people_hit(passage, at + 1, end)
    taken_up = people is not None or not _THERE.isdisjoint(passage.keys[at + 1 : end])
    if not taken_up and not frame.id.startswith(_HANDED_OUT):
        return None  # will give equipment: at a conference in
    hit = locals_hit(passage, people or at, at, told if taken_up else None)
    own = {p.code for p in attempt.sources}
    return Filled(tuple(hit), "receivers") if hit and hit[0].code not in own else None


def _is_where(phrase: NounPhrase) -> bool:
    """Return whether a place tells where something is, or what is rebuilt: relief in, of Mosul."""
    return phrase.preposition in _WITHIN or (phrase.genitive and phrase.town)


def _intended(attempt: Attempt, end: int) -> NounPhrase | None:
    """Return the people of the land where that is for which something is promised: for relief in.

    The purpose stands behind ل, and the land behind it.
    """
    passage, own = attempt.passage, {p.code for p in attempt.sources}
    for at in range(attempt.at + 1, end):
        if passage.words[at].clitic != "ل" or passage.keys[at] in _OWN_ENDS:
            continue
        behind = passage.between(at + 1, min(end, at + PURPOSE_SPAN))
        land = next((p for p in behind if _is_where(p) and is_ground(p)), None)
        if land is not None:
            return land.as_actor(land.code, "CVL") if land.code not in own else None
    return None
