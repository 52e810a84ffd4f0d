"""Demands that name nobody to do what is demanded: an inquiry is called for, raids shall end."""

from dataclasses import replace

from streams.extract.actors.phrases import Kind, NounPhrase
from streams.extract.actors.registry import BODIES
from streams.extract.clauses.groups import Group, group_at, is_act
from streams.extract.clauses.passage import Head, Passage
from streams.extract.subjects.arguments import Arguments
from streams.extract.subjects.attempt import Attempt
from streams.extract.subjects.discourse import Discourse
from streams.extract.words.function_words import COMMAS, OPENING_MARKS, THAT
from streams.extract.words.word import bare
from streams.lexicon.triggers import Frame

DEMAND_SPAN = 40
"""Words between a demand and what is demanded, the addressees among them."""
TELLING_SPAN = 8
"""Words between "renewed" and the call that is renewed."""
_BEFORE_DEMAND = OPENING_MARKS | COMMAS | {"الي", "ب", "علي"}
_MANNERS = frozenset({"باغلبيه", "بالاغلبيه", "بالاجماع", "باجماع", "بشده", "بالحاح", "بقوه",
                      "بحزم", "بشكل", "بصوره", "بصراحه", "بوضوح", "برساله", "ببيان", "باسم",
                      "بلهجه", "بصفته", "بصفتها", "بدوره", "بدورها"})  # fmt: skip
"""Words for how something is demanded, with the preposition of what is."""
GENITIVE_SPAN = 3
"""Words of a genitive that no actor is named by: the parties of the conflict."""
ENDS = frozenset({"عدم", "بعدم", "لعدم", "انهاء", "بانهاء", "لانهاء"})
"""Nouns that what is demanded to cease stands behind: no (raids), an end to."""
_UNDONE = frozenset({"halt", "withdrawal", "lifting", "release"})
"""Classes of acts by which who is to blame ends what he does."""
_TRUCES = frozenset({"firing", "fighting", "truce", "war", "violence"})
"""Classes of what two sides end together."""
_TO: dict[str, frozenset[str]] = {
    "دعا": frozenset({"الي", "ل"}), "طالب": frozenset({"ب"}), "ناشد": frozenset({"ب", "ل"}),
    "حث": frozenset({"علي"}), "حض": frozenset({"علي"}), "أهاب": frozenset(),
    "أمر": frozenset({"ب"}), "نصح": frozenset({"ب"}), "أوصى": frozenset({"ب"}),
    "حذّر": frozenset({"من"}),
}  # fmt: skip
"""Prepositions before what a verb demands."""
_BARE = frozenset({"ناشد", "أهاب"})
"""Verbs that need no preposition before what they demand."""
_MANY_ENDS = ("ات", "ين", "ون", "حلفاء", "شركاء", "زعماء", "فرقاء")  # plurals
_PUBLIC = frozenset({"مواطنين", "سكان", "اهالي", "شعب", "شعبه", "شعبها", "ناخبين"})
"""Nouns of the people of a land that with the article are those of whoever speaks to them."""
_TOWNS = frozenset({"المدينه", "البلده", "المنطقه", "القريه", "الاقليم", "العاصمه", "المحافظه"})
"""Nouns of the place of the news: the people of the town."""
_WARNS = "حذّر"
"""Lemma of the verb for warnings, which offices give their citizens every day."""
_STAYING = frozenset({"الموجودين", "المتواجدين", "المقيمين", "العالقين", "المسافرين"})
"""Adjectives of citizens who are abroad: of the land that calls on them, not of where they are."""
_PEOPLE = frozenset({"CVL", "OPP", "PTY", "REL", "LEG", "REB", None})
_POLITICIANS = frozenset({"OPP", "PTY", "LEG", "REB"})
_AUTHORITY = frozenset({"GOV", "LEG", "MIL", "COP", "JUD"})
_PRIVATE = frozenset({"CVL", "BUS", "MED", "EDU", "PTY", "OPP", "NGO"})
"""Sectors whose demands upon nobody are opinions."""
_OUTSIDERS = frozenset({"LEG", "PTY", "OPP"})
"""Sectors of those who do not rule, and demand of their rulers what these alone can do."""
_STATELY = frozenset({"طرد", "سحب", "استدعى", "قطع", "أغلق", "أبعد"})
_TIES = frozenset({"ambassador", "embassy", "diplomats", "relations"})
"""Classes of nouns for what a state sends abroad, takes in and breaks."""
_THOSE = frozenset({"الذين", "اللذين"})
"""Relative pronouns that stand for people whom no noun names."""


def demanded(passage: Passage, head: Head, end: int) -> int | None:
    """Return where what ``head`` demands begins: an act, a thing, a clause; None if untold."""
    prepositions = _TO.get(head.analysis.lemma)
    if prepositions is None:
        return None
    for at in range(head.at + 1, min(passage.last, end + 1, head.at + DEMAND_SPAN)):
        if at in passage.covered or any(o + 1 < at < c for o, c in passage.asides.items()):
            continue
        word = passage.words[at]
        if word.key in THAT:
            return at
        if word.clitic in prepositions and (word.clitic != "ل" or is_act(passage, at)):
            if word.key in _MANNERS:
                continue
            return at
        if word.key in prepositions and (found := _noun_after(passage, at)) is not None:
            return found
    return None


def _noun_after(passage: Passage, at: int) -> int | None:
    """Return the noun of no actor behind the preposition at ``at``, marks between them apart."""
    at += 1
    while at < passage.last and passage.keys[at] in OPENING_MARKS:
        at += 1
    if at >= passage.last or at in passage.covered or not passage.words[at].has("content"):
        return at if at < passage.last and passage.keys[at] in THAT | ENDS else None
    return at


def asked_from(passage: Passage, head: Head, arguments: Arguments) -> Group:
    """Return from whom something is demanded, right behind who demands it: demanded of Kenya."""
    if head.form != "verb":
        return []
    at = max(head.at + 1, arguments.object_at)
    while at < arguments.end and passage.words[at].has("also", "time"):
        at += 1
    phrase = passage.covered.get(at + 1)
    if at >= arguments.end or passage.keys[at] != "من" or phrase is None:
        return []
    return group_at(passage, phrase) if phrase.kind is Kind.ACTOR else []


def left_open(attempt: Attempt, discourse: Discourse) -> bool:
    """Return whether a state or a body demands something, but tells nobody to do it."""
    passage, frame, source = attempt.passage, attempt.frame, attempt.sources[0]
    if not (_may_be_open(frame) and is_public(source, discourse) and _is_told(passage, attempt)):
        return False
    start = demanded(passage, attempt.head, attempt.arguments.end)
    if start is None and _calls_on_those_who(attempt):
        return True
    if start is None and attempt.head.analysis.lemma not in _BARE:
        return False
    end = attempt.arguments.end if start is None else start
    addressed = [g[0] for g in attempt.arguments.objects if g[0].first < end]
    return _is_multitude(passage, addressed[0]) if addressed else start is not None


def _calls_on_those_who(attempt: Attempt) -> bool:
    """Return whether a demand is made of those who do something: called on all who refuse to."""
    passage, end = attempt.passage, attempt.arguments.end
    if attempt.arguments.objects or end >= passage.last or attempt.head.form == "masdar":
        return False
    those = passage.keys[end] in _THOSE or passage.keys[end - 1 : end + 1] == ["كل", "من"]
    if not (those or (passage.keys[end - 2 : end] == ["كل", "من"] and passage.is_verb(end))):
        return False
    prepositions = _TO.get(attempt.head.analysis.lemma, ())
    return any(
        passage.keys[at] in prepositions and is_act(passage, at + 1)
        for at in range(end + 1, min(passage.last - 1, end + DEMAND_SPAN))
    )


def asked_to_end(attempt: Attempt, discourse: Discourse) -> Group:
    """Return whom a side just blamed that goes on to demand an end of it: and (it) be stopped."""
    passage, accused = attempt.passage, discourse.accused
    if accused is None or accused[0].code != attempt.sources[0].code:
        return []
    if attempt.complement is None or attempt.complement < attempt.at or attempt.arguments.objects:
        return []
    undone = passage.words[attempt.complement].noun_classes & _UNDONE
    following = passage.word(attempt.complement + 1)
    both = following is not None and not following.noun_classes.isdisjoint(_TRUCES)
    return [accused[1]] if undone and not both else []


def _is_told(passage: Passage, attempt: Attempt) -> bool:
    """Return whether a demand is told for its own sake: not what somebody is called, or whom."""
    head, at = attempt.head, attempt.at
    if head.form == "masdar":
        verbs = [passage.heads[p] for p in range(max(passage.first, at - TELLING_SPAN), at)
                 if p in passage.heads]  # fmt: skip
        return any(v.form == "verb" and v.cues & {"report", "aspect"} for v in verbs)
    if head.form == "verb" and (head.analysis.voice == "passive" or head.analysis.enclitic):
        return False
    if head.form == "participle" and passage.words[at].definite:
        return False  # a stance
    rules = {"agent", "speaker"}  # whose words are quoted is less sure than who calls
    return attempt.arguments.rule not in rules and not passage.words[at - 1].has("relative")


def addressee(passage: Passage, head: Head, arguments: Arguments) -> Group:
    """Return who stands right before what is demanded, behind words about who demands it.

    A comma sets it off from those, or the name of who holds an office: the commissioner, Bachelet.
    """
    start = demanded(passage, head, arguments.end)
    if start is None:
        return []
    opening = start - 1 if not passage.words[start].clitic else start
    while opening > head.at and passage.keys[opening - 1] in _BEFORE_DEMAND:
        opening -= 1
    last = opening
    while last > opening - GENITIVE_SPAN and last - 1 not in passage.covered:
        if not passage.words[last - 1].definite:
            return []
        last -= 1  # the parties (of the conflict)
    phrase = passage.covered.get(last - 1)
    if phrase is None or not phrase.free or phrase.kind not in {Kind.ACTOR, Kind.WORLD}:
        return []
    first = phrase
    while first.joined and (before := passage.covered.get(first.first - 1)) is not None:
        first = before
    at = first.first - 1
    while at > head.at and passage.words[at].has("quantifier"):
        at -= 1
    subject = arguments.subject
    if not first.free or first.first in {p.first for p in subject}:
        return []
    set_off = passage.keys[at] in COMMAS or _ends_holder(passage, at, subject)
    return group_at(passage, first) if set_off else []


def _ends_holder(passage: Passage, at: int, subject: Group) -> bool:
    """Return whether the name of who holds the office of a body, the subject, ends at ``at``."""
    name = passage.covered.get(at)
    if name is None or name.person is None or len(subject) != 1:
        return False
    return subject[0].code in BODIES and subject[0].role and subject[0].last == name.first


def own_asked(attempt: Attempt, discourse: Discourse) -> Group:
    """Return the citizens or soldiers of its own whom a state calls on: its nationals, the people.

    Those of no pronoun only of a state abroad: at home such calls are the routine of offices.
    """
    source, passage = attempt.sources[0], attempt.passage
    if attempt.frame.event_type != "REQUEST":
        return []
    asked = next((g[0] for g in attempt.arguments.objects), None)
    rulers = _is_for_rulers(attempt)
    if rulers or asked is None or source.code in BODIES or attempt.head.analysis.lemma == _WARNS:
        return [replace(source, sector="GOV", head="", entity=None)] if rulers else []
    abroad = not _STAYING.isdisjoint(passage.keys[asked.first + 1 : asked.first + 2])
    if asked.role and asked.kind is not Kind.UNKNOWN and not abroad:
        return []
    start = demanded(passage, attempt.head, attempt.arguments.end)
    bare_act = attempt.head.analysis.lemma in _BARE
    if (start is None and not bare_act) or (start is not None and start < asked.first):
        return []
    word = passage.words[asked.first]
    armed = "troops" in word.noun_classes
    owned = any(a.enclitic.startswith("3") for a in word.nouns)
    people = word.noun_classes & {"persons", "citizens"}
    if not (owned and (armed or people or bare(word.key) in _PUBLIC)):
        nobodys = asked.kind is Kind.UNKNOWN or abroad
        of_town = not _TOWNS.isdisjoint(passage.keys[asked.first + 1 : asked.first + 2])
        public = (word.definite or of_town) and bare(word.key) in _PUBLIC and nobodys
        if not public or not is_public(source, discourse):
            return []
    sector = "MIL" if armed else "CVL"
    return [replace(asked, kind=Kind.ACTOR, code=source.code, sector=sector, name=source.name)]


def _is_for_rulers(attempt: Attempt) -> bool:
    """Return whether a parliament or a party demands what only its own rulers do with envoys."""
    passage, arguments = attempt.passage, attempt.arguments
    if attempt.sources[0].sector not in _OUTSIDERS:
        return False
    start = demanded(passage, attempt.head, arguments.end)
    if start is None or any(
        g[0].first < start and g[0].first > attempt.at for g in arguments.objects
    ):
        return False
    if not any(a.pos == "masdar" and a.lemma in _STATELY for a in passage.words[start].nouns):
        return False
    return any(w.noun_classes & _TIES for w in passage.words[start + 1 : start + 3])


def own_people(attempt: Attempt) -> Group:
    """Return people of no nation who ask or blame a government as people of its land."""
    subject, objects = attempt.arguments.subject, attempt.arguments.objects
    if not subject or not objects or subject[0].sector not in _PEOPLE or not subject[0].role:
        return []
    asked = objects[0][0]
    if subject[0].kind is not Kind.UNKNOWN or asked.sector not in _AUTHORITY or not asked.free:
        return []
    if attempt.frame.event_type != "REQUEST" and not _are_opponents(attempt, asked):
        return []
    sector = subject[0].sector or "CVL"
    people = replace(subject[0], kind=Kind.ACTOR, code=asked.code, sector=sector)
    return [people] if asked.code is not None else []


def _are_opponents(attempt: Attempt, ruler: NounPhrase) -> bool:
    """Return whether politicians blame a ruler, and the sentence names no other land than his."""
    if attempt.arguments.subject[0].sector not in _POLITICIANS:
        return False
    return all(p.code in {None, ruler.code} for p in attempt.passage.phrases)


def _may_be_open(frame: Frame) -> bool:
    return frame.event_type == "REQUEST" and frame.speech and not frame.target_required


def is_public(source: NounPhrase, discourse: Discourse) -> bool:
    """Return whether ``source`` speaks for a state abroad or a body, whose demands are news.

    At home a demand upon nobody is the routine of offices.
    """
    if source.code in BODIES:
        return True
    if source.code == discourse.home or source.generic or source.head == "حزب":
        return False
    return source.sector not in _PRIVATE and source.entity is not None


def _is_multitude(passage: Passage, phrase: NounPhrase) -> bool:
    """Return whether people or institutions of no one state are addressed: donors, Muslims."""
    if phrase.kind is not Kind.UNKNOWN:
        return False
    return phrase.plural or passage.keys[phrase.first].endswith(_MANY_ENDS)
