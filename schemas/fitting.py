"""Articles made to fit into a record: the text gives way, at the end of a word, and it is told.

An article walks as ``RawArticle``, then inside a ``ReadArticle``, then inside a ``LinkedArticle``,
and each record holds the one before. So each but the last leaves room for what the next step adds.
"""

from collections.abc import Callable
from dataclasses import replace
from typing import Final

from schemas.article import RawArticle
from schemas.errors import TooLarge
from schemas.wire import MAX_VALUE_BYTES, encode

READ_MOST_BYTES: Final = MAX_VALUE_BYTES - (128 << 10)
"""Of a ``ReadArticle``: the rest is for copies, story and assignments in the ``LinkedArticle``."""
RAW_MOST_BYTES: Final = READ_MOST_BYTES - (320 << 10)
"""Of a ``RawArticle`` as it is published. What reading adds depends on the first 60,000 code points
alone (``streams.normalize.LONGEST_READ``): measured, 3 bytes to each in news, for which 320 KiB are
ample; 8 where one event is told in every sentence, 13 in verse with all its vowel marks, 60 in
rows of signs that are each edited. ``read`` cuts such texts further."""
_SHARE: Final = 0.95
"""A text that is cut is cut by a little more than its share, so that it seldom takes two cuts."""


def encode_cut(
    article: RawArticle, form: Callable[[RawArticle], object], *, most_bytes: int
) -> bytes:
    """Return ``form(article)`` as UTF-8 JSON of at most ``most_bytes``.

    As long as it is longer, the end of the text is cut off and ``truncated`` set. Raises TooLarge
    where it is too long without any text, InvalidMessage as ``encode``. The same article and
    ``form`` always give the same bytes.
    """
    while True:
        try:
            return encode(form(article), most_bytes=most_bytes)
        except TooLarge as error:
            if not article.text:
                raise
            chars = int(len(article.text) * _SHARE * most_bytes / error.size)
        article = replace(article, text=beginning(article.text, chars), truncated=True)


def beginning(text: str, most_chars: int) -> str:
    """Return the first ``most_chars`` code points of ``text``, without a word that they cut.

    A word that is longer than 100 of them and than a tenth is cut all the same.

    >>> beginning("وصل الوفد إلى العاصمة", 11), beginning("وصل الوفد", 8), beginning("أ" * 9, 3)
    ('وصل الوفد', 'وصل', 'أأأ')
    """
    if len(text) <= most_chars:
        return text
    cut = text[:most_chars]
    if not text[most_chars].isspace():
        end = max(cut.rfind(" "), cut.rfind("\n"))
        if end > 0 and end >= most_chars - max(most_chars // 10, 100):
            cut = cut[:end]
    return cut.rstrip()
