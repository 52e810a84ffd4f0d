"""Who acts where another word than the verb shows it: was expelled by, a letter in which he."""

from streams.extract.actors.phrases import Kind, NounPhrase
from streams.extract.clauses.groups import Group, agrees, group_at
from streams.extract.clauses.members import behind_opener, opens_members
from streams.extract.clauses.passage import Head, Passage
from streams.extract.words.function_words import COMMAS, told_within

BY_SPAN = 5
"""Words after a strike in which "by" and who made it stand."""
AUTHOR_SPAN = 12
"""Words before a relative clause in which the words that it is about, and whose, are named."""
DIRECTED_SPAN = 6
"""Words behind who acts in which whom an act hits is told."""
_MANY = frozenset({"العديد", "الكثير"})
MANY_SPAN = 6
"""Words of the many who act, before some of them are named."""
_VOWS = frozenset({"AGREE", "THREATEN"})
"""Types of what an office before its object, or before ب, does itself: the minister vowed to."""
_UNTIL = "حتي"
_SO = frozenset({"فقد", "فلقد"})
"""What opens the main clause behind a circumstance: by the account of X, (so) raids have hit."""
_DIRECTED = frozenset({"علي", "الي", "ضد"})
_HIT = frozenset({"place", "site", "base", "house", "vehicle", "convoy", "troops"})
"""Classes of what is struck, behind which its owner stands, who does not strike."""
_BY = frozenset({"قبل", "وقبل", "فقبل"})
"""The last word of what stands before who did it: من قبل."""
_IN_ANSWER = frozenset({"ردا", "وردا", "احتجاجا", "واحتجاجا"})
_BY_FORCE = frozenset({"COERCE", "ASSAULT"})
CIRCUMSTANCE_SPAN = 8
"""Words of a circumstance that no comma sets off."""
_CIRCUMSTANCE = ("preposition", "phase")
"""Classes of the words that open when or where something happened."""
_VISIT = "042"
_RECEIVED = frozenset({"تلقّى", "تسلّم", "استلم"})
_LETTERS = frozenset({"message", "contact", "statement", "phone"})


def by_whom(passage: Passage, head: Head, end: int, after: list[Group]) -> Group:
    """Return the agent of a passive verb (was expelled by ...): no subject is named before it."""
    if _BY.isdisjoint(passage.spelt):
        return []  # most sentences
    for phrase in passage.between(head.at + 2, end):
        if phrase.preposition == "قبل" and passage.keys[phrase.first - 2] == "من":
            patients = [g for g in after if g[0].first < phrase.first]
            apart = bool(patients) and patients[0][-1].last < phrase.first - 2
            told = not apart or _is_demanded(passage, head, patients[0][0])
            if len(patients) > 1 or not (
                told or _is_placed(passage, head, patients[0], phrase.first)
            ):
                return []
            if any(head.at < at < phrase.first and passage.is_verb(at) for at in passage.order):
                return []  # backed the truce that was declared by
            return group_at(passage, phrase)
    return []


def _is_placed(passage: Passage, head: Head, patient: Group, end: int) -> bool:
    """Return whether only where a thing is, or whose, stands between it and "by": towns in Iraq."""
    first, last = patient[0], patient[-1].last
    if (first.role or not (first.generic or first.kind is Kind.UNKNOWN)) and not _is_held(head):
        return False
    between = [passage.words[at] for at in range(last, end - 2)]
    acts = any(a.pos == "masdar" for word in between for a in word.nouns)
    return not acts and (between[0].clitic == "ل" or between[0].has("preposition", "place"))


def _is_held(head: Head) -> bool:
    """Return whether a verb tells what is done to people by force: was held in Cairo by."""
    return bool(_BY_FORCE & head.event_types) and any(
        "object" in f.roles and not f.complement for _, frames in head.readings for f in frames
    )


def named_among(passage: Passage, head: Head) -> Group:
    """Return those of the many who act that are named: (ten states,) among them A and B(,).

    Empty where the verb has another subject, or nothing shows where the names end.
    """
    if not opens_members(passage):
        return []  # most sentences
    first = passage.word(head.at + 1)
    if first is None or first.clitic or not first.has("content", "number", "quantifier"):
        return []
    if first.definite and first.key not in _MANY:
        return []
    behind = range(head.at + 2, min(passage.last - 1, head.at + 2 + MANY_SPAN))
    among = next((end for at in behind if (end := behind_opener(passage, at))), 0)
    if not among or any(p.code for p in passage.between(head.at + 1, among)):
        return []
    some = passage.covered.get(among)
    if some is None or some.first != among:
        return []
    group = group_at(passage, some)
    return [p for p in group if p.kind is Kind.ACTOR] if _is_closed(passage, group) else []


def _is_closed(passage: Passage, names: Group) -> bool:
    """Return whether the words behind ``names`` show that no more belongs to them."""
    at = names[-1].last
    after, following = passage.word(at), passage.covered.get(at)
    if following is not None and following.first == at:
        return following.free  # whom they accused
    return after is not None and (after.has("mark", "preposition") or after.clitic == "ب")


def _is_demanded(passage: Passage, head: Head, patient: NounPhrase) -> bool:
    """Return whether a frame of the verb wants just that noun: sanctions were imposed."""
    classes = passage.words[patient.first].noun_classes
    return any(f.complement in classes for _, frames in head.readings for f in frames)


def sender(passage: Passage, head: Head, running: Group) -> Group:
    """Return who speaks in a letter or a call: got a call from X, in which he affirmed.

    Where it is none that somebody received, the running subject of its sentence wrote it.
    """
    if not told_within(passage.keys[head.at + 1 : min(passage.last, head.at + 3)]):
        return []
    if author := _author(passage, head):
        return author
    for at in range(head.at - 1, passage.first - 1, -1):
        other = passage.heads.get(at)
        if other is None or other.form != "verb":
            continue
        if other.analysis.lemma not in _RECEIVED:
            here = bool(running) and passage.first <= running[0].first < head.at
            told = here and _is_letter(passage, at, head.at)
            return running if told and agrees(head.analysis.gender, running[0]) else []
        senders = (p for p in passage.between(at + 1, head.at) if p.preposition == "من" and p.code)
        return next(([p] for p in senders), [])
    return []


def _author(passage: Passage, head: Head) -> Group:
    """Return whose words a relative clause is about: the remarks of X in which he accused."""
    end = head.at - 1
    if not passage.words[end].has("relative"):
        return []
    for at in range(end - 1, max(passage.first, end - AUTHOR_SPAN) - 1, -1):
        word = passage.words[at]
        if word.has("statement") or word.noun_classes & _LETTERS:
            by = [p for p in passage.between(at + 1, at + 3) if p.preposition is None]
            named = bool(by) and by[0].kind is Kind.ACTOR and agrees(head.analysis.gender, by[0])
            return by[:1] if named else []
    return []


def _is_letter(passage: Passage, first: int, last: int) -> bool:
    """Return whether a letter, a call or a statement stands between two verbs."""
    return any(w.noun_classes & _LETTERS for w in passage.words[first + 1 : last])


def done_by(passage: Passage, head: Head) -> Group:
    """Return whose attack or visit it is by ل after it: attacks of the movement on, a raid of.

    After an act that takes an object ل marks that, unless it is planes, forces or guns that act
    or another preposition tells whom it hits, where it leads.
    """
    frames = [f for _, found in head.readings for f in found if not f.complement]
    if not any(f.event_type == "ASSAULT" or f.cameo == _VISIT for f in frames):
        return []
    phrase = next(iter(passage.between(head.at + 1, head.at + 4)), None)
    if phrase is None or phrase.preposition != "ل" or phrase.kind is not Kind.ACTOR:
        return []
    hit = head.at + 1 < phrase.first and passage.words[head.at + 1].noun_classes & _HIT
    if phrase.sector == "CVL" or hit:
        return []  # whom it hits, whose positions
    aims = any("object" in f.roles for f in frames)
    if aims and phrase.sector != "MIL" and not _is_directed(passage, phrase.last):
        return []
    return group_at(passage, phrase)


def struck_by(passage: Passage, head: Head) -> Group:
    """Return by whom a strike is told to be made: a heavy bombing by the militia."""
    if "ASSAULT" not in head.event_types:
        return []
    for at in range(head.at + 1, min(passage.last - 1, head.at + BY_SPAN)):
        if passage.words[at].has("agent"):
            phrase = passage.covered.get(at + 1)
            if phrase is None or phrase.code is None:
                return []
            by_hand = passage.keys[at - 1] == "علي"  # at the hands of settlers
            return group_at(passage, phrase) if by_hand or phrase.sector != "CVL" else []
        if not passage.words[at].content and passage.keys[at] not in {"من", "علي"}:
            return []
    return []


def _is_directed(passage: Passage, at: int) -> bool:
    """Return whether the words from ``at`` tell whom an act hits, or where it leads."""
    return any(p.preposition in _DIRECTED for p in passage.between(at, at + DIRECTED_SPAN))


def is_topic(head: Head, before: Group, after: list[Group]) -> bool:
    """Return whether the phrase before a verb is what its pronoun means: the civilians, them X hit.

    The subject then stands right behind the verb.
    """
    pronoun = head.analysis.enclitic
    if not pronoun.startswith("3") or not after or after[0][0].first != head.at + 1:
        return False
    subject, topic = after[0][0], before[0]
    many = pronoun.endswith("p") and topic.plural
    one = not topic.plural and agrees("f" if "f" in pronoun else "m", topic)
    named = subject.kind is Kind.ACTOR and subject.code not in {None, topic.code}
    return named and (many or one) and agrees(head.analysis.gender, subject)


def begins_anew(passage: Passage, head: Head, after: list[Group]) -> bool:
    """Return whether a verb behind a comma or "until" has its own subject right after it.

    A report has it, "..., announced the ministry", and a verb whose sentence a circumstance opens:
    after his meeting with the president, the minister left.
    """
    if passage.keys[head.at - 1] in _SO:
        return True
    first = after[0][0] if after else None
    if first is None or first.first != head.at + 1 or first.kind is not Kind.ACTOR:
        return False
    if not agrees(head.analysis.gender, first):
        return False
    before = passage.keys[head.at - 1]
    if before == _UNTIL or (before in COMMAS and "report" in head.cues):
        return True
    if before not in COMMAS:
        return len(after) > 1 and _is_behind_circumstance(passage, head)
    # In a speech that X gave, (he) called on Iran; in a raid of X, (was) killed a leader.
    object_only = len(after) < 2 and any("object" in f.roles for f in head.senses())
    object_only = object_only and not (first.role and head.event_types & _VOWS)
    return not object_only and _opens_with_circumstance(passage, head.at - 1)


def _is_behind_circumstance(passage: Passage, head: Head) -> bool:
    """Return whether a circumstance opens the sentence up to a verb with subject and object.

    In protest at the burning of the book (she) summoned; after the death of soldiers (it) launched.
    """
    first = passage.first
    before = passage.words[head.at - 1]
    if head.analysis.enclitic or head.analysis.aspect != "perfect" or before.verbal:
        return False
    opens = passage.words[first].has(*_CIRCUMSTANCE) or passage.keys[first] in _IN_ANSWER
    if not opens or head.at - first > CIRCUMSTANCE_SPAN or before.has("relative", "complementizer"):
        return False
    return not any(p.free and p.code for p in passage.between(first, head.at))


def _opens_with_circumstance(passage: Passage, end: int) -> bool:
    """Return whether a circumstance opens the sentence, which the comma at ``end`` closes.

    A comma within it stands before what و joins: after meeting A, and many envoys, B left.
    """
    if not passage.words[passage.first].has(*_CIRCUMSTANCE, "subordinator"):
        return False
    return all(
        passage.words[at + 1].conjoined
        for at in range(passage.first, end)
        if passage.keys[at] in COMMAS
    )
