"""The words of the closed classes, ``data/words.tsv``: prepositions, particles, numbers, marks."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files

from streams.normalize.letters import fold

_NOT_JOINED = frozenset({"فهم", "فتحت"})
"""Words that only look like a function word with its conjunction: understanding, she opened."""
_HIS_STATE = "دولته"
"""His Excellency, or, behind a preposition, his state."""
_POSSESSORS = ("ه", "ها", "هم", "هما", "نا")
_MANY = frozenset(fold(word) for word in ("عشرات", "مئات", "آلاف", "عدد"))
"""Words of number that are counted as well as they count: for hundreds of families."""
BEFORE_NUMBERS = ("ب", "ل")
"""Prepositions written onto a number."""
FULL_STOPS = frozenset({".", "!", "؟", "?", "…"})
"""Marks that end a sentence; within a quotation they stand between its clauses."""
COMMAS = frozenset({"،", ","})
OPENING_MARKS = frozenset({"«", '"', "("})
COUNTS = frozenset({"number", "quantifier"})
"""Classes of the words that count the noun behind them."""
DEMANDING = frozenset({"للمطالبه", "مطالبين", "ومطالبين"})
"""Words between a protest and what it demands: that the war of another be stopped."""
WITHIN_IT = frozenset({"فيه", "فيها", "خلاله", "خلالها"})
"""What takes up a letter, a call or a speech behind the verb of what is said in it."""
MISSIONS = frozenset({"سفاره", "قنصليه", "بعثه"})
"""Heads of the phrases of missions abroad."""
_TO_WHOM = frozenset({"له", "لها", "لهم", "لهما"})
WHERE = "حيث"
"""Opens the clause of what somebody does where he went."""
OF_IT = "بانه"
"""How what somebody is accused of begins, with a pronoun of the accused: بأنه, بأنها."""
AFFIRMED_THAT = frozenset({"ان", "بان"})
"""Openings of the clause of what is done or to be done: that, of it that."""
THAT = AFFIRMED_THAT | {"الا", "بالا"}
"""Openings of the clause of what is demanded or contained: that, that not."""
ALONGSIDE = ("الي", "جانب")
"""Beside somebody, or something."""
WHAT = frozenset({"ما", "بما"})
"""Openings of the clause that stands for a thing: what Hungary does."""


def _govern(
    table: defaultdict[str, set[str]], name: str, more: frozenset[str] = frozenset()
) -> None:
    """Add the words of class ``name``, and ``more``, with prepositions written onto them."""
    for word in [w for w, classes in table.items() if name in classes or w in more]:
        for preposition in BEFORE_NUMBERS if word != _HIS_STATE else ():
            table.setdefault(preposition + word, {name})


@cache
def function_words() -> Mapping[str, frozenset[str]]:
    """Return folded spelling -> classes, conjunctions و and ف included."""
    table: defaultdict[str, set[str]] = defaultdict(set)
    text = files("streams.extract").joinpath("data/words.tsv").read_text("utf-8")
    rows = [line.split("\t") for line in text.splitlines() if line and not line.startswith("#")]
    for name, words in rows[1:]:
        for word in words.split():
            table[fold(word)].add(name)
    for word in [word for word, classes in table.items() if "organ" in classes]:
        del table[word]
        stem = f"{word[:-1]}ت" if word.endswith("ه") else word
        for pronoun in _POSSESSORS:
            table[stem + pronoun].add("organ")
    _govern(table, "anaphor")
    _govern(table, "brother")
    for word in [w for w, classes in table.items() if "pair" in classes]:
        table[f"لل{word[2:]}"].add("pair")
    for word in list(table):
        for conjunction in ("و", "ف"):
            if conjunction + word not in table and conjunction + word not in _NOT_JOINED:
                table[conjunction + word] = table[word] | {"conjoined"}
    _govern(table, "number", _MANY)
    return {word: frozenset(classes) for word, classes in table.items()}


BACKING = frozenset(
    {"بدعم", "باسناد", "بمسانده", "بموازره", "بمعاونه", "وبدعم", "وباسناد", "وبمسانده"}
    | {"مدعوم", "مدعومه", "مدعومين", "مدعومون", "مدعومتين", "ممول", "مموله", "ممولين", "ممولون"}
    | {"المدعوم", "المدعومه", "المدعومين", "المدعومون", "الممول", "المموله", "الممولين"}
)
"""Words behind which من names by whose help something is done."""


def told_within(behind: Sequence[str]) -> bool:
    """Return whether the keys behind a verb take up the letter in which it says this: in it."""
    at = 1 if behind and behind[0] in _TO_WHOM else 0
    return not WITHIN_IT.isdisjoint(behind[at : at + 1])
