"""Meetings and visits: whose they are, with whom, and the verb that says they were held."""

from streams.extract.actors.phrases import Kind, NounPhrase
from streams.extract.actors.placing import is_adjective
from streams.extract.clauses.articles import is_done
from streams.extract.clauses.assertion import opening
from streams.extract.clauses.groups import Group, agrees, group_at
from streams.extract.clauses.passage import Head, Passage
from streams.extract.clauses.presupposed import consults, is_had
from streams.extract.clauses.relations import governing_preposition
from streams.extract.subjects.arguments import Arguments
from streams.extract.subjects.discourse import Discourse
from streams.lexicon.triggers import Frame

HELD_SPAN = 8
"""Words between a meeting and the verb that says that it was held."""
_BETWEEN_HIM = frozenset({"بينه", "بينها", "بينهم"})
_QUARRELS = frozenset({"conflict", "war", "fighting", "clashes"})
"""Classes of what two sides have between them that others meet about."""
_RELATIONS = _QUARRELS | {"relations", "cooperation", "agreement", "border", "trade", "truce",
                          "peace"}  # fmt: skip
"""Classes of what one has with a state, and others may sit down to discuss."""
_EVENTS = frozenset(
    {"الحادث", "الوضع", "الاوضاع", "الملف", "التصعيد", "المفاوضات", "المحادثات", "المباحثات",
     "المشكله", "القضايا", "الخلافات", "الحدود", "المواجهه"}
)  # fmt: skip
"""Further nouns of that kind."""
_ABOUT = frozenset({"بشان", "حول", "بخصوص", "ازاء", "خلفيه", "لبحث", "للبحث"})
"""Words that open what a meeting is about, besides a masdar behind ل."""
TOPIC_SPAN = 3
"""Words before "with" among which the noun stands that it completes, its adjectives behind it."""
_MET = frozenset({"meeting", "talks", "contact"})
MET_SPAN = 3
"""Words from a meeting to "between": one or two adjectives."""
SEAT_SPAN = 4
"""Words between a meeting and whom one meets, which say where."""
_TWO = 2
MOST_ADJECTIVES = 3
"""Words between a visit and whose it is by ل."""


def circumstance(passage: Passage, head: Head) -> str | None:
    """Return the preposition of an event noun; of a meeting, that of its beginning or end."""
    at = opening(passage, head)
    preposition = governing_preposition(passage, at)
    if preposition is None and passage.words[at - 1].has("phase") and consults(head):
        return governing_preposition(passage, at - 1)
    return preposition


def is_own_talk(passage: Passage, head: Head) -> bool:
    """Return whether a speaker tells of talks with another: said that the talks with Iran.

    So also of what was done with another: said that agreement was reached with Iran on.
    """
    before = passage.word(opening(passage, head) - 1)
    if not is_done(passage, head) and (
        before is None or not before.has("complementizer") or not consults(head)
    ):
        return False
    end = min(passage.last, head.at + 1 + MOST_ADJECTIVES)
    return "مع" in passage.keys[head.at + 1 : end]


def is_on_quarrel(passage: Passage, at: int, side: NounPhrase) -> bool:
    """Return whether the sides of a meeting at ``at`` are those of what it is about: a war between.

    They meet where they hold the talks to end it themselves: the noun of the quarrel has no article
    or stands right behind that of the meeting.
    """
    place = side.first - 2
    if side.preposition != "بين" or place <= at + 1:
        return False
    quarrel = passage.words[place]
    return quarrel.definite and not quarrel.noun_classes.isdisjoint(_QUARRELS)


def is_subject(passage: Passage, at: int, side: NounPhrase) -> bool:
    """Return whether the side behind "with" is of what a gathering at ``at`` discusses.

    A session to discuss the crisis with Iran: the noun of the relation stands before "with", behind
    what opens the topic. Talks are held with whom they are about, and officials are met.
    """
    if side.preposition != "مع" or side.role:
        return False
    classes, before = passage.words[at].noun_classes, side.first - 2
    if "meeting" not in classes or "talks" in classes or not passage.words[before].definite:
        return False
    for place in range(before, max(at + 1, before - TOPIC_SPAN), -1):
        word = passage.words[place]
        if place in passage.covered:
            return False
        if passage.keys[place] in _EVENTS or not word.noun_classes.isdisjoint(_RELATIONS):
            return any(_opens_topic(passage, opener) for opener in range(at + 1, place))
        if not word.definite:
            return False
    return False


def met_aside(passage: Passage, at: int, side: NounPhrase) -> bool:
    """Return whether a side behind "between" met another when the meeting at ``at`` was held.

    The summit began with a handshake between A and B, whom it is not between.
    """
    between = side.first - 1
    if side.preposition != "بين" or between <= at + 1:
        return False
    words = passage.words[max(at + 1, between - MET_SPAN) : between]
    return any(w.clitic == "ب" and not w.noun_classes.isdisjoint(_MET) for w in words)


def _opens_topic(passage: Passage, at: int) -> bool:
    word = passage.words[at]
    aim = word.clitic == "ل" and not word.definite and at not in passage.covered
    return passage.keys[at] in _ABOUT or aim


def paid_by(passage: Passage, head: Head) -> Group:
    """Return whose visit or meeting it is by ل: a visit by the president to, of ministers with."""
    if not consults(head) or passage.words[head.at].definite:
        return []
    owner = passage.covered.get(head.at - 1)
    if owner is not None and is_had(passage, head):
        return [owner] if owner.kind is Kind.ACTOR else []
    phrases = passage.between(head.at + 1, passage.reach(head.at))
    first = phrases[0] if phrases and phrases[0].first <= head.at + MOST_ADJECTIVES else None
    if first is None or first.preposition != "ل" or not first.role or first.code is None:
        return []
    group = group_at(passage, first)
    goes = any(p.preposition in {"الي", "مع", "ل"} for p in phrases[len(group) :])
    return group if goes else []


def held_by(passage: Passage, head: Head) -> Head | None:
    """Return the verb after a meeting that says that it was, or will be, held."""
    if not consults(head):
        return None
    for at in range(head.at + 1, min(passage.last, head.at + HELD_SPAN)):
        other = passage.heads.get(at)
        if other is not None and other.form == "verb":
            return other if "light" in other.cues and not other.analysis.enclitic else None
        word = passage.words[at]
        if word.has("mark", "complementizer", "subordinator", "condition") or word.conjoined:
            return None
    return None


def named_later(passage: Passage, head: Head) -> Group:
    """Return the subject of the clause that a meeting opens: after talks with X, Y said."""
    if not consults(head):
        return []
    for at in passage.order:
        if passage.heads[at].form != "verb":
            continue
        phrase = passage.covered.get(at + 1)
        if at < head.at or phrase is None or phrase.first != at + 1:
            return []
        if passage.words[at - 1].has("relative") or not phrase.free or phrase.code is None:
            return []
        named = phrase.kind is Kind.ACTOR and agrees(passage.heads[at].analysis.gender, phrase)
        return group_at(passage, phrase) if named else []
    return []


def held_by_speaker(passage: Passage, head: Head, discourse: Discourse) -> Group:
    """Return the running subject where a relative verb says that it held the meeting itself.

    "During a conference that he held in Cairo with": no other subject follows the verb.
    """
    if not consults(head):
        return []
    for at in range(head.at + 1, min(passage.last, head.at + HELD_SPAN)):
        other = passage.heads.get(at)
        if other is None or other.form != "verb":
            continue
        if "light" not in other.cues or not other.analysis.enclitic:
            return []
        if any(p.free and p.kind is Kind.ACTOR for p in passage.between(at + 1, at + HELD_SPAN)):
            return []
        own = discourse.speaker or discourse.subject
        return own if own and own[0].code and agrees(other.analysis.gender, own[0]) else []
    return []


def with_speaker(found: Group, passage: Passage, discourse: Discourse) -> Group:
    """Return the parties ``found`` with whom their pronoun means: between him and his counterpart.

    So also between his country and the Union.
    """
    own = discourse.speaker or discourse.subject
    if not found or not own or own[0].code is None:
        return found
    if any(p.kind is Kind.ANAPHOR and p.head == "subject" for p in found):
        return [own[0] if p.kind is Kind.ANAPHOR else p for p in found]
    first = found[0].first
    between = found[0].preposition == "بين" and first - 2 >= passage.first
    if between and passage.keys[first - 1] == "وبين" and passage.keys[first - 2] in _BETWEEN_HIM:
        return [own[0], *found]
    return found


def behind_owner(head: Head, arguments: Arguments) -> int:
    """Return where the sides of an event noun begin: behind whose it is, by the minister to."""
    own = arguments.subject[-1] if arguments.subject and arguments.rule == "by" else None
    return own.last if own is not None and own.first > head.at else head.at + 1


def behind_adjectives(passage: Passage, head: Head) -> int:
    """Return where the words behind an event noun begin; of a meeting, behind its adjectives.

    A closed three-way meeting (brought together) the ministers.
    """
    at = head.at + 1
    if not consults(head) or passage.words[head.at].definite:
        return at
    end = min(passage.last, at + MOST_ADJECTIVES)
    while at < end and at not in passage.covered and is_adjective(passage.words[at]):
        at += 1
    return at


def takes_object(passage: Passage, head: Head, arguments: Arguments) -> bool:
    """Return whether a meeting names its other side without "with": the minister's of the king."""
    if len({p.code for p in arguments.subject if p.code}) > 1:
        return False  # the meeting of A and B
    if arguments.rule in {"genitive", "errand", "meeter"}:
        return True
    if arguments.rule != "possessive" or not arguments.objects or not arguments.subject:
        return False
    first = arguments.objects[0][0]
    own = {None, arguments.subject[0].code}
    others = (p for p in passage.between(passage.first, head.at) if p.code not in own)
    near = passage.first <= arguments.subject[0].first < head.at
    place = passage.between(head.at + 1, first.first)
    beside = first.first == head.at + 1 or (first.role and all(map(_is_seat, place)))
    return (near or not any(others)) and beside and first.first <= head.at + 1 + SEAT_SPAN


def _is_seat(phrase: NounPhrase) -> bool:
    """Return whether a phrase only says where they meet: on his meeting in Paris the minister."""
    return phrase.kind is Kind.PLACE and phrase.preposition in {"في", "ب"}


def told_until(passage: Passage, head: Head, rule: str, after: int) -> int:
    """Return where the arguments of an event noun end whose actors were found by ``rule``.

    Of a meeting they go on behind the verb that says it was held: the talks that took place with.
    ``after`` is where the words behind its actors begin.
    """
    if rule == "relative":
        return passage.reach(after - 1)
    if rule == "holder":
        verbs = (at for at in passage.order if at > head.at and passage.heads[at].form == "verb")
        return passage.reach(next(verbs, head.at))
    verb = held_by(passage, head)
    return passage.reach(verb.at if verb is not None else head.at)


def is_whereabouts(frame: Frame, phrase: NounPhrase) -> bool:
    """Return whether a town behind ب is where a meeting is held, if it is no visit or call."""
    town = phrase.town and not phrase.role
    return town and frame.event_type == "CONSULT" and frame.cameo in {"040", "046"}


def is_topic_of_two(passage: Passage, head: Head, arguments: Arguments, phrase: NounPhrase) -> bool:
    """Return whether two nations discuss what ``phrase`` has to do with, not with it: ties with A.

    A land or a body without an office then stands behind "with" right after what is discussed.
    """
    if len({p.code for p in arguments.subject if p.code}) < _TWO or phrase.role:
        return False
    first = max(arguments.subject[-1].last, head.at + 1)
    between = passage.words[first : phrase.first - 1]
    plain = not any(w.has("preposition", "time", "mark") or w.clitic for w in between)
    return plain and any(w.content for w in between)
