"""What keeps a frame from telling an event of the sides that its clause names."""

from streams.extract.actors.phrases import RIVALS, STATE, Kind, NounPhrase
from streams.extract.actors.registry import BODIES
from streams.extract.clauses.passage import Head, Passage
from streams.extract.coding.own_people import are_own, tells_its_own
from streams.extract.coding.topics import told_of
from streams.extract.coding.untold import SHOW
from streams.extract.speech.willing import DEEPENS
from streams.extract.subjects.arguments import Arguments
from streams.extract.subjects.attempt import Attempt
from streams.extract.targets.roles import Filled
from streams.extract.targets.standing import TRUCE, no_actor, no_target
from streams.extract.targets.wayfarers import no_journey
from streams.extract.violence.own_land import FIGHT_ABROAD
from streams.extract.words.function_words import MISSIONS
from streams.extract.words.word import bare
from streams.lexicon.triggers import Frame

_TRAVEL = ("arrive", "visit", "head-for", "host", "leave", "return")
_VISIT = "042"
_CONFERENCE_TOWNS = frozenset({"جنيف", "نيويورك", "لاهاي", "دافوس", "لوزان"})
"""Towns that are gone to for meetings with others than their country."""
_TURNS = "turn-to"
_HEADING = ("head-for", _TURNS)
"""Frames of going to a land, of turning to a body for help."""
_GUESTS = "attend+ceremony"
_EMBASSY = "embassy-opens"
_JUDGES = ("condemn", "support")
"""Frames of words that mean another thing of a court: it convicts, it upholds."""
_SAID = frozenset({"ACCUSE", "SUPPORT"})
_MISSIONS = MISSIONS | {"سفارات"}
"""Heads of the phrases of missions abroad."""
_JOINING = "help-fight"
_CLERICS = frozenset({"شيخ", "مفتي", "بطريرك", "كاردينال", "مطران", "حاخام", "بابا"})
"""Heads of the phrases of those who receive guests though they hold no office of state."""
_THINGS = frozenset({"aircraft", "ship", "vehicle", "convoy", "aid", "relief", "supplies"})
_ARMED = frozenset({"MIL", "COP", "SPY", "REB"})
_DEEDS = frozenset({"ASSAULT", "COERCE", "SANCTION", "RETREAT", "MOBILIZE"})
"""Types of what is done and not only said."""
_ABROAD = frozenset(
    {"order", "court-appeal+court", "inspect", "access", "lift-sanctions+sanctions"}
)
"""Frames of acts that are routine within one state."""
_EMERGENCY = "1724"
_SITES = frozenset({"مطار", "مطارات", "مستشفي", "مستشفيات", "ميناء", "جامعه"})
_ORDER_OUT = "order-out"
_WARRANT = "warrant"
_WARRANTS = frozenset({"مذكره", "مذكرات", "بطاقه", "بطاقات", "نشره"})
"""What is issued for an arrest by whatever authority: a warrant, a notice."""
_JUSTICE = frozenset({"JUD", "COP", "SPY"})
_ABOUT = "complement.about"
_SOVEREIGN = frozenset({"صاحب", "جلاله", "خادم", "الدوله", "المملكه", "الجمهوريه", "السلطنه"})
"""How those begin whose envoys are of who calls them home: the ambassador of His Majesty."""
_HOME_TO_CONFER = frozenset({"للتشاور", "للمشاورات"})
"""What one's own envoy comes home for."""
_ATTENDS, _HANDS = "attend", ("extradite", "return-remains")
_ARMS = "give-arms"
_PLEDGE = "pledge"
"""What two promise, and nobody else is promised, they promise each other."""
_GIVEN = frozenset({"money", "aid", "funding", "relief"})
"""Classes of what two promise to a third, not to each other."""


def unfit(attempt: Attempt) -> str:
    """Return which demand of the frame the clause does not meet, empty where it meets all."""
    passage, frame, complement = attempt.passage, attempt.frame, attempt.complement
    if reason := _of_others(attempt):
        return reason
    if frame.id.startswith(_TRAVEL) and all(_is_thing(passage, p) for p in attempt.sources):
        return "a thing or a tourist arrives, nobody visits"
    if frame.id.startswith(_EMBASSY) and all(p.head not in _MISSIONS for p in attempt.sources):
        return "no embassy that begins its work"
    if frame.own and complement is not None and not _is_own(attempt, complement):
        return "not the actor's own"
    if frame.id.startswith(_WARRANT) and complement and not _is_warrant(attempt, complement):
        return "an arrest told beside what is issued, no warrant"
    if frame.cameo == _EMERGENCY and _at_a_site(attempt):
        reason = "an airport or a hospital is alarmed, no state"
    else:
        reason = no_actor(attempt) or no_journey(attempt) or _lifted(attempt)
    return reason or (told_of(attempt) if frame.excludes else "")


def _is_warrant(attempt: Attempt, complement: int) -> bool:
    """Return whether the arrest at ``complement`` is what the thing issued is for.

    Any authority issues a warrant; an order or a circular is one where courts or the police do.
    """
    if bare(attempt.passage.keys[complement - 1]) in _WARRANTS:
        return True
    justice = any(p.sector in _JUSTICE for p in attempt.sources)
    return justice and not attempt.passage.words[complement].conjoined


def _is_own(attempt: Attempt, complement: int) -> bool:
    """Return whether a noun that a frame demands is the actor's: its envoy, Mali's of Mali."""
    behind = attempt.passage.covered.get(complement + 1)
    if behind is not None and behind.kind is Kind.ANAPHOR:
        return True
    if any(a.enclitic for a in attempt.passage.words[complement].nouns):
        return True
    keys = attempt.passage.keys
    if not _SOVEREIGN.isdisjoint(
        keys[complement + 1 : complement + 2]
    ) or not _HOME_TO_CONFER.isdisjoint(keys[attempt.at : attempt.arguments.end]):
        return True
    person = attempt.passage.covered.get(complement)
    return person is not None and any(p.code == person.code for p in attempt.sources)


def _of_others(attempt: Attempt) -> str:
    """Return who alone does such a thing where the subject is not of them, empty where it is."""
    frame = attempt.frame
    if frame.mode == "convict" and all(p.sector != "JUD" and p.role for p in attempt.sources):
        return "only courts convict"
    bare = frame.mode == "convict" and not frame.complement
    if bare and any(p.sector != "JUD" for p in attempt.sources):
        return "a court convicts, others condemn"
    sectors = {"CVL" if p.generic else p.sector for p in attempt.sources}
    if frame.civil and sectors <= STATE:
        return "not an act of a state"
    if frame.id.startswith("resign") and sectors == {"CVL"}:
        return "no office that a state gives"
    if frame.event_type in _DEEDS and sectors == {"MED"}:
        return "the press tells of it, it does nothing"
    tests = frame.cameo == SHOW and sectors == {"REB"}
    return "armed groups shoot, they test nothing" if tests else ""


def _lifted(attempt: Attempt) -> str:
    """Return that the sanctions which an announcement is about are lifted, empty where not."""
    if attempt.frame.complement != "sanctions" or attempt.complement is None:
        return ""
    act = attempt.passage.heads.get(attempt.complement - 1)
    ends = (
        act is not None
        and act.form == "masdar"
        and any(
            frame.event_type == "RETREAT" and frame.complement in {"", attempt.frame.complement}
            for _, frames in act.readings
            for frame in frames
        )
    )
    lifted = ends and attempt.frame.event_type == "SANCTION"
    return "sanctions that are lifted" if lifted else ""


def _at_a_site(attempt: Attempt) -> bool:
    """Return whether an airport or a hospital acts: its authorities declare its emergency."""
    words = [w for p in attempt.sources for w in attempt.passage.words[p.first : p.last + 1]]
    return any(bare(word.key) in _SITES for word in words)


def unfit_target(attempt: Attempt, filled: Filled) -> str:  # noqa: PLR0911
    """Return why the side that was found cannot be the target, empty where it can."""
    frame, group, arguments = attempt.frame, filled.group, attempt.arguments
    if frame.target_required and not group:
        return "no target, and it needs one"
    if frame.event_type in _SAID and all(p.sector == "JUD" for p in attempt.sources):
        return "a verdict, no blame and no backing" if frame.id.startswith(_JUDGES) else ""
    if reason := no_target(attempt, filled.role, list(group)):
        return reason
    if frame.event_type == "SUPPORT" and _of_terror(attempt, group):
        return "support of terror is blame"
    if frame.event_type == "REQUEST" and group and are_own(attempt, group):
        return "a state asks its own citizens"
    if frame.event_type == "CONSULT" and group and (reason := _no_host(attempt, group)):
        return reason
    if group and (_goes_astray(frame, group) or _patrols(attempt, filled)):
        return "a body that one turns to, a land where one travels, a zone where planes are sent"
    if group and (_misplaced(attempt, group) or _is_own_ground(attempt, filled)):
        return "where it is done, who tells it, an order within one state: not with whom"
    if frame.event_type == "THREATEN" and not group and any(g[0].role for g in arguments.objects):
        return "who is threatened is told, and is of no known country"
    return ""


def _patrols(attempt: Attempt, filled: Filled) -> bool:
    """Return whether arms are sent to a zone, a sea or a coast, where nobody gets them."""
    if not attempt.frame.id.startswith(_ARMS) or filled.role != "receiver":
        return False
    at, first = attempt.at, filled.group[0].first
    to = next((p for p in range(first - 1, at, -1) if attempt.passage.keys[p] == "الي"), first)
    words = attempt.passage.words[to:first]
    return any(word.has("place") or "place" in word.noun_classes for word in words)


def _goes_astray(frame: Frame, group: tuple[NounPhrase, ...]) -> bool:
    """Return whether one would travel to a body, or turn for help to what is none."""
    to_body = all(p.code in BODIES for p in group)
    return frame.id.startswith(_HEADING) and to_body != frame.id.startswith(_TURNS)


def _no_host(attempt: Attempt, group: tuple[NounPhrase, ...]) -> str:
    """Return why whom one meets is no side: the press, a town where the envoy lives."""
    if all(p.sector == "MED" for p in group):
        return "an interview, no meeting"
    post = attempt.sources[0].post
    resides = post is not None and all(p.code == post and p.kind is Kind.PLACE for p in group)
    return "an envoy goes about where he is posted" if resides else ""


def _of_terror(attempt: Attempt, group: tuple[NounPhrase, ...]) -> bool:
    """Return whether whom one supports is called terrorist."""
    words = attempt.passage.words
    return any(
        w.noun_classes & {"misdeed", "terror"} for p in group for w in words[p.first : p.last]
    )


def _misplaced(attempt: Attempt, group: tuple[NounPhrase, ...]) -> bool:
    """Return whether the target is only a scene, or the source only tells of a death."""
    at_home = attempt.frame.id in _ABROAD and group[0].code == attempt.sources[0].code
    left = attempt.frame.id.startswith(_ORDER_OUT) and tells_its_own(attempt)
    passed_on = attempt.frame.id.startswith(_HANDS) and any(
        p.code == "RCRC" for p in (*group, *attempt.sources)
    )  # the Red Cross only takes the released home
    at_home = at_home or left or passed_on
    return at_home or _is_scene(attempt, group[0]) or _only_tells(attempt, group)


def _is_own_ground(attempt: Attempt, filled: Filled) -> bool:
    """Return whether a group that fights another state only strikes somewhere in its own land."""
    source, struck = attempt.sources[0], attempt.frame.event_type == "ASSAULT"
    own = filled.role == "place" and filled.group[0].code == source.code
    return own and struck and source.sector == "REB" and source.code in FIGHT_ABROAD


def _is_scene(attempt: Attempt, target: NounPhrase) -> bool:
    """Return whether the target is only where one fights beside others, or others meet."""
    if attempt.frame.id.startswith(_JOINING):
        return target.kind is Kind.PLACE
    town = attempt.passage.keys[target.first] in _CONFERENCE_TOWNS
    return town and (attempt.frame.cameo == _VISIT or attempt.frame.id.startswith(_ATTENDS))


def _only_tells(attempt: Attempt, group: tuple[NounPhrase, ...]) -> bool:
    """Return whether the source only announces a death: forces tell of foes that they killed."""
    if attempt.frame.agent != ("by",) or not attempt.construction.endswith(".governor"):
        return False
    return any(p.sector not in _ARMED for p in attempt.sources) or any(
        p.sector == "CVL" for p in group
    )


def _is_thing(passage: Passage, phrase: NounPhrase) -> bool:
    """Return whether a phrase is no side: a ship or the aid of its country, private people."""
    return (
        (phrase.sector == "CVL" and phrase.head not in _CLERICS)
        or phrase.generic
        or bool(passage.words[phrase.first].noun_classes & _THINGS)
    )


def carries_on(arguments: Arguments, head: Head) -> bool:
    """Return whether the subject of ``head`` is the running one for the clauses that follow.

    The media only report, and what is no actor does nothing else unless it speaks.
    """
    subject = arguments.subject
    if arguments.rule not in {"vso", "svo"} or not subject or subject[0].sector == "MED":
        return False
    return subject[0].kind is not Kind.UNKNOWN or subject[0].role or "report" in head.cues


def shares(attempt: Attempt, filled: Filled | None) -> bool:
    """Return whether the joined subjects of a verb do it with each other.

    Of a truce that two sides declare each is the other's target though the frame needs none.
    """
    frame = attempt.frame
    together = frame.cameo in {TRUCE, SHOW}
    own = filled is not None and filled.group and all(p in attempt.sources for p in filled.group)
    own = own or (filled is not None and filled.role == _ABOUT)  # for the refugees of others
    alone = filled is None or own or (filled.role == "none" and together)
    pledged = frame.id.startswith(_PLEDGE) and attempt.head.form == "verb"
    pledged = pledged and frame.complement not in _GIVEN
    joint = frame.mutual or together or pledged or frame.id.startswith(DEEPENS)
    if not alone or not joint or frame.id.startswith(_TRAVEL) or frame.id == _GUESTS:
        return False  # two may travel together, or be guests of a third, not to each other
    plural = attempt.head.analysis.number in {"d", "p"}
    dropped = attempt.construction.endswith("dropped")
    sides = {(p.code, p.sector in RIVALS) for p in attempt.sources}
    return (plural or not dropped) and len(sides) > 1
