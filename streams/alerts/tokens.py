"""Links that need no sign-in: what they allow is in them, signed."""

import hashlib
from typing import Any

from itsdangerous import BadSignature, URLSafeSerializer

from schemas.errors import InvalidMessage


def unsubscribe_token(key: bytes, subscription_id: str, channel_id: str) -> str:
    """Return the token that ends the deliveries of a subscription to one channel.

    The same arguments give the same token, for ever: a mail of last year still unsubscribes. It
    allows that and nothing else.
    """
    return _serializer(key).dumps([subscription_id, channel_id])


def read_unsubscribe_token(key: bytes, token: str) -> tuple[str, str]:
    """Return subscription id and channel id of ``token``; InvalidMessage unless we signed it."""
    try:
        found: Any = _serializer(key).loads(token)
        subscription_id, channel_id = found
    except (BadSignature, TypeError, ValueError) as error:
        raise InvalidMessage("the link to unsubscribe is not one that was sent") from error
    return str(subscription_id), str(channel_id)


def _serializer(key: bytes) -> URLSafeSerializer:
    return URLSafeSerializer(
        key, salt="unsubscribe", signer_kwargs={"digest_method": hashlib.sha256}
    )


def unsubscribe_path(token: str) -> str:
    """Return where on the dashboard ``token`` ends deliveries: by POST alone (RFC 8058)."""
    return f"/unsubscribe/{token}"
