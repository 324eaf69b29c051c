"""The rows that are left of the register of 2010, counted twice: by goal17, and by pandas from the raw file alone."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pandas as pd
import pytest

from graph.analytics.figures.every import figure
from graph.analytics.figures.figure import Series
from graph.analytics.slices import Cut, Slice, cut
from graph.build.rebuild import rebuild
from graph.snapshot.make import make
from graph.store import open_store
from ingest.files import open_tables
from ingest.reader import Table
from ingest.un_platform.reader import UnPlatform

HEADINGS = {
    "Governments": "governments",
    "Major Groups": "major-groups",
    "UN System": "un-system",
    "Other intergovernmental organizations": "other-intergovernmental-organizations",
    "Other": "other",
}
IN_FIRST_SECTION = "un-platform:#SDGAction1491"
"""Its list stands in the description's first section and not in the one for partners: a count of that section alone
misses it, and it is a list of the register all the same."""

_HEADING = re.compile(rf"(?:^|(?<=[\n:;]))[ \t]*({'|'.join(HEADINGS)})[ \t]*::?(?=\s|$)", re.MULTILINE)


@dataclass(frozen=True)
class Raw:
    """The raw rows: which of the five headings each has, the lines under them, and what stands for no end."""

    ids: tuple[str, ...]
    lines: pd.DataFrame
    open_ended: int


@pytest.fixture(scope="module")
def raw(shared: Path) -> Raw:
    ids = (shared / "data" / "csd_register_ids.txt").read_text().split()
    table = pd.read_excel(shared / "data" / "un_platform_2018.xlsx", dtype=str, keep_default_na=False)
    table = table[table["Hashtag"].isin(ids)]
    sections = table["Description"].str.replace("_x000D_", "\n").str.rsplit("Partner(s)", n=1).str[-1]
    found = [
        (f"un-platform:{key}", HEADINGS[heading], line.strip())
        for key, parts in zip(table["Hashtag"], sections.map(_HEADING.split), strict=True)
        for heading, body in zip(parts[1::2], parts[2::2], strict=True)
        for line in body.split("\n")
        if line.strip(" ;\t")
    ]
    ends = table["Time_frame"].str.extract(r"Time-frame:.* - (.*)$")[0].str.strip()
    return Raw(
        tuple(f"un-platform:{key}" for key in ids),
        pd.DataFrame(found, columns=["record", "heading", "line"]),
        int(ends.isin(["2022-12-31", "2022-12-01", "2022-12-02"]).sum()),
    )


@pytest.fixture(scope="module")
def counted(shared: Path, raw: Raw, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cut]:
    (opened,) = open_tables(shared / "data" / "un_platform_2018.xlsx")
    wanted = {id.partition(":")[2] for id in raw.ids}
    rows = (row for row in opened.rows if row.fields.get("Hashtag") in wanted)
    reader = UnPlatform()
    readings = list(reader.read(Table(opened.name, opened.kind, opened.columns, rows), "un-platform", "2026-01-01"))
    with open_store(f"sqlite:///{tmp_path_factory.mktemp('csd') / 'csd.db'}") as store:
        with store.writer() as writer:
            writer.put_register(reader.register())
            writer.put_records(each.record for each in readings if each.record)
            writer.put_drafts(each.draft for each in readings if each.draft)
        rebuild(store)
        yield cut(make(store.view()), Slice(records=raw.ids))


def by_code(counted: Cut, number: str, code: str) -> Series:
    return next(each for each in figure(counted, number).series if each.code == code)


def records_under(counted: Cut, heading: str) -> set[str]:
    """Records with a listing under a heading of the register."""
    recorded = counted.recorded
    listed = zip(recorded.listed.tolist(), recorded.listings[:, 3].tolist(), strict=True)
    return {recorded.ids[row] for row, word in listed if recorded.words[word] == heading}


def test_the_raw_file_gives_what_is_known_of_it(raw: Raw) -> None:
    assert (len(raw.ids), raw.lines["record"].nunique(), len(raw.lines)) == (192, 187, 4578)
    shares = raw.lines.groupby("heading")["record"].nunique()
    assert [round(100 * shares[code] / 187) for code in HEADINGS.values()] == [82, 86, 66, 59, 50]
    assert [round(100 * shares[code] / 192) for code in HEADINGS.values()] == [80, 83, 64, 58, 48]


@pytest.mark.parametrize("heading", HEADINGS.values())
def test_partnerships_by_heading_are_those_of_the_raw_file(raw: Raw, counted: Cut, heading: str) -> None:
    expected = set(raw.lines.loc[raw.lines["heading"] == heading, "record"])
    found = records_under(counted, heading)
    assert found - expected <= {IN_FIRST_SECTION}
    assert expected <= found


def test_the_figure_says_so_and_of_how_many(raw: Raw, counted: Cut) -> None:
    sectors = by_code(counted, "VI", "sectors")
    assert (sectors.population, sectors.unit, sectors.several) == (192, "partnerships", True)
    # The rows with headings, and the one whose list stands elsewhere.
    assert sectors.readable == raw.lines["record"].nunique() + 1
    counts = {bar.code: bar.count for bar in sectors.bars}
    expected = raw.lines.groupby("heading")["record"].nunique()
    elsewhere = {"governments", "major-groups", "other-intergovernmental-organizations", "other"}
    assert counts == {code: expected[code] + (code in elsewhere) for code in HEADINGS.values()}
    assert [counts[code] for code in HEADINGS.values()] == [154, 161, 123, 112, 94]


def test_listings_are_lines_but_for_lines_that_list_several(raw: Raw, counted: Cut) -> None:
    """A line of the raw file that names several is one line there, and several listings here; none is lost."""
    recorded = counted.recorded
    headed = [bool(recorded.words[word]) for word in recorded.listings[:, 3].tolist()]
    here = int(recorded.times[headed].sum())
    assert (here, len(raw.lines)) == (4591, 4578)
    listings = by_code(counted, "VI", "listings")
    shares = {bar.code: round(100 * (bar.share or 0)) for bar in listings.bars}
    assert (shares["governments"], shares["major-groups"]) == (24, 46)


def test_the_government_of_canada(raw: Raw, counted: Cut) -> None:
    expected = set(raw.lines.loc[raw.lines["line"].str.startswith("Government of Canada"), "record"])
    assert len(expected) == 23
    bar = next(bar for bar in by_code(counted, "VI", "governments").bars if bar.label == "Government of Canada")
    place = {id: at for at, id in enumerate(counted.ids(range(len(counted))))}
    rows = {place[row] for row in bar.rows}
    found = {counted.recorded.ids[at] for at, row in enumerate(counted.place.tolist()) if row in rows}
    # A body of it that is listed without its name before it, and a list without headings.
    assert found - expected == {"un-platform:#SDGAction1535", "un-platform:#SDGAction1561"}
    assert expected <= found


def test_open_ended(raw: Raw, counted: Cut) -> None:
    frame = by_code(counted, "V", "time-frame")
    counts = {bar.code: bar.count for bar in frame.bars}
    assert raw.open_ended == counts["open-ended"] == 60
    assert round(100 * counts["open-ended"] / frame.population) == 31


def test_what_was_published_stands_beside(counted: Cut) -> None:
    made = figure(counted, "VI")
    published = {(each.series, each.code): each.value for each in made.published}
    assert [published["sectors", code] for code in HEADINGS.values()] == [83, 83, 62, 61, 44]
    assert published["listings", ""] == 7877
    assert published["governments", "government-of-can-f6370860"] == 42
    assert "sum to 100" in made.contradictions[0].said


def test_fields_that_are_gone_are_told(counted: Cut) -> None:
    assert by_code(counted, "leads", "leads").population == 0
    assert by_code(counted, "I", "primary").readable == 0
    assert by_code(counted, "VII", "year").readable == 6
    assert by_code(counted, "resources", "resources").readable == 3
    assert by_code(counted, "IV", "csd-regions").readable == 9
