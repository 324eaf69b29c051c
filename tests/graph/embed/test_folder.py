from __future__ import annotations

from pathlib import Path

import pytest

from graph.embed.folder import SPACE_FILE, SpaceDescription, read_description, replacing, sha256_of, write_description
from graph.errors import InputError

_DESCRIPTION = SpaceDescription(
    name="small",
    version="int8/1",
    dimension=8,
    max_tokens=16,
    languages=("en", "fr"),
    silent_tokens=(0, 2),
    source="nowhere",
    source_sha256="00",
)


def _fill(folder: Path, content: str = "model") -> None:
    write_description(_DESCRIPTION, folder)
    (folder / "model.onnx").write_text(content)
    (folder / "model.weights").write_text(content)
    (folder / "tokenizer.json").write_text("{}")


def test_a_description_is_read_as_it_was_written(tmp_path: Path) -> None:
    _fill(tmp_path)
    assert read_description(tmp_path) == _DESCRIPTION
    assert read_description(tmp_path).space == "small/int8/1"


def _fill_and_fail(target: Path) -> None:
    with replacing(target) as folder:
        _fill(folder, "second")
        raise ConnectionAbortedError


@pytest.mark.parametrize(
    ("content", "named"), [("{", "JSON"), ("{}", "name"), ('{"name": "a", "version": 1}', "version")]
)
def test_a_damaged_description_says_where(tmp_path: Path, content: str, named: str) -> None:
    _fill(tmp_path)
    (tmp_path / SPACE_FILE).write_text(content)
    with pytest.raises(InputError, match=named):
        read_description(tmp_path)


def test_a_folder_is_replaced_as_a_whole(tmp_path: Path) -> None:
    target = tmp_path / "models" / "small"
    for content in ("first", "second"):
        with replacing(target) as folder:
            _fill(folder, content)
    assert (target / "model.onnx").read_text() == "second"
    assert [path.name for path in target.parent.iterdir()] == ["small"]


def test_an_error_leaves_the_folder_as_it_was(tmp_path: Path) -> None:
    target = tmp_path / "small"
    with replacing(target) as folder:
        _fill(folder, "first")
    with pytest.raises(ConnectionAbortedError):
        _fill_and_fail(target)
    assert (target / "model.onnx").read_text() == "first"
    assert [path.name for path in tmp_path.iterdir()] == ["small"]


@pytest.mark.parametrize("kind", ["folder", "file"])
def test_something_else_is_never_thrown_away(tmp_path: Path, kind: str) -> None:
    target = tmp_path / "thesis"
    kept = target / "chapter.txt" if kind == "folder" else target
    kept.parent.mkdir(exist_ok=True)
    kept.write_text("years of work")
    with pytest.raises(InputError, match="isn't an embedding model"), replacing(target):
        pass
    assert kept.read_text() == "years of work"


def test_the_hash_of_one_file_is_its_own(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"ab")
    (tmp_path / "b").write_bytes(b"c")
    abc = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
    assert sha256_of([tmp_path / "a", tmp_path / "b"]) == abc
    assert sha256_of([tmp_path / "b"]).startswith("2e7d2c03a950")
