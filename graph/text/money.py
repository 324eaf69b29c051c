"""Reads amounts of money as written; keeps doubt as a note and corrects nothing."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from graph.text.mend import squash

MoneyState = Literal["amount", "empty", "ambiguous", "vague", "refused", "unreadable"]
"""What a written amount turned out to be; see `MoneyReading`."""

_SMALL, _LARGE = Decimal(100), Decimal(10) ** 9
_LONGEST = 300
# More than any sum of money has, and fewer than the 28 at which decimal arithmetic begins to round.
_MOST_DIGITS = 15
_CODES = (
    "USD EUR GBP CHF JPY CNY CAD AUD NZD SEK NOK DKK ISK BRL INR ZAR KRW RUB MXN ARS CLP COP PEN DOP FJD PGK SBD VUV "
    "WST TOP XPF XOF XAF KES NGN GHS EGP MAD TND SAR AED QAR KWD TRY PLN CZK HUF RON BGN UAH ILS IDR MYR PHP THB VND "
    "SGD HKD BDT LKR PKR NPR MVR MUR SCR JMD TTD BBD XCD BZD GYD"
)
_SIGNS = {
    "US$": "USD", "U$S": "USD", "USD$": "USD", "A$": "AUD", "AU$": "AUD", "C$": "CAD", "CA$": "CAD", "NZ$": "NZD",
    "R$": "BRL", "HK$": "HKD", "S$": "SGD", "FJ$": "FJD", "€": "EUR", "£": "GBP", "¥": None, "$": None, "₹": "INR",
    "₽": "RUB", "₩": "KRW",
}  # fmt: skip
_WORDS = {
    "euro": "EUR", "euros": "EUR", "us dollars": "USD", "us dollar": "USD", "u.s. dollars": "USD",
    "united states dollars": "USD", "dollars": None, "dollar": None, "pounds": None, "yen": "JPY",
}  # fmt: skip
_CURRENCIES: dict[str, str | None] = {**{code: code for code in _CODES.split()}, **_SIGNS}
_LETTERED, _SIGNED = (
    "|".join(re.escape(sign) for sign in sorted(_CURRENCIES, key=len, reverse=True) if sign[0].isalpha() is lettered)
    for lettered in (True, False)
)
# A sign may stand behind a letter ("2 M€"); a code that does so is a piece of a word.
_CURRENCY = re.compile(
    rf"(?P<sign>(?<![^\W\d_])(?:{_LETTERED})|{_SIGNED})(?![^\W\d_])"
    rf"|\b(?P<word>{'|'.join(re.escape(word) for word in sorted(_WORDS, key=len, reverse=True))})\b",
    re.IGNORECASE,
)
_SCALES = {
    "thousand": 3, "k": 3, "mil": 3, "mille": 3, "million": 6, "millions": 6, "millon": 6, "millones": 6, "milhoes": 6,
    "mio": 6, "mn": 6, "m": 6, "billion": 9, "billions": 9, "bn": 9, "milliard": 9, "milliards": 9, "trillion": 12,
}  # fmt: skip
_SCALE = "|".join(sorted(_SCALES, key=len, reverse=True))
_NUMBER = re.compile(rf"(?<![\w.,])([-−–]\s?)?(\d[\d.,'’ ]*\d|\d)(?:\s?({_SCALE})\b)?", re.IGNORECASE)
_NOT_FINITE = re.compile(r"\b(?:nan|[+-]?inf(?:inity)?)\b", re.IGNORECASE)
_BRACKETED = re.compile(r"\(\s*[\d.,' ]+\s*\)")
_EXPONENT = re.compile(r"\d\s?[eE][+-]?\d")
_NO_ANSWER = frozenset({"", "-", "n/a", "na", "none", "nil", "tbd", "tbc"})


@dataclass(frozen=True, slots=True)
class Money:
    """An amount as a source stated it.

    Attributes:
        amount: units of the currency (not cents, not thousands); exact, never negative.
        currency: ISO 4217 code, or None if it isn't stated.
        written: the text that it was read from.
    """

    amount: Decimal
    currency: str | None
    written: str


@dataclass(frozen=True, slots=True)
class MoneyReading:
    """What a written amount was read as.

    Attributes:
        money: the amount, or None if there is none to keep.
        state: `amount` (read); `empty` (no amount, perhaps a currency); `ambiguous` (the separators have two readings;
            the one in `money` is named in the note); `vague` (several amounts, or an amount in a sentence; the first is
            kept); `refused` (negative, infinite, not a number); `unreadable` (no amount in it).
        written: the text as given.
        note: in words what was assumed, lost or is unusual; empty if nothing.
    """

    money: Money | None
    state: MoneyState
    written: str
    note: str = ""


def read_money(written: str, *, currency: str | None = None) -> MoneyReading:
    """Read one written amount of money.

    Commas, dots, apostrophes and spaces are taken for thousands where they part the digits in threes and more than one
    stands there, or where the last sign is another one; `1,234.56` and `1.234,56` are told apart so. A single comma
    before three digits parts thousands. **A single dot before three digits (`130.000`) has two readings**: 130 with
    three decimals, or 130 thousand. Money has no three decimals, so it is read as thousands, marked ambiguous and said
    so. Amounts under 100 and over a thousand million are kept and noted, never corrected.

    Args:
        written: as mended.
        currency: ISO 4217 code that the field's name states ("Financing (in USD)"), for texts that state none. One
            that is written wins, with a note.

    Returns:
        The reading; never raises.

    >>> read_money("2,500,000 USD").money
    Money(amount=Decimal('2500000'), currency='USD', written='2,500,000 USD')
    >>> read_money("US$ 2,770 million").money.amount, read_money("130.000").state, read_money(" USD").state
    (Decimal('2770000000'), 'ambiguous', 'empty')
    """
    text = squash(written)
    if text.casefold() in _NO_ANSWER:
        return MoneyReading(None, "empty", written)
    if len(text) > _LONGEST:
        text = text[:_LONGEST]
    if _NOT_FINITE.search(text) and not re.search(r"\d", text):
        return MoneyReading(None, "refused", written, "not a finite number")
    if _EXPONENT.search(text):
        return MoneyReading(None, "refused", written, "an exponent is no way to write money")
    stated, currency_notes = _currency(text, currency)
    bare = squash(_CURRENCY.sub(" ", text))
    found = list(_NUMBER.finditer(bare))
    if not found:
        if not bare.strip(" .,:;()"):
            return MoneyReading(None, "empty", written, "a currency without an amount" if text else "")
        return MoneyReading(None, "unreadable", written, "no amount in it")
    first = found[0]
    if first[1] or _BRACKETED.fullmatch(bare):
        return MoneyReading(None, "refused", written, "negative")
    value, doubt = _value(first[2])
    if value is None:
        return MoneyReading(None, "unreadable", written, doubt)
    if first[3]:
        value = value.scaleb(_SCALES[first[3].casefold()])
    # Trailing zeros after the point say nothing, and two ways to write an amount should be one amount.
    value = value.quantize(Decimal(1)) if value == value.to_integral_value() else value
    notes = [*currency_notes, *([doubt] if doubt else [])]
    state: MoneyState = "ambiguous" if doubt else "amount"
    if len(found) > 1:
        state, notes = "vague", [*notes, "more than one number; the first is kept"]
    elif squash(bare[: first.start()] + bare[first.end() :]).strip(" .,:;()+~-"):
        state, notes = "vague", [*notes, "an amount among words"]
    if value < _SMALL:
        notes.append("unusually small")
    elif value > _LARGE:
        notes.append("unusually large")
    return MoneyReading(Money(value, stated, written), state, written, "; ".join(notes))


def _currency(text: str, expected: str | None) -> tuple[str | None, list[str]]:
    """Find the currency written, or take the expected one; with what there is to say about it."""
    codes: list[str] = []
    for found in _CURRENCY.finditer(text):
        code = _WORDS[found["word"].casefold()] if found["word"] else _CURRENCIES[found["sign"].upper()]
        if code and code not in codes:
            codes.append(code)
    if not codes:
        return expected, []
    notes = [f"several currencies: {', '.join(codes)}"] if len(codes) > 1 else []
    if expected and codes[0] != expected:
        notes.append(f"the field is in {expected}, the text in {codes[0]}")
    return codes[0], notes


def _value(digits: str) -> tuple[Decimal | None, str]:
    """Read digits with separators; with the doubt about them, if there is one."""
    if sum(sign.isdecimal() for sign in digits) > _MOST_DIGITS:
        return None, f"more than {_MOST_DIGITS} digits"
    digits = re.sub(r"(?<=[.,])\s+(?=\d{3}\b)", "", digits.strip())
    digits = re.sub(r"(?<=\d)[ '’](?=\d{3}(?!\d))", "\u2009", digits)
    thin = "\u2009" in digits
    digits = digits.replace("\u2009", "")
    signs = [sign for sign in digits if not sign.isdecimal()]
    if any(sign not in ",." for sign in signs):
        return None, "digits in no order that is an amount"
    if not signs:
        return Decimal(digits), ""
    last = signs[-1]
    groups = re.split(r"[.,]", digits)
    threes = all(len(group) == 3 for group in groups[1:]) and 1 <= len(groups[0]) <= 3
    if len(set(signs)) == 2:
        whole, part = digits.rsplit(last, 1)
        inner = re.split(r"[.,]", whole)
        if signs.count(last) != 1 or not all(len(group) == 3 for group in inner[1:]):
            return None, "separators in no order that is an amount"
        return Decimal(f"{''.join(inner)}.{part}"), ""
    if len(signs) > 1:
        if not threes:
            return None, "separators in no order that is an amount"
        return Decimal("".join(groups)), ""
    if threes and not thin and groups[0] != "0":
        if last == ",":
            return Decimal("".join(groups)), ""
        return Decimal("".join(groups)), "the dot is read as parting thousands, since money has no three decimals"
    return Decimal(f"{groups[0]}.{groups[1]}"), ""
