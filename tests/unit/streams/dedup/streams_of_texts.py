"""Made-up streams with copies, cuts, quotations and boilerplate, all from one seed."""

import random
from dataclasses import dataclass

from schemas.article import Copies, Fingerprint
from streams.dedup import DedupState, apply, decide, fingerprint

LETTERS = "ابتثجحخدذرزسشصضطظعغفقكلمنهوي"
HOUR = 3600.0


@dataclass(frozen=True, slots=True)
class Item:
    article_id: str
    prints: Fingerprint
    at: float
    outlet: str


def words(chance: random.Random, count: int) -> str:
    return " ".join("".join(chance.choices(LETTERS, k=chance.randint(2, 7))) for _ in range(count))


def edited(chance: random.Random, text: str, share: float) -> str:
    return " ".join(words(chance, 1) if chance.random() < share else w for w in text.split())


def _related(chance: random.Random, kind: str, earlier: str) -> str:
    part = " ".join(earlier.split()[: max(10, len(earlier.split()) // 2)])
    if kind == "copy":
        return edited(chance, earlier, 0.1)
    if kind == "quote":
        return f"{words(chance, 60)} {part} {words(chance, 20)}"
    return part if kind == "cut" else earlier


def stream(seed: int, count: int, *, hours: float = 1.0) -> list[Item]:
    """Return ``count`` articles, about half of them related to an earlier one."""
    chance = random.Random(seed)
    footer = words(chance, 12)
    texts: list[str] = []
    items: list[Item] = []
    for number in range(count):
        kind = chance.choice(["new", "new", "new", "copy", "cut", "quote", "again"])
        text = words(chance, chance.randint(15, 120))
        if kind != "new" and texts:
            text = _related(chance, kind, chance.choice(texts[-30:]))
        texts.append(text)
        own = f"a{number}" if chance.random() > 0.05 or not items else items[-1].article_id
        at = HOUR * (number * hours + chance.uniform(-3, 3))
        outlet = f"o{chance.randint(0, 3)}"
        items.append(Item(own, fingerprint("", f"{text} {footer}"), at, outlet))
    return items


def run(state: DedupState, items: list[Item]) -> list[Copies]:
    """Decide and apply each of ``items``; return what was decided."""
    decided = []
    for item in items:
        copies = decide(state, item.article_id, item.prints, item.at, item.outlet)
        apply(state, item.article_id, item.prints, item.at, copies, item.outlet)
        decided.append(copies)
    return decided


def replay(state: DedupState, items: list[Item], decided: list[Copies]) -> None:
    """Only apply what had been decided, as on a start after a crash."""
    for item, copies in zip(items, decided, strict=True):
        apply(state, item.article_id, item.prints, item.at, copies, item.outlet)
