"""Thousands and millions: the unit that a heading states for a column of money, or a cell for itself.

A column called “Budget (k€)” with `120` in it means 120,000. The unit of a heading counts only where it stands as one:
in parentheses, beside a currency, behind “in”, or at the end; so “Grant, Million Trees” is no million.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import lru_cache

from graph.text.fold import fold
from graph.text.mend import squash
from graph.text.money import MoneyReading, read_money

# As `fold` leaves them.
_WORDS = {
    "thousand": 3, "thousands": 3, "mille": 3, "millier": 3, "milliers": 3, "miles": 3, "milhar": 3, "milhares": 3,
    "tsd": 3, "tausend": 3, "тыс": 3, "тысяч": 3, "тысячи": 3, "الف": 3, "الاف": 3,
    "million": 6, "millions": 6, "millon": 6, "millones": 6, "milhao": 6, "milhoes": 6, "mio": 6, "mln": 6, "mill": 6,
    "millionen": 6, "миллион": 6, "миллионов": 6, "млн": 6, "مليون": 6, "ملايين": 6,
    "billion": 9, "billions": 9, "milliard": 9, "milliards": 9, "mrd": 9, "миллиард": 9, "миллиардов": 9, "млрд": 9,
    "مليار": 9, "trillion": 12, "lakh": 5, "lakhs": 5, "crore": 7, "crores": 7,
}  # fmt: skip
# Too short to count but beside a currency or alone in parentheses. “MM” is how ledgers of the Americas write millions.
_LETTERS = {"k": 3, "m": 6, "mm": 6, "mn": 6, "bn": 9, "mil": 3}
_CHINESE = {"千": 3, "万": 4, "百万": 6, "千万": 7, "亿": 8}
_CURRENCY = (
    r"us\$|u\$s|r\$|[$€£¥₹₽₩]|(?:usd|eur|gbp|chf|jpy|cny|cad|aud|brl|inr|zar|xof|xaf|mxn|clp|cop|pen|ars|kes|ngn|rub)"
    r"(?![^\W\d_])|(?:euros?|dollars?|d[oó]lares|pesos|reais|soles|francs?|fcfa|cfa|руб\w*|долл\w*|евро|يورو|دولار)"
    r"(?![^\W\d_])|[美欧日]?元|人民币"
)
_UNIT = "|".join(sorted({*_WORDS, *_LETTERS}, key=len, reverse=True))
_ACCENTED = r"mill[oó]n|milh[aã]o|milh[oõ]es|آلاف|ألف|الآلاف"
_ANY = rf"(?:{_ACCENTED}|{_UNIT})"
_BESIDE_CURRENCY = re.compile(
    rf"(?<![^\W\d_])(?P<before>{_ANY})\.?\s?(?:of |de |d['’]|di )?(?:{_CURRENCY})"
    rf"|(?:{_CURRENCY})\s?(?P<behind>{_ANY})(?![^\W\d_])|\b(?:usd|eur|gbp|chf)(?P<glued>k|m|mm|mn|bn)\b",
    re.IGNORECASE,
)
_ALONE = re.compile(
    rf"[(\[]\s*(?:in |en |em |в )?(?P<bracketed>{_ANY})\.?\s*[)\]]"
    rf"|\b(?:in|en|em|в|بال)\s?(?P<after>{_ACCENTED}|{'|'.join(sorted(_WORDS, key=len, reverse=True))})(?![^\W\d_])"
    rf"|[\s,](?P<last>{_ACCENTED}|{'|'.join(sorted(_WORDS, key=len, reverse=True))})\.?\s*$",
    re.IGNORECASE,
)
_NOUGHTS = re.compile(r"(?<!\d)['’]?(?P<noughts>000)['’]?s?(?!\d)")
_CHINESE_UNIT = re.compile(r"(百万|千万|千|万|亿)(?=[美欧日]?元|[)）]|$)")
_IN_CELL = re.compile(
    rf"(?P<number>\d)\s?(?:(?P<word>{_ACCENTED}|{_UNIT})\.?(?:\s(?:de|d['’]|of)(?=\s))?(?![^\W\d_])"
    r"|(?P<chinese>百万|千万|千|万|亿))元?",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Unit:
    """How many units of its currency a written 1 is.

    Attributes:
        factor: 1000 for thousands.
        written: as it stands in the heading or the mapping.
    """

    factor: Decimal
    written: str

    @property
    def word(self) -> str:
        """As a mapping says it."""
        plain = (word for word in ("thousand", "million", "billion") if self.factor == _ten_to(_WORDS[word]))
        return next(plain, f"{self.factor:f}")


@lru_cache(maxsize=256)
def read_unit(written: str) -> Unit | None:
    """The unit that a word, letter or number of a mapping states; None for what is none.

    >>> read_unit("thousand").factor, read_unit("Mio").factor, read_unit("1000").factor, read_unit("some")
    (Decimal('1000'), Decimal('1000000'), Decimal('1000'), None)
    """
    text = fold(written)
    if written.strip() in _CHINESE:
        return Unit(_ten_to(_CHINESE[written.strip()]), written)
    power = 0 if text == "one" else _WORDS.get(text, _LETTERS.get(text))
    if power is not None:
        return Unit(_ten_to(power), written)
    return Unit(Decimal(written), written) if re.fullmatch(r"[1-9]\d{0,11}", written) else None


@lru_cache(maxsize=256)
def unit_of_heading(heading: str) -> Unit | None:
    """The unit that a heading states; None where it states none.

    >>> [unit_of_heading(each).factor for each in ("Budget prévu (k€)", "Cost in million USD", "en miles de pesos")]
    [Decimal('1000'), Decimal('1000000'), Decimal('1000')]
    >>> unit_of_heading("Budget (EUR)"), unit_of_heading("Grant for the Million Trees")
    (None, None)
    """
    text = squash(heading)
    if found := _CHINESE_UNIT.search(text):
        return Unit(_ten_to(_CHINESE[found.group()]), found.group())
    if found := (_BESIDE_CURRENCY.search(text) or _ALONE.search(text)):
        word = next(group for group in found.groups() if group)
        return Unit(_ten_to(_power(word)), word)
    if found := _NOUGHTS.search(text):
        return Unit(_ten_to(3), found.group())
    return None


def read_amount(written: str, currency: str | None, unit: Unit | None) -> tuple[MoneyReading, str]:
    """An amount of money as `graph.text.money.read_money` reads it, in units of its currency.

    A unit that the cell writes itself (“2 M€”) counts, and that of its column doesn't. Nor does it where the cell
    writes a currency and an amount as large as the unit: “90 000 €” below “Budget (k€)” is written out.

    Args:
        written: the cell, mended.
        currency: ISO 4217 code of the column, for cells that state none.
        unit: of the column; None for none.

    Returns:
        The reading, and what it was multiplied by, in words; empty where it was not.

    >>> budget = unit_of_heading("Budget (k€)")
    >>> read_amount("45,5", "EUR", budget)[0].money.amount, read_amount("2 M€", "EUR", budget)[0].money.amount
    (Decimal('45500'), Decimal('2000000'))
    >>> read_amount("45,5", "EUR", budget)[1]
    'in k, so times 1,000'
    """
    own = _IN_CELL.search(written)
    if own is not None:
        word = own["word"] or own["chinese"]
        bare = f"{written[: own.end('number')]} {written[own.end() :]}"
        read = replace(read_money(bare, currency=currency), written=written)
        return _times(read, _ten_to(_CHINESE[word] if word in _CHINESE else _power(word))), ""
    read = read_money(written, currency=currency)
    if unit is None or unit.factor == 1 or read.money is None:
        return read, ""
    if read.money.amount >= unit.factor and re.search(_CURRENCY, written, re.IGNORECASE):
        doubt = f"written out with its currency, so not taken in {unit.written}"
        return replace(read, state="ambiguous", note="; ".join(filter(None, (doubt, read.note)))), ""
    return _times(read, unit.factor), f"in {unit.written}, so times {unit.factor:,f}"


def _times(read: MoneyReading, factor: Decimal) -> MoneyReading:
    """A reading with its amount multiplied, and its size judged anew."""
    if read.money is None:
        return read
    doubts = read.note.removesuffix(_size(read.money.amount)).removesuffix("; ")
    amount = read.money.amount * factor
    amount = amount.quantize(Decimal(1)) if amount == amount.to_integral_value() else amount.normalize()
    note = "; ".join(filter(None, (doubts, _size(amount))))
    return replace(read, money=replace(read.money, amount=amount, written=read.written), note=note)


def _size(amount: Decimal) -> str:
    """What is noted of an amount of this size and nothing else."""
    return read_money(f"{amount:,f}").note


def _power(word: str) -> int:
    folded = fold(word)
    return _WORDS[folded] if folded in _WORDS else _LETTERS[folded]


def _ten_to(power: int) -> Decimal:
    return Decimal(10) ** power
