"""Links of entries: resolved, and in the one form that says whether two are the same."""

import re
from urllib.parse import unquote_to_bytes, urljoin, urlsplit, urlunsplit

from courlan import clean_url, extract_domain
from w3lib.url import canonicalize_url

MAX_LINK_CHARS = 2048
# courlan knows more; these are what it does not know, and the usual ones of links it cannot take.
_TRACKERS = re.compile(
    r"(?:utm_\w+|fbclid|gclid|msclkid|mc_[ce]id|_ga|at_(?:medium|campaign|custom\d|link_\w+|format)|ref_src|ocid|cmpid|ns_\w+|"
    r"traffic_source|source=rss|rss|amp|outputtype=amp)(?:=1?|=[^&]{2,})?\Z",
    re.IGNORECASE,
)
_PORTS = {"http": 80, "https": 443}
_SAME_SITE = re.compile(r"(?:www\d?|m|mobile|amp)\.(?=[^.]+\.)")
_AMP_PATH = re.compile(r"(?<=.)/amp/?\Z")


def resolve(link: str | None, base: str) -> str | None:
    """Return ``link`` as an absolute http(s) address, or None where it is none.

    >>> resolve("/a b?x=1", "https://News.example/feed")
    'https://News.example/a%20b?x=1'
    >>> resolve("javascript:x", "https://news.example/") is None
    True
    """
    if not link or not link.strip():
        return None
    try:
        joined = urljoin(base, re.sub(r"[\t\r\n]", "", link.strip()))
        parts = urlsplit(joined)
        host = parts.hostname
    except ValueError:
        return None
    if parts.scheme not in {"http", "https"} or not host or len(joined) > MAX_LINK_CHARS:
        return None
    return joined.replace(" ", "%20")


def canonical_link(link: str) -> str:
    """Return the form of ``link`` under which copies of it meet: a key, not an address to fetch.

    courlan takes trackers out, w3lib brings the rest into one form: small letters and ASCII in the
    host, percent-encoding in capitals, dots resolved, query sorted, no fragment. Beyond them: no
    default port, one scheme, and the pages for telephones are those of the site.

    >>> canonical_link("HTTP://m.Example.com:80/a/../%d8%a7/amp?utm_source=x&id=7#top")
    'https://example.com/%D8%A7?id=7'
    """
    try:
        parts = urlsplit(link)
        host, port = (parts.hostname or "").rstrip("."), parts.port
    except ValueError:
        return link
    host = _SAME_SITE.sub("", host, count=1)
    if ":" in host:
        host = f"[{host}]"
    if port and port != _PORTS.get(parts.scheme):
        host = f"{host}:{port}"
    # "#!/news/7" and "#/news/7" name pages of sites that are one script.
    page = parts.fragment if parts.fragment.startswith(("!", "/")) else ""
    pairs = [pair for pair in parts.query.split("&") if pair and not _TRACKERS.match(pair)]
    plain = urlunsplit(("https", host, _AMP_PATH.sub("", parts.path) or "/", "&".join(pairs), page))
    cleaned = (clean_url(plain) or plain) if _courlan_keeps(plain, pairs) else plain
    try:
        return str(canonicalize_url(cleaned, keep_fragments=bool(page)))
    except ValueError:
        return cleaned


def _courlan_keeps(link: str, pairs: list[str]) -> bool:
    """Tell whether courlan leaves in ``link`` what names the page.

    It drops keys without value (``?7131`` is an article of many an Arabic site), reads escapes as
    UTF-8 only, so that two titles in windows-1256 become the same, and cuts addresses in addresses.
    """
    if "://" in link[8:]:
        return False
    try:
        return all(pair.partition("=")[2] and unquote_to_bytes(pair).decode() for pair in pairs)
    except UnicodeError:
        return False


def same_site(one: str, other: str) -> bool:
    """Tell whether two addresses belong to one owner by name: one name under a public suffix.

    >>> same_site("http://news.paper.com.eg/a", "https://www.paper.com.eg/b")
    True
    >>> same_site("http://paper.com.eg/", "http://other.com.eg/")
    False
    """
    return site_of(one) == site_of(other)


def site_of(url: str) -> str:
    """Return the name under a public suffix that ``url`` belongs to.

    >>> site_of("https://feeds.paper.com.eg/rss")
    'paper.com.eg'
    """
    # Names that are under no public suffix (of an intranet, of tests): the last two labels.
    host = urlsplit(url).hostname or ""
    return extract_domain(url) or ".".join(host.split(".")[-2:])
