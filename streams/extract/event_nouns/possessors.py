"""Whom the pronoun of an event noun means, and who acts in the relative clause behind it."""

from bisect import bisect_right

from streams.extract.actors.phrases import FORCES, Kind, NounPhrase
from streams.extract.clauses.groups import Group, agrees, are_men, group_at
from streams.extract.clauses.hidden import IS_DONE
from streams.extract.clauses.nationalities import adjectives
from streams.extract.clauses.passage import Head, Passage
from streams.extract.clauses.relations import genitive, referent
from streams.extract.subjects.arguments import Arguments
from streams.extract.subjects.discourse import HURTS, Discourse
from streams.extract.words.function_words import COMMAS

FRONTED_SPAN = 5
"""Words before an event noun in a circumstance that opens its sentence."""
RELATIVE_SPAN = 6
"""Words after an event noun in which a verb of its own may follow (an attack that X launched)."""
OWNER_SPAN = 3
"""Words behind a meeting in which begins whose it is: one adjective stands between."""
_GATHERINGS = frozenset({"meeting", "talks"})
_WITNESSED = "شهد"  # what a place does: the attacks that the city saw
_SUFFERED = frozenset({"object", "genitive"})

_ARMED = FORCES | {"REB"}


def possessors(passage: Passage, head: Head, discourse: Discourse) -> Group:
    """Return whom the pronoun on the noun means: the running subject, else the last actor.

    Nobody behind a verb that says it was done: he was handed, whoever did it.
    """
    verb = passage.heads.get(head.at - 1)
    if verb is not None and verb.form == "verb" and verb.analysis.lemma in IS_DONE:
        return []
    if ahead := _subject_ahead(passage, head):
        return ahead
    pronoun = head.analysis.enclitic
    gender = "f" if "f" in pronoun else "m"
    if pronoun.endswith("p") and (many := _plural_before(passage, head.at)):
        return many
    if said := _sayer_before(passage, head.at, gender):
        return said
    if discourse.subject and agrees(gender, discourse.subject[0]):
        return [*discourse.subject, *_companion(passage, head, discourse)]
    return referent(passage, head.at, pronoun, None)


def _companion(passage: Passage, head: Head, discourse: Discourse) -> Group:
    """Return whom the subject met before the act of both of them: met B before their talks with."""
    own = discourse.subject
    if head.analysis.enclitic != "3d" or len({p.code for p in own}) > 1:
        return []
    return [p for p in discourse.met_last(own[0].code) if passage.covered.get(p.first) is p]


def referred_to(passage: Passage, owner: NounPhrase, end: int, discourse: Discourse) -> Group:
    """Return whom the genitive of an event noun refers to: the visit of His Highness, of both.

    The two sides are those that its adjectives name.
    """
    if owner.kind is not Kind.ANAPHOR:
        return []
    if owner.head == "pair":
        nations = adjectives(passage, owner.last - 1, end)
        return nations if len({p.code for p in nations}) > 1 else []
    known = bool(discourse.subject) and discourse.subject[0].role
    return discourse.subject if known and agrees("m", discourse.subject[0]) else []


def is_patient(passage: Passage, head: Head) -> bool:
    """Return whether the pronoun on an act is whom it is done to: their arrest, his killing.

    It is who does it where the act has its object after it: their shelling of the town.
    """
    frames = [f for _, found in head.readings for f in found if not f.complement]
    if not any(f.event_type in HURTS and _SUFFERED.intersection(f.roles) for f in frames):
        return False
    following = passage.word(head.at + 1)
    if following is None or head.at + 1 in passage.covered:
        return following is None
    return not (following.definite or following.clitic == "ل" or following.has("number", "place"))


def is_of_others(passage: Passage, head: Head) -> bool:
    """Return whether ل right behind a meeting tells whose it is: at a session of the council."""
    near = passage.between(head.at + 1, min(passage.last, head.at + OWNER_SPAN))
    owner = next(iter(near), None)
    if owner is None or owner.preposition != "ل" or owner.code is None or owner.town:
        return False
    if passage.words[head.at].noun_classes.isdisjoint(_GATHERINGS):
        return False  # a visit to
    return owner.kind is Kind.ACTOR and "مع" not in passage.keys[owner.last : owner.last + 2]


def _plural_before(passage: Passage, at: int) -> Group:
    """Return the latest people before ``at`` in the sentence: whom "their" means."""
    people = [p for p in passage.between(passage.first, at) if p.code and (p.plural or are_men(p))]
    return [people[-1]] if people and people[-1].kind is Kind.ACTOR else []


def _sayer_before(passage: Passage, at: int, gender: str) -> Group:
    """Return whose words the sentence is about: the minister's remarks came after his meeting."""
    opening = passage.heads.get(passage.first)
    said, phrase = passage.word(passage.first + 1), passage.covered.get(passage.first + 2)
    if said is None or phrase is None:
        return []
    if opening is None or opening.form != "verb" or opening.readings:
        return []
    spoken = said.has("statement") or _reports(passage)
    named = phrase.kind is Kind.ACTOR and phrase.role and phrase.last <= at
    return [phrase] if spoken and named and agrees(gender, phrase) else []


def _reports(passage: Passage) -> bool:
    """Return whether the second word is the masdar of a reporting verb: his announcement."""
    head = passage.heads.get(passage.first + 1)
    return head is not None and "report" in head.cues


def _subject_ahead(passage: Passage, head: Head) -> Group:
    """Return the subject that follows a fronted circumstance: on receiving X, the king stressed."""
    if head.at - passage.first > FRONTED_SPAN:
        return []
    if not passage.words[head.at - 1].has("preposition", "phase", "conjoined"):
        return []
    place = bisect_right(passage.order, head.at)
    verbs = (at for at in passage.order[place:] if passage.heads[at].form == "verb")
    verb = next(verbs, None)
    phrase = passage.covered.get(verb + 1) if verb is not None else None
    if verb is None or phrase is None or phrase.kind is not Kind.ACTOR or not phrase.free:
        return []
    gender = "f" if "f" in head.analysis.enclitic else "m"
    commas = any(passage.keys[at] in COMMAS for at in range(head.at, verb))
    agreed = agrees(gender, phrase) and agrees(passage.heads[verb].analysis.gender, phrase)
    return group_at(passage, phrase) if commas and agreed else []


def decision_maker(passage: Passage, head: Head, discourse: Discourse) -> Group:
    """Return whose decision the noun is: "its decision to ...", "the decision of ... to ..."."""
    if "decision" not in passage.classes or _is_met_with(passage, head):
        return []  # most sentences
    return decider_before(passage, head.at, discourse)


def decider_before(passage: Passage, at: int, discourse: Discourse) -> Group:
    """Return whose decision ends right before ``at``; empty where none stands there."""
    phrase = passage.covered.get(at - 1)
    if phrase is not None:
        before = passage.word(phrase.first - 1)
        return [phrase] if before is not None and before.has("decision") else []
    word = passage.word(at - 1)
    if word is None or not word.has("decision") or not word.key.endswith(("ه", "ها", "هم")):
        return []
    return discourse.subject


def _is_met_with(passage: Passage, head: Head) -> bool:
    """Return whether the noun is what a decision met with: it was received with criticism."""
    verb, classes = passage.last_verb(head.at), passage.words[head.at].noun_classes
    return verb is not None and any(
        "subject" in frame.roles and frame.complement in classes
        for _, frames in verb.readings
        for frame in frames
    )


def relative_agent(passage: Passage, head: Head) -> Group:
    """Return the subject of a verb that follows the noun and refers back to it."""
    for at in range(head.at + 1, min(passage.last, head.at + RELATIVE_SPAN)):
        other = passage.heads.get(at)
        if other is not None and other.readings and other.form in {"masdar", "noun"}:
            return []  # driving back an attack that X launched: X is of the attack
        if other is None or other.form != "verb":
            continue
        following = passage.word(at + 1)
        refers = other.analysis.enclitic or (following is not None and following.has("pronominal"))
        if "light" not in other.cues or other.analysis.lemma == _WITNESSED or not refers:
            return []
        free = [p for p in passage.between(at + 1, at + 8) if p.free]
        anew = bool(free) and passage.words[free[0].first - 1].has("past")  # he began, Mali was
        return group_at(passage, free[0]) if free and not anew else []
    return []


def whose_word(passage: Passage, clause: Arguments) -> Group:
    """Return the subject of ``clause``, or whose statement it is where a statement came then.

    The announcement of X came after talks with Y: X held them.
    """
    group = clause.subject or (clause.objects[0] if clause.objects else [])
    if not group or group[0].code is not None:
        return clause.subject  # most
    first = group[0].first
    told = passage.words[first].has("statement") or "report" in passage.words[first].noun_cues
    return (genitive(passage, first, passage.last) if told else []) or clause.subject


def announced(passage: Passage, head: Head, discourse: Discourse) -> Group:
    """Return the forces before the colon of a headline that tell what they did: the army: downing.

    Not where it is done to them: the army: the shelling of our base, an Israeli raid on.
    """
    speaker = discourse.speaker
    if passage.field != "title" or head.form != "masdar" or not speaker or head.analysis.enclitic:
        return []
    if passage.words[head.at].definite or passage.keys[head.at - 1] != ":":
        return []
    forces = speaker[0].last == head.at - 1 and speaker[0].sector in _ARMED
    hit = next((p for p in passage.between(head.at + 1, passage.last) if p.code), None)
    if not forces or hit is None or hit.code == speaker[0].code:
        return []
    return [] if hit.first == head.at + 1 and hit.kind is Kind.ATTRIBUTE else speaker
