"""A SentencePiece unigram model, read from its file into a tokenizer of the `tokenizers` library.

The file is a protocol buffer (`sentencepiece_model.proto` in google/sentencepiece). Four of its fields are needed, so
they are read from the wire format (https://protobuf.dev/programming-guides/encoding/) rather than by generated code.
"""

from __future__ import annotations

import struct
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from graph.errors import UnreadableFileError

if TYPE_CHECKING:
    from collections.abc import Iterator

# Numbers of fields in ModelProto, its pieces and its normaliser.
_PIECE, _NORMALISER = 1, 3
_PIECE_TEXT, _PIECE_SCORE, _PIECE_KIND = 1, 2, 3
_CHARACTER_MAP = 2
# Kinds of pieces; a piece without a kind is an ordinary one.
_NORMAL, _UNKNOWN = 1, 2

BLANK: Final = "▁"
"""How SentencePiece writes a blank (U+2581); every word begins with one."""


@dataclass(frozen=True, slots=True)
class UnigramModel:
    """What a SentencePiece file holds of a unigram model.

    Attributes:
        pieces: the pieces of words with their log probabilities, by number.
        unknown: number of the piece that stands for what no piece covers.
        marks: numbers of the pieces that are no text: unknown, beginning, end, reserved.
        character_map: compiled normalisation (NFKC and blanks), as SentencePiece writes it.
    """

    pieces: list[tuple[str, float]]
    unknown: int
    marks: tuple[int, ...]
    character_map: bytes


def read_unigram(data: bytes) -> UnigramModel:
    """Read a SentencePiece model file of the unigram kind.

    Raises:
        UnreadableFileError: if the bytes are no such file.
    """
    pieces: list[tuple[str, float]] = []
    marks: list[int] = []
    unknown: int | None = None
    character_map = b""
    try:
        for number, value in _fields(data):
            if number == _PIECE:
                piece = dict(_fields(value))
                kind = piece.get(_PIECE_KIND, _NORMAL)
                if kind == _UNKNOWN:
                    unknown = len(pieces)
                if kind != _NORMAL:
                    marks.append(len(pieces))
                score = struct.unpack("<f", piece[_PIECE_SCORE])[0] if _PIECE_SCORE in piece else 0.0
                pieces.append((piece[_PIECE_TEXT].decode("utf-8"), score))
            elif number == _NORMALISER:
                character_map = dict(_fields(value)).get(_CHARACTER_MAP, b"")
    except (ValueError, IndexError, KeyError, TypeError, AttributeError, struct.error) as error:
        raise UnreadableFileError(f"this is not a SentencePiece model: {error!r}") from error
    if unknown is None:
        raise UnreadableFileError("this is not a SentencePiece model: it has no piece for what is unknown")
    return UnigramModel(pieces, unknown, tuple(marks), character_map)


def tokenizer(model: UnigramModel, begin: str = "<s>", end: str = "</s>") -> Any:
    """Build a tokenizer that cuts texts as SentencePiece does.

    Characters are normalised by the model's own map, runs of blanks become one, blanks at either end go, and each
    word begins with `▁`. Of several unknown characters side by side one unknown piece is made, as SentencePiece does.

    Args:
        model: what `read_unigram` gave.
        begin: piece put before a text.
        end: piece put after a text.

    Returns:
        A `tokenizers.Tokenizer`.
    """
    from tokenizers import Regex, Tokenizer, models, normalizers, pre_tokenizers, processors

    built = Tokenizer(models.Unigram(model.pieces, model.unknown, byte_fallback=False))
    built.normalizer = normalizers.Sequence(
        [normalizers.Precompiled(model.character_map), normalizers.Replace(Regex(" {2,}"), " "), normalizers.Strip()]
    )
    built.pre_tokenizer = pre_tokenizers.Metaspace(replacement=BLANK, prepend_scheme="always")
    built.post_processor = processors.TemplateProcessing(
        single=f"{begin} $A {end}",
        special_tokens=[(mark, built.token_to_id(mark)) for mark in (begin, end)],
    )
    return built


def _fields(data: bytes) -> Iterator[tuple[int, Any]]:
    """Give a message's fields by number: bytes for strings, messages and fixed-width numbers, int for varints."""
    at = 0
    while at < len(data):
        tag, at = _varint(data, at)
        number, wire = tag >> 3, tag & 7
        if wire == 0:
            value, at = _varint(data, at)
            yield number, value
            continue
        if wire == 2:
            length, at = _varint(data, at)
        elif wire in {1, 5}:
            length = 8 if wire == 1 else 4
        else:
            raise ValueError(f"wire type {wire}")
        if at + length > len(data):
            raise ValueError("cut off")
        yield number, data[at : at + length]
        at += length


def _varint(data: bytes, at: int) -> tuple[int, int]:
    """Read a number of seven bits a byte, the lowest first; give it and the place after it."""
    value = shift = 0
    while True:
        byte = data[at]
        at += 1
        value |= (byte & 0x7F) << shift
        if byte < 0x80:
            return value, at
        shift += 7
