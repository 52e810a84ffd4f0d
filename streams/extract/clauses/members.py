"""Those of the many who are named: met leaders, among them the president of Chad."""

from streams.extract.actors.phrases import Kind, NounPhrase
from streams.extract.clauses.groups import Group, group_at
from streams.extract.clauses.passage import Passage
from streams.extract.words.function_words import COMMAS, OPENING_MARKS

MEMBERS_SPAN = 14
"""Words of those who are many, before some of them are named."""
_AMONG = frozenset(
    joined + word
    for word in ("بينهم", "بينها", "بينهن", "منهم", "منها", "منهن", "ابرزهم", "ابرزها", "ابرزهن",
                 "اهمها", "مثل")
    for joined in ("", "و")
)  # fmt: skip
"""Words that open the names of some of them."""
_AMONG_THEM = (
    ("بمن", "فيهم"), ("بمن", "فيها"), ("بمن", "فيهن"), ("بما", "فيها"), ("بما", "فيهم"),
    ("وبمن", "فيهم"), ("وعلي", "راسهم"), ("علي", "راسهم"), ("علي", "راسها"), ("وعلي", "راسها"),
    ("في", "مقدمتهم"), ("في", "مقدمتها"), ("وفي", "مقدمتهم"), ("وفي", "مقدمتها"),
    ("في", "طليعتهم"), ("وفي", "طليعتهم"), ("من", "ضمنهم"), ("من", "ضمنها"), ("ومن", "ضمنهم"),
)  # fmt: skip
_INCLUDING = (("بما", "في", "ذلك"), ("وبما", "في", "ذلك"))
_THEY = frozenset({"هم", "وهم", "هي", "وهي", "هما", "وهما"})
"""Words that open the names of all of them, right behind a comma or those who are counted."""
_LAST = _AMONG | _THEY | {words[-1] for words in (*_AMONG_THEM, *_INCLUDING)}
"""The last words of them all."""
_EACH = frozenset({"كل", "كلا"})


def named_members(passage: Passage, first: int, end: int) -> Group:
    """Return those whom the words from ``first`` on name as some or all of the many; often nobody.

    No side may be named before them, and no other verb told.
    """
    for at in range(first, min(end, first + MEMBERS_SPAN)):
        behind = behind_opener(passage, at)
        if behind:
            return _listed(passage, behind_each(passage, behind))
        phrase, head = passage.covered.get(at), passage.heads.get(at)
        if (phrase is not None and _is_met(phrase)) or (head is not None and head.form == "verb"):
            return []
    return []


def _is_met(phrase: NounPhrase) -> bool:
    """Return whether a phrase names a side itself, not only where the many are met."""
    if phrase.code is None or phrase.kind is not Kind.ACTOR:
        return False
    return not phrase.town and phrase.preposition != "في"


def behind_each(passage: Passage, at: int) -> int:
    """Return where the names begin behind "each of" at ``at``; ``at`` where it does not stand."""
    while at < passage.last and passage.keys[at] in OPENING_MARKS | {":"}:
        at += 1
    of_each = at + 2 < passage.last and passage.keys[at] in _EACH and passage.keys[at + 1] == "من"
    return at + 2 if of_each else at


def opens_members(passage: Passage) -> bool:
    """Return whether words stand in the sentence that can open the names of some of the many."""
    return not _LAST.isdisjoint(passage.spelt)


def behind_opener(passage: Passage, at: int) -> int:
    """Return where the words end that open the names of some of the many, 0 where none stand."""
    keys = passage.keys
    if keys[at] in _AMONG:
        return at + 1
    if tuple(keys[at : at + 2]) in _AMONG_THEM:
        return at + 2
    if tuple(keys[at : at + 3]) in _INCLUDING:
        return at + 3
    return at + 1 if keys[at] in _THEY and _opens_names(passage, at + 1) else 0


def _opens_names(passage: Passage, at: int) -> bool:
    """Return whether the names of sides begin at ``at``, right away."""
    phrase = passage.covered.get(behind_each(passage, at))
    return phrase is not None and phrase.code is not None


def _listed(passage: Passage, at: int) -> Group:
    """Return the sides that a list from ``at`` on names, parted by commas or by "and"."""
    first = passage.covered.get(at)
    if first is None or not _is_side(first):
        return []
    found = group_at(passage, first)
    for phrase in passage.between(found[-1].last, passage.last):
        gap = passage.keys[found[-1].last : phrase.first]
        if len(gap) > 1 or not set(gap) <= COMMAS or not _is_side(phrase):
            break
        if phrase.conjoined or (gap and phrase.role == found[-1].role and phrase.free):
            found.append(phrase)
    return [p for p in found if _is_side(p)]


def _is_side(phrase: NounPhrase) -> bool:
    return phrase.code is not None and phrase.kind in {Kind.ACTOR, Kind.PLACE}
