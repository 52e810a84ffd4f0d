"""Whether the genitive of an event noun undergoes the act or does it: the expulsion of, by."""

from streams.extract.actors.phrases import FORCES, Kind, NounPhrase
from streams.extract.clauses.alleged import ACCUSE
from streams.extract.clauses.groups import Group, is_act
from streams.extract.clauses.passage import Head, Passage
from streams.extract.clauses.relations import ACCORDING
from streams.extract.speech.envoys import is_called_in
from streams.extract.words.shapes import ARTICLES
from streams.extract.words.word import Word
from streams.lexicon.triggers import Frame

_FORMER = frozenset({"السابق", "السابقه", "الاسبق", "الحالي", "الراحل", "المخلوع", "المعزول"})
"""Adjectives of the office before them, which begin no other noun phrase."""
_HOLDING = frozenset({"173", "174"})
"""Arrests, trials and expulsions, which are of people."""
_HIT = frozenset(
    {"house", "site", "place", "base", "vehicle", "persons", "troops", "convoy", "ship", "aircraft"}
)
"""Classes of nouns for what an act of violence hits."""
_CONTROL = frozenset({"decision", "aspect", "planned", "intended"})
"""Cues of verbs whose subject does the act that they govern: decided, went on with, plans."""
_STANCES = frozenset({"ACCUSE", "REJECT"})
"""Types of what is said of a deed: the condemnation by Egypt of the attack."""
_SIDES_TAKEN = frozenset({"REJECT", "SUPPORT"})
_INFLICTED = frozenset({"ASSAULT", "COERCE", "SANCTION", "MOBILIZE"})
_DEEDS = frozenset({"attack", "explosion", "accident", "operation", "crime"})
OBJECT_SPAN = 4
"""Words behind who acts in which ل marks whom the act hits."""


def undergone(passage: Passage, head: Head, verb: Head | None, own: Group, subject: Group) -> str:
    """Return how the genitive ``own`` of an act undergoes it, empty where it does not.

    ``subject`` is that of ``verb``, which governs the act, where it is who acts.
    """
    if verb is not None and _is_controlled(head, verb, own, subject):
        return "meeter" if head.form == "noun" else "governor"
    if _undergoes(passage, head, own, passage.reach(head.at)) or _receives(
        passage, head, own, subject
    ):
        return "governor" if subject else "none"
    return ""


def _undergoes(passage: Passage, head: Head, own: Group, end: int) -> bool:
    """Return whether the genitive of a transitive act is its object, not its actor.

    It is, unless another noun phrase or one with ل follows, which then is the object.
    """
    frames = [frame for _, found in head.readings for frame in found]
    killed = any(frame.agent == ("by",) and "genitive" in frame.roles for frame in frames)
    if killed or is_called_in(passage, head, own[0]):
        return True  # the killing of a leader of the movement
    charges = head.analysis.number == "p" and any(f.id == ACCUSE for f in frames)
    stance = all(frame.event_type in _STANCES for frame in frames)
    makes = charges or (stance and is_about_deed(passage, own[-1].last))
    last = own[-1].last
    following = passage.word(last)
    makes = makes or (
        following is not None
        and (_is_given(following, frames) or _threatens(passage, frames, own, following))
    )
    if makes or not any("object" in frame.roles for frame in frames):
        return False  # charges are those of who makes them
    if any(frame.event_type == "CONSULT" for frame in frames):
        return not own[0].role  # the visit of the minister, but the visit of Egypt
    if any(_is_marked(passage, p) for p in passage.between(last, min(end, last + OBJECT_SPAN))):
        return False
    if following is not None and (_is_hit(following) or is_object_after(passage, last, own[-1])):
        return False
    return following is None or not any(p.free for p in passage.between(last, min(end, last + 2)))


def _is_marked(passage: Passage, phrase: NounPhrase) -> bool:
    """Return whether ل marks a phrase as whom an act hits, no source of the news: according to."""
    return phrase.preposition == "ل" and passage.keys[phrase.first - 1] not in ACCORDING


def is_about_deed(passage: Passage, at: int) -> bool:
    """Return whether ل at ``at`` or soon behind marks the deed that a condemnation is of.

    The condemnation by Egypt (and its rejection) of the attack: who is named before makes it. A
    deed that bears a pronoun is why he is condemned himself: for its bombing of.
    """
    for place in range(at, min(passage.last, at + OBJECT_SPAN)):
        word = passage.words[place]
        if word.clitic == "ل":
            nouns = [a for a in word.nouns if not a.enclitic.startswith("3")]
            return bool(nouns) and (word.definite or not _DEEDS.isdisjoint(word.noun_classes))
        if not (word.conjoined and is_act(passage, place)) and not word.definite:
            return False
    return False


def is_of_doer(passage: Passage, frame: Frame, at: int) -> bool:
    """Return whether ``frame`` speaks of who does the act at ``at``, never of whom it hits.

    So does blame, and who refuses or backs what only ever hits somebody: imposing sanctions on.
    """
    if frame.event_type == "ACCUSE":
        return True
    act = passage.heads.get(at)
    if frame.event_type not in _SIDES_TAKEN or act is None or act.form != "masdar":
        return False
    return bool(act.event_types) and act.event_types <= _INFLICTED


def _is_given(word: Word, frames: list[Frame]) -> bool:
    """Return whether a word is the object that an act demands, with ل too: the giving of aid."""
    given = {f.complement for f in frames if f.complement_role == "object"}
    return word.clitic in {"", "ل"} and not given.isdisjoint(word.noun_classes)


def _threatens(passage: Passage, frames: list[Frame], own: Group, following: Word) -> bool:
    """Return whether what is threatened hits another: the threat by France to strike Turkey."""
    if following.clitic != "ب" or all(frame.event_type != "THREATEN" for frame in frames):
        return False
    last = own[-1].last
    hit = passage.between(last, last + OBJECT_SPAN)
    return any(p.code not in {None, own[0].code} for p in hit)


def _is_hit(word: Word) -> bool:
    """Return whether ل marks a word as what an act hits: the targeting by gunmen of the house."""
    return word.clitic == "ل" and bool(word.noun_classes & _HIT)


def _receives(passage: Passage, head: Head, own: Group, giver: Group) -> bool:
    """Return whether the genitive gets what the act of ``giver`` gives: handing Chad tanks."""
    frames = [frame for _, found in head.readings for frame in found]
    if not any(f.event_type == "AID" and "object" in f.roles for f in frames):
        return False
    if not giver or giver[0].code in {None, own[0].code}:
        return False
    following = passage.word(own[-1].last)
    return following is not None and following.content and not following.clitic


def _is_controlled(head: Head, verb: Head, own: Group, subject: Group) -> bool:
    """Return whether the subject of ``verb`` does what it decides, plans or goes on with.

    The genitive of that act then undergoes it: Oman intends the reception of the president.
    """
    if verb.cues.isdisjoint(_CONTROL) or "report" in verb.cues or verb.analysis.voice != "active":
        return False
    if not subject or subject[0].code in {None, own[0].code} or own[0].code is None:
        return False
    frames = [frame for _, found in head.readings for frame in found if not frame.complement]
    return any("object" in frame.roles for frame in frames)


def are_held(head: Head, qualified: Group) -> bool:
    """Return whether a nationality is of who is held or expelled: the trial of the Danish X."""
    frames = [f for _, found in head.readings for f in found if not f.complement]
    return qualified[0].first > head.at + 1 and any(f.cameo in _HOLDING for f in frames)


def is_object_after(passage: Passage, at: int, agent: NounPhrase) -> bool:
    """Return whether the word at ``at`` begins the object of an act whose agent ends there.

    A noun with the article does; one without after a name or definite forces, which no indefinite
    noun qualifies, unless it says how or why (in response, in protest).
    """
    closed = not agent.role or (agent.sector in FORCES and passage.words[agent.last - 1].definite)
    while at < passage.last - 1 and (passage.keys[at] in _FORMER or _qualifies_people(passage, at)):
        at += 1
    word = passage.words[at]
    if word.has("number", "quantifier"):
        return closed
    if _is_hit(word):
        return True
    if not word.content or word.clitic or word.conjoined or passage.is_verb(at):
        return False
    if word.definite:
        return True
    adverbial = word.key.endswith("ا") and (word.nameless or is_act(passage, at))
    return closed and agent.kind is Kind.ACTOR and not adverbial


def _qualifies_people(passage: Passage, at: int) -> bool:
    """Return whether a plural with the article is the adjective of the plural of people before it.

    The settlers involved in: no object of what settlers do.
    """
    key, noun = passage.keys[at], passage.keys[at - 1]
    return (
        key.startswith(ARTICLES)
        and key.endswith("ين")
        and noun.endswith("ين")
        and noun.startswith(ARTICLES)
    )


def is_means(passage: Passage, head: Head, own: Group) -> bool:
    """Return whether the genitive is what the act is done to or with: sending troops."""
    if not own:
        return False
    classes = passage.words[own[0].first].noun_classes
    frames = [f for _, found in head.readings for f in found]
    return any(f.complement in classes and f.complement_role == "object" for f in frames)
