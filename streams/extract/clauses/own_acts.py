"""Acts with their owner's pronoun, which are spelt like verbs: its cooperation, she helps her."""

from streams.extract.clauses.passage import Passage
from streams.extract.words.word import Word

_SINCERE = frozenset({"بالغ", "عميق", "خالص", "صادق", "جزيل", "عظيم", "وافر", "كبير", "شديد",
                      "فايق", "اسمي", "احر", "اصدق"})  # fmt: skip
"""Adjectives before what is felt: in deep sorrow."""


def shares_owner(passage: Passage, at: int, word: Word) -> bool:
    """Return whether a noun joins one of the same owner behind a preposition: its anger and blame.

    Both bear the owner's pronoun, and are acts or of one class: his (deep) gratitude and thanks.
    """
    if not word.conjoined or not _is_governed(passage, at - 1):
        return False
    before = passage.words[at - 1]
    alike = not word.noun_classes.isdisjoint(before.noun_classes)
    owners = {a.enclitic for a in before.nouns if a.enclitic and (alike or a.pos == "masdar")}
    return any(a.pos == "masdar" and a.enclitic in owners for a in word.nouns)


def _is_governed(passage: Passage, at: int) -> bool:
    """Return whether a preposition governs the noun at ``at``, or "deep", "sincere" before it."""
    if passage.keys[at - 1] in _SINCERE:
        at -= 1
    before = passage.word(at - 1)
    return before is not None and before.has("preposition")


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
