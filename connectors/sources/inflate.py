"""Bodies read under caps: of size, of growth by decompression."""

import zlib
from collections.abc import AsyncIterator

from connectors.sources.fetched import Outcome

CHUNK = 65_536
GZIP = b"\x1f\x8b"
"""How a gzip file begins (RFC 1952, 2.3.1)."""
RATIO_FROM_BYTES = 1 << 20
"""Growth is judged from here on: small files of spaces compress a thousand times, harmlessly."""


class BodyRefused(Exception):  # noqa: N818  # what happened
    """A body went over a cap or could not be unpacked."""

    def __init__(self, outcome: Outcome, detail: str) -> None:
        super().__init__(detail)
        self.outcome: Outcome = outcome


class Inflater:
    """Unpacks a body piece by piece; holds at most ``max_bytes`` and one piece."""

    def __init__(self, encoding: str, *, max_bytes: int, max_ratio: float) -> None:
        name = encoding.strip().lower()
        if name not in {"", "identity", "gzip", "x-gzip", "deflate"}:
            raise BodyRefused("encoding", f"Content-Encoding {encoding[:60]!r} was not asked for")
        self._name = name
        self._max_bytes, self._max_ratio = max_bytes, max_ratio
        self._unpacker: zlib._Decompress | None = None
        self._head: bytes | None = b""
        """The first byte, while it alone has come; None once it is known how the body is packed."""
        self._behind: bytes | None = None
        """Behind a member, what may begin the next: nothing, or the first byte of one."""
        self._over = False
        """Whether what came behind a member is neither padding nor another member."""
        self._out = bytearray()
        self.wire_bytes = 0

    def add(self, piece: bytes) -> None:
        """Take the next ``piece`` of the body; raises BodyRefused at a cap."""
        self.wire_bytes += len(piece)
        if self._head is not None:
            piece = self._head + piece
            self._head = piece if len(piece) < len(GZIP) else None
            if self._head is not None:
                return
            self._unpacker = _unpacker(self._name, piece)
        if self._unpacker is None:
            self._keep(piece)
            return
        if self._behind is not None:
            piece = self._next_member(piece)
        while piece:
            self._unpack(self._unpacker, piece)
            # A gzip file may hold several members.
            piece = self._next_member(self._unpacker.unused_data) if self._unpacker.eof else b""

    def _unpack(self, unpacker: "zlib._Decompress", piece: bytes) -> None:
        full = True
        while piece or full:  # a full answer may not be all that the unpacker has
            try:
                out = unpacker.decompress(piece, CHUNK)
            except zlib.error as error:
                raise BodyRefused(
                    "encoding", f"not valid {self._name or 'gzip'}: {error}"
                ) from None
            self._keep(out)
            piece, full = unpacker.unconsumed_tail, len(out) == CHUNK

    def _next_member(self, piece: bytes) -> bytes:
        """Return what of ``piece``, behind a member, begins another; zeros are padding.

        Behind anything else nothing is read any more, so that where pieces end does not matter.
        """
        if self._over:
            return b""
        piece = ((self._behind or b"") + piece).lstrip(b"\0")
        if piece.startswith(GZIP):
            self._unpacker, self._behind = zlib.decompressobj(31), None
            return piece
        self._behind, self._over = piece[:1], not GZIP.startswith(piece)
        return b""

    def _keep(self, data: bytes) -> None:
        self._out += data
        if len(self._out) > self._max_bytes:
            raise BodyRefused("too_large", f"more than {self._max_bytes} bytes")
        grown = len(self._out) > RATIO_FROM_BYTES
        if grown and len(self._out) > self._max_ratio * self.wire_bytes:
            raise BodyRefused("bomb", f"unpacks to more than {self._max_ratio:g} times its size")

    def body(self) -> bytes:
        """Return what was unpacked so far."""
        return bytes(self._out) + (self._head or b"")


def _unpacker(name: str, piece: bytes) -> "zlib._Decompress | None":
    gzipped = piece.startswith(GZIP)
    if gzipped:  # also without a header: .xml.gz files are served as they lie
        return zlib.decompressobj(31)
    if name == "deflate":
        # RFC 9110 means zlib's wrapper; some servers send the bare stream.
        wrapped = len(piece) > 1 and piece[0] & 0x0F == 8 and (piece[0] << 8 | piece[1]) % 31 == 0
        return zlib.decompressobj(15 if wrapped else -15)
    # "gzip" that is not: servers behind two proxies; the plain body is what was meant.
    return None


async def read_all(pieces: AsyncIterator[bytes], inflater: Inflater) -> None:
    """Feed every piece to ``inflater``."""
    async for piece in pieces:
        if piece:
            inflater.add(piece)
