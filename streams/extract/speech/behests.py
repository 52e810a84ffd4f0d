"""At whose request something was done: at the request of Russia, in answer to a request by Mali."""

from collections.abc import Iterator

from streams.extract.actors.phrases import Kind, NounPhrase
from streams.extract.clauses.groups import Group, group_at
from streams.extract.clauses.passage import Passage

ACT_SPAN = 25
"""Words between what was done and the request that it answers."""
_ASKING = frozenset({"تقدّم", "توجّه", "بعث", "أدلى", "رحّب", "طالب"})
"""Verbs that have the request itself behind "with": came forward with."""
_REQUESTS = frozenset({"طلب", "بطلب", "لطلب"})
_BEHESTS = {
    "طلب": (("بناء", "علي"), ("نزولا", "عند"), ("بناءا", "علي")),
    "لطلب": (("تلبيه",), ("استجابه",), ("وفقا",), ("نزولا",)),
}
"""Words before a request that say that what is told was done for it."""


def behests(passage: Passage) -> Iterator[tuple[int, Group, NounPhrase]]:
    """Yield where a request stands at which somebody acted, who made it and who acted."""
    if _REQUESTS.isdisjoint(passage.spelt):
        return
    for at in range(passage.first, passage.last - 1):
        if passage.keys[at] not in _REQUESTS or not _grants(passage, at):
            continue
        asker = _asker(passage, at)
        doer = _doer(passage, at, asker) if asker is not None else None
        if asker is not None and doer is not None and asker.code != doer.code:
            yield at, group_at(passage, asker), doer


def _grants(passage: Passage, at: int) -> bool:
    key = passage.keys[at]
    if key == "بطلب":
        return _verb_before(passage, at) not in _ASKING
    return any(
        tuple(passage.keys[max(passage.first, at - len(words)) : at]) == words
        for words in _BEHESTS[key]
    )


def _verb_before(passage: Passage, at: int) -> str:
    heads = (passage.heads.get(place) for place in range(at - 1, passage.first - 1, -1))
    return next((h.analysis.lemma for h in heads if h is not None and h.form == "verb"), "")


def _asker(passage: Passage, at: int) -> NounPhrase | None:
    """Return who made the request at ``at``: by "from" or as its genitive."""
    behind = at + 2 if passage.keys[at + 1] == "من" else at + 1
    phrase = passage.covered.get(behind)
    if phrase is None or phrase.first != behind or phrase.kind is not Kind.ACTOR:
        return None
    return phrase if phrase.code is not None else None


def _doer(passage: Passage, at: int, asker: NounPhrase) -> NounPhrase | None:
    """Return who acts in the clause of the request, beside its verb, if it is a known side."""
    after = (place for place in passage.order if asker.last <= place <= asker.last + 2)
    before = (place for place in reversed(passage.order) if at - ACT_SPAN <= place < at)
    opens = at - passage.first <= 2
    for place in after if opens else before:
        head = passage.heads[place]
        if head.form != "verb" or head.analysis.voice == "passive":
            continue
        phrase = passage.covered.get(place + 1) or passage.covered.get(place - 1)
        sides = phrase is not None and phrase.kind is Kind.ACTOR and phrase.free
        return phrase if sides and phrase is not None and phrase.code is not None else None
    return None
