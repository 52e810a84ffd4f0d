"""Every frame of a verb in every construction of the language: what one tells, the others tell too.

``python -m tests.quality.constructions`` lets France do to Turkey what each frame of the lexicon
tells: verb first, then in the constructions of ``tests/cases/extract/constructions.tsv`` (behind
"that", as a masdar, joined, in a headline). It prints for each how many of the frames that are read
verb first are lost there; ``--show NAME`` prints those sentences. Not each of them is a fault: the
masdar of many a verb is a mere topic, and what is made by rule may mean nothing.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import islice
from pathlib import Path

import click

from ops.lexicon.build import load_conjugator, masdars_of, verb_of
from ops.lexicon.conjugation import Conjugator, Verb
from streams.extract import extract
from streams.lexicon.tables import items, read_table
from streams.lexicon.triggers import ANYTHING, Frame, load_triggers
from streams.lexicon.vocabulary import vocabulary
from streams.normalize import normalise

CASES = Path(__file__).parents[1] / "cases" / "extract" / "constructions.tsv"
BASE = "verb-first"
SOURCE, TARGET = "FRA", "TUR"
_NO_NOUN = frozenset({"adjective", "adverb"})
_TARGET = "تركيا"
_ADJECTIVES = {"m": "التركي", "f": "التركية", "mp": "التركيين", "fp": "التركيات"}
_UNFOLDED = {"الي": "إلى", "علي": "على", "لدي": "لدى"}


@dataclass(frozen=True, slots=True)
class Construction:
    """One way to say it."""

    name: str
    field: str
    sentence: str
    statuses: tuple[str, ...]
    """Those that it may have here; ``none`` where nothing may be told."""
    lost: int
    """Percent of the frames read verb first that may be lost here; a change may only lower it."""


@dataclass(frozen=True, slots=True)
class Case:
    """One frame with words for its places."""

    lemma: str
    frame: Frame
    words: Mapping[str, str]
    """``perfect_f`` and other forms; ``object``, and ``marked`` behind a masdar with its agent."""

    @property
    def told(self) -> tuple[str, str, str | None]:
        """Type, source and target of what it tells."""
        named = any(name in self.words["object"] for name in (_TARGET, "الترك"))
        return self.frame.event_type, SOURCE, TARGET if named else None


def constructions() -> list[Construction]:
    """Return the constructions in the order of their file."""
    lines = CASES.read_text("utf-8").splitlines()[1:]
    rows = (line.split("\t") for line in lines)
    return [
        Construction(name, field, sentence, tuple(status.split("|")), int(lost))
        for name, field, sentence, status, lost in rows
    ]


def cases() -> Iterator[Case]:
    """Yield every frame of a verb whose subject acts and whose target stands beside it."""
    conjugator = load_conjugator()
    for lemma, (verb, masdars) in _verbs().items():
        forms = _forms(conjugator, verb, masdars)
        for frame in load_triggers().frames(lemma, "verb"):
            if "subject" not in frame.agent or frame.passive or frame.judgement or frame.fault:
                continue
            beside = _beside(frame)
            if beside is not None:
                yield Case(lemma, frame, forms | {"object": beside[0], "marked": beside[1]})


def is_read(case: Case, construction: Construction) -> bool | None:
    """Return whether what the case tells is read; None where the verb lacks the form."""
    try:
        sentence = construction.sentence.format_map(case.words)
    except KeyError:
        return None
    title = sentence if construction.field == "title" else ""
    text = "ساد الهدوء العاصمة." if title else sentence
    found = extract(
        normalise(title, "title", vocabulary()),
        normalise(text, "text", vocabulary()),
        article_id="construction",
        published="2020-05-14",
    )
    statuses: set[str] = {
        e.status
        for e in found.events
        if (e.event_type, e.source.code, e.target.code if e.target else None) == case.told
    }
    return (statuses or {"none"}) <= set(construction.statuses)


def lost(every: int = 1) -> dict[str, tuple[int, list[str]]]:
    """Return by construction how many frames were asked, and the sentences that are not read.

    Only every ``every``-th frame is asked.
    """
    ways = constructions()
    (base,) = (way for way in ways if way.name == BASE)
    asked = [case for case in islice(cases(), 0, None, every) if is_read(case, base)]
    found = {}
    for way in ways:
        answers = [(case, is_read(case, way)) for case in asked]
        gone = [way.sentence.format_map(c.words) for c, answer in answers if answer is False]
        found[way.name] = sum(answer is not None for _, answer in answers), gone
    return found


@cache
def _verbs() -> dict[str, tuple[Verb, list[str]]]:
    """Return each verb by its lemma, and its masdars."""
    conjugator = load_conjugator()
    return {
        row["lemma"]: (verb_of(row), [masdar for masdar, *_ in masdars_of(row, conjugator)])
        for row in read_table("verbs")
    }


def _forms(conjugator: Conjugator, verb: Verb, masdars: list[str]) -> dict[str, str]:
    perfect = conjugator.perfect(verb, "active")
    imperfect = conjugator.imperfect(verb, "active")["0"]
    forms = {
        "perfect_m": perfect["0"],
        "perfect_f": perfect["t"] + "ت",
        "perfect_fd": perfect["t"] + "تا",
        "perfect_mp": perfect["w"] + "وا",
        "jussive_f": "ت" + conjugator.imperfect(verb, "active")["j"],
        "participle_m": conjugator.participle(verb, "active"),
        "perfect_md": perfect["a"] + "ا",
        "perfect_1p": perfect["n"] + "نا",
        "imperfect": imperfect,
        "imperfect_m": "ي" + imperfect,
        "imperfect_f": "ت" + imperfect,
    }
    return forms | ({"masdar": masdars[0]} if masdars else {})


@cache
def _nouns() -> dict[str, tuple[str, str]]:
    """Return a noun and its gender for each noun class."""
    found: dict[str, tuple[str, str]] = {}
    for row in read_table("nouns"):
        for name in items(row["classes"]):
            found.setdefault(name, (row["lemma"].strip("\u064e\u0650"), row["gender"]))
    for row in read_table("verbs"):
        masdars = _verbs()[row["lemma"]][1]
        for name in items(row["classes"]) if masdars else ():
            found.setdefault(name, (masdars[0], "f" if masdars[0].endswith("ة") else "m"))
    return found


def _behind(preposition: str, word: str) -> str:
    """Return ``word`` behind a preposition, which is spelt without hamza in a frame."""
    preposition = _UNFOLDED.get(preposition, preposition)
    if preposition in {"ب", "ل", "ك"}:
        joined = preposition == "ل" and word.startswith("ال")
        return "لل" + word[2:] if joined else preposition + word
    return f"{preposition} {word}"


def _beside(frame: Frame) -> tuple[str, str] | None:
    """Return what stands behind the subject, and behind a masdar with its agent; None for nothing.

    The complement is a noun of its class, and the target stands in the first role that can be said
    with a few words.
    """
    role, _, rest = next((r for r in frame.roles if _is_sayable(r)), "").partition("prep:")
    if not frame.complement:
        if role == "object":
            return _TARGET, _behind("ل", _TARGET)
        return (_behind(rest, _TARGET),) * 2 if rest and not role else None
    found = _nouns().get(frame.complement)
    if frame.complement == ANYTHING or found is None or frame.complement_role in _NO_NOUN:
        return None
    noun, gender = found
    target = f" {_behind(rest, _TARGET)}" if rest else ""
    said = {
        "none": f"ال{noun}",
        "": f"ال{noun}{target}",
        "complement.": f"ال{noun}{target}",
        "complement.genitive": f"{noun} {_TARGET}",
        "complement.adjective": f"ال{noun} {_ADJECTIVES.get(gender, 'التركي')}",
    }
    if frame.complement_role == "object":
        return (said[role],) * 2 if role in said and (role or rest) else None
    place = frame.complement_role.removeprefix("prep:")
    if role == "object":
        complement = _behind(place, f"ال{noun}")
        return f"{_TARGET} {complement}", f"{_behind('ل', _TARGET)} {complement}"
    return (_behind(place, said[role]),) * 2 if role in said and (role or rest) else None


def _is_sayable(role: str) -> bool:
    simple = {"object", "none", "complement.genitive", "complement.adjective"}
    return role in simple or role.startswith(("prep:", "complement.prep:"))


@click.command()
@click.option("--show", help="Print the sentences that are not read in this construction.")
@click.option("--every", default=1, show_default=True, help="Ask one frame in so many.")
def main(show: str | None, every: int) -> None:
    """Print how many frames are lost in each construction."""
    found = lost(every)
    if show is not None:
        if show not in found:
            raise click.BadParameter(f"{show!r} is none of {', '.join(found)}", param_hint="--show")
        print(*found[show][1], sep="\n")
        return
    for way in constructions():
        asked, gone = found[way.name]
        share = 100 * len(gone) / asked
        print(f"{way.name:18} asked {asked:5} lost {len(gone):5} {share:5.1f} %  ({way.lost} %)")


if __name__ == "__main__":
    main()
