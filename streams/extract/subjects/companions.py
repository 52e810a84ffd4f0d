"""Who acts with the subject, told behind it: X, and with it Y; A alongside B."""

from streams.extract.actors.phrases import Kind
from streams.extract.clauses.asides import WITH_HIM
from streams.extract.clauses.groups import Group, group_at
from streams.extract.clauses.passage import Head, Passage
from streams.extract.words.function_words import COMMAS

_AFTER_HIM = frozenset({"بعده", "بعدها", "بعدهم", "خلفه", "خلفها", "خلفهم", "ورايه", "ورايها"})
"""What stands behind "and from": after it, at its back."""
_BESIDE = (("الي", "جانب"), ("بالاشتراك", "مع"), ("جنبا", "الي", "جنب", "مع"), ("بمشاركه",))
"""What joins a companion to the subject right before it, no comma between."""
_STANDS = frozenset({"وقف", "اصطف", "انحاز", "قاتل", "حارب", "شارك", "عمل", "ظهر", "جلس", "بقي"})
"""Verbs of who stands or fights beside somebody, and does nothing together with him."""
_WITH_WHOM = _AFTER_HIM | WITH_HIM
_OPENERS = _WITH_WHOM | {"جانب", "بالاشتراك", "جنبا", "بمشاركه"}


def with_companions(
    passage: Passage, head: Head, subject: Group, objects: list[Group]
) -> tuple[Group, list[Group]]:
    """Return ``subject`` with those told right behind it to act with it, and the true objects."""
    if _OPENERS.isdisjoint(passage.spelt):
        return subject, objects  # most sentences
    if subject[0].kind is not Kind.ACTOR or head.analysis.lemma in _STANDS:
        return subject, objects
    at = _companion(passage, subject[-1].last)
    if at + 1 < passage.last and passage.keys[at : at + 2] == ["كل", "من"]:
        at += 2
    group = _named_at(passage, at)
    if not group:
        return subject, objects
    apart = [g for g in objects if not subject[-1].last <= g[0].first < group[-1].last]
    return _joined(subject, group), apart


def join_object(passage: Passage, objects: list[Group]) -> None:
    """Put those told with the first of ``objects`` into it: India, and with it Pakistan."""
    if _WITH_WHOM.isdisjoint(passage.spelt) or objects[0][0].kind is not Kind.ACTOR:
        return  # most sentences
    group = _named_at(passage, _behind_comma(passage, objects[0][-1].last))
    objects[0] = _joined(objects[0], group)


def _named_at(passage: Passage, at: int) -> Group:
    """Return the sides that are named from ``at`` on; nobody where ``at`` is 0 or names none."""
    phrase = passage.covered.get(at) if at else None
    if phrase is None or phrase.first > at or phrase.kind is not Kind.ACTOR or phrase.code is None:
        return []
    return group_at(passage, phrase)


def _joined(group: Group, others: Group) -> Group:
    known = {p.code for p in group}
    return [*group, *(p for p in others if p.code not in known)]


def _companion(passage: Passage, at: int) -> int:
    """Return where a companion begins behind a subject that ends at ``at``, 0 where none does."""
    keys = passage.keys
    for opening in _BESIDE:
        if tuple(keys[at : at + len(opening)]) == opening:
            return at + len(opening)
    return _behind_comma(passage, at)


def _behind_comma(passage: Passage, at: int) -> int:
    """Return where the companion begins that "and with him", "after him" opens at ``at``, or 0."""
    keys = passage.keys
    if at < passage.last and keys[at] in COMMAS:
        at += 1
    if at + 1 >= passage.last:
        return 0
    if keys[at] in WITH_HIM:
        return at + 1
    return at + 2 if keys[at] in {"ومن", "من"} and keys[at + 1] in _AFTER_HIM else 0
