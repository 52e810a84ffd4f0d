"""Articles made for tests: some report halted talks, the rest of each text is no one else's."""

import random
from typing import Any

LETTERS = "ابتثجحخدذرزسشصضطظعغفقكلمنهوي"
PAIRS = (("البرازيل", "الأرجنتين"), ("كندا", "المكسيك"), ("اليابان", "أستراليا"))


def made(count: int, seed: int) -> list[dict[str, Any]]:
    """Return ``count`` input articles; every tenth reports one of three talks halted.

    The words behind the lead are random letters, so that only the reports belong together.
    """
    chance = random.Random(seed)
    articles = []
    for number in range(count):
        filler = " ".join("".join(chance.choices(LETTERS, k=5)) for _ in range(80))
        source, target = PAIRS[number // 10 % 3]
        lead = f"علقت {source} محادثاتها مع {target} بشأن التجارة. " if number % 10 == 0 else ""
        articles.append(
            {
                "id": f"made-{seed}-{number}",
                "source": f"outlet-{number % 17}",
                "published": "2026-05-04T10:00:00Z",
                "title": lead or filler[:40],
                "text": f"{lead}{filler}.",
            }
        )
    return articles
