"""Acts with their owner's pronoun, which are spelt like verbs: its cooperation, she helps her."""

from streams.extract.clauses.passage import Passage
from streams.extract.words.word import Word


def shares_owner(passage: Passage, at: int, word: Word) -> bool:
    """Return whether a noun joins one of the same owner behind a preposition: its anger and blame.

    Both bear the owner's pronoun.
    """
    before, governor = passage.words[at - 1], passage.word(at - 2)
    if not word.conjoined or governor is None or not governor.has("preposition"):
        return False
    owners = {a.enclitic for a in before.nouns if a.pos == "masdar" and a.enclitic}
    return any(a.pos == "masdar" and a.enclitic in owners for a in word.nouns)


def is_own_act(passage: Passage, at: int, word: Word) -> bool:
    """Return whether a word is what somebody tells or ends of his own: announced his resignation.

    It is a noun too where the verb before wants one of its class: X suspended its cooperation.
    """
    own = any(a.pos == "masdar" and a.enclitic.startswith("3") for a in word.nouns)
    if not own or any(a.aspect == "perfect" or not a.enclitic for a in word.verbs):
        return False
    last = passage.heads[passage.order[-1]] if passage.order else None
    if last is None or last.form != "verb":
        return False
    wanted = (f.complement for _, frames in last.readings for f in frames)
    if "report" not in last.cues and word.noun_classes.isdisjoint(wanted):
        return False
    return not any(passage.words[place].has("complementizer") for place in range(last.at, at))
