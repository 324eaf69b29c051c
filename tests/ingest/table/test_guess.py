"""Guessed mappings: by names of columns in seven languages, by values, and written so that they can be corrected."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graph.errors import InputError
from ingest.files import open_tables
from ingest.reader import Table
from ingest.table.guess import guess, write
from ingest.table.mapping import Mapping, parse_mapping
from ingest.table.reader import MappedTable

LONG = "The partners restore reefs together with the villages of the bay and count the fish each year. " * 3


def table_of(path: Path, *rows: list[str]) -> Table:
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(rows)
    return open_tables(path)[0]


def mapping_of(path: Path, *rows: list[str]) -> Mapping:
    return guess(table_of(path, *rows)).mapping


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "Reefs and wells 2024.csv"


@pytest.mark.parametrize(
    "header",
    [
        [
            "Reference",
            "Title",
            "Description",
            "Partners",
            "Countries",
            "SDGs",
            "Start date",
            "End date",
            "Budget (USD)",
        ],
        ["Référence", "Intitulé", "Résumé", "Partenaires", "Pays", "ODD", "Date de début", "Date de fin", "Coût total"],
        ["Código", "Título", "Resumen", "Socios", "Países", "ODS", "Fecha de inicio", "Fecha de fin", "Presupuesto"],
        [
            "CÓDIGO",
            "Nome da iniciativa",
            "Descrição",
            "parceiros",
            "PAÍSES",
            "ods",
            "Data de início",
            "fim",
            "Orçamento",
        ],
        [
            "Номер",
            "Название проекта",
            "Описание",
            "Партнёры",
            "Страны",
            "ЦУР",
            "Дата начала",
            "Дата окончания",
            "Бюджет",
        ],
        [
            "الرقم",
            "اسم المشروع",
            "الوصف",
            "الشركاء",
            "البلدان",
            "أهداف التنمية المستدامة",
            "تاريخ البدء",
            "تاريخ الانتهاء",
            "الميزانية",
        ],
        ["编号", "项目名称", "简介", "合作伙伴", "国家", "可持续发展目标", "开始日期", "结束日期", "预算"],
    ],
)
def test_names_in_seven_languages(path: Path, header: list[str]) -> None:
    rows = [
        [f"R-{n}", f"Partnership {n}", LONG, "WWF; UNDP", "Kenya", "Goal 14", "2016", "2019", "1000"] for n in range(5)
    ]
    made = mapping_of(path, header, *rows)
    assert made.id == header[0]
    assert made.title == (header[1],)
    assert [text.column for text in made.description] == [header[2]]
    assert [partners.column for partners in made.partners] == [header[3]]
    assert (made.countries, made.sdgs) == ((header[4],), (header[5],))
    assert (made.start, made.end) == (header[6], header[7])
    assert [money.column for money in made.financing] == [header[8]]
    assert made.register.code == "reefs-and-wells-2024"


def test_values_tell_where_names_say_nothing(path: Path) -> None:
    header = ["c1", "c2", "c3", "c4", "c5", "c6", "c7"]
    rows = [
        [
            f"X{n}",
            f"Reefs of bay number {n}",
            "Goal 7, Goal 13",
            "FJI, KEN",
            LONG + str(n),
            f"https://x.example/{n}",
            "14.2",
        ]
        for n in range(12)
    ]
    guessed = guess(table_of(path, header, *rows))
    made = guessed.mapping
    assert (made.id, made.title, made.sdgs, made.countries) == ("c1", ("c2",), ("c3",), ("c4",))
    assert ([text.column for text in made.description], made.url, made.targets) == (["c5"], "c6", ("c7",))
    assert "goals" in guessed.why["c3"]


def test_a_name_that_the_values_contradict_does_not_count(path: Path) -> None:
    rows = [[f"Partnership {n}", "in the harbour", "3 of 5"] for n in range(8)]
    made = mapping_of(path, ["title", "country", "end"], *rows)
    assert made.countries == ()
    assert made.end == ""


TITLES = ["Reefs for tomorrow", "Wells", "Clean salt", "Dams", "Nets", "Green port"]


@pytest.mark.parametrize(
    "heading",
    [
        "Intitulé du projet",
        "Nom du projet (FR)",
        "Título del proyecto",
        "Denominación",
        "Nombre de la iniciativa",
        "Name of the initiative",
        "Наименование",
        "العنوان",
        "名称",
        "项目名称（中文）",
        "Working title",
    ],
)
@pytest.mark.parametrize(
    "beside",
    [
        ("Contact", ["anna.example@reefs.example", "", "", "ben.example@wells.example", "", ""]),
        ("Name", ["anna.example@reefs.example"] * 6),
        ("Title", ["", "", "", "", "", "A remark on one row"]),
        ("Project", [f"2024/{n:03}" for n in range(6)]),
        ("Page", [f"https://register.example/project/{n}" for n in range(6)]),
        ("Name", [f"+221 77 123 45 {n:02}" for n in range(6)]),
        ("Name", [f"{n} High Street, Riverton" for n in range(6)]),
    ],
)
def test_the_title_is_what_can_be_one(path: Path, heading: str, beside: tuple[str, list[str]]) -> None:
    rows = [list(row) for row in zip(beside[1], TITLES, strict=True)]
    assert mapping_of(path, [beside[0], heading], *rows).title == (heading,)


def test_the_name_of_a_project_outdoes_another_name(path: Path) -> None:
    rows = [["Anna Example", title] for title in TITLES]
    assert mapping_of(path, ["Name", "Project name"], *rows).title == ("Project name",)


@pytest.mark.parametrize(
    "values",
    [
        [*[""] * 5, "Reefs for tomorrow"],
        [f"desk{n}@reefs.example" for n in range(6)],
        [f"P-{n}" for n in range(6)],
        [f"+44 20 1234 567{n}" for n in range(6)],
    ],
)
def test_no_title_rather_than_a_wrong_one(path: Path, values: list[str]) -> None:
    with pytest.raises(InputError, match="No column looks like the name"):
        mapping_of(path, ["Title", "goal"], *([value, "14"] for value in values))


def test_rows_that_share_an_id_are_grouped(path: Path) -> None:
    rows = [[str(n // 3), f"Partnership {n // 3}", f"Partner {n}"] for n in range(30)]
    made = mapping_of(path, ["project id", "title", "partner"], *rows)
    assert made.group
    assert made.id == "project id"


def test_an_id_used_twice_is_still_an_id_but_a_repeated_code_is_none(path: Path) -> None:
    rows = [["A1", "Reefs"], ["A2", "Wells"], ["A3", "Dams"], ["A1", "Ponds"]]
    assert mapping_of(path, ["ref", "title"], *rows).id == "ref"
    rows = [[code, f"Partnership {n}"] for n, code in enumerate(["KE", "FJ", "ML"] * 5)]
    assert mapping_of(path, ["code", "title"], *rows).id == ""


def test_the_order_of_day_and_month_is_learnt_from_clear_dates(path: Path) -> None:
    assert mapping_of(path, ["title", "start"], ["Reefs", "31/12/2016"], ["Wells", "03/04/2017"]).day_first is True
    assert mapping_of(path, ["title", "start"], ["Reefs", "12/31/2016"], ["Wells", "31/12/2017"]).day_first is None


def test_looking_takes_no_row_away(path: Path) -> None:
    table = table_of(path, ["title"], *([f"Partnership {n}"] for n in range(300)))
    guess(table)
    assert [row.number for row in table.rows] == list(range(2, 302))


def test_nothing_like_a_title(path: Path) -> None:
    with pytest.raises(InputError, match="No column looks like the name") as caught:
        guess(table_of(path, ["x", "y"], ["1", "2"], ["3", "4"]))
    assert caught.value.place.file == str(path)


def test_what_was_not_understood_is_listed(path: Path) -> None:
    guessed = guess(
        table_of(path, ["title", "status", "clerk: no. #2"], ["Reefs", "done", "a"], ["Wells", "open", "b"])
    )
    assert dict(guessed.unknown) == {"status": "done", "clerk: no. #2": "a"}
    text = write(guessed)
    assert "#  - status  # done" in text
    # Taking the signs away makes it the list of columns to ignore.
    assert parse_mapping(text.replace("#  - ", "  - ")).ignore == ("status", "clerk: no. #2")


name = st.text(st.characters(blacklist_categories=["Cs", "Cc"]), min_size=1, max_size=15).map(str.strip).filter(bool)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=80, deadline=None)
@given(st.lists(name, min_size=1, max_size=4, unique=True), st.data())
def test_what_is_written_reads_back(tmp_path: Path, names: list[str], data: st.DataObject) -> None:
    header = ["title", "Budget (EUR)", "partners", *names]
    values = st.sampled_from(["Goal 14", "Kenya", "2016", LONG, "https://x.example", "a # b: c", '"', "7", ""])
    rows = [[f"Partnership {n}", "5", "WWF", *(data.draw(values) for _ in names)] for n in range(3)]
    guessed = guess(table_of(tmp_path / "t.csv", header, *rows))
    assert parse_mapping(write(guessed)) == guessed.mapping


def test_rows_that_can_not_be_opened_say_nothing_against_a_title(path: Path) -> None:
    path.write_text('title,partners,goal\nReefs,WWF,14\n"Wells,UNDP\nand all that\nis missing', encoding="utf-8")
    assert guess(open_tables(path)[0]).mapping.title == ("title",)
    path.write_text('title,partners\n"Wells,UNDP\nand all that\nis missing', encoding="utf-8")
    assert guess(open_tables(path)[0]).mapping.title == ("title",)


def test_every_column_that_was_used_is_named(path: Path) -> None:
    table = table_of(path, ["title", "partners", "partner type", "clerk"], ["Reefs", "WWF", "NGO", "7"])
    guessed = guess(table)
    first = next(MappedTable(guessed.mapping, guessed).read(table, "demo", "2026-01-01T00:00:00Z"))
    (problem,) = first.problems
    assert problem.message.endswith(
        "title = “title”, partners = “partners”, “partner type” beside them. Not understood: “clerk”."
    )
