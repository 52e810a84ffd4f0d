"""Normalisation: from the text of an article to words, sentences and the edits that led there.

Every offset counts code points into the text as given. The steps, each a module: ``language`` (is
it Arabic), ``tokens`` (cut), ``words`` and ``rules`` and ``glued`` (repair each word, remembered),
``lines`` (paragraphs, lines broken inside a sentence), ``marks`` (quotation marks), ``sentences``.
All are linear in the length of the text, of which ``LONGEST_READ`` characters are read at most.
"""

from functools import lru_cache
from typing import Final

from schemas.text import CleanText, Edit, Field, Tokens
from streams.normalize.language import identify_language
from streams.normalize.letters import fold
from streams.normalize.lines import find_paragraphs
from streams.normalize.marks import resolve_quotes
from streams.normalize.punctuation import CLOSE, OPEN, PAIRS, STOPS
from streams.normalize.rules import EXPLANATIONS
from streams.normalize.sentences import find_sentences
from streams.normalize.tokens import tokenise
from streams.normalize.vocabulary import Vocabulary
from streams.normalize.words import WordReader

__all__ = [
    "CLOSE",
    "EXPLANATIONS",
    "LONGEST_READ",
    "OPEN",
    "PAIRS",
    "STOPS",
    "Vocabulary",
    "fold",
    "identify_language",
    "normalise",
]

LONGEST_READ: Final = 60_000
"""Code points of a text that are read; a longer one is cut there and marked ``truncated``."""


def normalise(
    text: str,
    field: Field = "text",
    vocabulary: Vocabulary | None = None,
) -> CleanText:
    """Return the tokens, sentences, edits and language of ``text``, one field of an article.

    Without a ``vocabulary`` glued words are split after ة and ى only. Never raises; the same
    text and vocabulary always give the same result.

    >>> clean = normalise("زار الوزير وزارةالخارجية يوم 9سبتمبر.")
    >>> [token.text for token in clean.tokens]
    ['زار', 'الوزير', 'وزارة', 'الخارجية', 'يوم', '9', 'سبتمبر', '.']
    """
    length = min(len(text), LONGEST_READ)
    language = identify_language(text)
    draft = tokenise(text, length, _reader(vocabulary, language == "ar"))
    paragraphs = find_paragraphs(draft, field)
    resolve_quotes(draft, paragraphs)
    sentences = find_sentences(draft, paragraphs)
    if length < len(text):
        draft.edits.append(Edit("cut_long_text", length, len(text), "…", ""))
    return CleanText(
        field=field,
        raw=text,
        tokens=Tokens(draft.texts, draft.keys, draft.starts, draft.ends),
        sentences=sentences,
        edits=tuple(sorted(draft.edits, key=_place)),
        language=language,
        truncated=length < len(text),
    )


@lru_cache(maxsize=8)
def _reader(vocabulary: Vocabulary | None, arabic: bool) -> WordReader:  # noqa: FBT001
    return WordReader(vocabulary, arabic=arabic)


def _place(edit: Edit) -> tuple[int, int]:
    return edit.start, edit.end
