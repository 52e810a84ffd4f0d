"""Bodies unpacked as they come: the same whatever pieces the network cuts them into."""

import gzip
import random
import zlib
from itertools import pairwise

import pytest

from connectors.sources.inflate import CHUNK, BodyRefused, Inflater

DRAW = random.Random(1)
BODY = b"<rss>" + bytes(DRAW.choice(b"abcdefgh \n<>") for _ in range(5000)) + b"</rss>"
PACKED = gzip.compress(BODY)


def unpack(encoding: str, *pieces: bytes) -> bytes:
    inflater = Inflater(encoding, max_bytes=1 << 20, max_ratio=10_000)
    for piece in pieces:
        inflater.add(piece)
    return inflater.body()


@pytest.mark.parametrize(
    ("behind", "wanted"),
    [
        (b"", BODY),
        (b"\0", BODY),
        (b"\0" * 512, BODY),
        (b"\x1f", BODY),
        (b"\x1f\0", BODY),
        (b"no gzip at all", BODY),
        (PACKED, BODY * 2),
        (b"\0" * 512 + PACKED, BODY * 2),
        (PACKED + b"\0" * 3 + PACKED + b"\x1f", BODY * 3),
        (b"\0x" + PACKED, BODY),  # behind what is no padding nothing is read, as by gzip itself
    ],
)
def test_what_stands_behind_a_gzip_file_is_the_same_in_any_pieces(
    behind: bytes, wanted: bytes
) -> None:
    wire, end = PACKED + behind, len(PACKED)
    cuts = {0, 1, 2, end - 1, end, end + 1, end + 2, end + 3, end + 512, end + 513, len(wire)}
    places = sorted(cut for cut in cuts if cut <= len(wire))
    assert unpack("gzip", wire) == wanted
    for cut in places:
        assert unpack("gzip", wire[:cut], wire[cut:]) == wanted
    assert unpack("gzip", *(wire[a:b] for a, b in pairwise(places))) == wanted


@pytest.mark.parametrize("encoding", ["", "gzip", "deflate"])
def test_first_byte_that_travels_alone_does_not_hide_the_packing(encoding: str) -> None:
    assert unpack(encoding, PACKED[:1], PACKED[1:]) == BODY
    assert unpack("deflate", zlib.compress(BODY)[:1], zlib.compress(BODY)[1:]) == BODY


@pytest.mark.parametrize("body", [b"", b"\x1f", b"<", b"<rss>"])
def test_plain_body_of_any_length_is_plain(body: bytes) -> None:
    assert unpack("", body) == unpack("gzip", *(body[n : n + 1] for n in range(len(body)))) == body


@pytest.mark.parametrize("size", [CHUNK - 1, CHUNK, CHUNK + 1, CHUNK + 150, 2 * CHUNK + 257])
def test_bare_deflate_is_unpacked_to_its_last_byte(size: int) -> None:
    packer = zlib.compressobj(9, wbits=-15)
    packed = packer.compress(b"a" * size) + packer.flush()
    assert len(unpack("deflate", packed)) == size


def test_broken_member_is_refused() -> None:
    with pytest.raises(BodyRefused, match="not valid gzip"):
        unpack("gzip", PACKED + b"\x1f\x8b" + b"?" * 99)
