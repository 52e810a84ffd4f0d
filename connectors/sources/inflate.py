"""Bodies read under caps: of size, of growth by decompression."""

import zlib
from collections.abc import AsyncIterator

from connectors.sources.fetched import Outcome

CHUNK = 65_536
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
        self._out = bytearray()
        self.wire_bytes = 0

    def add(self, piece: bytes) -> None:
        """Take the next ``piece`` of the body; raises BodyRefused at a cap."""
        first = self.wire_bytes == 0
        self.wire_bytes += len(piece)
        if first:
            self._unpacker = _unpacker(self._name, piece)
        if self._unpacker is None:
            self._keep(piece)
            return
        while piece:
            try:
                self._keep(self._unpacker.decompress(piece, CHUNK))
            except zlib.error as error:
                raise BodyRefused(
                    "encoding", f"not valid {self._name or 'gzip'}: {error}"
                ) from None
            piece = self._unpacker.unconsumed_tail
            if self._unpacker.eof and not piece:
                rest = self._unpacker.unused_data
                # A gzip file may hold several members; anything else behind the end is padding.
                self._unpacker = zlib.decompressobj(47)
                piece = rest if rest.startswith(b"\x1f\x8b") else b""

    def _keep(self, data: bytes) -> None:
        self._out += data
        if len(self._out) > self._max_bytes:
            raise BodyRefused("too_large", f"more than {self._max_bytes} bytes")
        grown = len(self._out) > RATIO_FROM_BYTES
        if grown and len(self._out) > self._max_ratio * self.wire_bytes:
            raise BodyRefused("bomb", f"unpacks to more than {self._max_ratio:g} times its size")

    def body(self) -> bytes:
        """Return what was unpacked so far."""
        return bytes(self._out)


def _unpacker(name: str, piece: bytes) -> "zlib._Decompress | None":
    gzipped = piece.startswith(b"\x1f\x8b")
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
