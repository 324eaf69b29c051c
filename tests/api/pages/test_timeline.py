"""Where moments stand on a line of time."""

from __future__ import annotations

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from api.pages.timeline import layout
from api.wire_profiles import Moment

TODAY = date(2026, 11, 22)
NARROW = 300
"""Pixels."""

TOUCHING = 22
"""Pixels: the width of a mark."""


def moment(kind: str, when: str) -> Moment:
    return Moment(kind, when, "", ())


DATES = st.one_of(
    st.dates(date(1950, 1, 1), date(2099, 12, 31)).map(date.isoformat),
    st.dates(date(1950, 1, 1), date(2099, 12, 31)).map(lambda day: day.isoformat()[:7]),
    st.integers(1950, 2099).map(str),
)
KINDS = st.sampled_from(["start", "end", "deliverable", "report", "register"])


@given(st.lists(st.builds(moment, KINDS, DATES), max_size=40))
def test_everything_is_on_the_line_and_no_mark_covers_another(found: list[Moment]) -> None:
    found.sort(key=lambda each: each.when)
    line = layout(found, TODAY)
    if line is None:
        assert all(each.kind == "register" for each in found)
        return
    places = [line.today, *(each.at for each in (*line.marks, *line.ticks))]
    assert all(0 <= place <= 100 for place in [*places, *(end for end in (line.start, line.end) if end is not None)])
    assert len(line.ticks) <= 8
    for each in line.marks:
        assert found[each.number - 1] is each.moment
        beside = [other for other in line.marks if other is not each and other.level == each.level]
        assert all(abs(other.at - each.at) / 100 * NARROW >= TOUCHING for other in beside)


def test_a_year_lasts_from_its_first_to_its_last_day() -> None:
    line = layout([moment("start", "2020"), moment("end", "2020")], TODAY)
    assert line is not None
    assert line.start is not None
    assert line.end is not None
    assert line.end > line.start
    assert line.today > line.end


def test_what_has_no_end_goes_on_only_where_that_is_stated() -> None:
    begun = [moment("start", "2020-05")]
    stated, unsure = layout(begun, TODAY, open_ended=True), layout(begun, TODAY)
    assert stated is not None
    assert unsure is not None
    assert (stated.open_ended, unsure.open_ended) == (True, False)
    assert stated.end is None


def test_days_of_registers_alone_make_no_line() -> None:
    assert layout([moment("register", "2018")], TODAY) is None
    assert layout([], TODAY) is None
