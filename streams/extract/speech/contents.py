"""The other side told inside what is demanded, threatened, refused, given or promised."""

from collections.abc import Iterator, Mapping
from dataclasses import replace

from streams.extract.actors.phrases import Kind, NounPhrase
from streams.extract.clauses.alleged import ACCUSE
from streams.extract.clauses.decided import is_own_wish
from streams.extract.clauses.groups import Group, group_at, is_act, side_at
from streams.extract.clauses.passage import Head, Passage
from streams.extract.clauses.relations import fold_preposition, prepositional, region
from streams.extract.speech.blame import does_it, involved
from streams.extract.speech.demands import demanded
from streams.extract.speech.doers import doers
from streams.extract.speech.patients import is_of_doer
from streams.extract.speech.undertaken import act_towards, undertaken
from streams.extract.subjects.arguments import Arguments
from streams.extract.words.function_words import COMMAS, THAT
from streams.lexicon.triggers import Frame, load_triggers

DEMAND_SPAN = 4
"""Words between a demanded act and who has to do it."""
THREAT_SPAN = 9
"""Words of a threatened act in which whom it would hit is told."""
RECEIVER_SPAN = 14
"""Words of a receiver in which its country is told."""
SENDING_SPAN = 5
"""Words between people and the verb that tells that they were sent."""
MISSION_SPAN = 25
"""Words of a mission in which with whom it is carried out is told."""
_NECESSITY = frozenset({"ضروره", "بضروره", "وجوب", "اهميه", "باهميه", "لضروره", "وضروره"})
_SIGNED, _SUES = "057", "115"
"""Agreements, which name the other side by what they are for: to export gas to."""
_HIT = frozenset({None, "علي", "ضد", "الي", "عن", "مع", "من", "ل", "ب"})
_PLACE_HIT = frozenset({None, "علي", "الي", "عن"})
_MENACES = frozenset({"توعّد", "هدّد", "لوّح"})
_REBELLION = frozenset({"التمرد", "تمرد"})
_STRIKES = frozenset({"attack", "raid", "bombing", "operation"})
"""Classes of threatened acts that hit where they are made: attacks in."""
_BACKED = frozenset({"support", "solidarity"})
"""Classes of what is given to the cause of a land: support for the transition in."""
_GIVEN = frozenset({None, "ل", "الي", "علي", "لدي"})
_AT = frozenset({"في", "ب", None, "الي", "ل"})
_HELP = frozenset({"aid", "relief", "support", "protection", "rescue"})
_PROPOSED = frozenset({"proposal", "plan", "demand", "invitation", "condition"})
"""Classes of what somebody asks for or puts forward."""
_WILLING = frozenset({"readiness", "go-ahead"})
"""Classes of words for what one is ready to do, or has leave for."""
_LEAVING = frozenset(
    {"withdrawal", "departure", "release", "halt", "lifting", "evacuation", "expulsion", "rescue",
     "protection", "return", "rupture"}
)  # fmt: skip
"""Classes of demanded acts after which من says whence or from what."""
_GATHERINGS = frozenset({"meeting", "talks", "round"})
"""Classes of nouns of what takes place in a country that has no part in it."""
_WISH = "want-of"
_UNNAMED = frozenset({Kind.UNKNOWN, Kind.ANAPHOR, Kind.WORLD})
_CONTENT: Mapping[str, tuple[str, ...]] = {
    "REQUEST": ("إلى", "ب"), "THREATEN": ("ب",), "AID": ("ل", "إلى", "على"),
    "RETREAT": ("من",),
}  # fmt: skip
"""Prepositions before what is demanded or threatened, and before who is given something."""


def told_inside(
    passage: Passage, head: Head, frame: Frame, arguments: Arguments, complement: int | None
) -> tuple[Group, str]:
    """Return the side told by the words of what is blamed, demanded, given or promised, and how."""
    if complement is None and (group := undertaken(passage, head, frame, arguments.end)):
        return group, "undertaken"
    ready = frame.complement in {"readiness", "trade"}
    about = frame.event_type in {"ACCUSE", "SUPPORT"} or ready
    group = []
    if complement is not None and about and not frame.mutual:
        group = _behind(passage, frame, arguments, complement)
    inflicted = about and complement is not None and is_of_doer(passage, frame, complement + 1)
    if complement is not None and not group and not (inflicted and frame.event_type == "SUPPORT"):
        group = _beside_complement(passage, frame, arguments, complement)
    if frame.cameo == _SIGNED and complement is not None:
        return group, "complement.about"
    start = _content(passage, head, frame, arguments)
    if not group and frame.id == ACCUSE:
        group = _alleged(passage, head, arguments)
    if group or start is None:
        return group, "complement.about"
    if frame.event_type == "REQUEST":
        own = frame.id == _WISH and is_own_wish(passage, start, arguments.subject)
        return [] if own else asked(passage, start), "asked"
    if frame.event_type == "THREATEN":
        clause = start == arguments.end or passage.keys[start] == ":"
        last = min(passage.last, start + THREAT_SPAN) if clause else arguments.end
        group = threatened(passage, start, last, arguments.code)
        if not group and head.analysis.lemma in _MENACES:
            group = _rebels(passage, start, last, arguments.code)
        return group, "threatened"
    return recipients(passage, start, arguments.end, arguments.code), "receiver"


def _behind(passage: Passage, frame: Frame, arguments: Arguments, at: int) -> Group:
    """Return whose the thing behind the noun at ``at`` is; of keenness not whose that itself is."""
    first, adjective = at + 1, passage.word(at + 1)
    owned = any(a.enclitic for a in passage.words[at].nouns)
    if owned and adjective is not None and adjective.definite and not adjective.clitic:
        first += 1  # its firm support
    blamed = is_of_doer(passage, frame, first)
    group = involved(passage, first, blamed=blamed, near=True)
    if not group or group[0].code != arguments.code or frame.event_type == "SUPPORT":
        return group
    if blamed and group[0].first == at + 1:  # Qatar's condemnation of
        group = involved(passage, group[-1].last, blamed=True, near=True)
        return [p for p in group if p.code != arguments.code]
    return group if blamed and frame.cameo != _SUES else []  # its own people suffered it


def _alleged(passage: Passage, head: Head, arguments: Arguments) -> Group:
    """Return who did what an accusation is of: Chadian charges that Mali('s army) shelled towns."""
    start = region(passage, head.at + 1, arguments.end, "ب") if head.form == "masdar" else None
    doer = passage.covered.get(start + 1) if start is not None else None
    return group_at(passage, doer) if doer is not None and does_it(passage, doer) else []


def _beside_complement(passage: Passage, frame: Frame, arguments: Arguments, at: int) -> Group:
    """Return the side told by what the noun at ``at``, which the frame demands, is for or of."""
    end = arguments.end
    if frame.complement in _WILLING:
        between = prepositional(passage, at + 1, end, "بين")
        return between or act_towards(passage, at, end, intends=True)
    if frame.complement == "commitment":
        return act_towards(passage, at, end, intends=False)
    if frame.cameo == _SIGNED:
        group = act_towards(passage, at, end, intends=True)
        return group if any(p.sector != "CVL" for p in group) else []
    if frame.complement in _PROPOSED:
        return _proposer(passage, at, end)
    if frame.complement in _BACKED:
        what = region(passage, at + 1, end, "ل")
        return recipients(passage, what, end, arguments.code) if what is not None else []
    return []


def _content(passage: Passage, head: Head, frame: Frame, arguments: Arguments) -> int | None:
    """Return where what is demanded, threatened, or who is given something begins."""
    prepositions = _CONTENT.get(frame.event_type, ())
    end = arguments.end
    if frame.event_type == "REQUEST" and (start := demanded(passage, head, end)) is not None:
        return start
    opened = end < passage.last and passage.words[end].has("complementizer")
    if frame.event_type == "AID":
        end = next((at for at in range(head.at, end) if passage.keys[at] in COMMAS), end)
        opened = False
        told = {role.rpartition("prep:")[2] for role in frame.roles}
        prepositions = tuple(p for p in prepositions if fold_preposition(p) in told)
    for preposition in prepositions:
        start = region(passage, head.at + 1, end + opened, preposition)
        if start is not None and not (frame.event_type == "AID" and _is_purpose(passage, start)):
            return start
    if opened and frame.event_type == "REQUEST" and not arguments.objects:
        return end
    if frame.event_type == "THREATEN":
        if opened:
            return end
        return head.at + 1 if passage.keys[head.at + 1 : head.at + 2] == [":"] else None
    return None


def _is_purpose(passage: Passage, at: int) -> bool:
    """Return whether the act at ``at`` is what something is given for, unless it is to help."""
    return is_act(passage, at) and not passage.words[at].noun_classes & _HELP


def asked(passage: Passage, at: int) -> Group:
    """Return who has to do what is demanded at ``at``: that Turkey withdraw, its withdrawal."""
    while at < passage.last and passage.keys[at] in _NECESSITY:
        at += 1
    if at + 1 >= passage.last:
        return []
    if passage.keys[at] in THAT:
        phrase = _subject_of(passage, at + 1)
        return group_at(passage, phrase) if phrase is not None else []
    if giver := _giver(passage, at):
        return giver
    genitive = passage.covered.get(at + 1)
    if genitive is None or genitive.first != at + 1 or genitive.kind is not Kind.ACTOR:
        return []
    word = passage.words[at]
    if genitive.preposition is not None or word.definite:
        return []
    acts = "conduct" in word.noun_classes or (
        any(a.pos == "masdar" for a in word.nouns) and does_it(passage, genitive)
    )
    return group_at(passage, genitive) if acts else []


def _giver(passage: Passage, at: int) -> Group:
    """Return from whom the thing demanded at ``at`` is to come: compensation from France."""
    if passage.words[at].noun_classes & _LEAVING or passage.is_verb(at):
        return []
    for phrase in passage.between(at + 1, min(passage.last, at + DEMAND_SPAN)):
        if phrase.preposition == "من" and phrase.kind is Kind.ACTOR and phrase.sector != "CVL":
            return group_at(passage, phrase)
    return []


def praised_in(passage: Passage, at: int, frame: Frame, arguments: Arguments) -> Group:
    """Return the country in which what is welcomed or backed happens: the truce, the vote in."""
    marks = (role.removeprefix("prep:") for role in frame.roles if role.startswith("prep:"))
    starts = [region(passage, at + 1, arguments.end, mark) for mark in marks]
    if "object" in frame.roles and arguments.objects:
        starts.append(arguments.objects[0][0].first)
    for start in starts:
        if start is None or passage.words[start].noun_classes & _GATHERINGS:
            continue
        for phrase in passage.between(start, min(arguments.end, start + RECEIVER_SPAN)):
            if phrase.preposition == "في" and phrase.country and phrase.code != arguments.code:
                return [phrase]
    return []


def _subject_of(passage: Passage, at: int) -> NounPhrase | None:
    """Return the actor right after the verb that follows "that" at ``at``."""
    for phrase in passage.between(at + 1, at + 1 + DEMAND_SPAN):
        before = passage.words[phrase.first - 1]
        if not phrase.free or phrase.kind is not Kind.ACTOR:
            return None
        verb = phrase.first - 2 if before.has("also", "time") else phrase.first - 1
        return phrase if passage.is_verb(verb) else None
    return None


def _others(passage: Passage, first: int, end: int, own: str | None) -> Iterator[NounPhrase]:
    """Yield the sides that ``[first, end)`` itself names, but for those that are ``own``."""
    for phrase in passage.between(first, end):
        if phrase.kind not in _UNNAMED and phrase.code not in {None, own}:
            yield phrase


def threatened(passage: Passage, first: int, end: int, own: str | None) -> Group:
    """Return whom a threatened act would hit, of those that are not ``own`` (cutting gas to)."""
    for phrase in _others(passage, first, min(end, first + THREAT_SPAN), own):
        allowed = _PLACE_HIT if phrase.kind is Kind.PLACE else _HIT
        if any(w.noun_classes & _STRIKES for w in passage.words[first : phrase.first]):
            allowed = allowed | {"في", "داخل"}
        if phrase.preposition in allowed:
            return side_at(passage, phrase)
    return []


def _rebels(passage: Passage, first: int, end: int, own: str | None) -> Group:
    """Return the rebels of no land named whom a threatened act would hit: those of ``own`` land."""
    last = min(passage.last, end, first + THREAT_SPAN)
    for phrase in passage.between(first, last):
        if phrase.kind is Kind.UNKNOWN and phrase.sector == "REB" and phrase.preposition in _HIT:
            return [replace(phrase, kind=Kind.ACTOR, code=own)]
    for at in range(first, last):
        if passage.keys[at] in _REBELLION:
            return [NounPhrase(at, at + 1, Kind.ACTOR, own, "REB")]
    return []


def _proposer(passage: Passage, at: int, end: int) -> Group:
    """Return who made the proposal or demand at ``at``: that Nepal put forward."""
    return doers(passage, at, min(passage.last, max(end, at + RECEIVER_SPAN)))


def recipients(passage: Passage, first: int, end: int, own: str | None) -> Group:
    """Return whose the people are who get what is given: the displaced in, the account of."""
    for phrase in _others(passage, first, min(end, first + RECEIVER_SPAN), own):
        if phrase.kind is Kind.PLACE:
            return [phrase] if phrase.preposition in _AT else []
        if phrase.preposition in _GIVEN:
            return side_at(passage, phrase)
        if phrase.preposition in {"في", "ب"} and not phrase.role:
            return [phrase]  # the hungry in Nairobi
    return []


def sent_to(passage: Passage, at: int, own: str | None) -> Group:
    """Return with whom the people at ``at`` were sent to work, who are now called back."""
    opening = next(
        (
            place
            for place in range(at + 1, min(passage.last, at + SENDING_SPAN))
            if passage.words[place].has("relative")
        ),
        None,
    )
    if opening is None or not any(
        _is_sending(passage, place)
        for place in range(opening + 1, min(passage.last, opening + SENDING_SPAN))
    ):
        return []
    for phrase in passage.between(opening, min(passage.last, opening + MISSION_SPAN)):
        if phrase.preposition == "مع" and phrase.code not in {None, own}:
            return side_at(passage, phrase)
    return []


def _is_sending(passage: Passage, at: int) -> bool:
    word, triggers = passage.words[at], load_triggers()
    return any("sending" in triggers.noun_class(a.lemma) for a in (*word.verbs, *word.nouns))
