"""Replicas of a stream with the letters of the alphabet exchanged.

A replica has the statistics of its original - lengths, repeats, who copies whom - and shares no
shingle with it, so any number of live articles can be made of one labelled stream.
"""

import random
from collections.abc import Iterator, Sequence

from schemas.article import RawArticle

_LETTERS = ("اأإآٱ", "ب", "تة", "ث", "ج", "ح", "خ", "د", "ذ", "ر", "ز", "س", "ش", "ص", "ض", "ط",
            "ظ", "ع", "غ", "ف", "ق", "ك", "ل", "م", "ن", "ه", "وؤ", "يىئ")  # fmt: skip
"""Spellings that a fingerprint takes for one letter stay one letter; ة is folded to ه apart."""


def replicas(articles: Sequence[RawArticle], *, seed: int) -> Iterator[list[tuple[str, str]]]:
    """Yield id and text of all ``articles``, letters exchanged, for ever; another way each time."""
    chance = random.Random(seed)
    number = 0
    while True:
        number += 1
        others = [group[0] for group in _LETTERS]
        chance.shuffle(others)
        table = {
            ord(letter): ord(other)
            for group, other in zip(_LETTERS, others, strict=True)
            for letter in group
        }
        table[ord("ة")] = table[ord("ه")]
        yield [(f"{a.article_id}~{number}", a.text.translate(table)) for a in articles]
