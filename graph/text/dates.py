"""Reads dates as people write them into forms, and keeps of each only what it says for certain."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from typing import Literal, Self

from graph.errors import InputError
from graph.text.calendar_words import NOTHING, PART_OF_YEAR, RECURRING, ROUGHLY, VAGUE, month_of, says_open
from graph.text.fold import fold
from graph.text.mend import squash

DateState = Literal["date", "open", "empty", "vague", "unreadable", "placeholder", "ambiguous", "impossible"]
"""What a written date turned out to be; see `DateReading`."""

_FIRST_YEAR, _LAST_YEAR = 1800, 2199
# Two-digit years below are of this century; the rule of POSIX (strptime, %y).
_PIVOT = 69
_ISO = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")
_LONGEST = 200


@dataclass(frozen=True, slots=True)
class PartialDate:
    """A year, a month or a day: as exact as a source was, and no more.

    Attributes:
        year: 1 to 9999.
        month: 1 to 12, or None if only the year is known.
        day: day of the month, or None; never without a month.

    Raises:
        ValueError: there is no such day, or a day stands without a month.

    >>> PartialDate(2017, 5).iso, PartialDate(2017, 2).latest.isoformat()
    ('2017-05', '2017-02-28')
    """

    year: int
    month: int | None = None
    day: int | None = None

    def __post_init__(self) -> None:
        if self.day is not None and self.month is None:
            raise ValueError("A day needs a month.")
        date(self.year, self.month or 1, self.day or 1)

    @classmethod
    def from_iso(cls, text: str) -> Self:
        """Read `YYYY`, `YYYY-MM` or `YYYY-MM-DD`.

        Raises:
            InputError: the text is none of these, or there is no such day.
        """
        found = _ISO.fullmatch(text)
        if not found:
            raise InputError(f"{text!r} is not a date; write 2017, 2017-05 or 2017-05-31.")
        try:
            return cls(*(int(part) for part in found.groups() if part is not None))
        except ValueError as error:
            raise InputError(f"There is no date {text!r}.") from error

    @property
    def iso(self) -> str:
        """ISO 8601, as exact as the date is: `2017`, `2017-05` or `2017-05-31`."""
        parts = [f"{self.year:04d}"] + [f"{part:02d}" for part in (self.month, self.day) if part is not None]
        return "-".join(parts)

    @property
    def earliest(self) -> date:
        """The first day that it can be."""
        return date(self.year, self.month or 1, self.day or 1)

    @property
    def latest(self) -> date:
        """The last day that it can be."""
        month = self.month or 12
        return date(self.year, month, self.day or monthrange(self.year, month)[1])

    @property
    def order(self) -> tuple[date, date]:
        """Key to sort by: the first day that it can be, then the last."""
        return self.earliest, self.latest

    def surely_before(self, other: PartialDate) -> bool:
        """Tell whether it lies before the other whatever the missing parts are; 2017 is not surely before 2017-05."""
        return self.latest < other.earliest

    def __str__(self) -> str:
        return self.iso


@dataclass(frozen=True, slots=True)
class DateReading:
    """What a written date was read as.

    Attributes:
        value: what is certain, or None. Never more exact than the text.
        state: `date` (read); `open` (says that there is no end; `value` holds a year it names beside); `empty` (nothing
            or "N/A"); `vague` (says something, but not when, or less exactly than a month would; a year is kept);
            `unreadable`; `placeholder` (0000-00-00); `ambiguous` (two readings; what both share is kept);
            `impossible` (31 September; the possible part is kept).
        written: the text as given.
        note: in words what was assumed or lost; empty if nothing was.
    """

    value: PartialDate | None
    state: DateState
    written: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class SpanReading:
    """Two written dates read together.

    Attributes:
        start: the first.
        end: the second.
        ends_before_start: whether the end lies before the start whatever the missing parts are. Both are kept.
    """

    start: DateReading
    end: DateReading
    ends_before_start: bool


def read_date(written: str, *, day_first: bool | None = None) -> DateReading:
    """Read one written date.

    Understood, in any order of month and year and with any separators: years; month and year, in digits (also `04/16`
    and `042015`) or by the name of the month in English, French, Spanish, Portuguese, Russian, Arabic or Chinese, cut
    short or misspelt; full dates; words for "no end"; words that say nothing. Nothing is guessed: `03/04/2016` has two
    readings, so only 2016 is kept.

    Args:
        written: as mended; text beyond 200 characters makes it unreadable.
        day_first: order of day and month in dates like `03/04/2016`, where it is known from elsewhere.

    Returns:
        The reading; never raises.

    >>> read_date("Febuary, 2015").value, read_date("03/04/2016").state, read_date("31 September 2016").value
    (PartialDate(year=2015, month=2, day=None), 'ambiguous', PartialDate(year=2016, month=9, day=None))
    """
    return _read(written, day_first, None)


def read_span(start: str, end: str, *, day_first: bool | None = None) -> SpanReading:
    """Read the two dates of a time frame, letting each settle what is ambiguous in the other.

    One hand wrote both: if one is only possible day first (`31/12/2019`), the other is read day first too. Of two years
    on one side (`2013/2016`) a start is the first, an end the last.

    Args:
        start: as mended.
        end: as mended.
        day_first: order of day and month where neither side tells; None leaves them ambiguous.
    """
    orders = {order for order in (_order(start), _order(end)) if order is not None}
    settled = next(iter(orders)) if len(orders) == 1 else day_first
    first, last = _read(start, settled, "start"), _read(end, settled, "end")
    before = first.value is not None and last.value is not None and last.value.surely_before(first.value)
    return SpanReading(first, last, before)


_Side = Literal["start", "end"]
_SEPARATOR = r"\s*[-/.,\s]\s*"
_THREE_NUMBERS = re.compile(rf"(\d{{1,2}}){_SEPARATOR}(\d{{1,2}}){_SEPARATOR}(\d{{4}}|\d{{2}})")
_YEAR_FIRST = re.compile(rf"(\d{{4}}){_SEPARATOR}(\d{{1,2}})(?:{_SEPARATOR}(\d{{1,2}}|\d{{4}}))?")
_MONTH_YEAR = re.compile(rf"(\d{{1,2}}){_SEPARATOR}(\d{{4}})")
_MONTH_SHORT_YEAR = re.compile(r"(\d{1,2})\s*[/.\-]\s*['’]?(\d{2})")
_TWO_YEARS = re.compile(r"(\d{4})\s*[-–/]\s*(\d{4})")
_CHINESE = re.compile(r"(\d{4})\s*年(?:\s*(\d{1,2})\s*月(?:\s*(\d{1,2})\s*[日号])?)?")
_DIGITS = re.compile(r"(?<![^\W\d_])\d(?:[\d\s/.,\-]*\d)?")
# ongoingDecember
_JOINED = re.compile(r"(?<=[a-z])(?=[A-Z][a-z])")
_LETTER_FOR_ZERO = re.compile(r"\b[oO](?=\d)")
_ZERO_FOR_LETTER = re.compile(r"\b0(?=[^\W\d_]{2})")
_ORDINAL = re.compile(r"(?<=\d)\s?(?:st|nd|rd|th|er|ro|º|ª)\b", re.IGNORECASE)
_TOKEN = re.compile(r"\d+|[^\W\d_]+")
_FILLERS = frozenset({"of", "de", "del", "do", "da", "du", "le", "the", "el", "in", "en", "on", "and", "y", "et", "e"})
# Abbreviations of months that are also words; among other words they aren't taken for months.
_DOUBTFUL_MONTHS = frozenset({"set", "out", "ago", "mar"})
_UNTIL = re.compile(r"\b(?:until|till|thru|through|up to|hasta|jusqu en|ate)\b")
_SINCE = re.compile(r"\b(?:since|from|starting|desde|depuis)\b")
_AT_LEAST = re.compile(r"\b(?:at least|and beyond|onwards?|al menos|au moins)\b")
_MANY_WORDS = 8


def _read(written: str, day_first: bool | None, side: _Side | None) -> DateReading:
    if len(written) > _LONGEST:
        return DateReading(None, "unreadable", written, f"longer than {_LONGEST} characters")
    text = _JOINED.sub(" ", squash(written).strip(" .,;:`'’\"()[]*?-–/"))
    folded = fold(text)
    # `fold` makes digits of any script plain; so must be what is matched against.
    text = "".join(str(int(sign)) if sign.isdecimal() else sign for sign in text)
    if not folded or folded in NOTHING:
        return DateReading(None, "empty", written, f"says {text}" if text else "")
    if not folded.replace("0", "").replace(" ", ""):
        return DateReading(None, "placeholder", written, "all zeros")
    text = _LETTER_FOR_ZERO.sub("0", text)
    found = _read_digits(text, written, day_first, side) or _read_words(text, folded, written, day_first, side)
    if found is not None:
        return found
    if RECURRING.search(folded):
        return DateReading(None, "vague", written, "recurs, and does not say until when")
    if says_open(folded):
        return DateReading(None, "open", written)
    if VAGUE.search(folded) or ROUGHLY.search(folded) or PART_OF_YEAR.search(folded):
        return DateReading(None, "vague", written, "does not say when")
    return DateReading(None, "unreadable", written, "no date was found in it")


def _read_digits(text: str, written: str, day_first: bool | None, side: _Side | None) -> DateReading | None:
    """Read what is digits and separators only."""
    if text.isdecimal():
        return _read_run(text, written, day_first)
    if found := _TWO_YEARS.fullmatch(text):
        return _two_years([int(year) for year in found.groups()], written, side)
    if found := _YEAR_FIRST.fullmatch(text):
        year, second, last = int(found[1]), int(found[2]), found[3]
        if last is not None and len(last) == 4:
            if int(last) == year:
                return _dated(year, second, None, written, "the year stands twice")
            return _two_years([year, int(last)], written, side)
        return _dated(year, second, None if last is None else int(last), written)
    if found := _THREE_NUMBERS.fullmatch(text):
        return _read_three(int(found[1]), int(found[2]), found[3], written, day_first)
    if found := _MONTH_YEAR.fullmatch(text):
        return _dated(int(found[2]), int(found[1]), None, written)
    if found := _MONTH_SHORT_YEAR.fullmatch(text):
        if 1 <= int(found[1]) <= 12:
            year = _century(int(found[2]))
            return _dated(year, int(found[1]), None, written, "read as month and two-digit year")
        return DateReading(None, "ambiguous", written, "two short numbers that are no month and year")
    if found := _CHINESE.fullmatch(text):
        month, day = (int(part) if part else None for part in found.groups()[1:])
        return _dated(int(found[1]), month, day, written)
    return None


def _read_run(text: str, written: str, day_first: bool | None) -> DateReading:
    """Read digits without any separator, by their number."""
    if len(text) == 4:
        return _dated(int(text), None, None, written)
    if len(text) == 6:
        if 1 <= int(text[:2]) <= 12:
            return _dated(int(text[2:]), int(text[:2]), None, written, "read as month and year")
        return _dated(int(text[:4]), int(text[4:]), None, written, "read as year and month")
    if len(text) == 8:
        if _FIRST_YEAR <= int(text[:4]) <= _LAST_YEAR and 1 <= int(text[4:6]) <= 12:
            return _dated(int(text[:4]), int(text[4:6]), int(text[6:]), written)
        return _read_three(int(text[:2]), int(text[2:4]), text[4:], written, day_first)
    return DateReading(None, "unreadable", written, "a number that is no year")


def _read_three(first: int, second: int, year: str, written: str, day_first: bool | None) -> DateReading:
    """Read two short numbers and a year: 31/12/2019, 12/31/19, 03/04/2016."""
    note = "" if len(year) == 4 else "two-digit year"
    whole = int(year) if len(year) == 4 else _century(int(year))
    order = _order_of(first, second)
    if order is None and first == second:
        order = True
    if order is None and first <= 12 and day_first is not None:
        order = day_first
        note = "; ".join(filter(None, [note, f"read {'day' if day_first else 'month'} first"]))
    if order is not None:
        day, month = (first, second) if order else (second, first)
        return _dated(whole, month, day, written, note)
    if not _FIRST_YEAR <= whole <= _LAST_YEAR:
        return DateReading(None, "unreadable", written, f"the year {whole} is not believable")
    if max(first, second) > 12:
        return DateReading(PartialDate(whole), "impossible", written, "no month in it; only the year is kept")
    return DateReading(PartialDate(whole), "ambiguous", written, "day and month can't be told apart; the year is kept")


def _read_words(text: str, folded: str, written: str, day_first: bool | None, side: _Side | None) -> DateReading | None:
    """Read what has words in it: the name of a month, a remark, a season."""
    text = _ZERO_FOR_LETTER.sub("O", _ORDINAL.sub(" ", text))
    tokens = [fold(token) for token in _TOKEN.findall(text)]
    numbers = [token for token in tokens if token.isdecimal()]
    years = list(dict.fromkeys(int(number) for number in numbers if len(number) == 4))
    shorts = [int(number) for number in numbers if len(number) <= 2]
    said = [token for token in tokens if not token.isdecimal() and token not in _FILLERS]
    others = [token for token in said if month_of(token) is None]
    named = [token for token in said if month_of(token) and not (others and token in _DOUBTFUL_MONTHS)]
    months = list(dict.fromkeys(month[0] for month in map(month_of, named) if month))
    notes = [f"{token} read as a month" for token in named if (month := month_of(token)) and month[1]]

    if not years:
        return _without_year(months, shorts, others, written)
    if len(years) > 1:
        return _two_years(years, written, side)
    if PART_OF_YEAR.search(folded):
        return _loosened(_dated(years[0], None, None, written, "names a part of the year; the year is kept"))
    if len(months) > 1:
        if side is None:
            return DateReading(PartialDate(years[0]), "ambiguous", written, "more than one month; the year is kept")
        taken, chosen = ("first", months[0]) if side == "start" else ("last", months[-1])
        return _loosened(_dated(years[0], chosen, None, written, f"of several months the {taken} is taken"))
    if months:
        reading = _dated(years[0], months[0], shorts[0] if len(shorts) == 1 else None, written, "; ".join(notes))
        unused = len(shorts) > 1
    else:
        inner = max(_DIGITS.findall(text), key=len, default=str(years[0]))
        reading = _read_digits(inner, written, day_first, side) or _dated(years[0], None, None, written)
        unused = len(_TOKEN.findall(inner)) < len(numbers)
    return _with_remarks(reading, folded, others, unused)


def _without_year(months: list[int], shorts: list[int], others: list[str], written: str) -> DateReading | None:
    if not months:
        return None
    if len(months) == 1 and len(shorts) == 1 and not others:
        if shorts[0] > 31:
            return _dated(_century(shorts[0]), months[0], None, written, "two-digit year")
        return DateReading(None, "ambiguous", written, "the number is a day or a year")
    return DateReading(None, "vague", written, "a month without a year")


def _with_remarks(reading: DateReading, folded: str, others: list[str], unused: bool) -> DateReading:
    """Weigh what is said beside a date."""
    if reading.value is None or not (others or unused):
        return reading
    remark = f"also says: {' '.join(others)}" if others else "a number is left over"
    said = "; ".join(filter(None, [reading.note, remark]))
    noted = DateReading(reading.value, reading.state, reading.written, said)
    if says_open(folded):
        bounded = _UNTIL.search(folded) or _SINCE.search(folded)
        if bounded and not _AT_LEAST.search(folded):
            return noted
        return DateReading(reading.value, "open", reading.written, said)
    if ROUGHLY.search(folded) or VAGUE.search(folded) or unused or len(others) > _MANY_WORDS:
        return _loosened(noted)
    return noted


def _loosened(reading: DateReading) -> DateReading:
    """Mark a date as less exact than it looks."""
    if reading.state != "date":
        return reading
    return DateReading(reading.value, "vague", reading.written, reading.note)


def _two_years(years: list[int], written: str, side: _Side | None) -> DateReading:
    if side is None:
        return DateReading(None, "ambiguous", written, "more than one year")
    year = min(years) if side == "start" else max(years)
    taken = "first" if side == "start" else "last"
    return _loosened(_dated(year, None, None, written, f"of several years the {taken} is taken"))


def _dated(year: int, month: int | None, day: int | None, written: str, note: str = "") -> DateReading:
    """Build the reading of year, month and day, keeping only the part that the calendar has."""
    if year == 0:
        return DateReading(None, "placeholder", written, "the year is 0")
    if not _FIRST_YEAR <= year <= _LAST_YEAR:
        return DateReading(None, "unreadable", written, f"the year {year} is not believable")
    if month is None:
        return DateReading(PartialDate(year), "date", written, note)
    if not 1 <= month <= 12:
        return DateReading(
            PartialDate(year), "impossible", written, f"there is no month {month}; only the year is kept"
        )
    if day is not None and not 1 <= day <= monthrange(year, month)[1]:
        return DateReading(
            PartialDate(year, month), "impossible", written, f"{year}-{month:02d} has no day {day}; the month is kept"
        )
    return DateReading(PartialDate(year, month, day), "date", written, note)


def _order(written: str) -> bool | None:
    """Tell whether a date of two short numbers and a year can only be day first or month first."""
    found = _THREE_NUMBERS.fullmatch(squash(written[:_LONGEST]).strip(" .,;()"))
    return _order_of(int(found[1]), int(found[2])) if found else None


def _order_of(first: int, second: int) -> bool | None:
    if first > 12 >= second >= 1:
        return True
    if second > 12 >= first >= 1:
        return False
    return None


def _century(short: int) -> int:
    return short + (2000 if short < _PIVOT else 1900)
