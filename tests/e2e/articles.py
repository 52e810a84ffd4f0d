"""Articles made for tests: Arabic of our own words, each text unlike the others."""

import random
from pathlib import Path
from typing import Any

WORDS = (Path(__file__).parent / "words.txt").read_text("utf-8").split()
PAIRS = (("البرازيل", "الأرجنتين"), ("كندا", "المكسيك"), ("اليابان", "أستراليا"))


def made(count: int, seed: int) -> list[dict[str, Any]]:
    """Return ``count`` input articles; every tenth reports one of three talks halted."""
    chance = random.Random(seed)
    articles = []
    for number in range(count):
        filler = " ".join(chance.choices(WORDS, k=80))
        source, target = PAIRS[number // 10 % 3]
        lead = f"علقت {source} محادثاتها مع {target} بشأن التجارة. " if number % 10 == 0 else ""
        articles.append(
            {
                "id": f"made-{seed}-{number}",
                "source": f"outlet-{number % 17}",
                "published": "2026-05-04T10:00:00Z",
                "title": f"{lead}" or filler[:40],
                "text": f"{lead}{filler}.",
            }
        )
    return articles
