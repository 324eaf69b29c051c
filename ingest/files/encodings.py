"""How the text of a file is encoded: said by its first bytes, proved by all of them, or guessed and said to be a guess.

UTF-8 is tried on the whole file: one wrong row must not make a million others be read as something else, and an
exporter that writes UTF-8 writes nearly all of it right. Where more signs are valid UTF-8 than not, the rest is damage
in single rows. Where it isn't UTF-8, Western European text is recognised by itself (few foreign letters in each word,
and no signs such as `³` inside words): charset-normalizer takes short texts in cp1252 for cp1250 more often than not.
Everything else is its guess.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterable
from dataclasses import dataclass

_BOMS: tuple[tuple[bytes, str], ...] = (
    # UTF-32 first: its little-endian mark begins with that of UTF-16.
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_CODE_PAGES = [f"cp{number}" for number in (1250, 1251, 1253, 1254, 1255, 1256, 1257)]
_CANDIDATES = [*_CODE_PAGES, "gb18030", "big5", "shift_jis", "euc_jp", "euc_kr", "koi8_r", "mac_roman"]
_SAMPLE = 200_000
_ASCII = bytes(range(0x80))
_WORD_WITH_FOREIGN = re.compile(r"[A-Za-z\x80-\uffff]*[\x80-\uffff][A-Za-z\x80-\uffff]*")
# What cp1252 shows for letters of other code pages; ª º and ’ stand inside and after words in earnest.
_SIGN_IN_WORD = re.compile(r"(?<=[^\W\d_])[\x80-\x9f¡-©«-±´-¸»-¿²³¹×÷†‡…‰‹›‚„ˆ˜](?=[^\W\d_])")


@dataclass(frozen=True, slots=True)
class Encoding:
    """How bytes become text.

    Attributes:
        name: name of the Python codec.
        guessed: nothing in the file proves it; the account of the reading has to say so.
    """

    name: str
    guessed: bool = False

    @property
    def errors(self) -> str:
        """The codec's error handler: where it can, one that keeps each wrong byte apart as half a character."""
        kept_apart = self.name.startswith(("utf-8", "cp", "koi8", "mac"))
        return "surrogateescape" if kept_apart else "replace"


@dataclass(frozen=True, slots=True)
class Survey:
    """What one look through all of a file's bytes found.

    Attributes:
        size: bytes.
        nuls: NUL bytes among them.
        controls: bytes that no text has (below 0x20, apart from tab, line ends and NUL).
        encoding: how its text is encoded.
    """

    size: int
    nuls: int
    controls: int
    encoding: Encoding


_CONTROLS = bytes(byte for byte in range(1, 0x20) if byte not in b"\t\n\x0b\x0c\r\x1a\x1b")


def survey(chunks: Iterable[bytes]) -> Survey:
    """Look through a file once, without keeping it.

    Args:
        chunks: its bytes in order; none gives a survey of size 0 in UTF-8.
    """
    size = nuls = controls = valid = wrong = 0
    start = b""
    carried = b""
    sample = bytearray()
    for chunk in chunks:
        if not size:
            start = chunk[:4096]
        size += len(chunk)
        nuls += chunk.count(b"\0")
        controls += len(chunk) - len(chunk.translate(None, _CONTROLS))
        if chunk.isascii() and not carried:
            continue
        # A sequence that the chunk's end cuts is looked at with the next.
        whole = carried + chunk
        cut = _unfinished(whole)
        carried, whole = whole[len(whole) - cut :], whole[: len(whole) - cut]
        right, bad = _utf8(whole)
        valid, wrong = valid + right, wrong + bad
        if bad and len(sample) < _SAMPLE:
            sample += b"\n".join(line for line in whole.splitlines() if not line.isascii())[: _SAMPLE - len(sample)]
    if carried:
        wrong += 1
        sample += carried
    return Survey(size, nuls, controls, _decide(start, size, nuls, valid, wrong, bytes(sample)))


def _decide(start: bytes, size: int, nuls: int, valid: int, wrong: int, sample: bytes) -> Encoding:
    for mark, name in _BOMS:
        if start.startswith(mark):
            return Encoding(name)
    # Text in a Latin script as UTF-16: every second byte is NUL.
    if size >= 4 and nuls * 3 > size:
        odd = start[1::2].count(b"\0")
        even = start[::2].count(b"\0")
        if min(odd, even) * 10 < max(odd, even):
            return Encoding("utf-16-le" if odd > even else "utf-16-be", guessed=True)
    if not wrong or valid >= wrong:
        return Encoding("utf-8")
    return Encoding(_other_than_utf8(sample), guessed=True)


def _other_than_utf8(sample: bytes) -> str:
    western = sample.decode("cp1252", "replace")
    words = _WORD_WITH_FOREIGN.findall(western)
    letters = sum(map(len, words))
    foreign = sum(1 for word in words for sign in word if sign >= "\x80")
    signs = len(_SIGN_IN_WORD.findall(western))
    if foreign * 2 <= letters and signs * 20 <= foreign:
        return "cp1252"
    # Takes 50 ms to import, and few files need it.
    from charset_normalizer import from_bytes

    best = from_bytes(sample, cp_isolation=_CANDIDATES).best()
    return best.encoding if best else "cp1252"


def _utf8(data: bytes) -> tuple[int, int]:
    """How many signs beyond ASCII are valid UTF-8 in some bytes, and how many are not."""
    text = data.decode("utf-8", "replace")
    wrong = text.count("\ufffd") - data.count(b"\xef\xbf\xbd")
    ascii_only = len(data) - len(data.translate(None, _ASCII))
    return len(text) - ascii_only - wrong, wrong


def _unfinished(data: bytes) -> int:
    """How many bytes at the end begin a sequence of UTF-8 that isn't complete."""
    for back in range(1, min(4, len(data) + 1)):
        byte = data[-back]
        if byte >= 0xC0:
            needed = 2 if byte < 0xE0 else 3 if byte < 0xF0 else 4
            return back if needed > back else 0
        if byte < 0x80:
            return 0
    return 0
