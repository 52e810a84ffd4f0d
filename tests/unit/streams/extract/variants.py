"""Variants of base sentences, made by machine: negated, supposed, swapped, glued, misspelt...

``tests/cases/extract/desk/variants.json`` holds the sentences in pieces, the actors, and the kinds
of variants, each with a pattern and the rule of what must become of the event.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, Final

from streams.extract import Extraction
from tests.unit.streams.extract.reading import Case, Key, keys, load, read

DONE: Final = frozenset({"actual", "planned", "historical"})
_HAMZA: Final = str.maketrans("أإآؤئ", "ااءوي")
_FINALS: Final = {"ة": "ه", "ى": "ي"}
_STATUS_OF_RULE: Final = {
    "told": "actual", "swapped": "actual", "planned": "planned", "historical": "historical",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Variant:
    """One sentence made from a base, and what must be read in it."""

    kind: str
    base: str
    rule: str
    outer: tuple[str, str] | None
    """Type and source of the act of a third party that the variant puts around the base."""
    case: Case
    plain: Case
    """The unchanged sentence."""
    event: tuple[str, str, str]
    """Type, source and target as the variant tells them."""
    third: str | None
    """Code of an actor that does the same beside the source."""
    mutual: bool
    deed: bool
    """False for acts of speech, whose negation may be no event at all."""


def variants() -> Iterator[Variant]:
    """Yield every kind of variant of every base, each base with two actors of its own."""
    data = load("variants")
    actors = data["actors"]
    for number, base in enumerate(data["bases"]):
        pair = actors[2 * number % len(actors)], actors[(2 * number + 1) % len(actors)]
        for name, kind in data["kinds"].items():
            if _suits(base, kind):
                yield _variant(name, kind, base, pair, data["published"])


def _suits(base: Case, kind: Case) -> bool:
    if kind.get("only_deeds") and not base["deed"]:
        return False
    if "{passive}" in kind["pattern"] and "passive" not in base:
        return False
    return base["id"] not in kind.get("without", ())


def _variant(name: str, kind: Case, base: Case, pair: tuple[Case, Case], published: str) -> Variant:
    def case(pattern: str, title: str = "") -> Case:
        return {
            "title": _fill(title, base, pair),
            "text": _fill(pattern, base, pair),
            "published": published,
        }

    changed = case(kind["pattern"], kind.get("title", ""))
    if "change" in kind:
        changed["text"] = CHANGES[kind["change"]](changed["text"])
    source, target = (actor["code"] for actor in pair)
    if kind["rule"] == "swapped":
        source, target = target, source
    return Variant(
        name, base["id"], kind["rule"], _outer(kind), changed, case("{past} {A} {rest}."),
        (base["type"], source, target), kind.get("third"), base.get("mutual", False), base["deed"],
    )  # fmt: skip


def _outer(kind: Case) -> tuple[str, str] | None:
    return tuple(kind["outer"]) if "outer" in kind else None


def _fill(pattern: str, base: Case, pair: tuple[Case, Case]) -> str:
    """Return ``pattern`` with the pieces of ``base``, then the actors, in their places."""

    def piece(found: re.Match[str]) -> str:
        name, _, form = found[1].partition(":")
        if name in "AB":
            return found[0]
        text: str = base[name]
        if form == "swapped":
            return text.replace("{B}", "{A}")
        return text.replace("{B}", f"{{B:{form}}}") if form else text

    def actor(found: re.Match[str]) -> str:
        name, _, form = found[1].partition(":")
        return str(pair["AB".index(name)][form or "name"])

    return re.sub(r"\{([^}]+)\}", actor, re.sub(r"\{([^}]+)\}", piece, pattern))


def _hamza(text: str) -> str:
    return text.translate(_HAMZA)


def _finals(text: str) -> str:
    return re.sub(r"[ةى]\b", lambda found: _FINALS[found[0]], text)


def _inside_words(mark: str) -> Callable[[str], str]:
    # Not after the first letter, where it might be a word of its own, and never after an alef.
    return lambda text: re.sub(r"(?<=\w\w)(?<![اأإآدذرزوؤةى])(?=\w\w)", mark, text)


CHANGES: Final[dict[str, Callable[[str], str]]] = {
    "hamza": _hamza,
    "finals": _finals,
    "tatweel": _inside_words("\N{ARABIC TATWEEL}"),
    "diacritics": _inside_words("\N{ARABIC FATHA}"),
    "joiners": _inside_words("\N{ZERO WIDTH NON-JOINER}"),
    "spaces": lambda text: text.replace(" ", "  "),
}


def problems(variant: Variant) -> list[str]:
    """Return what is wrong with the reading of ``variant``, by its rule."""
    found = read(variant.case)
    got = keys(found.events)
    if variant.rule == "same":
        want = keys(read(variant.plain).events)
        return [] if got == want else [f"read {_say(got)}, plainly written {_say(want)}"]
    if variant.rule in _STATUS_OF_RULE or (variant.rule == "negated" and variant.deed):
        want = _told(variant, _STATUS_OF_RULE.get(variant.rule, "negated"))
        return [] if got == want else [f"read {_say(got)}, wanted {_say(want)}"]
    out = _told_as_done(variant, found)
    if variant.outer and (*variant.outer, variant.event[1], "actual") not in got:
        out.append(f"no {variant.outer[0]} of {variant.outer[1]}: {_say(got)}")
    return out


def _told_as_done(variant: Variant, found: Extraction) -> list[str]:
    """Return the events that tell the act of ``variant`` as done or planned, not as a claim."""
    sides = {key[:3] for key in _told(variant, "actual")}
    return [
        f"told as done: {_say(keys([event]))}"
        for event in found.events
        if next(iter(keys([event])))[:3] in sides and event.status in DONE
        if event.reported_by is None
    ]


def _told(variant: Variant, status: str) -> set[Key]:
    kind, source, target = variant.event
    told: set[Key] = {(kind, source, target, status)}
    if variant.third:
        told.add((kind, variant.third, target, status))
    return told | {(kind, target, source, status)} if variant.mutual else told


def _say(found: set[Any]) -> str:
    return "; ".join(sorted(f"{k} {s}->{t} {status}" for k, s, t, status in found)) or "nothing"
