"""What was there stays until something whole takes its place."""

from __future__ import annotations

from pathlib import Path

import pytest

from graph.whole_folder import whole_folder


def test_a_filled_folder_takes_the_place_of_the_one_before(tmp_path: Path) -> None:
    target = tmp_path / "deep" / "study"
    for text in ("first", "second"):
        with whole_folder(target) as made:
            (made / f"{text}.txt").write_text(text, encoding="utf-8")
    assert [each.name for each in target.iterdir()] == ["second.txt"]
    assert [each.name for each in target.parent.iterdir()] == ["study"], "nothing is left beside"


@pytest.mark.parametrize("how", ["an error in the block", "no place to take"])
def test_what_was_there_stays_where_it_fails(tmp_path: Path, how: str) -> None:
    target = tmp_path / "study"
    target.mkdir()
    (target / "before.txt").write_text("before", encoding="utf-8")

    def fill() -> None:
        with whole_folder(target) as made:
            if how == "an error in the block":
                raise OSError("the disk is full")
            made.rmdir()

    with pytest.raises(OSError, match=r"the disk is full|No such file"):
        fill()
    assert [each.name for each in target.iterdir()] == ["before.txt"]
    assert [each.name for each in tmp_path.iterdir()] == ["study"]
