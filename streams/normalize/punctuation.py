"""Punctuation: the key of each mark, so that a rule names one mark and meets all its styles."""

from typing import Final

OPEN: Final = "«"
"""Key of an opening quotation mark of any style."""
CLOSE: Final = "»"
"""Key of a closing quotation mark of any style."""

QUOTATION_MARKS: Final[dict[str, tuple[str, str | None]]] = {
    "«": ("guillemet", OPEN),
    "»": ("guillemet", CLOSE),
    "««": ("guillemet", OPEN),
    "»»": ("guillemet", CLOSE),
    "‹": ("single guillemet", OPEN),
    "›": ("single guillemet", CLOSE),
    "<<": ("angle", OPEN),
    ">>": ("angle", CLOSE),
    "“": ("curly", OPEN),
    "”": ("curly", CLOSE),
    "„": ("curly", OPEN),
    "‟": ("curly", OPEN),
    "““": ("curly", OPEN),
    "””": ("curly", CLOSE),
    "‘‘": ("curly", OPEN),
    "’’": ("curly", CLOSE),
    "‘": ("single curly", OPEN),
    "’": ("single curly", CLOSE),
    "((": ("double parenthesis", OPEN),
    "))": ("double parenthesis", CLOSE),
    "\N{ORNATE LEFT PARENTHESIS}": ("ornate", CLOSE),
    "\N{ORNATE RIGHT PARENTHESIS}": ("ornate", OPEN),
    '"': ("straight", None),
    '""': ("straight", None),
    "″": ("straight", None),
    "′′": ("straight", None),
    "＂": ("straight", None),
    "''": ("straight", None),
    "``": ("straight", None),
    "'": ("single", None),
}
"""Mark to its family and the direction of its glyph, None for a straight one."""

PAIRS: Final = {OPEN: CLOSE, "(": ")", "[": "]", "{": "}"}
"""Key of an opening mark to that of the mark that closes it."""
CLOSERS: Final = frozenset(PAIRS.values())

STOPS: Final = frozenset([".", "..", "!", "؟"])
"""Keys of the marks that end a sentence; ``..`` stands for … and every longer run of dots."""

BULLETS: Final = frozenset(["*", "-", "•", "●", "■", "▪", "·", "#", "--", "**"])
"""Keys of marks that open an item of a list or part the text."""

_KEYS: Final = {
    ",": "،",
    "‚": "،",
    ";": "؛",
    "?": "؟",
    "…": "..",
    "–": "-",
    "—": "-",
    "−": "-",
    "‐": "-",
    "٪": "%",
    "۔": ".",
    "。": ".",
}

STRUCTURAL: Final = frozenset([*QUOTATION_MARKS, *PAIRS, *CLOSERS, *STOPS])
"""Keys of the marks by which sentences and quotations are found."""


def mark_key(mark: str) -> str:
    """Return the key of ``mark``, a run of one punctuation mark or symbol.

    Latin marks share the key of Arabic ones, dashes that of the hyphen. A run has the key of one
    mark, but for two that mean something else: ``..`` for any run of dots, doubled quotation marks
    and parentheses.

    >>> [mark_key(mark) for mark in ("?!"[0], "؟؟؟", "...", "—", "((")]
    ['؟', '؟', '..', '-', '((']
    """
    key = _KEYS.get(mark[0], mark[0])
    if len(mark) == 1:
        return key
    if key == ".":
        return ".."
    if mark in QUOTATION_MARKS:
        return mark
    return key * 2 if key in "-*" else key
