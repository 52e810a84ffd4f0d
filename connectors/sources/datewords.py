"""The words of a date: names of months, days and zones, clock, digits; lists in ``data/*.tsv``."""

import functools
import re
import unicodedata
from dataclasses import dataclass, replace
from importlib import resources

_MARKS = re.compile(
    "[\u0610-\u061a\u0640\u064b-\u0652\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff]"
)
_FOLD = str.maketrans("أإآىة", "اااىه")
_CLOCK = re.compile(
    r"(?<![\d:])(\d{1,2})[:.](\d{2})(?:[:.](\d{2}))?(?:[.,]\d+)?\s*"
    r"(am|pm|a\.m\.|p\.m\.|صباحا|مساء|ظهرا|ص|م)?(?![\w:])",
    re.IGNORECASE,
)
_OFFSET = re.compile(
    r"(?:\b(?:utc|gmt)\s*)?[+-]\d{2}:?\d{2}\b|\b(?:utc|gmt)\s*[+-]\d{1,2}\b", re.IGNORECASE
)
_LETTERS = re.compile(r"[^\W\d_]+")
HIJRI = re.compile(
    r"محرم|صفر|ربيع|جماد|رجب|شعبان|رمضان|شوال|ذو القعد|ذي القعد|ذو الحج|ذي الحج|هـ|\bه\b"
)
_FILLERS = frozenset(("at", "the", "of", "le", "à", "في", "الساعه", "بتوقيت", "يوم", "و"))
_FILLERS_ENDING = re.compile(r"(?<=\d)(?:st|nd|rd|th)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Words:
    """A date's text taken apart; what has no place makes it unreadable."""

    text: str
    """Folded: Latin digits, no marks, bare alef."""
    month: int | None
    weekday: int | None
    """0 is Monday."""
    clock: tuple[int, int, int] | None
    zone: str | None
    """Name or offset after the clock, as written."""
    numbers: tuple[str, ...]
    """Numbers that are neither clock nor offset, in order."""
    hijri: bool

    def without(self, span: tuple[int, int]) -> "Words":
        """Return the words of the text outside ``span`` (a numeric date)."""
        rest = split_words(self.text[: span[0]] + " " + self.text[span[1] :])
        if rest.numbers:
            raise ValueError(f"numbers without a place: {' '.join(rest.numbers)}")
        return replace(rest, text=self.text)

    @staticmethod
    def zone_minutes(name: str) -> int | None:
        """Return minutes east of UTC of a zone's name, or None where it is not known."""
        folded = " ".join(word for word in _fold(name).split() if word != "بتوقيت")
        return _zones().get(folded)


def split_words(raw: str) -> Words:
    """Return the words of ``raw``; raises ValueError for an impossible clock."""
    text = _FILLERS_ENDING.sub("", _fold(raw))
    clock_match = _CLOCK.search(text)
    rest, offset = text, None
    if clock_match:
        rest = text[: clock_match.start()] + " " + text[clock_match.end() :]
    offset_match = _OFFSET.search(rest) if clock_match else None
    if offset_match:
        offset = offset_match.group()
        rest = rest[: offset_match.start()] + " " + rest[offset_match.end() :]
    month, rest = _take_month(rest)
    names = _LETTERS.findall(rest)
    days = _weekdays()
    weekday = next((days[key] for n in names if (key := _day_key(n)) in days), None)
    left = [n for n in names if _day_key(n) not in days and n not in _FILLERS]
    zone = offset or (" ".join(left) or None)
    return Words(
        text, month, weekday, _clock(clock_match), zone,
        tuple(re.findall(r"\d+", rest)), bool(HIJRI.search(text)),
    )  # fmt: skip


def _fold(raw: str) -> str:
    digits = "".join(
        str(unicodedata.digit(c)) if c.isdigit() and not c.isascii() else c for c in raw
    )
    bare = _MARKS.sub("", digits).translate(_FOLD).lower()
    return re.sub(r"[\s،,]+", " ", bare.replace("\u2212", "-")).strip()


def _day_key(name: str) -> str:
    if name.isascii() and name not in _weekdays():
        return name[:3] if name.endswith("day") or len(name) <= 5 else name
    return name


def _take_month(text: str) -> tuple[int | None, str]:
    for pattern, month in _months():
        match = pattern.search(text)
        if match:
            rest = text[: match.start()] + " " + text[match.end() :]
            # "October / Tishrin al-awwal": many papers print both names of one month.
            again, shorter = _take_month(rest)
            if again not in {None, month}:
                raise ValueError("two months")
            return month, shorter
    return None, text


def _clock(match: re.Match[str] | None) -> tuple[int, int, int] | None:
    if match is None:
        return None
    hour, minute, second = int(match[1]), int(match[2]), int(match[3] or 0)
    half = (match[4] or "").replace(".", "")
    if half and not 1 <= hour <= 12:
        half = ""  # "20:00 مساء": the hour says it already
    if half in {"pm", "م", "مساء", "ظهرا"}:
        hour = hour if half == "ظهرا" and hour == 11 else hour % 12 + 12
    elif half in {"am", "ص", "صباحا"}:
        hour %= 12
    if hour > 24 or minute > 59 or second > 60:
        raise ValueError(f"impossible clock {match[0]}")
    return hour, minute, second


@functools.cache
def _months() -> tuple[tuple[re.Pattern[str], int], ...]:
    rows = _rows("months.tsv")
    # Longest first: "september" before "sep"; a name must stand alone.
    rows.sort(key=lambda row: -len(row[0]))
    return tuple(
        (re.compile(rf"(?<![^\W\d_]){re.escape(_fold(name))}\.?(?![^\W\d_])"), int(month))
        for name, month in rows
    )


@functools.cache
def _weekdays() -> dict[str, int]:
    return {_fold(name): int(day) for name, day in _rows("weekdays.tsv")}


@functools.cache
def _zones() -> dict[str, int]:
    return {_fold(name): int(minutes) for name, minutes in _rows("zones.tsv")}


def _rows(name: str) -> list[tuple[str, str]]:
    text = (resources.files("connectors.sources") / "data" / name).read_text("utf-8")
    lines = [line.split("\t") for line in text.splitlines() if line and line[0] != "#"]
    return [(line[0], line[1]) for line in lines]
