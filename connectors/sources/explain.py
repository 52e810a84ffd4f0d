"""A feed explained in words: what a person checks before trusting it."""

from collections.abc import Iterator

from connectors.sources.feed import ParsedFeed
from connectors.sources.fetched import Fetched, Outcome

_OUTCOMES: dict[Outcome, str] = {
    "gone": "the server says that this feed is gone for good",
    "not_found": "there is no such page: look for the feed's new address on the outlet's site",
    "forbidden": "the server refuses us: it may block programs, or ask for a password",
    "rate_limited": "the server asks for fewer requests: use a longer interval_s",
    "unavailable": "the server is overloaded or under repair: try later",
    "server_error": "the server has a fault of its own: try later",
    "http_error": "the server answered with an unusual status",
    "timeout": "the server is too slow",
    "dns": "the name of the server is not known: check the spelling",
    "connect": "no server accepts connections there",
    "tls": "the server's certificate is not valid",
    "protocol": "what answers does not speak HTTP as agreed",
    "too_large": "the document is larger than any feed",
    "bomb": "the document unpacks to far more than it says",
    "encoding": "the document is packed in a way that was not asked for, or broken",
    "redirects": "the server sends us round in circles",
    "private_address": "the address is of a private network: allow_private: true lets a source of "
    "your own be read",
    "bad_url": "this is no address to fetch",
    "fault": "marsad itself failed at it: its log says how",
    "held": "its host asked to be left alone for a while, so it was not asked",
}
_REASONS = {
    "empty_body": "the answer is empty",
    "html_page": "this is a web page, not a feed: look for its RSS or sitemap link",
    "not_a_feed": "this is neither RSS, Atom, JSON Feed nor a news sitemap",
    "no_entries": "this is a feed, but holds no article with a title or text now",
    "bad_json": "this is JSON, but no JSON Feed",
    "error_feed": "the feed holds error messages of the program that makes it, and no articles",
    "opml": "this is a list of feeds (OPML): marsad sources import reads it",
    "sitemap_index": "this is a list of sitemaps: give the address of the news sitemap in it",
    "sitemap_without_news": "this sitemap has no news tags, so it says nothing of articles",
    "parser_failed": "the document broke the parser",
    "parser_timeout": "the document takes longer to parse than any feed",
    "parser_killer": "this very document broke the parser before, so it was not parsed again",
}


def explain(fetched: Fetched, parsed: ParsedFeed | None) -> Iterator[str]:
    """Yield what is right and wrong with a feed, one line each, most important first."""
    if fetched.outcome != "ok":
        detail = f" ({fetched.detail})" if fetched.detail else ""
        status = f"status {fetched.status}: " if fetched.status else ""
        yield f"{status}{_OUTCOMES.get(fetched.outcome, fetched.outcome)}{detail}"
        return
    size = f"{len(fetched.body) / 1024:.1f} KiB"
    yield f"answers with status {fetched.status} in {fetched.elapsed_s * 1000:.0f} ms, {size}"
    if fetched.permanent_url:
        yield f"has moved for good: use {fetched.permanent_url}"
    if fetched.truncated:
        yield "the server broke off before the end"
    if parsed is None:
        return
    if parsed.reason is not None:
        yield _REASONS[parsed.reason]
        return
    yield f"{parsed.kind}, {len(parsed.entries)} articles" + (
        f", titled '{parsed.title}'" if parsed.title else ""
    )
    yield from _contents(parsed)
    if not fetched.etag and not fetched.last_modified:
        yield "sends no ETag and no Last-Modified: every poll transfers the whole feed"


def _contents(parsed: ParsedFeed) -> Iterator[str]:
    charset = parsed.charset
    if charset.repaired:
        yield f"charset: read as {charset.charset}, though it claims {charset.declared or 'none'}"
    if charset.lossy:
        yield "charset: some bytes had no reading"
    undated = [entry for entry in parsed.entries if entry.published is None]
    if undated:
        first = undated[0]
        yield (
            f"dates: {len(undated)} of {len(parsed.entries)} could not be read, for example "
            f"{first.published_raw or 'a missing one'!r} ({first.date_note})"
        )
    short = sum(len(entry.text) < 200 for entry in parsed.entries)
    if short > len(parsed.entries) / 2:
        yield f"texts: {short} of {len(parsed.entries)} are summaries of under 200 characters"
    for count, what in (
        (parsed.repeated, "items repeat another's identity"),
        (parsed.empty, "items have neither title nor text"),
        (parsed.errors, "items are error messages"),
        (parsed.cut, "items beyond the first 2,000 are passed over"),
    ):
        if count:
            yield f"{count} {what}"
    newest = parsed.entries[0]
    yield f"first article: '{newest.title}' ({newest.published or 'no date'}) {newest.url or ''}"
