"""Text of others on our pages: nothing in it may turn the words around it."""

_CONTROLS = dict.fromkeys(
    (*range(0x202A, 0x202F), *range(0x2066, 0x206A), *range(0x09), 0x0B, 0x0C,
     *range(0x0E, 0x20), 0x7F, 0xFEFF)
)  # fmt: skip
"""Bidi embeddings, overrides and isolates (UAX 9), and what no font shows."""


def shown(text: str) -> str:
    r"""Return ``text`` without controls that reorder or hide; lone surrogates become U+FFFD.

    >>> shown("abc\N{RIGHT-TO-LEFT OVERRIDE}def")
    'abcdef'
    """
    if text.isascii() and text.isprintable():
        return text
    return text.translate(_CONTROLS).encode("utf-8", "replace").decode("utf-8")
