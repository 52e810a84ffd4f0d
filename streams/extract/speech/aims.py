"""For whom efforts are made, which are not his: efforts to help the refugees of Chad."""

from streams.extract.actors.phrases import Kind, NounPhrase
from streams.extract.clauses.passage import Passage
from streams.extract.words.word import bare

_EFFORTS = frozenset({"جهود", "مساعي", "مبادرات", "تحركات"})
_AIMED = frozenset({"راميه", "هادفه", "ساعيه"})


def is_whom_it_helps(passage: Passage, first: int, phrase: NounPhrase) -> bool:
    """Return whether ``phrase`` names for whom the efforts at ``first`` are: praise is not his."""
    if phrase.kind is Kind.PLACE or bare(passage.keys[first]) not in _EFFORTS:
        return False
    for at in range(first + 1, phrase.first):
        word = passage.words[at]
        if bare(word.key) in _AIMED:
            return True
        if any(a.pos == "masdar" and "ل" in {a.preposition, word.clitic} for a in word.nouns):
            return True
    return False
