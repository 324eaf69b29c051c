"""Mapping files: what is wrong is named by its line and field."""

from __future__ import annotations

from pathlib import Path

import pytest

from graph.errors import InputError
from ingest.table.mapping import parse_mapping, read_mapping


@pytest.mark.parametrize(
    ("text", "line", "field", "said"),
    [
        ("title: Name\nstrat: From", 2, "strat", "did you mean “start”"),
        ("title: Name\nregister:\n  kode: x", 3, "register.kode", "did you mean “code”"),
        ("title: Name\npartners:\n  - column: A\n  - seperator: ;", 4, "partners.column", "missing"),
        (
            "title: Name\npartners:\n  - column: A\n    seperator: ;",
            4,
            "partners.seperator",
            "did you mean “separator”",
        ),
        ("title: Name\nkind: event", 2, "kind", "none of 'partnership'"),
        ("id: x\ntitle: Name\ngroup: perhaps", 3, "group", "neither true nor false"),
        ("title: Name\nstart: [a, b]", 2, "start", "not a column's name"),
        ("title: Name\ntitle: Other", 2, None, "second time"),
        ("title: Name\nid: *anchor", 2, None, "Aliases"),
        ("title: Name\n  id: x", 2, None, "no valid YAML"),
        ("title: 'Name", 1, None, "no valid YAML"),
        ("- title", 1, None, "begins with lines like"),
        ("", 1, None, "begins with lines like"),
        ("sdgs: Goals", None, None, "“title” is missing"),
        ("title: Name\ngroup: true", 2, "group", "needs an “id”"),
        ("title: Name\nregister: {code: River Basins}", 2, "register.code", "lower case with hyphens"),
        ("title: Name\nvalues:\n  type: {ONU: un-sistem}", 3, "values.type", "“un-sistem” is no known kind"),
        ("title: Name\nvalues:\n  sort: {ONU: un-system}", 3, "values.sort", "none of 'type'"),
        ("title: Name\nvalues: ONU", 2, "values", "words and what they stand for"),
        ("a:\n " + "[" * 900_000, 2, None, "too deeply"),
    ],
)
def test_what_is_wrong_is_named(text: str, line: int | None, field: str | None, said: str) -> None:
    with pytest.raises(InputError, match=said) as caught:
        parse_mapping(text, "my.yml")
    assert caught.value.place.file == "my.yml"
    if line is not None:
        assert caught.value.place.row == line
        assert str(caught.value).startswith(f"my.yml, line {line}{f', {field}' if field else ''}: ")
    assert caught.value.place.column == field


def test_names_of_columns_are_texts_whatever_yaml_thinks() -> None:
    mapping = parse_mapping("id: No\ntitle: 2018\nsdgs: [yes, 1e3]\nstart: 2017-01-01\nend: ~")
    assert (mapping.id, mapping.title, mapping.sdgs) == ("No", ("2018",), ("yes", "1e3"))
    assert (mapping.start, mapping.end) == ("2017-01-01", "")


def test_short_and_long_forms_say_the_same() -> None:
    short = parse_mapping("title: Name\ndescription: About\npartners: Members\nlead: Chair\nfinancing: Budget")
    long = parse_mapping(
        "title: [Name]\ndescription: [{column: About, about: description}]\npartners: [{column: Members}]\n"
        "lead: {column: Chair}\nfinancing: [{column: Budget}]"
    )
    assert short == long


def test_files_that_cannot_be_read(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="can't be opened"):
        read_mapping(tmp_path / "absent.yml")
    (tmp_path / "latin.yml").write_bytes("title: Título".encode("latin-1"))
    with pytest.raises(InputError, match="UTF-8"):
        read_mapping(tmp_path / "latin.yml")
