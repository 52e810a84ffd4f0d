"""What a fetch led to."""

from dataclasses import dataclass
from typing import Literal

Outcome = Literal[
    "ok", "not_modified", "gone", "not_found", "forbidden", "rate_limited", "unavailable",
    "server_error", "http_error", "timeout", "dns", "connect", "tls", "protocol", "too_large",
    "bomb", "encoding", "redirects", "private_address", "bad_url", "held", "fault",
]  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Fetched:
    """The answer to one poll, redirects followed."""

    outcome: Outcome
    """``held``: not asked, because its host wants to be left alone (Retry-After) for a while.
    ``fault``: this program failed at it in a way that was not foreseen; its log has the trace."""
    detail: str = ""
    """In words, for logs and health; empty where the outcome says it all."""
    status: int | None = None
    url: str
    """Address that answered."""
    permanent_url: str | None = None
    """Where permanent redirects (301, 308) alone led; None without any, or with another kind."""
    body: bytes = b""
    truncated: bool = False
    """True where the server broke off: items are good, validators are not."""
    content_type: str | None = None
    etag: str | None = None
    last_modified: str | None = None
    max_age_s: float | None = None
    """From Cache-Control, else Expires; None where neither says, 0 for no-store and no-cache."""
    retry_after_s: float | None = None
    wire_bytes: int = 0
    """Bytes of body that travelled."""
    elapsed_s: float = 0.0
