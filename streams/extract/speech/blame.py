"""Whose a thing is and who did it: the other side of blame and praise, told by its doings."""

from streams.extract.actors.phrases import NAMED, Kind, NounPhrase
from streams.extract.clauses.groups import Group, side_at
from streams.extract.clauses.nationalities import adjectives
from streams.extract.clauses.passage import Head, Passage, opens_clause
from streams.extract.clauses.relations import helps, region
from streams.extract.speech.aims import is_whom_it_helps
from streams.extract.speech.crimes import (
    is_breach,
    is_crime,
    is_done_to,
    is_stormed_by,
    is_storming,
    is_undergone,
    is_violence,
    names_victim,
    underwent,
    what_befell,
)
from streams.extract.speech.doers import ENDS_WHAT, doers, tells_agent
from streams.extract.speech.origins import (
    comes_elsewhere,
    is_band,
    is_of_rulers,
    is_ruled_there,
    is_silence,
    is_tied,
    is_told_of,
    takes_stand,
)
from streams.extract.speech.patients import is_object_after
from streams.extract.subjects.antecedents import takes_up_all
from streams.extract.subjects.arguments import Arguments
from streams.extract.words.function_words import COMMAS, MISSIONS
from streams.extract.words.word import bare
from streams.lexicon.triggers import Frame

CRIME_SPAN = 4
"""Words of a crime in which its author can stand as a genitive or an adjective."""
NEAR_WORDS = 5
"""Words of a thing that is hit or seized in which its owner stands."""
_INCIDENTS = frozenset({"الحادث", "الحادثه", "التصرف", "القرار", "الخطوه", "الاجراء", "العمل"})
"""Nouns with the article that stand for the act told before."""
_MISDEEDS = frozenset(
    {"الحادث", "الحادثه", "الاعتداء", "الجريمه", "الهجوم", "التفجير", "الفعل", "الافعال"}
)
"""Those of them that only violence can be meant by."""
_OWNING = frozenset({None, "عن", "ل", "من", "لدي", "ضد", "علي", "بين"})
"""Prepositions between a thing and the side it belongs to, comes from or hits."""
_SEATS = MISSIONS | {"سفارات", "مفوضيه"}
SCENES = frozenset({"site", "place", "house"})
"""Classes of nouns of where violence is done: the attack of the airport of."""
_AGAINST = frozenset({"علي", "ضد", "بحق", "تجاه", "ازاء", "حيال", "مع"})
_OFFERS = frozenset({"العرض", "الطلب", "الاقتراح", "المقترح", "الدعوه", "المبادره", "الخطه",
                     "الشرط", "الشروط", "المطالب", "المطلب"})  # fmt: skip
"""Nouns with the article that stand for what was offered or demanded before."""
_CONDEMNS = "condemn"
"""How the names of frames begin that condemn: regret at a blow is no blame of who is not named."""
_DISPLEASED = (_CONDEMNS, "deplore")
"""How the names of frames begin that tell what somebody feels about a breach."""
CALLING = frozenset({"وصف", "سمّى", "أسمى", "اعتبر", "عدّ", "نعت", "دعا", "أطلق"})
"""Verbs of "what he called": the thing behind it is what is meant."""


def involved(passage: Passage, first: int, *, blamed: bool, near: bool = False) -> Group:  # noqa: C901, PLR0912
    """Return the side that the noun phrase from ``first`` comes from or belongs to.

    Where it is ``blamed``, who did it goes before whose it is, and who suffered it does not count.
    """
    if first >= passage.last or (blamed and is_silence(passage, first)):
        return []
    end = _phrase_end(passage, first)
    if near:
        end = min(end, first + NEAR_WORDS)
    told = blamed or passage.keys[first].endswith(ENDS_WHAT)
    if told and (found := doers(passage, first, end)):
        return found
    if blamed and names_victim(passage, first):
        return []  # whose death it is never did it
    unity = not blamed and passage.keys[first].endswith(("وحده", "سلامه"))  # of its lands
    suffered = -1
    if blamed and is_crime(passage, first) and not is_of_rulers(passage, first):
        end = min(end, first + CRIME_SPAN)  # what follows tells where, and who suffered
        suffered = _victim_at(passage, first, end)
    for phrase in passage.between(first, end):
        helped = not blamed and is_whom_it_helps(passage, first, phrase)
        if helped or phrase.kind not in NAMED or phrase.code is None:
            continue
        if is_told_of(passage, first, phrase):
            break
        if blamed and is_band(passage, phrase):
            return []
        there = blamed and is_ruled_there(passage, first, phrase)
        owns = phrase.preposition in _OWNING or is_tied(passage, phrase, first, blamed=blamed)
        if not there and ((phrase.kind is Kind.PLACE and not unity) or not owns):
            continue
        related = passage.words[phrase.first - 1].has("agent", "relation")
        if related or comes_elsewhere(passage, phrase, first) or helps(passage, phrase.first):
            continue
        if blamed and (phrase.preposition in _AGAINST or _suffers(passage, phrase)):
            continue
        if suffered in range(phrase.first - 1, phrase.last):
            continue
        hit = phrase.first - 2 if _is_site(passage, phrase.first - 1) else phrase.first - 1
        if blamed and (is_scene(passage, hit) or passage.is_verb(phrase.first - 1)):
            continue  # the attacks of Brussels, the attack that struck the forces of
        return _sharers(passage, phrase, end) or side_at(passage, phrase)
    return []


def _sharers(passage: Passage, nation: NounPhrase, end: int) -> Group:
    """Return the nations that share a thing: the American British raids; empty for one alone."""
    if nation.kind is not Kind.ATTRIBUTE or nation.preposition is not None:
        return []
    nations = adjectives(passage, nation.first - 1, end)
    return nations if len(nations) > 1 and nations[0] is nation else []


def is_scene(passage: Passage, at: int) -> bool:
    """Return whether the violence at ``at`` is called by its scene: the attacks of Brussels.

    Its scene is a town, a place in one, or a mission, which attacks nobody: the embassy bombing.
    """
    if not is_violence(passage, at):
        return False
    scene = passage.covered.get(at + 1)
    if scene is None and _is_site(passage, at + 1):
        scene = passage.covered.get(at + 2)
    return scene is not None and (scene.town or scene.head in _SEATS)


def _is_site(passage: Passage, at: int) -> bool:
    """Return whether the noun at ``at`` is a place in the town behind it: the airport of."""
    word = passage.word(at)
    return word is not None and not word.definite and bool(word.noun_classes & SCENES)


def _victim_at(passage: Passage, first: int, end: int) -> int:
    """Return the noun that suffers the killing in "the crime of the killing of ...", else -1."""
    for at in range(first, end - 1):
        if at not in passage.covered and is_done_to(passage, at):
            if does_it(passage, passage.covered.get(at + 1)):
                return -1
            return -1 if any(p.preposition == "ل" for p in passage.between(at, end + 4)) else at + 1
    return -1


def _phrase_end(passage: Passage, first: int) -> int:
    """Return where what hangs on the noun at ``first`` ends, its relative clauses included."""
    limit = min(passage.last, first + 30)
    for at in range(first, limit):
        if passage.keys[at] in {"؛", ":"} or _goes_elsewhere(passage, at):
            return at
        head = passage.heads.get(at)
        if head is None:
            continue
        word = passage.words[at]
        speech = any(f.speech for _, frames in head.readings for f in frames)
        says = head.form == "participle" and not word.definite and speech
        if ((opens_clause(head, word) or says) and passage.set_off(at, word)) or (
            head.form == "verb" and word.conjoined
        ):
            return at
    return limit


def _goes_elsewhere(passage: Passage, at: int) -> bool:
    """Return whether what hangs on a noun ends at ``at``: a comma and a verb, at the time when.

    So it does where others take their stand on it.
    """
    if takes_stand(passage, at):
        return True
    following = passage.word(at + 1)
    if passage.keys[at] not in COMMAS or following is None:
        return False
    if passage.is_verb(at + 1):
        return True
    if tells_agent(passage, at + 1):
        return False
    return following.has("preposition") or (following.boundary and not following.has("relative"))


def _suffers(passage: Passage, phrase: NounPhrase) -> bool:
    """Return whether ``phrase`` is who a killing or a strike was done to, or plain people."""
    if underwent(passage, phrase.first - 2):
        return True
    undergone = phrase.kind is Kind.ACTOR and is_undergone(passage, phrase.first - 1)
    if undergone and does_it(passage, phrase):
        return False
    if phrase.sector == "CVL" and not passage.words[phrase.first].definite:
        return True
    if not undergone:
        return False
    last = phrase.last
    return not any(p.preposition == "ل" for p in passage.between(last, last + 4))


def does_it(passage: Passage, phrase: NounPhrase | None) -> bool:
    """Return whether the genitive of a violent act is who does it: its object follows."""
    if phrase is None or phrase.last >= passage.last:
        return False
    if is_stormed_by(passage, phrase):
        return True
    if not is_object_after(passage, phrase.last, phrase):
        return False
    following = passage.words[phrase.last]
    if not (following.definite and passage.words[phrase.last - 1].definite and phrase.role):
        return True
    feminine = phrase.gender == "f"
    return following.key.endswith("ه") != feminine and (
        feminine or following.key.endswith(("ين", "ون", "ات"))
    )


def condemns_unnamed(passage: Passage, head: Head, frame: Frame, arguments: Arguments) -> bool:
    """Return whether violence is condemned whose author is not named, a breach of a truce too."""
    if frame.event_type != "ACCUSE":
        return False
    if frame.id.startswith(_DISPLEASED):
        breached = _blamed_at(passage, head, frame, arguments, complement=True)
        if any(is_breach(passage, at) for at in breached):
            return True
    return what_befell(passage, head.at, arguments.end) or any(
        _names(passage, at, _MISDEEDS) or is_crime(passage, at) or is_storming(passage, at)
        for at in _blamed_at(passage, head, frame, arguments)
    )


def is_misdeed(passage: Passage, head: Head, frame: Frame, arguments: Arguments) -> bool:
    """Return whether the thing blamed is an incident, which only who struck can have done."""
    places = _blamed_at(passage, head, frame, arguments)
    return any(_names(passage, at, _MISDEEDS) for at in places)


def _blamed_at(
    passage: Passage, head: Head, frame: Frame, arguments: Arguments, *, complement: bool = False
) -> list[int]:
    """Return where what is blamed or welcomed may stand: the object, behind a preposition."""
    places = [group[0].first for group in arguments.objects[:1]]
    complement = complement or frame.id.startswith(_CONDEMNS)
    told = ("prep:", "complement.prep:") if complement else "prep:"
    marks = [role.rpartition("prep:")[2] for role in frame.roles if role.startswith(told)]
    for mark in [*marks, "ل"] if head.form == "masdar" else marks:
        start = region(passage, head.at + 1, arguments.end, mark)
        places += [start] if start is not None else []
    return places


def _names(passage: Passage, at: int, nouns: frozenset[str]) -> bool:
    """Return whether one of ``nouns`` stands at ``at``, a preposition written onto it or not."""
    key = passage.keys[at]
    return key in nouns or (passage.words[at].clitic != "" and f"ال{bare(key)}" in nouns)


def refers_back(passage: Passage, head: Head, frame: Frame, arguments: Arguments) -> bool:
    """Return whether what is blamed or welcomed is "this decision": an act told before."""
    if frame.event_type not in {"ACCUSE", "SUPPORT", "REJECT"} or frame.cameo.startswith("09"):
        return False  # an investigation is of what it names
    taken_up = _INCIDENTS | _OFFERS if frame.event_type == "REJECT" else _INCIDENTS
    if any(_names(passage, at, taken_up) for at in _blamed_at(passage, head, frame, arguments)):
        return True
    if frame.complement != "protest" and takes_up_all(passage, head.at - 1):
        return True
    return any(
        passage.words[at].has("decision")
        or (
            passage.words[at].has("deictic")
            and at + 1 < arguments.end
            and passage.words[at + 1].definite
        )
        for at in range(head.at + 1, min(arguments.end, head.at + 8))
    )
