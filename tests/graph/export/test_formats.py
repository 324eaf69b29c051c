"""Which formats there are."""

from __future__ import annotations

import io
import zipfile

import pytest

from graph.errors import InputError
from graph.export.formats import FORMATS, format_of
from graph.export.output import Archive


@pytest.mark.parametrize("name", FORMATS)
def test_a_format_is_found_by_its_name_and_by_that_of_a_file(name: str) -> None:
    assert format_of(name).name == name
    assert format_of(name.upper()).name == name
    assert format_of(f"some.folder/my.network{FORMATS[name].suffix}").name == name


@pytest.mark.parametrize("name", ["", "network.zip", "network", "network.xlsx", "csvv", "out.csv"])
def test_an_unknown_one_lists_those_that_exist(name: str) -> None:
    with pytest.raises(InputError, match=r"graphml \(\.graphml\), gexf \(\.gexf\), .*jsonld \(\.jsonld\)"):
        format_of(name)


def half_an_archive(stream: io.BytesIO) -> None:
    with Archive(stream) as archive:
        with archive.file("first.txt") as file:
            file.write(b"first")
        raise RuntimeError("no more")


def test_half_an_archive_does_not_look_like_a_whole_one() -> None:
    stream = io.BytesIO()
    with pytest.raises(RuntimeError, match="no more"):
        half_an_archive(stream)
    assert stream.getvalue()
    assert not zipfile.is_zipfile(stream)
