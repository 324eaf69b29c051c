"""A model as it lies on disk: four files in a folder of its own.

- `model.onnx`: takes `tokens` (int64, shape (n,), with the marks of beginning and end) and gives `vector`
  (float32, shape (dimension,), length 1). Pooling and normalisation are inside, so whoever runs it needs no more.
- `model.weights`: its large arrays. Beside the graph they are mapped into memory as they lie on disk; inside it they
  are read and copied (the multilingual model took 0.26 s and 96 MB to load, and takes 0.01 s).
- `tokenizer.json`: cuts a text into tokens, in the format of the `tokenizers` library.
- `space.json`: what the vectors are called and where the model came from.
"""

from __future__ import annotations

import hashlib
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from graph.errors import InputError, NotReadyError, Place
from graph.whole_folder import whole_folder

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    import onnx

MODEL_FILE: Final = "model.onnx"
WEIGHTS_FILE: Final = "model.weights"
TOKENIZER_FILE: Final = "tokenizer.json"
SPACE_FILE: Final = "space.json"
FILES: Final = (MODEL_FILE, WEIGHTS_FILE, TOKENIZER_FILE, SPACE_FILE)

HOW_TO_BUILD: Final = "build it with `python -m graph.embed.export --to FOLDER` (needs the extra `encode`)"


@dataclass(frozen=True, slots=True)
class SpaceDescription:
    """What `space.json` says of a model.

    Attributes:
        name: the model's own name, for example `all-MiniLM-L6-v2`.
        version: precision of the weights and version of the way they are exported, for example `int8/1`.
        dimension: length of a vector.
        max_tokens: longest input in tokens, marks of beginning and end included; the rest is left out.
        languages: ISO 639-1 codes of the languages that the model was taught; None for any.
        silent_tokens: numbers of the tokens that carry no meaning (marks, unknown words, a bare blank): a text of
            nothing else gets a vector of zeros.
        source: what the model was made from: a package with its version, a name on a hub, a folder's name.
        source_sha256: SHA-256 of the source's weights, in hex.
        agreement: lowest cosine between a vector of this model and of its source, over the check texts.
    """

    name: str
    version: str
    dimension: int
    max_tokens: int
    languages: tuple[str, ...] | None
    silent_tokens: tuple[int, ...]
    source: str
    source_sha256: str
    agreement: float | None = None

    @property
    def space(self) -> str:
        """Name of the vector space, as it is stored with the vectors."""
        return f"{self.name}/{self.version}"


def read_description(folder: Path) -> SpaceDescription:
    """Read the description of the model in a folder.

    Raises:
        NotReadyError: if a file is missing; the message says how to build the model.
        InputError: if `space.json` isn't a description.
    """
    from pydantic import TypeAdapter, ValidationError

    for name in FILES:
        if not (folder / name).is_file():
            raise NotReadyError(f"There is no embedding model in {folder} ({name} is missing): {HOW_TO_BUILD}.")
    try:
        return TypeAdapter(SpaceDescription).validate_json((folder / SPACE_FILE).read_bytes())
    except ValidationError as error:
        first = error.errors()[0]
        field = ".".join(map(str, first["loc"])) or None
        raise InputError(first["msg"], Place(file=str(folder / SPACE_FILE), column=field)) from error


def write_description(description: SpaceDescription, folder: Path) -> None:
    """Write `space.json` into a folder."""
    from pydantic import TypeAdapter

    (folder / SPACE_FILE).write_bytes(TypeAdapter(SpaceDescription).dump_json(description, indent=2) + b"\n")


def write_model(model: onnx.ModelProto, folder: Path) -> None:
    """Write `model.onnx` and `model.weights` into a folder."""
    import onnx

    onnx.save_model(
        model, folder / MODEL_FILE, save_as_external_data=True, all_tensors_to_one_file=True, location=WEIGHTS_FILE
    )
    # onnx makes this one for its owner alone, whatever the umask says.
    (folder / WEIGHTS_FILE).chmod((folder / MODEL_FILE).stat().st_mode)


@contextmanager
def replacing(target: Path) -> Iterator[Path]:
    """Fill a folder as a whole or not at all.

    Gives an empty folder beside the target; when the block ends well it takes the target's place, when it ends with an
    error the target stays as it was.

    Raises:
        InputError: if the target is there and isn't a folder of a model: nothing else is ever thrown away.
    """
    if target.exists() and not (target / SPACE_FILE).is_file() and not _is_empty_folder(target):
        raise InputError(f"{target} holds something that isn't an embedding model; name another folder")
    with whole_folder(target) as fresh:
        yield fresh


def _is_empty_folder(path: Path) -> bool:
    return path.is_dir() and not any(path.iterdir())


def sha256_of(files: Iterable[Path]) -> str:
    """Give the SHA-256 of files read one after the other, in hex; of a single file, that file's own."""
    digest = hashlib.sha256()
    for path in files:
        with path.open("rb") as stream:
            while block := stream.read(1 << 20):
                digest.update(block)
    return digest.hexdigest()
