"""What the pronoun of a relative clause takes up: the cell whose members Chad said it arrested."""

from streams.extract.actors.phrases import Kind
from streams.extract.actors.placing import SHORTEST_OWNED
from streams.extract.clauses.groups import Group
from streams.extract.clauses.passage import Passage
from streams.extract.subjects.attempt import Attempt
from streams.extract.words.function_words import COMMAS

RELATIVE_SPAN = 10
"""Words between "that" and the act of its clause."""
PRONOUN_SPAN = 4
"""Words behind the act in which the pronoun stands, who acts not counted."""
_RELATIVES = {"التي": "ها", "الذي": "ه", "الذين": "هم"}
_JUDGING = frozenset({"ACCUSE", "SUPPORT"})
_DONE_TO = frozenset({"ASSAULT", "COERCE", "SANCTION", "RETREAT", "AID"})
"""Types of what is done to somebody, or to whom or what is his."""


def taken_up_behind(attempt: Attempt) -> Group:
    """Return whom a relative clause is about whose pronoun says that the act is done to him.

    It stands on what is hit, or behind its preposition: the arrest of its members, raids on it.
    """
    return _taken_up(attempt) if attempt.frame.event_type in _DONE_TO else []


def judged_behind(attempt: Attempt) -> Group:
    """Return whom a relative clause is about whose deeds another judges in it: that X criticised.

    Who judges stands right behind the verb, what it judges behind him.
    """
    if attempt.frame.event_type not in _JUDGING or attempt.head.form != "verb":
        return []
    judge = attempt.passage.covered.get(attempt.at + 1)
    if attempt.arguments.rule != "vso" or judge is None or judge is not attempt.sources[0]:
        return []
    behind = judge.last
    that = attempt.passage.keys[attempt.at - 1]
    owned = that in _RELATIVES and behind < attempt.arguments.end
    owned = owned and is_owned_by(attempt.passage, behind, _RELATIVES[that])
    return _taken_up(attempt) if owned else []


def _taken_up(attempt: Attempt) -> Group:
    """Return whom the relative clause around an act is about, if the act bears his pronoun."""
    passage = attempt.passage
    if "relative" not in passage.classes:
        return []  # most sentences
    lowest = max(passage.first, attempt.at - RELATIVE_SPAN)
    that = next(
        (at for at in range(attempt.at - 1, lowest, -1) if passage.keys[at] in _RELATIVES), 0
    )
    if not that or not _bears(attempt, _RELATIVES[passage.keys[that]]):
        return []
    last = that - (passage.keys[that - 1] in COMMAS)
    phrase = passage.covered.get(last - 1)
    own = {p.code for p in attempt.sources}
    if phrase is None or phrase.last != last or phrase.code is None or phrase.code in own:
        return []
    if phrase.kind is Kind.ACTOR:
        return [phrase]
    return [phrase.as_actor(phrase.code)] if phrase.kind is not Kind.ANAPHOR else []


def _bears(attempt: Attempt, pronoun: str) -> bool:
    """Return whether what the act is done to has ``pronoun`` at its end."""
    passage, left = attempt.passage, PRONOUN_SPAN
    dropped = attempt.arguments.rule == "dropped"  # and is far from it
    if attempt.head.form == "masdar" and is_owned_by(passage, attempt.at, pronoun):
        return True
    for at in range(attempt.at + 1, attempt.arguments.end):
        word = passage.words[at]
        if at in passage.covered or word.has("time"):
            continue
        if is_owned_by(passage, at, pronoun):
            return not (dropped and word.has("pronominal"))
        left -= 1
        if word.conjoined or passage.is_verb(at) or not left:
            return False
    return False


def is_owned_by(passage: Passage, at: int, pronoun: str) -> bool:
    """Return whether the word at ``at``, a noun or a preposition, ends with ``pronoun``."""
    word = passage.words[at]
    if not word.key.endswith(pronoun) or word.definite:
        return False
    unknown = not word.nouns and len(word.key) > SHORTEST_OWNED
    return unknown or word.has("pronominal") or any(a.enclitic for a in word.nouns)
