"""The rulers of the land where the news plays, when a side abroad asks something of them."""

from dataclasses import replace

from streams.extract.actors.phrases import Kind
from streams.extract.actors.registry import BODIES
from streams.extract.clauses.groups import Group
from streams.extract.speech.demands import is_public
from streams.extract.subjects.attempt import Attempt
from streams.extract.subjects.discourse import HURTS, Discourse

_RULERS = frozenset({"سلطات", "حكومه", "مجلس", "جيش", "قضاء"})
"""Heads of the phrases of those who rule whose land goes without saying."""
_GOVERNED = frozenset({"CVL", "OPP", "MED"})
"""Sectors of whom rulers rule."""


def authorities_asked(attempt: Attempt, discourse: Discourse) -> Group:
    """Return "the authorities" that a side abroad asks as those of the land of the news.

    That is the last place before them in the sentence, else that of the sentence before, else one
    behind them, else that of who did the latest violence, or suffered the latest act.
    """
    if attempt.frame.event_type != "REQUEST" or not is_public(attempt.sources[0], discourse):
        return []
    own = attempt.sources[0].code
    asked = next((g[0] for g in attempt.arguments.objects), None)
    if asked is None or asked.head not in _RULERS or asked.last > asked.first + 1:
        return []
    own_rulers = asked.code == own and attempt.sources[0].sector in {None, "GOV"}
    if not asked.free or not (asked.kind is Kind.UNKNOWN or own_rulers):
        return []
    passage, others = attempt.passage, BODIES | {None, own}
    ahead = passage.between(passage.first, asked.first)[::-1]
    scene = [discourse.place] if discourse.place is not None else []
    behind = passage.between(asked.last, passage.last)
    behind = [p for p in behind if p.kind is Kind.PLACE or p.sector in _GOVERNED]
    done = discourse.done(HURTS, attempt.sources[0])
    done += [hit for _, hit in discourse.acts[-1:] if hit is not None]
    land = next((p.code for p in (*ahead, *scene, *behind, *done) if p.code not in others), None)
    return [replace(asked, kind=Kind.ACTOR, code=land, sector="GOV")] if land else []
