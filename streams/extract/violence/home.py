"""The other side at home: people and offices of no named nation whom their own state acts upon.

"The police arrested ten persons", "deputies criticised the minister of finance": the text leaves
out the country because it is that of the actor.
"""

from streams.extract.actors.phrases import OF_STATE, RIVALS, Kind, NounPhrase
from streams.extract.actors.registry import BODIES, LANDLESS
from streams.extract.clauses.passage import Passage
from streams.extract.clauses.relations import fold_preposition
from streams.extract.speech.demands import demanded
from streams.extract.subjects.attempt import Attempt
from streams.extract.targets.roles import Filled
from streams.extract.targets.standing import TRUCE
from streams.extract.violence.custody import ARREST
from streams.extract.violence.occupied import under_occupation

_PEOPLE = frozenset({"persons", "prisoner", "protesters"})
_CELL = frozenset({"cell"})
_AUTHORITY = OF_STATE | {None}
HOME_SPAN = 8
"""Words after an arrest, or the noun it demands, in which whom it hits is told."""
VERDICT_SPAN = 14
"""The same after a verdict, which tells first for how long: from two to eight years in prison."""
_POLITICAL = frozenset({"GOV", "LEG", "OPP", "PTY", "JUD", "MED", "MIL", "NGO", "SPY"})
"""Sectors of those on whom a verdict is politics; one on other people is crime."""
_PUBLIC = frozenset({"LEG", "OPP", "PTY", "CVL", "JUD", "COP", "MED", "REL", "EDU", "NGO"})
"""Sectors of who speaks to the institutions of the own state without naming it."""
_INSTITUTIONS = frozenset({"GOV", "LEG", "OPP", "PTY", "JUD", "MIL", "COP"})
_GIVEN_UP = frozenset({"resignation", "dismissal"})
"""Classes of what is demanded of who holds an office."""
_REBELS = frozenset({"REB"})
"""Whom a state blames and threatens in its own land without naming the land."""
_SPOKEN = frozenset({"ACCUSE", "REQUEST", "THREATEN"})
"""Types of what is said to the institutions of the own state."""
_ON_CITIZENS = frozenset({"COERCE", "CONCEDE", "SANCTION"})
"""Types of the acts within one state that need no word for whom they hit."""
GROUND_SPAN = 14
"""Words behind a truce in which the land is told where it holds."""
_AFTER_COUNT = ("preposition", "mark", "time", "subordinator", "relative")
"""Classes of the words behind a count that counts persons whom nobody names."""
_OF_WHOM = frozenset({"من", "يشتبه"})
"""Words behind such a count that go on about them: of the, who are suspected."""
_FOREIGN = "foreign"
"""Class of those who came to work: maids, who are seldom citizens."""
_EXPELS = "expel"
_RESIGNS = "0831"
"""What is given up to nobody in particular."""
_PLACES = "place"
MEMBER_SPAN = 8
"""Words behind people in which the group is named that they belong to."""
_BELONGS = ("انتم", "ينتم", "تنتم", "منتم", "المنتم", "الانتم", "انضم", "الانضم", "تابع", "مرتبط",
            "ارتبط", "ارتباط", "موال", "مباي", "صلته", "صلات", "علاقته")  # fmt: skip
"""Beginnings of the words for belonging to a group, their particles taken off."""
NATION_SPAN = 3
"""Words behind people in which an adjective tells their nation."""


def at_home(attempt: Attempt) -> NounPhrase | None:
    """Return people or an office of no nation as of the actor's own state; None where not told."""
    if attempt.sources[0].code in BODIES:
        return None
    if attempt.frame.event_type in _SPOKEN and not attempt.frame.domestic:
        return _institution(attempt)
    taken_up = attempt.arguments.rule == "dropped" and attempt.frame.target_required
    sector = attempt.sources[0].sector
    rules = sector in _AUTHORITY or (sector in RIVALS and attempt.frame.event_type == "RETREAT")
    if attempt.frame.domestic and not taken_up and rules:
        people = _people(attempt)
        return held_for(attempt, people) or people if people is not None else None
    return None


def held_for(attempt: Attempt, people: NounPhrase) -> NounPhrase | None:
    """Return the group of no country that those who are arrested belong to; None for others."""
    passage, first = attempt.passage, people.last
    if attempt.frame.cameo != ARREST:
        return None
    for at in range(first, min(passage.last, first + MEMBER_SPAN)):
        if not passage.keys[at].lstrip("وبل").startswith(_BELONGS):
            continue
        near = passage.between(at + 1, at + 1 + NATION_SPAN)
        return next((p for p in near if p.code in LANDLESS), None)
    return None


def with_home(attempt: Attempt, filled: Filled) -> Filled:
    """Return ``filled`` with the own state where that is meant, or is not meant though it is named.

    A curfew is on the citizens; troops in the own capital threaten nobody.
    """
    first = attempt.sources[0]
    if attempt.frame.event_type == "MOBILIZE":
        abroad = tuple(p for p in filled.group if p.code != first.code)
        return filled if abroad or not filled.group else Filled((), "none")
    if filled.role == "none" and attempt.frame.cameo == TRUCE:
        return _foreign_ground(attempt) or filled
    frame = attempt.frame
    if frame.id == _EXPELS and filled.group and _came(attempt, filled.group[0]):
        return Filled((), "none")
    on_citizens = frame.domestic and frame.event_type in _ON_CITIZENS and frame.cameo != _RESIGNS
    own = filled.role == "none" or (
        bool(filled.group)
        and filled.role != "object"
        and all(p.kind is Kind.PLACE and p.code == first.code for p in filled.group)
    )
    if not own or not on_citizens or first.code in BODIES or first.sector == "CVL":
        return filled
    if (held := under_occupation(attempt)) is not None:
        return held
    citizens = first.as_actor(first.code, "CVL")
    return Filled((citizens,), "citizens")


def sent_away(attempt: Attempt) -> Filled | None:
    """Return that nobody is named where migrants of no nation are expelled; None elsewhere."""
    objects = attempt.arguments.objects
    if attempt.frame.id != _EXPELS or not objects or not _came(attempt, objects[0][0]):
        return None
    return Filled((), "none")


def _came(attempt: Attempt, target: NounPhrase) -> bool:
    """Return whether those who are sent away came to the country: migrants, no citizens of it."""
    came = attempt.passage.words[target.first].noun_classes & {"refugees", _FOREIGN}
    return bool(came) and (target.local or target.code in {None, attempt.sources[0].code})


def where_it_holds(attempt: Attempt, filled: Filled, place: NounPhrase | None) -> Filled:
    """Return ``filled``, with the foreign ``place`` told before where a truce names nobody."""
    if filled.role != "none" or attempt.frame.cameo != TRUCE or place is None:
        return filled
    abroad = place.code is not None and all(p.code != place.code for p in attempt.sources)
    return Filled((place,), "ground") if abroad else filled


def _foreign_ground(attempt: Attempt) -> Filled | None:
    """Return the land, not the actor's own, where a truce holds that it declares to nobody."""
    own = {p.code for p in attempt.sources}
    passage = attempt.passage
    for phrase in passage.between(attempt.at + 1, attempt.at + GROUND_SPAN):
        lands = (
            phrase.kind is Kind.ATTRIBUTE
            and _PLACES in passage.words[phrase.first - 1].noun_classes
        )
        if (
            (lands or phrase.kind is Kind.PLACE)
            and phrase.code is not None
            and phrase.code not in own
        ):
            return Filled((phrase,), "ground")
    return None


def _institution(attempt: Attempt) -> NounPhrase | None:
    """Return the office, body or rebels blamed or asked, where the frame has its target."""
    first = attempt.sources[0]
    public = first.sector in _PUBLIC
    if not public and (first.sector not in _AUTHORITY or not _is_alone(attempt)):
        return None
    sought = _INSTITUTIONS if public else _REBELS
    wanted = _governors(attempt)
    asked = demanded(attempt.passage, attempt.head, attempt.arguments.end)
    for phrase in attempt.passage.between(attempt.at + 1, attempt.arguments.end):
        if phrase.first < attempt.arguments.object_at:
            continue
        if asked is not None and phrase.first > asked:
            return None
        if phrase.code is not None and phrase.code != first.code:
            return None
        if phrase.kind is not Kind.UNKNOWN or not phrase.role or phrase.preposition not in wanted:
            continue
        if phrase.sector in sought:
            return _own(phrase, first.code)
    return None


def resigning(attempt: Attempt) -> NounPhrase | None:
    """Return the office at home whose resignation the public demands; None for others."""
    at, first = attempt.complement, attempt.sources[0]
    if at is None or attempt.frame.complement not in _GIVEN_UP or first.sector not in _PUBLIC:
        return None
    phrase = attempt.passage.covered.get(at + 1)
    if phrase is None or phrase.kind is not Kind.UNKNOWN or phrase.sector not in _INSTITUTIONS:
        return None
    return _own(phrase, first.code) if phrase.role else None


def _is_alone(attempt: Attempt) -> bool:
    """Return whether neither the clause nor a place of the sentence is of another land."""
    own, passage = {None, attempt.sources[0].code}, attempt.passage
    behind = passage.between(attempt.at, attempt.arguments.end)
    places = (p for p in passage.phrases if p.kind is Kind.PLACE)
    return all(p.code in own for p in (*behind, *places))


def _governors(attempt: Attempt) -> frozenset[str | None]:
    """Return the prepositions that the frame has before its target, None for an object."""
    found: set[str | None] = set()
    for role in attempt.frame.roles:
        before, marked, preposition = role.rpartition("prep:")
        if marked:
            found.add(fold_preposition(preposition))
        elif before == "" and role == "object":
            found.add(None)
    return frozenset(found)


def _own(phrase: NounPhrase, code: str | None) -> NounPhrase:
    return phrase.as_actor(code, phrase.sector or "CVL")


def _nationals(passage: Passage, at: int) -> NounPhrase | None:
    """Return the people at ``at`` of the nation that an adjective behind them tells."""
    for phrase in passage.between(at + 1, at + 1 + NATION_SPAN):
        if phrase.kind is Kind.ATTRIBUTE and phrase.preposition is None:
            return NounPhrase(at, phrase.last, Kind.ACTOR, phrase.code, "CVL", name=phrase.name)
    return None


def _people(attempt: Attempt) -> NounPhrase | None:
    """Return whom an authority arrests or frees, of the nation of the place where it does."""
    passage, first = attempt.passage, attempt.sources[0]
    convicts = attempt.frame.event_type == "SANCTION"
    aside = attempt.frame.complement_role.startswith("prep")  # refers (journalists) to a court
    start = max(attempt.at, 0 if aside else attempt.complement or 0)
    start = max(start, first.last - 1 if first.first > attempt.at else 0)
    start -= attempt.complement is not None and attempt.frame.complement in _PEOPLE
    span = VERDICT_SPAN if convicts else HOME_SPAN
    for at in range(start + 1, min(attempt.arguments.end, start + span)):
        phrase, classes = passage.covered.get(at), passage.words[at].noun_classes
        if _FOREIGN in classes and (phrase is None or phrase.code is None):
            return _nationals(passage, at)
        if phrase is None:
            if not convicts and classes & (_PEOPLE | _CELL):
                own = NounPhrase(at, at + 1, Kind.ACTOR, first.code, "CVL", name=passage.texts[at])
                return _nationals(passage, at) or own
            continue
        told_first = phrase.first < first.last and attempt.arguments.rule != "none"
        if told_first or phrase.first != at:
            continue
        if phrase.code is not None:
            break
        if not (phrase.kind is Kind.UNKNOWN and phrase.role):
            continue
        tried = phrase.sector in _POLITICAL or "protesters" in classes
        return _own(phrase, first.code) if tried or not convicts else None
    return _count(attempt) if attempt.frame.cameo == ARREST else None


def _count(attempt: Attempt) -> NounPhrase | None:
    """Return the people of whom an arrest tells only how many they are: twelve of the culprits."""
    passage, first = attempt.passage, attempt.sources[0]
    at = max(attempt.at, attempt.complement or 0, attempt.arguments.object_at - 1) + 1
    if passage.keys[at : at + 1] == ["علي"]:
        at += 1
    if at >= min(attempt.arguments.end, passage.last - 1) or not passage.words[at].has(
        "number", "quantifier"
    ):
        return None
    while at + 2 < passage.last and passage.words[at + 1].has("number"):
        at += 1
    after = passage.word(at + 1)
    if after is None or not (after.key in _OF_WHOM or after.has(*_AFTER_COUNT)):
        return None
    if any(p.code for p in passage.between(at + 1, at + 1 + NATION_SPAN)):
        return None
    return NounPhrase(at, at + 1, Kind.ACTOR, first.code, "CVL", name=passage.texts[at])
