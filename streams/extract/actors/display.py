"""Names for display: without the conjunction and the preposition that are written onto them."""

from collections.abc import Sequence

_SPACED = " ،"


def display_name(texts: Sequence[str], proclitics: str = "", *, definite: bool = False) -> str:
    """Return the words of a phrase as its name; ``definite`` says that its noun has the article.

    ``proclitics`` are the letters before its first word. An article that ل took the ا of has it
    again, and commas stand behind their words.

    >>> display_name(["وللبرلمان", "العراقي"], "ول", definite=True)
    'البرلمان العراقي'
    >>> display_name(["للبنان"], "ل")
    'لبنان'
    >>> display_name(["وزير", "الدفاع", "،", "جون", "سميث", "،"])
    'وزير الدفاع، جون سميث'
    """
    if not proclitics and "،" not in texts:
        return " ".join(texts)  # most names
    words = list(texts)
    first = words[0].removeprefix(proclitics) if words else ""
    if proclitics and first:
        joined = proclitics.endswith("ل") and definite and first.startswith("ل")
        words[0] = f"ال{first[1:]}" if joined else first
    return " ".join(words).replace(_SPACED, "،").rstrip("،")
