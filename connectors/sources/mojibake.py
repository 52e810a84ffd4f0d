"""UTF-8 that was read as a single-byte charset and encoded again, turned back."""

import re

# What the bytes 80-FF look like in windows-1252 (and latin-1 where it has no character).
_HIGH_1252 = bytes(range(0x80, 0x100)).decode("cp1252", "replace").replace("\ufffd", "")
_RUN_1252 = re.compile(f"[\x80-\xff{re.escape(_HIGH_1252)}]{{2,}}")
_RUN_1256 = re.compile(f"[{re.escape(bytes(range(0x80, 0x100)).decode('cp1256'))}]{{2,}}")
_SUSPECT_1252 = re.compile("[ØÙÚÛ][\x80-\xbf‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ€]")
_SUSPECT_1256 = re.compile("[طظ][^\\s\\w<>&]|[طظ][پٹچژڈگکڑںھ]")
_ARABIC_ONLY = re.compile(r"[\u0600-\u06ff\u2000-\u206f\ufb50-\ufefc\xa0-\xbf]+\Z")
MIN_SHARE = 0.9
"""Share of the suspect runs that must turn into Arabic before cp1256 is reversed."""


def reverse_double_encoding(text: str) -> str:
    r"""Return ``text`` with doubly encoded Arabic reversed; any other text as it is.

    >>> reverse_double_encoding("مرصد".encode().decode("latin-1"))
    'مرصد'
    >>> reverse_double_encoding("Café: déjà vu")
    'Café: déjà vu'
    """
    if _SUSPECT_1252.search(text):
        text = _RUN_1252.sub(_reverse_1252, text)
    if _SUSPECT_1256.search(text):
        text = _reverse_1256(text)
    return text


def _reverse_1252(match: re.Match[str]) -> str:
    run = match.group()
    turned = _decode(b"".join(_byte_1252(letter) for letter in run))
    return turned if turned is not None else run


def _byte_1252(letter: str) -> bytes:
    # Five bytes have no character in windows-1252; readers pass them on as C1 controls (WHATWG).
    return letter.encode("latin-1") if letter <= "\xff" else letter.encode("cp1252")


def _reverse_1256(text: str) -> str:
    runs = _RUN_1256.findall(text)
    turned = {run: _decode(run.encode("cp1256")) for run in set(runs)}
    good = sum(turned[run] is not None for run in runs)
    if not runs or good < MIN_SHARE * len(runs):
        return text
    return _RUN_1256.sub(lambda match: turned[match.group()] or match.group(), text)


def _decode(data: bytes) -> str | None:
    try:
        decoded = data.decode("utf-8")
    except UnicodeDecodeError:
        return None
    return decoded if _ARABIC_ONLY.match(decoded) else None
