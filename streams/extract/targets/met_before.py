"""Whom a meeting or a courtesy without a name was with: said to the envoy, on receiving him."""

from streams.extract.actors.phrases import Kind, NounPhrase
from streams.extract.clauses.groups import Group, group_at
from streams.extract.clauses.members import named_members
from streams.extract.subjects.attempt import Attempt
from streams.extract.words.function_words import told_within

ADDRESS_SPAN = 14
"""Words between whom one speaks to and the meeting in which one does."""
_DURING = frozenset({"خلال", "اثناء", "لدي", "عقب", "بعد", "عند", "في", "قبيل", "ختام"})
_ADDRESSED = frozenset({"ل", "امام", "مع"})

MEETINGS = frozenset({"meeting", "talks"})
_MET = frozenset({None, "مع", "ب", "بين"})
MET_SPAN = 8
"""Words between a meeting and whom one meets."""
CALL_SPAN = 4
"""Words from a call to whom it is with: one adjective stands between."""
_PHONE = "phone"
_TOLD = frozenset({"ل", "من"})
"""Prepositions behind which stands whom one tells, or asks, something."""
READY = "ready-help"
"""Beginning of the frames of what one says to whom he meets: that he is ready to cooperate."""
_WITH_MANY = frozenset({"CONSULT", "SUPPORT", "AGREE"})
"""Types of what one does with, or for, many at once."""
_COURTESIES = frozenset({"congratulate", "condole", "thank"})
_WITHIN = frozenset({"في", "وفي", "خلال", "عبر"})
_ENCLOSES = "ضمّن"
"""Lemma of the verb of what a letter is made to hold: its thanks, its congratulations."""
_CONTACT = frozenset({None, "ب", "الي", "ل", "مع"})
"""What may govern whom one phones, writes to or meets."""


def met_before(attempt: Attempt) -> Group:
    """Return whom the clause speaks to where its meeting names nobody, and has a pronoun.

    He is addressed by ل or "before", agrees with the speaker, or is whom the verb informs. A call
    needs no pronoun.
    """
    frame = attempt.frame
    if frame.event_type in _WITH_MANY and (some := _some_of_many(attempt)):
        return some
    if frame.id.partition("+")[0] in _COURTESIES:
        return _courted(attempt)
    if frame.event_type == "AGREE" and (frame.mutual or frame.id.startswith(READY)):
        return _agreed_with(attempt)
    if frame.id == _PHONE and attempt.arguments.rule == "governor":
        return _called(attempt)
    if frame.event_type != "CONSULT" or attempt.arguments.rule != "possessive":
        return []
    return _spoken_to(attempt)


def _called(attempt: Attempt) -> Group:
    """Return whom the clause speaks to in a call that names nobody: urged X, in a phone call, to.

    It is who holds an office and stands before the call, else right behind it.
    """
    passage, at, own = attempt.passage, attempt.at, attempt.sources[0]
    if attempt.head.form == "verb" or passage.keys[at - 1] not in _WITHIN or own.last > at:
        return []
    behind = passage.between(at + 1, min(attempt.arguments.end, at + CALL_SPAN))
    behind = [p for p in behind if not any(w.has("mark") for w in passage.words[at : p.first])]
    for phrase in (*reversed(passage.between(own.last, at)), *behind):
        if phrase.kind is Kind.ACTOR and phrase.role and phrase.code not in {None, own.code}:
            return [phrase] if phrase.free or phrase.preposition in _TOLD else []
    return []


def _spoken_to(attempt: Attempt) -> Group:
    """Return whom the clause of a meeting, which has the pronoun of who speaks, is said to."""
    passage, at = attempt.passage, attempt.at
    if passage.keys[at - 1] not in _DURING or attempt.head.form == "verb":
        return []
    own = attempt.sources[0]
    for phrase in reversed(passage.between(max(passage.first, at - ADDRESS_SPAN), at)):
        if phrase.kind is not Kind.ACTOR or not phrase.role or phrase.code in {None, own.code}:
            continue
        told = phrase.free and own.first < phrase.first and _is_told(attempt, phrase)
        return [phrase] if told or phrase.preposition in _ADDRESSED else []
    return []


def _some_of_many(attempt: Attempt) -> Group:
    """Return those who are named of the many whom one meets: leaders, among them the king of."""
    first = max(attempt.at, attempt.complement or 0) + 1
    own = [p for p in attempt.arguments.subject if p.first >= attempt.at]
    if own:
        first = max(first, own[-1].last)
    found = named_members(attempt.passage, first, attempt.passage.last)
    return [p for p in found if p.code != attempt.sources[0].code]


def _agreed_with(attempt: Attempt) -> Group:
    """Return with whom one agrees whose meeting the clause names: agreed during talks with X to."""
    passage, own = attempt.passage, attempt.sources[0]
    two = len({p.code for p in attempt.sources}) > 1  # they agreed with each other
    if two or MEETINGS.isdisjoint(passage.noun_classes):
        return []
    for at in range(attempt.at + 1, min(passage.last, attempt.at + ADDRESS_SPAN)):
        meets = not passage.words[at].noun_classes.isdisjoint(MEETINGS)
        if not meets or passage.keys[at - 1] not in _DURING:
            continue
        for phrase in passage.between(at + 1, min(passage.last, at + MET_SPAN)):
            if phrase.kind is Kind.ACTOR and phrase.role and phrase.code not in {None, own.code}:
                return group_at(passage, phrase) if phrase.preposition in _MET else []
    return []


def _courted(attempt: Attempt) -> Group:
    """Return whom the clause before is in contact with: phoned X, congratulating (him)."""
    passage, own = attempt.passage, attempt.sources[0]
    end = attempt.at
    if _is_in_letter(attempt):
        end = attempt.complement or end
    elif attempt.arguments.rule != "participle" and not _goes_on(attempt):
        return []
    if _is_to_another(attempt, end):
        return []
    if attempt.arguments.rule == "sender" and (receiver := _receiver(attempt)):
        return receiver
    first = own.last if own.last < end else passage.first
    for phrase in reversed(passage.between(first, end)):
        if phrase.kind is Kind.ACTOR and phrase.role and phrase.code not in {None, own.code}:
            return [phrase] if phrase.preposition in _CONTACT else []
    return []


def _is_in_letter(attempt: Attempt) -> bool:
    """Return whether a courtesy is said in a letter named before it: voiced in a cable to X his."""
    passage, told = attempt.passage, attempt.complement
    if told is None or passage.keys[attempt.at + 1 : attempt.at + 2] in (["فيه"], ["فيها"]):
        return False
    between = range(attempt.at + 1, told)
    return any(
        "message" in passage.words[at].noun_classes and passage.keys[at - 1] in _WITHIN
        for at in between
    )


def _receiver(attempt: Attempt) -> Group:
    """Return who got the letter in which a courtesy is said: X got a cable from Y in which he."""
    passage, own = attempt.passage, attempt.sources[0]
    before = passage.between(passage.first, own.first)
    got = [p for p in before if p.free and p.kind is Kind.ACTOR and p.code not in {None, own.code}]
    return group_at(passage, got[-1]) if got and own.preposition == "من" else []


def _is_to_another(attempt: Attempt, first: int) -> bool:
    """Return whether the courtesy names to whom it is, of no land abroad: thanking the minister.

    ``first`` is where the words about it begin.
    """
    end = attempt.arguments.end
    return any(p.preposition in {"ل", "الي"} for p in attempt.passage.between(first, end))


def _goes_on(attempt: Attempt) -> bool:
    """Return whether a courtesy is told of a contact before: wrote to X a letter with his thanks.

    So it is in a letter or a call (in which he thanked), and where its subject goes on with it.
    """
    passage, at = attempt.passage, attempt.at
    inside = told_within(passage.keys[at + 1 : at + 3])
    inside = inside or any(a.lemma == _ENCLOSES for a in passage.words[at].verbs)
    goes_on = (
        inside or attempt.arguments.rule in {"dropped", "sender"} or attempt.head.form == "masdar"
    )
    before = passage.order[: passage.order.index(at)] if goes_on else []
    return any("CONSULT" in passage.heads[place].event_types for place in before)


def _is_told(attempt: Attempt, phrase: NounPhrase) -> bool:
    """Return whether ``phrase`` is the object of a verb of telling: informed the minister."""
    passage = attempt.passage
    before = passage.covered.get(phrase.first - 1)
    verb = passage.heads.get(before.first - 1) if before is not None else None
    return verb is not None and verb.form == "verb" and "report" in verb.cues
