"""What a text says that a sentence opens with: it came in a statement of the ministry that."""

from streams.extract.actors.phrases import Kind
from streams.extract.clauses.groups import Group
from streams.extract.clauses.passage import Passage

_CAME = frozenset({"جاء", "ورد", "جا"})
"""Verbs of what stands in a text."""
OPENING_SPAN = 3
"""Words in which such a verb opens the sentence."""
TEXT_SPAN = 25
"""Words between the text and what it says: whose it is, when and where it came out."""


def stated(passage: Passage, running: Group) -> tuple[int, Group] | None:
    """Return where a text begins to speak that the sentence opens with, and who speaks in it.

    ``running`` is who spoke before: "the statement" is his. None where no text speaks or nobody's.
    """
    if "statement" not in passage.classes:
        return None
    at = _text(passage)
    if not at:
        return None
    for place in range(at + 1, min(passage.last - 1, at + TEXT_SPAN)):
        if passage.words[place].has("complementizer") or passage.keys[place] in {":", "«"}:
            writer = _writer(passage, at, place)
            if not writer and passage.words[at].definite and place == at + 1:
                writer = running
            return (place, writer) if writer else None
    return None


def _text(passage: Passage) -> int:
    """Return where the text stands that "came in" governs at the opening, 0 if there is none."""
    for at in range(passage.first, min(passage.last - 2, passage.first + OPENING_SPAN)):
        if passage.keys[at].removeprefix("و") in _CAME and passage.keys[at + 1] == "في":
            word = passage.words[at + 2]
            return at + 2 if word.has("statement") else 0
    return 0


def _writer(passage: Passage, first: int, last: int) -> Group:
    """Return whose a text is: the first side named behind it, unless it is a paper's."""
    for phrase in passage.between(first + 1, last):
        if phrase.kind is Kind.ACTOR and phrase.preposition not in {"الي", "علي", "مع", "بعد"}:
            known = phrase.code is not None and phrase.sector != "MED"
            return [phrase] if known else []
    return []
