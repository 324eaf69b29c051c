"""Figures as charts, as words and as tables: what a reader gets who sees nothing else."""

from __future__ import annotations

import csv
from dataclasses import replace
from io import StringIO
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.analytics.figures.chart import MOST_BARS, chart
from graph.analytics.figures.figure import Bar, Contradiction, Figure, Published, Series
from graph.analytics.figures.files import BARS, ROWS, bars_csv, rows_csv
from graph.analytics.figures.words import apart, chosen, denominator, told
from graph.errors import InputError

SVG = "{http://www.w3.org/2000/svg}"


def made(*bars: tuple[str, int], population: int = 20, readable: int = 10, slice: str = "register coast") -> Figure:
    shown = tuple(
        Bar(
            label.lower(), label, count, count / readable if readable else None, tuple(f"p-{at}" for at in range(count))
        )
        for label, count in bars
    )
    total = sum(count for _, count in bars)
    series = Series(
        code="sectors",
        title="With such a partner",
        unit="partnerships",
        basis="stated",
        rule="By what stands beside the name.",
        population=population,
        readable=readable,
        unreadable=2,
        several=total > readable,
        bars=shown,
        total=total,
        none=1,
    )
    return Figure(
        code="VI",
        title="Partners by type",
        slice=slice,
        partnerships=population,
        records=population,
        series=(series,),
        published=(
            Published("sectors", "un & system", 62.5, "percent", 348, "D1, §19"),
            Published("sectors", "", 7877, "count", 0, "D1, §22"),
        ),
        contradictions=(Contradiction("The shares sum to 101.", "D1, §14"),),
        notes=("3 records are left out.",),
    )


FIGURE = made(("Governments", 8), ("UN & system", 5), ("Other", 0))


def text_of(document: str) -> str:
    return " ".join("".join(ET.fromstring(document).itertext()).split())


def test_a_chart_says_all_that_a_reader_needs() -> None:
    document = chart(FIGURE, FIGURE.series[0])
    root = ET.fromstring(document)
    assert root.get("role") == "img"
    named = [root.find(f"{SVG}{each}") for each in ("title", "desc")]
    assert [each.get("id") for each in named if each is not None] == (root.get("aria-labelledby") or "").split()
    text = text_of(document)
    for words in (
        "Figure VI. Partners by type: With such a partner",
        "Slice: register coast.",
        "10 of 20 partnerships could be read, of which 1 is in no bar; 2 state something that couldn't be",
        "sum to 13",
        "By what stands beside the name.",
        "8 (80 %)",
        "5 (50 %); published 63 % of 348",
        "The marks are values that were published in D1.",
        "Published in D1, without a mark here: in all 7,877.",
        "3 records are left out.",
    ):
        assert words in text
    widths = [float(each.get("width") or 0) for each in root.iter(f"{SVG}rect") if each.get("class") == "bar"]
    assert widths[0] / widths[1] == pytest.approx(8 / 5, abs=0.01)
    assert widths[2] == 0
    marks = [each for each in root.iter(f"{SVG}path") if each.get("class") == "published"]
    assert len(marks) == 1


def test_the_description_is_the_figure_in_words() -> None:
    description = ET.fromstring(chart(FIGURE, FIGURE.series[0])).find(f"{SVG}desc")
    assert description is not None
    assert description.text == told(FIGURE, FIGURE.series[0])
    assert description.text.endswith("Published: UN & system 63 % of 348 (D1, §19); in all 7,877 (D1, §22).")
    assert description.text.startswith(
        "Figure VI, Partners by type. With such a partner (register coast): Governments 8 (80 %); UN & system 5 (50 %)."
    )


def visible(document: str) -> str:
    return " ".join(each.text or "" for each in ET.fromstring(document).iter(f"{SVG}text"))


def test_what_was_published_of_another_population_has_no_mark_and_says_so() -> None:
    of_all = Published("sectors", "governments", 83, "percent", 348, "D1, §19")
    scoped = Published("sectors", "un & system", 41, "percent", 0, "D1, §15", "of the partnerships with regional scope")
    cluster = replace(of_all, value=43, of=74, source="D1, §43", note="of the thematic cluster")
    for published in ((of_all, cluster, scoped), (scoped, cluster, of_all)):
        figure = replace(FIGURE, published=published)
        document = chart(figure, figure.series[0])
        marks = [each for each in ET.fromstring(document).iter(f"{SVG}path") if each.get("class") == "published"]
        assert len(marks) == 1
        seen = visible(document)
        assert "8 (80 %); published 83 % of 348 " in seen
        assert "5 (50 %) " in seen
        unmarked = seen.partition("without a mark here: ")[2]
        assert "UN & system 41 % (of the partnerships with regional scope)" in unmarked
        assert "Governments 43 % of 74 (of the thematic cluster)" in unmarked
        described = ET.fromstring(document).findtext(f"{SVG}desc") or ""
        assert "UN & system 41 % (D1, §15), of the partnerships with regional scope" in described
        assert "Governments 43 % of 74 (D1, §43), of the thematic cluster" in described


def test_nothing_to_show_is_told() -> None:
    empty = made(("Governments", 0), population=0, readable=0)
    assert "there are no partnerships in this slice" in text_of(chart(empty, empty.series[0]))
    bare = made(population=5, readable=0)
    assert "Nothing could be read." in text_of(chart(bare, bare.series[0]))


def test_a_long_series_shows_its_largest_bars_and_counts_the_rest() -> None:
    long = made(*((f"Theme {at}", 40 - at) for at in range(40)), readable=100, population=100)
    text = text_of(chart(long, long.series[0]))
    assert f"{40 - MOST_BARS} other bars are left out." in text


def test_of_many_years_a_run_is_shown_without_holes() -> None:
    figure = made(("1990", 1), *((str(year), 1 if year == 2005 else 2) for year in range(2000, 2000 + MOST_BARS)))
    drawn = chart(figure, figure.series[0])
    assert ">2005<" in drawn.replace(" ", "").replace("\n", "")
    assert ">1990<" not in drawn.replace(" ", "").replace("\n", "")


def test_of_a_long_series_in_another_order_the_largest_bars_are_shown_too() -> None:
    years = made(*((str(1980 + at), at + 1) for at in range(40)), readable=900, population=900)
    labels = [each.text for each in ET.fromstring(chart(years, years.series[0])).iter(f"{SVG}text")]
    assert [each for each in labels if each in {str(1980 + at) for at in range(40)}] == [
        str(year) for year in range(2020 - MOST_BARS, 2020)
    ]


@given(label=st.text(min_size=1, max_size=60), slice=st.text(max_size=60))
def test_any_name_makes_a_document_that_can_be_read(label: str, slice: str) -> None:
    odd = made((label, 3), slice=slice)
    ET.fromstring(chart(odd, odd.series[0]).encode("utf-8", "replace"))


def test_the_series_that_a_chart_shows() -> None:
    assert chosen(FIGURE).code == "sectors"
    with pytest.raises(InputError, match=r"Figure VI has no series 'size'; there are sectors\."):
        chosen(FIGURE, "size")


def test_every_bar_and_every_row_is_in_the_tables() -> None:
    bars = list(csv.DictReader(StringIO(bars_csv([FIGURE]))))
    assert tuple(bars[0]) == BARS
    assert [(each["label"], each["count"], each["share"]) for each in bars] == [
        ("Governments", "8", "0.800000"),
        ("UN & system", "5", "0.500000"),
        ("Other", "0", "0.000000"),
        ("in all", "", ""),
    ]
    assert {(each["readable"], each["population"], each["basis"]) for each in bars} == {("10", "20", "stated")}
    assert (bars[1]["published"], bars[1]["published_of"], bars[1]["published_source"]) == ("62.5", "348", "D1, §19")
    assert (bars[3]["code"], bars[3]["published"], bars[3]["published_source"]) == ("", "7877", "D1, §22")
    rows = list(csv.DictReader(StringIO(rows_csv([FIGURE]))))
    assert tuple(rows[0]) == ROWS
    assert len(rows) == 13


def test_what_nothing_compares_with_is_told_with_the_reason() -> None:
    women = Published("", "women", 1, "percent", 0, "D1, §20", "not compared: one heading holds them all")
    farmers = replace(women, code="farmers")
    figure = replace(FIGURE, published=(women, farmers))
    assert list(apart(figure)) == ["women 1 %; farmers 1 % (D1, §20), not compared: one heading holds them all."]
    lines = [each for each in csv.DictReader(StringIO(bars_csv([figure]))) if each["published"]]
    assert [(each["series"], each["code"], each["count"], each["published_note"]) for each in lines] == [
        ("", "women", "", women.note),
        ("", "farmers", "", women.note),
    ]


def test_one_of_one_is_no_plural() -> None:
    one = made(("A", 0), population=1, readable=1)
    assert denominator(one.series[0]).startswith("1 of 1 partnership could be read, of which 1 is in no bar")


def test_a_denominator_without_anything_odd_is_short() -> None:
    whole = made(("A", 19), readable=20)
    assert denominator(whole.series[0]).startswith("20 of 20 partnerships could be read")
