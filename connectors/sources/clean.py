"""HTML of titles and bodies to the text that a reader sees; paragraphs become lines."""

import html
import re
from html.parser import HTMLParser

_BLOCKS = frozenset(
    [
        "address",
        "article",
        "aside",
        "blockquote",
        "br",
        "dd",
        "div",
        "dl",
        "dt",
        "figcaption",
        "figure",
        "footer",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hr",
        "li",
        "main",
        "nav",
        "ol",
        "p",
        "pre",
        "section",
        "table",
        "td",
        "th",
        "tr",
        "ul",
    ]
)
_SILENT = frozenset(
    ["script", "style", "noscript", "template", "iframe", "object", "svg", "head", "textarea"]
)
_VOID = frozenset(["br", "hr", "img", "input", "meta", "link"])
# What HTML parsers swallow as a comment though it is none: "<!" of writers who were upset.
# "<![" opens a section only before the names that the parser knows; before others it raises.
_BOGUS_COMMENT = re.compile(
    r"<(?=!(?:[^-\[dD]"
    r"|\[(?!(?:cdata|rcdata|temp|ignore|include|if|else|endif)(?![\w.-]))))",
    re.IGNORECASE,
)
_TAG = re.compile(r"</?[a-zA-Z][^<>]{0,2000}>|<!--")
_ENTITY = re.compile(r"&(?:[a-zA-Z]{2,8}|#\d{2,7}|#[xX][0-9a-fA-F]{2,6});")
# C0 and C1 controls but tab and newline, non-characters, and what orders text for the eye only
# is kept (RLM, ZWNJ belong to Arabic and Persian spelling).
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ufdd0-\ufdef\ufffe\uffff]")
_SPACE = re.compile("[ \t\r\f\x85\xa0\u1680\u2000-\u200a\u202f\u205f\u3000]+")
_SURROGATE = re.compile("[\ud800-\udfff]")
MAX_HTML_CHARS = 4_000_000


class _TextOnly(HTMLParser):
    """Collects text; block tags become newlines."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self._silent: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        del attrs
        if tag in _SILENT and tag not in _VOID:
            self._silent.append(tag)
        elif tag in _BLOCKS:
            self.parts.append("\n")

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        del attrs
        if tag in _BLOCKS:
            self.parts.append("\n")

    def handle_endtag(self, tag: str) -> None:
        if tag in self._silent:
            # An unclosed tag inside a closed one ends with it.
            del self._silent[self._silent.index(tag) :]
        elif tag in _BLOCKS:
            self.parts.append("\n")

    def handle_data(self, data: str) -> None:
        if not self._silent:
            # Line breaks of the source are spaces on the page.
            self.parts.append(data.replace("\n", " "))


def clean_html(markup: str) -> str:
    r"""Return the text of ``markup``: tags gone, entities read, one line a paragraph.

    Text that was escaped twice is unescaped twice.

    >>> clean_html("<p>قال &quot;نعم&quot;</p><p>ثم&nbsp;غادر</p><script>x</script>")
    'قال "نعم"\nثم غادر'
    """
    if "<" not in markup and "&" not in markup:
        return clean_text(markup)
    parser = _TextOnly()
    parser.feed(_BOGUS_COMMENT.sub("&lt;", markup[:MAX_HTML_CHARS]))
    parser.close()
    text = "".join(parser.parts)
    if _ENTITY.search(text):
        text = html.unescape(text)
    return clean_text(text)


def looks_like_html(text: str) -> bool:
    """Tell whether ``text`` holds tags or entities, so that a label of plain text is wrong."""
    return bool(_TAG.search(text) or _ENTITY.search(text))


def clean_text(text: str) -> str:
    """Return ``text`` without controls and lone surrogates, spaces single, empty lines gone."""
    text = _CONTROL.sub("", _SURROGATE.sub("\ufffd", text))
    lines = (_SPACE.sub(" ", line).strip(" ") for line in re.split(r"\r\n|[\n\u2028\u2029]", text))
    return "\n".join(line for line in lines if line)


def one_line(text: str) -> str:
    """Return ``text`` as one line, as titles are."""
    return " ".join(text.split("\n"))
