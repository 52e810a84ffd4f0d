"""Pronouns with a preposition that stand for the other side: asked of him, accusations of him."""

from streams.extract.actors.phrases import Kind, is_other_side
from streams.extract.clauses.groups import Group
from streams.extract.clauses.passage import Head, Passage
from streams.extract.clauses.relations import referent
from streams.extract.subjects.arguments import Arguments
from streams.lexicon.triggers import Frame

MARK_SPAN = 5
"""Words behind an accusation in which the pronoun of whom it is of stands."""
_ASKED = {"منه": "3ms", "منها": "3fs", "منهم": "3mp"}
_SOME = frozenset({"منهم", "منهن", "اخرين", "اخريات"})
_CROWDS = frozenset({"REB", "CVL", "MIL"})
_DONE_TO = frozenset({"ASSAULT", "COERCE", "RETREAT"})
"""Types of what is done to people, so to some of them."""
_HELD = {"عنه": "3ms", "عنها": "3fs", "عنهم": "3mp", "عليه": "3ms", "عليها": "3fs", "عليهم": "3mp"}
_HELD_OR_FREED = frozenset({"173", "0841"})
"""Arrests and releases, which have the one who is held behind a preposition: seized, freed."""
_TREATED = frozenset({"استقبل", "استضاف", "قابل", "منح", "التقى", "لقاء", "مقابلة"})
"""What is done with a person, whom its pronoun means where it is refused."""
_FOR_WHOM = {"له": "3ms", "لها": "3fs", "لهم": "3mp"}


def meant_behind(passage: Passage, head: Head, frame: Frame, arguments: Arguments) -> Group:
    """Return whom the pronoun behind a trigger means, nobody where it only takes up a noun."""
    asked = _asked_again(passage, head, frame, arguments)
    if asked or frame.cameo not in _HELD_OR_FREED:
        return asked or _meant_beside(passage, head, frame, arguments)
    behind = passage.keys[head.at + 1 : min(passage.last, head.at + 1 + MARK_SPAN)]
    pronoun = next((_HELD[key] for key in behind if key in _HELD), "")
    subject = arguments.subject[0] if arguments.subject else None
    if pronoun != "3mp":
        return referent(passage, head.at, pronoun, subject) if pronoun else []
    for phrase in reversed(passage.between(passage.first, head.at)):
        if phrase.kind is Kind.ACTOR and (phrase.plural or phrase.gender in {"p", None}):
            return [phrase] if subject is None or phrase.code != subject.code else []
    return []


def of_pronoun(passage: Passage, head: Head, frame: Frame, arguments: Arguments) -> Group:
    """Return whom a pronoun behind a verb means as its object: to let him in, five of them."""
    if frame.event_type in _DONE_TO:
        return some_of_them(passage, head, arguments)
    return _refused(passage, head, frame, arguments)


def some_of_them(passage: Passage, head: Head, arguments: Arguments) -> Group:
    """Return of whom "five of them", "ten others" behind a verb are: people named before."""
    at, subject = head.at + 1, arguments.subject
    if head.form != "verb" or not subject or not _SOME.intersection(passage.keys[at : at + 3]):
        return []
    if not passage.words[at].has("number", "quantifier", "quantity"):
        return []
    for phrase in reversed(passage.between(passage.first, head.at)):
        people = phrase.plural or (phrase.sector in _CROWDS and phrase.person is None)
        if phrase.kind is Kind.ACTOR and people and is_other_side(phrase, subject[0]):
            return [phrase]
    return []


def _refused(passage: Passage, head: Head, frame: Frame, arguments: Arguments) -> Group:
    """Return whom the pronoun of what one refuses means: to let him in, to receive her."""
    at = head.at + 1
    word = passage.word(at) if frame.event_type == "REJECT" else None
    acts = word.nouns if word is not None else ()
    act = next((a for a in acts if a.pos in {"masdar", "noun"}), None)
    if head.form != "verb" or act is None or not arguments.subject:
        return []
    pronoun = act.enclitic if act.lemma in _TREATED else ""
    if act.pos == "masdar" and not pronoun:
        pronoun = next((_FOR_WHOM.get(key, "") for key in passage.keys[at + 1 : at + 2]), "")
    return referent(passage, head.at, pronoun, arguments.subject[0]) if pronoun else []


def _asked_again(passage: Passage, head: Head, frame: Frame, arguments: Arguments) -> Group:
    """Return whom "asked of him" means: who was named before in the sentence, not who asks."""
    following = passage.keys[head.at + 1]
    pronoun = _ASKED.get(following, "") if head.form == "verb" else ""
    if frame.event_type != "REQUEST" or not pronoun or not arguments.subject:
        return []
    return referent(passage, head.at, pronoun, arguments.subject[0])


def _meant_beside(passage: Passage, head: Head, frame: Frame, arguments: Arguments) -> Group:
    """Return whom the pronoun right behind an accusation means: their accusations of him."""
    if head.form != "masdar" or frame.event_type != "ACCUSE":
        return []
    for word in passage.words[head.at + 1 : min(passage.last, head.at + MARK_SPAN)]:
        if word.key in _FOR_WHOM:
            subject = arguments.subject[0] if arguments.subject else None
            return referent(passage, head.at, _FOR_WHOM[word.key], subject)
    return []
