"""One form in which names and words are compared, and the terms by which texts are found.

Three steps, each built on the one before: `fold` (a comparison form for names), `words` (its pieces) and `terms` (the
pieces that carry meaning, stemmed). Beside them stand the tests of acronyms, which rest on the same words.

**The rule of terms: one word gives one term, whatever text it stands in.** A register is written in many languages, a
question is too short to tell its own, so a stem that depended on the language of the text would lose matches that a
reader sees. The script of the word alone chooses the stemmer:

* Latin script: endings that Spanish, French and Portuguese share with English are written the English way first
  (`educación`, `educação`, `éducation` → `education`), then the English Snowball stemmer. Names of places, people and
  organisations get the same term in every language, and so do many words of science and policy.
* Cyrillic: the Russian Snowball stemmer. Arabic: the Arabic one.
* Chinese and Japanese: pairs of neighbouring characters, as there are no spaces.
* Anything else: the folded word itself.

The language of a text, where it is known, changes only which stop words are dropped.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from Stemmer import Stemmer

from graph.text.stopwords import STOP_WORDS, STOP_WORDS_BY_LANGUAGE

_APOSTROPHE = r"['’‘ʼʻʿʾ′`´]"
# l'eau, d’Ivoire, qu'elle: the article or preposition is a word of its own; in Int'l and women's it isn't.
_ELISION = re.compile(rf"(?<![^\W_])([ldcjmnst]|qu|dell|nell|sull|dall|all){_APOSTROPHE}(?=[^\W_]{{2}})", re.IGNORECASE)
_INNER_APOSTROPHE = re.compile(rf"(?<=[^\W_]){_APOSTROPHE}(?=[^\W_])")
# U.N., S.p.A., e.V.
_DOTTED = re.compile(r"(?<![^\W_])(?:[^\W\d_]\.){2,}(?:[^\W\d_](?![^\W_]))?|(?<![^\W_])[^\W\d_]\.[^\W\d_](?![^\W_])")
# co-operation is cooperation; other hyphens stand between words.
_PREFIX = re.compile(r"(?<![^\W_])(co|multi|non|sub|micro|socio|agro|bio)[-‐‑](?=[^\W\d_]{2})", re.IGNORECASE)
# What those three need somewhere in a text, found without looking behind.
_ANY_APOSTROPHE = re.compile(_APOSTROPHE)
_DOT_INSIDE = re.compile(r"\.[^\W\d_]")
_AFTER_PREFIX = re.compile(r"[-‐‑](?<=[oinbOINB\u0130\u0131].)[^\W\d_]{2}")
# Blanks, quotation marks, dashes and bullets of typesetters.
_PUNCTUATION = re.compile("[\u00a0\u00ab\u00b7\u00bb\u2010-\u2027\u202f-\u205e]+")
_TRADE_MARKS = re.compile("[™®©℠]")
_MARKS = re.compile(
    "[\u0300-\u036f\u0483-\u0487\u0591-\u05bd\u05bf-\u05c7\u0610-\u061a\u0640\u064b-\u065f\u0670\u06d6-\u06ed"
    "\u1ab0-\u1aff\u1dc0-\u1dff\u200c\u200d\u20d0-\u20ff\ufe20-\ufe2f]"
)
# Letters that no decomposition takes apart, and Arabic letters that are written either way (as in the light
# stemming of Larkey, Ballesteros and Connell, 2002).
_LETTERS = str.maketrans(
    {"æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i", "ħ": "h", "ŋ": "ng",
     "ŧ": "t", "ə": "e", "ё": "е", "ї": "і", "ى": "ي", "ک": "ك", "ی": "ي", "ٱ": "ا"}
)  # fmt: skip
# Vowel signs of the Indic and South-East Asian scripts are no letters to `re`, but parts of their words.
_NO_WORD = re.compile(r"[^\w\u0900-\u0963\u0966-\u109f\u1780-\u17ff\u3099\u309a]+")
# The same for ASCII, together with lower case.
_ASCII = {code: chr(code).lower() if chr(code).isalnum() else " " for code in range(128)}
_SIMPLE = re.compile(r"[a-z0-9]+(?: [a-z0-9]+)*")

_CJK = "\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_CJK_RUN = re.compile(f"[{_CJK}]+")
_LETTER_PAIR = re.compile(r"\b([a-z]) and ([a-z])\b")
_AND_LETTER = re.compile(r" and [a-z]\b")

# (ending of a folded word, ending of its English cognate); the first that fits is taken.
_COGNATES: tuple[tuple[str, str], ...] = (
    ("cionales", "tional"), ("cionais", "tional"), ("cionaux", "tional"), ("cional", "tional"),
    ("ciones", "tion"), ("cion", "tion"), ("coes", "tion"), ("cao", "tion"),
    ("siones", "sion"), ("soes", "sion"), ("ssao", "ssion"), ("nsao", "nsion"),
    ("idades", "ity"), ("idade", "ity"), ("idad", "ity"), ("iedad", "iety"), ("iedade", "iety"),
    *((f"{stem}ite{plural}", f"{stem}ity")
      for stem in ("al", "il", "ar", "ur", "ic", "iv", "id", "vers") for plural in ("", "s")),
    ("amiento", "ament"), ("imiento", "iment"), ("mientos", "ment"), ("mento", "ment"), ("mentos", "ment"),
    ("logias", "logy"), ("logia", "logy"), ("logies", "logy"), ("logie", "logy"),
    ("encia", "ence"), ("encias", "ence"), ("ancia", "ance"), ("ancias", "ance"),
    ("aux", "al"), ("eux", "ous"), ("euses", "ous"), ("euse", "ous"), ("icas", "ic"), ("icos", "ic"), ("ica", "ic"),
    ("ico", "ic"), ("iques", "ic"), ("ique", "ic"),
)  # fmt: skip
_SHORTEST_COGNATE = 6

_SHORT = 200
"""Characters up to which a folded text is kept: names are folded again and again, running text once."""

_ACRONYM = re.compile(r"[^\W\d_](?:[^\W_]|[&.\-‐](?=[^\W_]))*\.?")
_ROMAN_NUMBER = re.compile(r"[IVX]+")


def fold(text: str) -> str:
    """Bring a name or text into the one form in which names and words are compared.

    Case, accents, punctuation, width and spacing are forgiven; `&` is "and"; ß, æ, ø, ł and their like become plain
    letters; dots in acronyms and apostrophes inside words go (U.N. is "un", Int'l "intl"), while l' and d' become
    words of their own. Arabic loses vowel signs and the variants of alef, Cyrillic й stays й and ё becomes е, Chinese
    characters and the vowel signs of Indic scripts stay.

    Args:
        text: as written or mended; empty gives empty.

    Returns:
        Words in lower case with single spaces between. Folding twice is folding once.

    >>> fold("Côte d’Ivoire – Ministère de l’Énergie (S.A.)")
    'cote d ivoire ministere de l energie sa'
    >>> fold("Int’l Co-operation & Straße"), fold("Районный") == fold("РАЙОННЫЙ")
    ('intl cooperation and strasse', True)
    """
    if len(text) <= _SHORT:
        return _fold_short(text)
    return _fold(text)


@lru_cache(maxsize=1 << 16)
def _fold_short(text: str) -> str:
    return _fold(text)


def _fold(text: str) -> str:
    if _SIMPLE.fullmatch(text):
        return text
    # The expressions that look behind every character are slow; most texts have nothing for them, as one mark tells.
    if _ANY_APOSTROPHE.search(text):
        text = _ELISION.sub(r"\1 ", text)
        text = _INNER_APOSTROPHE.sub("", text)
    if "." in text and _DOT_INSIDE.search(text):
        text = _DOTTED.sub(lambda found: found.group().replace(".", ""), text)
    if ("-" in text or not text.isascii()) and _AFTER_PREFIX.search(text):
        text = _PREFIX.sub(r"\1", text)
    text = text.replace("&", " and ")
    if not text.isascii():
        # What is neither letter nor mark goes first: it is most of what isn't ASCII in most texts.
        text = _PUNCTUATION.sub(" ", text)
    if text.isascii():
        return " ".join(text.translate(_ASCII).split())
    text = unicodedata.normalize("NFKD", _TRADE_MARKS.sub(" ", text).casefold())
    # й is a letter of its own, not и with a mark.
    text = _MARKS.sub("", text.replace("\u0438\u0306", "й"))
    text = unicodedata.normalize("NFKC", text).casefold().translate(_LETTERS)
    return _NO_WORD.sub(" ", text.replace("_", " ")).strip()


def words(text: str) -> list[str]:
    """Split a text into its folded words, in order; runs of Chinese or Japanese into overlapping pairs of characters.

    >>> words("Small-island States: 可持续发展")
    ['small', 'island', 'states', '可持', '持续', '续发', '发展']
    """
    folded = fold(text)
    if folded.isascii() or not _CJK_RUN.search(folded):
        return folded.split()
    return _CJK_RUN.sub(lambda run: f" {_pairs(run.group())} ", folded).split()


def terms(text: str, language: str | None = None) -> list[str]:
    """Split a text into the terms by which it is found: folded, without stop words, stemmed.

    Every engine and every question uses these terms, so that all find alike; each is a plain run of letters and digits.
    The rule is in the docstring of this module. Single letters joined by "and" are one term, so that R&D and M&E can be
    found.

    Args:
        text: in any language; empty, or only stop words, gives an empty list.
        language: code as `graph.text.language.language` gives it. It drops the stop words of that language that mean
            something in another ("sur" is *on* in French, *south* in Spanish). Leave it out for questions.

    Returns:
        The terms in the order of the text, repeated as often as they occur.

    >>> terms("Cooperación Sur-Sur en educación")
    ['cooper', 'sur', 'sur', 'educ']
    >>> terms("La coopération et l'éducation sur les îles", "fr"), terms("R&D in the islands")
    (['cooper', 'educ', 'ile'], ['randd', 'island'])
    """
    folded = " ".join(words(text))
    joined = _LETTER_PAIR.sub(r"\1and\2", folded) if _AND_LETTER.search(folded) else folded
    own = STOP_WORDS_BY_LANGUAGE.get(language or "", frozenset())
    return [term(word) for word in joined.split() if word not in STOP_WORDS and word not in own]


@lru_cache(maxsize=1 << 17)
def term(word: str) -> str:
    """Stem one folded word, by its script alone (see the module).

    A stemmer holds the word it works on, so each call has its own (0: without a cache) and threads can't meet in one.

    >>> term("naciones"), term("nations"), term("islands")
    ('nation', 'nation', 'island')
    """
    if word.isascii():
        if word.isdigit() or len(word) < 3:
            return word
        return str(Stemmer("english", 0).stemWord(_as_english(word)))
    if "\u0400" <= word[0] <= "\u04ff":
        return str(Stemmer("russian", 0).stemWord(word))
    if "\u0600" <= word[0] <= "\u06ff":
        return str(Stemmer("arabic", 0).stemWord(word)) or word
    return word


def is_acronym(token: str) -> bool:
    """Tell whether a written token looks like an acronym: short, without spaces, its letters mostly capitals.

    Args:
        token: one word as written; case matters. Roman numbers up to 39 are no acronyms.

    >>> [is_acronym(token) for token in ("UNDP", "AfDB", "R&D", "U.N.", "UN-Habitat", "Fiji", "III", "A")]
    [True, True, True, True, False, False, False, False]
    """
    if token[1:].islower():
        # Most words of most names, told without a look at each letter.
        return False
    letters = [letter for letter in token if letter.isalpha()]
    if not 2 <= len(letters) <= 12 or not _ACRONYM.fullmatch(token) or _ROMAN_NUMBER.fullmatch(token):
        return False
    capitals = sum(letter.isupper() for letter in letters)
    return capitals >= 2 and capitals > len(letters) / 2


def initials(name: str) -> str:
    """Give the capitals of a name's words, without stop words; empty for a name without words.

    >>> initials("Food and Agriculture Organization of the United Nations")
    'FAOUN'
    """
    return "".join(word[0] for word in words(name) if word not in STOP_WORDS).upper()


def acronym_fits(acronym: str, name: str) -> bool:
    """Tell whether an acronym can plausibly stand for a name.

    Its letters must be found in the name, in order: each opens a word or follows inside the word that the letter
    before was found in. Stop words may give their first letter or be passed over. Every other word passed over and
    every jump inside a word counts against it; one such fault is forgiven, and one more for each three letters. At
    least two words must take part.

    Args:
        acronym: case, dots and accents don't matter.
        name: without the acronym itself in parentheses.

    >>> acronym_fits("UNAIDS", "Joint United Nations Programme on HIV/AIDS")
    True
    >>> acronym_fits("UNDP", "World Bank"), acronym_fits("CARICOM", "Caribbean Community")
    (False, True)
    """
    letters = fold(acronym).replace(" and ", "").replace(" ", "")
    names = words(name)
    if len(letters) < 2 or len(letters) > 12:
        return False
    # (faults so far, words taking part) by number of letters placed; one step per word.
    allowed = 1 + len(letters) // 3
    placed = {0: (0, 0)}
    for word in names:
        after: dict[int, tuple[int, int]] = {}
        skipped = 0 if word in STOP_WORDS else 1
        for count, (faults, used) in placed.items():
            _keep(after, count, faults + skipped, used, allowed)
            if count < len(letters) and letters[count] == word[0]:
                for more, jumps in _inside(word, letters[count:]):
                    _keep(after, count + more, faults + jumps, used + 1, allowed)
        placed = after
    return placed.get(len(letters), (0, 0))[1] >= 2


def _keep(after: dict[int, tuple[int, int]], count: int, faults: int, used: int, allowed: int) -> None:
    """Remember the best way to have placed `count` letters: fewest faults, then most words."""
    known = after.get(count)
    if faults <= allowed and (known is None or (-faults, used) > (-known[0], known[1])):
        after[count] = (faults, used)


def _inside(word: str, letters: str) -> list[tuple[int, int]]:
    """List how many of the letters a word can take from its first on, with the jumps that it needs."""
    ways = [(1, 0)]
    at, jumps = 0, 0
    for taken, letter in enumerate(letters[1:], start=2):
        found = word.find(letter, at + 1)
        if found < 0:
            break
        jumps += found > at + 1
        at = found
        ways.append((taken, jumps))
    return ways


def _as_english(word: str) -> str:
    if len(word) < _SHORTEST_COGNATE:
        return word
    for ending, english in _COGNATES:
        if word.endswith(ending):
            return word[: -len(ending)] + english
    return word


def _pairs(run: str) -> str:
    return " ".join(run[at : at + 2] for at in range(len(run) - 1)) or run
