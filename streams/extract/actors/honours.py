"""Titles that stand for who bore them before: the king, Sheikh Mohammed, the family of the boy."""

from collections.abc import Sequence

from streams.extract.actors.draft import Draft
from streams.extract.actors.registry import Registry, Resolved
from streams.extract.words.word import bare
from streams.lexicon.actors import ActorMatch

_BORNE = frozenset(
    {"الملك", "الملكه", "السلطان", "الامير", "الاميره", "الشيخ", "الشيخه", "الامبراطور",
     "الجنرال", "العميد", "العقيد", "المشير", "السيناتور", "السناتور", "القاضي"}
)  # fmt: skip
"""Titles before a name that one bears alone."""
_KIN = frozenset({"اسره", "عايله", "اسر", "عايلات", "ذوي", "ذوو", "اقارب", "اهالي"})


def honours(keys: Sequence[str], draft: Draft) -> tuple[str, ...]:
    """Return under which titles of his the text may go on about whom ``draft`` names.

    The last, alone and with the word behind it, which is his own name.
    """
    for at in range(draft.last - 2, draft.first - 1, -1):
        if keys[at].removeprefix("و") in _BORNE:
            title = bare(keys[at].removeprefix("و"))
            return title, f"{title} {keys[at + 1]}"
    return ()


def bearer(keys: Sequence[str], draft: Draft, registry: Registry) -> Resolved | None:
    """Return whom a title without an office means: who bore it last, of that name if it has one.

    The family of the fisherman is of whom the text has told as a fisherman.
    """
    key = keys[draft.first].removeprefix("و")
    if len(draft.roles) > 1 and key.removeprefix(draft.proclitics) in _KIN:
        one = keys[draft.roles[-1].first]
        return registry.by_head(bare(one)) if one.startswith("ال") else None
    if not draft.titled or draft.role is not None or key not in _BORNE:
        return None
    named = " ".join((bare(key), *(keys[at] for at in draft.names)))
    return registry.by_head(named)


def is_another_ruler(title: str, draft: Draft, registry: Registry) -> bool:
    """Return whether ``title`` behind the office of a land means who bore it before, of another.

    The president of Armenia (invited) the king.
    """
    if draft.code is None or draft.person is not None or title not in _BORNE:
        return False
    known = registry.by_head(bare(title))
    return known is not None and known.code != draft.code


def may_be_held_by(draft: Draft, match: ActorMatch) -> bool:
    """Return whether the person who follows can be who holds the office, or bears the title."""
    if match.proclitics or not (draft.role or draft.titled or draft.code):
        return False
    theirs, own = match.entry.code, draft.code
    return draft.person is None and not (own and theirs and own != theirs)
