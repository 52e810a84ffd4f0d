"""Links of entries: resolved, and in the one form that says whether two are the same."""

import re
from urllib.parse import parse_qsl, quote, unquote, urlencode, urljoin, urlsplit, urlunsplit

MAX_LINK_CHARS = 2048
_TRACKERS = re.compile(
    r"(?:utm_\w+|fbclid|gclid|dclid|msclkid|yclid|igshid|mc_[ce]id|_ga|at_(?:medium|campaign|"
    r"custom\d|link_\w+|format)|ref_src|ocid|cmpid|ns_\w+|traffic_source|source=rss|rss)\Z",
    re.IGNORECASE,
)
_PORTS = {"http": 80, "https": 443}


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
    """Return the form of ``link`` under which copies of it meet.

    Scheme and host in small letters, host in its ASCII form, no default port, no fragment, no
    trackers, percent-encoding in capitals, dots resolved. The rest stays: papers number their
    articles in queries.

    >>> canonical_link("HTTPS://Www.Example.com:443/%d8%a7?id=7&utm_source=x#top")
    'https://www.example.com/%D8%A7?id=7'
    """
    try:
        parts = urlsplit(link)
        host = (parts.hostname or "").rstrip(".")
        port = parts.port
    except ValueError:
        return link
    try:
        host = host.encode("idna").decode("ascii")
    except UnicodeError:
        host = host.lower()
    if port and port != _PORTS.get(parts.scheme):
        host = f"{host}:{port}"
    pairs = parse_qsl(parts.query, keep_blank_values=True)
    query = urlencode([pair for pair in pairs if not _TRACKERS.match(pair[0])])
    path = quote(
        unquote(urlsplit(urljoin(link, parts.path or "/")).path, "utf-8", "surrogateescape"),
        safe="/:@!$&'()*+,;=~-._",
        errors="surrogateescape",
    )
    return urlunsplit((parts.scheme.lower(), host, path, query, ""))
