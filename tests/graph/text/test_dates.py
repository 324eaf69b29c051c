"""Every way of writing a date that the registers hold, and what is kept of it."""

from __future__ import annotations

from collections import Counter
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.errors import InputError
from graph.text import calendar_words
from graph.text.dates import PartialDate, read_date, read_span
from graph.text.fold import fold


@pytest.mark.parametrize(
    ("written", "iso"),
    [
        ("2012", "2012"),
        ("2016 ", "2016"),
        ("2012-09", "2012-09"),
        ("2015-03-30", "2015-03-30"),
        ("2017-1-1", "2017-01-01"),
        ("2016/11/08", "2016-11-08"),
        ("2017.6.8", "2017-06-08"),
        ("2015-01-2015", "2015-01"),
        ("December 2017", "2017-12"),
        ("JUIN 2011", "2011-06"),
        ("septembre 2013", "2013-09"),
        ("Sept 2014 ", "2014-09"),
        ("Jan . 2013", "2013-01"),
        ("(Enero /2019)", "2019-01"),
        ("febrero/2016", "2016-02"),
        ("Dez/2020", "2020-12"),
        ("março de 2021", "2021-03"),
        ("décembre 2015", "2015-12"),
        ("сентябрь 2018", "2018-09"),
        ("1 мая 2019", "2019-05-01"),
        ("يناير 2020", "2020-01"),
        ("٢٠١٧", "2017"),
        ("2015年3月", "2015-03"),
        ("2015年3月8日", "2015-03-08"),
        ("December/2012", "2012-12"),
        ("December / 2030", "2030-12"),
        ("September, 2016", "2016-09"),
        ("October,1997", "1997-10"),
        ("2017 June", "2017-06"),
        ("2015, October", "2015-10"),
        ("2017/March", "2017-03"),
        ("March 2016\t", "2016-03"),
        ("December 2020.", "2020-12"),
        ("03/2006", "2006-03"),
        ("9/2015", "2015-09"),
        ("02 / 2017", "2017-02"),
        ("12/2019`", "2019-12"),
        ("O1/2014", "2014-01"),
        ("2019/7", "2019-07"),
        ("2018 01", "2018-01"),
        ("04/16", "2016-04"),
        ("1/17", "2017-01"),
        ("06/98", "1998-06"),
        ("042015", "2015-04"),
        ("201504", "2015-04"),
        ("20150401", "2015-04-01"),
        ("04 April 2016", "2016-04-04"),
        ("14 Feb 2014", "2014-02-14"),
        ("1 Jan. 2017", "2017-01-01"),
        ("15 March, 2017", "2017-03-15"),
        ("29 of april 2016", "2016-04-29"),
        ("1st June 2017", "2017-06-01"),
        ("May 20th, 2015", "2015-05-20"),
        ("July  12, 2016", "2016-07-12"),
        ("January 11,2012", "2012-01-11"),
        ("1 de mayo de 2018", "2018-05-01"),
        ("1er janvier 2018", "2018-01-01"),
        ("Febuary 2017", "2017-02"),
        ("Febraury 2016", "2016-02"),
        ("0ct 2012", "2012-10"),
        ("Dcembre 2022", "2022-12"),
        ("20 MAY 2017", "2017-05-20"),
        ("30/12/2014", "2014-12-30"),
        ("03/20/2016", "2016-03-20"),
        ("15.07.2015", "2015-07-15"),
        ("01/01/2015", "2015-01-01"),
        ("16/09/14", "2014-09-16"),
        ("December '67", "2067-12"),
        ("Completed September 2017", "2017-09"),
        ("December 2017 (First Phase)", "2017-12"),
        ("2030 (review)", "2030"),
        ("On-going from 2002", "2002"),
        ("ongoing thru 2030", "2030"),
    ],
)
def test_dates(written: str, iso: str) -> None:
    reading = read_date(written)
    assert (reading.state, reading.value and reading.value.iso) == ("date", iso)
    assert reading.written == written


@pytest.mark.parametrize(
    ("written", "state", "iso"),
    [
        ("", "empty", None),
        (" - ", "empty", None),
        ("/", "empty", None),
        ("N/A", "empty", None),
        ("NA ", "empty", None),
        ("Not Applicable", "empty", None),
        ("0000-00-00", "placeholder", None),
        ("0000-01-01", "placeholder", None),
        ("ongoing", "open", None),
        ("On-Going", "open", None),
        ("on going", "open", None),
        ("going on ", "open", None),
        ("Ongiong", "open", None),
        ("ONGOING!", "open", None),
        ("Open Ended ", "open", None),
        ("Continuously", "open", None),
        ("Multiannual effort", "open", None),
        ("no end date", "open", None),
        ("Indefinite", "open", None),
        ("As long as it takes", "open", None),
        ("in Progress", "open", None),
        ("on-going (long-term)", "open", None),
        ("en curso", "open", None),
        ("持续", "open", None),
        ("Ongoing until at least 2060", "open", "2060"),
        ("2030 and beyond", "open", "2030"),
        ("ongoingDecember 2017", "open", "2017-12"),
        ("TBD", "vague", None),
        ("to be determined", "vague", None),
        ("undetermined", "vague", None),
        ("Approx. 5 months", "vague", None),
        ("minimum 10 years", "vague", None),
        ("depending on program", "vague", None),
        ("Annual", "vague", None),
        ("NOW", "vague", None),
        ("March", "vague", None),
        ("Summer 2015", "vague", "2015"),
        ("Q3 2015", "vague", "2015"),
        ("2nd semester 2016", "vague", "2016"),
        ("third quarter of 2018", "vague", "2018"),
        ("end of 2014", "vague", "2014"),
        ("Above 1990 ", "vague", "1990"),
        ("2017 (estimated)", "vague", "2017"),
        ("late May 2017", "vague", "2017-05"),
        ("to be set in 2016", "vague", "2016"),
        ("03/04/2016", "ambiguous", "2016"),
        ("01.08.2016", "ambiguous", "2016"),
        ("01/02/16", "ambiguous", "2016"),
        ("December 18", "ambiguous", None),
        ("2013/2016", "ambiguous", None),
        ("June/July 2021", "ambiguous", "2021"),
        ("17/06", "ambiguous", None),
        ("31 September 2016", "impossible", "2016-09"),
        ("30/02/2016", "impossible", "2016-02"),
        ("29 Feb 2015", "impossible", "2015-02"),
        ("13/2015", "impossible", "2015"),
        ("31/31/2015", "impossible", "2015"),
        ("05/1017", "unreadable", None),
        ("3-4 batches are held", "unreadable", None),
        ("20178", "unreadable", None),
        ("reef", "unreadable", None),
        ("x" * 201, "unreadable", None),
    ],
)
def test_what_is_no_plain_date(written: str, state: str, iso: str | None) -> None:
    reading = read_date(written)
    assert (reading.state, reading.value and reading.value.iso) == (state, iso)
    assert reading.note or state in ("open", "empty")


def test_a_known_order_settles_what_is_ambiguous_but_not_what_is_plain() -> None:
    assert read_date("03/04/2016", day_first=True).value == PartialDate(2016, 4, 3)
    assert read_date("03/04/2016", day_first=False).value == PartialDate(2016, 3, 4)
    assert "day first" in read_date("03/04/2016", day_first=True).note
    assert read_date("03/20/2016", day_first=True).value == PartialDate(2016, 3, 20)


def test_one_side_of_a_span_settles_the_other() -> None:
    span = read_span("01/09/2015", "31/12/2019")
    assert (span.start.value, span.end.value) == (PartialDate(2015, 9, 1), PartialDate(2019, 12, 31))
    span = read_span("06/20/2016", "01/10/2017")
    assert span.end.value == PartialDate(2017, 1, 10)
    assert read_span("01/09/2015", "01/10/2016").start.state == "ambiguous"
    assert read_span("01/09/2015", "", day_first=False).start.value == PartialDate(2015, 1, 9)
    # Sides that contradict each other settle nothing.
    assert read_span("13/01/2015", "01/13/2016").end.value == PartialDate(2016, 1, 13)


def test_of_two_years_each_side_takes_its_own() -> None:
    span = read_span("2013/2014", "2016-2018")
    assert (span.start.value, span.end.value) == (PartialDate(2013), PartialDate(2018))
    assert (span.start.state, span.end.state) == ("vague", "vague")
    assert read_span("", "June/July 2021").end.value == PartialDate(2021, 7)


def test_a_span_that_ends_before_it_starts_is_flagged_only_when_it_is_sure() -> None:
    assert read_span("November 2015", "July 2015").ends_before_start
    assert not read_span("November 2015", "2015").ends_before_start
    assert not read_span("2015", "ongoing").ends_before_start


def test_partial_dates() -> None:
    assert PartialDate.from_iso("2017-02") == PartialDate(2017, 2)
    assert str(PartialDate(2017, 2, 5)) == "2017-02-05"
    assert (PartialDate(2016, 2).earliest, PartialDate(2016, 2).latest) == (date(2016, 2, 1), date(2016, 2, 29))
    assert PartialDate(2016).latest == date(2016, 12, 31)
    assert PartialDate(2016).surely_before(PartialDate(2017, 1))
    assert not PartialDate(2017).surely_before(PartialDate(2017, 5))
    dates = [PartialDate(2017, 5), PartialDate(2018), PartialDate(2017, 4, 30), PartialDate(2016)]
    assert [day.iso for day in sorted(dates, key=lambda day: day.order)] == ["2016", "2017-04-30", "2017-05", "2018"]
    for wrong in ("", "2017-13", "2017-02-30", "17-02", "2017-2", "0000"):
        with pytest.raises(InputError):
            PartialDate.from_iso(wrong)
    with pytest.raises(ValueError, match="needs a month"):
        PartialDate(2017, None, 3)


def test_the_names_of_months_are_folded() -> None:
    for names in calendar_words._MONTHS:
        assert fold(names) == names


@given(st.dates(min_value=date(1900, 1, 1), max_value=date(2100, 1, 1)), st.integers(1, 3))
def test_iso_there_and_back(day: date, parts: int) -> None:
    partial = PartialDate(*(day.year, day.month, day.day)[:parts])
    assert PartialDate.from_iso(partial.iso) == partial
    assert read_date(partial.iso).value == partial
    assert partial.earliest <= partial.latest


_NUMBERS = ["31", "12", "2", "0", "2016", "16", "²", "٣"]
_OTHERS = ["/", "-", ".", " ", "May", "set", "0ct", "ongoing", "年", "st", "Q"]
_PIECES = st.lists(st.sampled_from([*_NUMBERS, *_OTHERS]), max_size=9).map("".join)


@given(st.text() | _PIECES, st.text() | _PIECES, st.sampled_from([None, True, False]))
def test_reading_never_raises_and_values_come_with_their_state(start: str, end: str, day_first: bool | None) -> None:
    span = read_span(start, end, day_first=day_first)
    for reading in (read_date(start, day_first=day_first), span.start, span.end):
        assert reading.value is not None or reading.state != "date"
        assert reading.value is None or reading.state not in ("empty", "placeholder", "unreadable")


def test_every_time_frame_of_the_platform_sheet(sheet: list[dict[str, str]]) -> None:
    spans = []
    for row in sheet:
        start, end = row["Time_frame"].removeprefix("Time-frame: ").split(" - ")
        spans.append((start, end, read_span(start, end)))
    starts = Counter(span.start.state for _, _, span in spans)
    ends = Counter(span.end.state for _, _, span in spans)
    assert starts["placeholder"] == 150
    assert sum(not start for start, _, _ in spans) == 824
    # 220 spellings of ongoing, open and continuous, 22 other open words; one of them names its end ("thru 2030").
    assert ends["open"] == 220 + 22 - 1
    assert {start for start, _, span in spans if span.start.state == "unreadable"} == {
        "3-4 batches are held",
        "05/1017",
    }
    assert {end for _, end, span in spans if span.end.state == "unreadable"} == set()
    assert sum(span.ends_before_start for _, _, span in spans) == 5
    slashed: Counter[str] = Counter()
    for written in (side for start, end, _ in spans for side in (start, end)):
        parts = written.split("/")
        if len(parts) == 3 and len(parts[2].strip()) == 4 and len(parts[0]) < 3:
            reading = read_date(written)
            same = reading.value is not None and reading.value.day == reading.value.month
            day_first = reading.value is not None and reading.value.day == int(parts[0])
            slashed[
                "ambiguous" if reading.state == "ambiguous" else "same" if same else "day" if day_first else "month"
            ] += 1
    assert slashed == {"day": 19, "month": 5, "ambiguous": 19, "same": 9}


def test_every_timeline_of_the_ocean_register(ocean: list[dict[str, str]]) -> None:
    read = 0
    for record in ocean:
        if record["timeline"]:
            start, _, end = record["timeline"].removesuffix("(date of completion)").partition("(start date)")
            span = read_span(start, end)
            assert (span.start.state, span.end.state) == ("date", "date")
            read += 1
    assert read == 1382
