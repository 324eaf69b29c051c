"""Repairs the noise that registers pick up between keyboards, spreadsheets and web forms, without losing meaning.

Every repair here answers to something seen in real files: escapes of spreadsheet XML, bytes of cp1252 read as control
characters, entities encoded once or twice, UTF-8 read as Latin-1, signs lost between code pages, invisible characters.
What can't be told for sure is left as it stands.

**What can't be repaired**: accents that were dropped, not garbled. "Asociacin" and "So Paulo" hold no trace of the
letter that is missing; comparing names has to forgive them, this module can't restore them.
"""

from __future__ import annotations

import html
import re
import unicodedata
from html.entities import name2codepoint

# Each layer of escaping costs one round; real files have two. The bound keeps a hostile text from costing the square
# of its length.
_ROUNDS = 8

_OOXML_ESCAPE = re.compile(r"_x([0-9A-Fa-f]{4})_")
_NESTED_AMPERSAND = re.compile(r"&(?:(?:amp|AMP|#0*38|#[xX]0*26);)+")
_ENTITY = re.compile(r"&(?:#(?:[0-9]{1,8}|[xX][0-9A-Fa-f]{1,7})|[A-Za-z][A-Za-z0-9]{0,31});")
# The entities of HTML 4 and the few of HTML 5 that encoders write. The whole of HTML 5 would take company names
# (`DD;`, `target;`) for signs.
_LATER_ENTITIES = (
    "AMP LT GT QUOT apos ast bsol colon comma commat dollar equals excl hyphen lowbar lpar lsqb NewLine num percnt "
    "period plus quest rpar rsqb semi sol Tab"
)
_ENTITY_NAMES = frozenset(name2codepoint) | frozenset(_LATER_ENTITIES.split())

# UTF-8 read as Latin-1 or cp1252: a lead byte's letter followed by something only a continuation byte becomes.
_UTF8_AS_LATIN = re.compile(
    "[\u00c2-\u00f4][\u0080-\u00bf\u0152\u0153\u0160\u0161\u0178\u017d\u017e\u0192\u02c6\u02dc\u2013\u2014"
    "\u2018-\u201a\u201c-\u201e\u2020-\u2022\u2026\u2030\u2039\u203a\u20ac\u2122]"
)

# Two-byte quotation marks of Shift JIS and Big5 of which each byte was read alone.
_SPLIT_QUOTES = {
    "\x81e": "‘", "\x81f": "’", "\x81g": "“", "\x81h": "”", "\x81]": "‐",
    "¡¥": "‘", "¡¦": "’", "¡§": "“", "¡¨": "”",
}  # fmt: skip
_SPLIT_QUOTE = re.compile("|".join(map(re.escape, _SPLIT_QUOTES)))
_C1 = re.compile("[\x80-\x9f]")
# The five bytes that cp1252 leaves undefined are fragments; 0x9d is the end of a UTF-8 closing quote.
_CP1252 = {byte: bytes([byte]).decode("cp1252", errors="ignore") for byte in range(0x80, 0xA0)} | {0x9D: "”"}

_LOST_APOSTROPHE = re.compile(r"(?<=[^\W\d_])¿(?=[^\W\d_])")
_LOST_DASH = re.compile(r"(?<= )¿(?= )(?![^\n]*\?)")
_LOST_QUOTES = re.compile(r"(?<!\w)¿(\w[^¿?\n]{0,100}\w)¿(?!\w)")
_LOST_O_ACUTE = re.compile(r"(?<=[^\W\d_])¢(?=[^\W\d_])")

_BULLET = "\u2022"
_INVISIBLE = "\u00ad\u180e\u200b\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\u2066\u2067\u2068\u2069\ufeff\ufffc"
_SPACES = "\t\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000\uf020"
_SIGNS = (
    dict.fromkeys(map(chr, (*range(0x0A), *range(0x0B, 0x20), 0x7F)), "")
    | dict.fromkeys(_INVISIBLE, "")
    | dict.fromkeys(_SPACES, " ")
    # Bullets of the Symbol and Wingdings fonts, which word processors write into the private use area.
    | dict.fromkeys(map(chr, range(0xF021, 0xF100)), _BULLET)
    | {"\uf02d": "-", "\x07": _BULLET}
    | dict.fromkeys("\r\x0b\x0c\x85\u2028\u2029", "\n")
)
# A text has few of them: finding those takes a fraction of the time that translating all its signs does.
_SIGN = re.compile(f"[{''.join(map(re.escape, _SIGNS))}]")
_LINE_END = re.compile(r"\r\n?")
# The look-behind keeps a long run of spaces inside a line from being tried from every one of them.
_TRAILING = re.compile(r"(?<! ) +$", re.MULTILINE)


def mend(text: str) -> str:
    r"""Repair the noise of a written text; its lines, words and signs keep their order and meaning.

    In turn, until nothing changes: OOXML escapes (`_x000D_` is a line break, `_x0007_` a bullet), HTML entities to the
    last layer (an "entity" that HTML doesn't know is a false one: `R&D;` and `R&amp;D;` are `R&D`), UTF-8 read as
    Latin-1, cp1252 bytes that became control characters, split East Asian quotation marks (`¡§…¡¨`), signs lost as
    `¿` and `¢` where the letters around leave one reading, invisible characters, line ends, spaces.

    `¿` is an apostrophe between letters ("Int¿l"), a dash between spaces when no question follows, and quotation
    marks around words when no question mark closes them; anywhere else, as in Spanish questions, it stays.

    Args:
        text: as written; empty gives empty.

    Returns:
        The text in NFC with `\n` as the only line end, no trailing spaces and no white space at either end.
        Mending twice is mending once (for texts escaped up to eight times over).

    >>> mend("Research &amp; Development_x000D_R&amp;D; Team, Int¿l")
    'Research & Development\nR&D Team, Int’l'
    >>> mend("¿Qu\xc3\xa9 hacemos?")
    '¿Qué hacemos?'
    """
    for _ in range(_ROUNDS):
        mended = _mend_once(text)
        if mended == text:
            break
        text = mended
    return text


def squash(text: str) -> str:
    r"""Put a text on one line: every run of white space becomes one space, both ends are trimmed.

    >>> squash("  Small \n\t Islands ")
    'Small Islands'
    """
    return " ".join(text.split())


def was_mended(written: str, mended: str) -> bool:
    """Tell whether mending changed more than white space, so that an importer can say so for the row.

    >>> was_mended("a  b ", "a b"), was_mended("R&amp;D", "R&D")
    (False, True)
    """
    # Most of what is mended is white space at the ends.
    return written.strip() != mended and "".join(written.split()) != "".join(mended.split())


def looks_cut(text: str, limit: int = 255) -> bool:
    """Tell whether a written value was probably cut by a database field: it fills the field to the last character.

    Args:
        text: as written, before mending, since mending shortens it.
        limit: length of the field in characters.
    """
    return len(text) == limit


def _mend_once(text: str) -> str:
    if "_x" in text:
        text = _OOXML_ESCAPE.sub(_unescaped, text)
    if "&" in text:
        text = _ENTITY.sub(_decoded, _NESTED_AMPERSAND.sub("&amp;", text))
    # Printable ASCII and line feeds need none of what follows; most texts are just that.
    if not (text.isascii() and text.replace("\n", "").isprintable()):
        text = _mend_signs(text)
    if " \n" in text:
        text = _TRAILING.sub("", text)
    return text.strip()


def _mend_signs(text: str) -> str:
    if "\r" in text:
        text = _LINE_END.sub("\n", text)
    if _UTF8_AS_LATIN.search(text):
        text = _as_utf8(text)
    text = _SPLIT_QUOTE.sub(lambda found: _SPLIT_QUOTES[found.group()], text)
    if _C1.search(text):
        # An opening quote that lost its first UTF-8 bytes; cp1252 has a bare tilde there, which no word begins with.
        text = re.sub("\x98(?=\\w)", "‘", text).translate(_CP1252)
    if "¿" in text:
        text = _LOST_QUOTES.sub(r"“\1”", _LOST_DASH.sub("–", _LOST_APOSTROPHE.sub("’", text)))
    if "¢" in text:
        text = _LOST_O_ACUTE.sub("ó", text)
    text = _SIGN.sub(lambda found: _SIGNS[found.group()], text)
    return unicodedata.normalize("NFC", text)


def _unescaped(found: re.Match[str]) -> str:
    code = int(found.group(1), 16)
    if 0xD800 <= code <= 0xDFFF:
        return found.group()
    return chr(code)


def _decoded(found: re.Match[str]) -> str:
    entity = found.group()
    name = entity[1:-1]
    if name.startswith("#"):
        return html.unescape(entity)
    # `&sub;=` stands in the query of a URL, whose `;` is the false part.
    if name in _ENTITY_NAMES and not found.string.startswith("=", found.end()):
        return html.unescape(entity)
    # Of two semicolons the second is a separator; set apart, it isn't taken for another false one.
    return f"&{name} " if found.string.startswith(";", found.end()) else f"&{name}"


def _as_utf8(text: str) -> str:
    # Importing ftfy takes 0.1 s, and few texts need it.
    from ftfy import TextFixerConfig, fix_encoding

    # Only whole sequences are repaired: guessing at lost bytes would invent text.
    return str(fix_encoding(text, TextFixerConfig(replace_lossy_sequences=False, restore_byte_a0=True)))
