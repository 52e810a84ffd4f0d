"""Acts within one state: between its parties, or routine that is no news abroad."""

from streams.extract.actors.phrases import Kind, NounPhrase, are_rivals
from streams.extract.actors.registry import BODIES
from streams.lexicon.triggers import Frame

_VISIT = "042"
_JOURNEYS = frozenset({"042", "043"})
_TOUR = "tour"
_LEAVES = "leave"
"""How the names of frames begin by which one is seen off, not received."""
_GUARDS = frozenset({"COP", "JUD", "SPY"})
"""Sectors of those whose arrests are told of the land where they serve, named or not."""
_TERMS = ("agree", "ready")
"""How the names of frames begin that tell that one accepts terms or is ready to talk."""
_QUARRELS = frozenset({"ACCUSE", "REJECT", "THREATEN"})
_JOINT = frozenset({"AGREE", "SUPPORT"})
"""Types of what a state and those who fight it settle: they agree on a swap, sign a pact."""
_LOCAL = frozenset({"محافظ", "حاكم", "والي", "عمده", "بلديه", "متصرف", "قايمقام"})
"""Heads of the names of those who govern a province or a town, not the state."""
_POLITICAL_AT_HOME = frozenset(
    {"ACCUSE", "REQUEST", "REJECT", "THREATEN", "PROTEST", "SANCTION", "COERCE", "ASSAULT",
     "CONCEDE", "RETREAT", "MOBILIZE"}
)  # fmt: skip


def is_told_of(
    frame: Frame, source: NounPhrase, target: NounPhrase | None, home: str | None
) -> bool:
    """Return whether the two sides of an act are of two states, or it is politics at home.

    ``home`` is the country whose own news it is.
    """
    if target is None or target.code != source.code:
        return True
    return _is_politics(frame, source, target) or _goes_home(frame, source, target, home)


def _is_politics(  # noqa: PLR0911
    frame: Frame, source: NounPhrase, target: NounPhrase
) -> bool:
    """Return whether an act inside one state is politics: between its parties, not routine."""
    if frame.event_type == "CONSULT":
        talks = frame.cameo not in _JOURNEYS and not frame.id.startswith("discuss")
        return talks and are_rivals(source, target)
    if frame.event_type in _JOINT and (frame.mutual or frame.id.startswith(_TERMS)):
        return are_rivals(source, target)
    if frame.event_type not in _POLITICAL_AT_HOME or source.code in BODIES:
        return False
    if frame.event_type == "SANCTION" and not frame.domestic:
        return False  # an army that cuts supply lines in its own land sanctions nobody
    guarded = frame.domestic and frame.event_type == "COERCE" and source.sector in _GUARDS
    rebels = frame.event_type in _QUARRELS and "REB" in {source.sector, target.sector}
    captured = frame.event_type == "COERCE" and (source.sector, target.sector) == ("MIL", "REB")
    small = (source.local or target.local) and not (rebels or captured or guarded)
    if small and frame.event_type != "ASSAULT":
        return False
    if frame.mutual and frame.event_type == "ASSAULT" and source.first != target.first:
        return source.code not in BODIES  # two armed groups of one land fight each other
    if frame.event_type == "ASSAULT" and (source.entity or "").startswith("group:"):
        return source.entity != target.entity  # extremists who stab people of their own
    ordered = frame.event_type == "REQUEST" and target.sector == "MIL"  # his soldiers
    if frame.event_type in _QUARRELS and (source.head in _LOCAL) != (target.head in _LOCAL):
        return True  # a governor blames the government
    apart = (source.sector or "GOV") != (target.sector or "GOV")
    regime = (source.entity or "").startswith("metonym:") and target.kind is Kind.PLACE
    apart = apart or (regime and frame.event_type == "ASSAULT")
    return ordered or apart or _are_two_forces(source, target)


def _are_two_forces(source: NounPhrase, target: NounPhrase) -> bool:
    """Return whether two forces of one state are apart: paramilitaries and the army."""
    forces = source.sector == target.sector == "MIL"
    named = any((p.entity or "").startswith("group:") for p in (source, target))
    return forces and named and source.entity != target.entity


def _goes_home(frame: Frame, source: NounPhrase, target: NounPhrase, home: str | None) -> bool:
    """Return whether one who governs another land than ``home`` travels to a place of his own land.

    News tells that abroad only where it is politics: a government that returns to its city.
    """
    governs = source.sector == "GOV" and (source.role or source.person is not None)
    place = target.kind is Kind.PLACE or target.town
    travels = frame.cameo == _VISIT and frame.id != _TOUR and not frame.id.startswith(_LEAVES)
    return travels and governs and place and source.code != home
