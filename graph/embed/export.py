"""Build the models that answer: a sentence-transformers model, exported and rounded to int8, and the multilingual one.

Run as `python -m graph.embed.export --to FOLDER [--model NAME_OR_FOLDER]`. It needs the extra `encode` (torch,
sentence-transformers, onnx); what it writes needs only onnxruntime and tokenizers.
"""

from __future__ import annotations

import argparse
import logging
import sys
import warnings
from dataclasses import replace
from importlib import util
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any, Final

from graph.embed import multilingual
from graph.embed.agreement import ENOUGH, Agreement, agreement, check_texts
from graph.embed.folder import MODEL_FILE, TOKENIZER_FILE, SpaceDescription, replacing, write_description, write_model
from graph.embed.onnx import OnnxEmbedder
from graph.embed.source import Source, load_source
from graph.errors import Goal17Error, InputError, NotReadyError

if TYPE_CHECKING:
    from collections.abc import Sequence

_VERSION: Final = "int8/1"

# What torch raises, by experience, when a model can't be traced; `OnnxExporterError` is a RuntimeError.
_TRACING_ERRORS: Final = (RuntimeError, TypeError, ValueError, KeyError, IndexError, AttributeError)


def export(model: str | Path | None, target: Path, languages: Sequence[str] | None = None) -> Agreement:
    """Export a sentence-transformers model into a folder, as a whole or not at all.

    Every module of the model (transformer, pooling whatever its kind, dense layers, normalisation) goes into one ONNX
    graph for one text; the weights of its matrix products are then rounded to int8.

    Args:
        model: a folder or a name on the hub; None for the default model.
        target: the folder to fill; a model that is there already is replaced.
        languages: ISO 639-1 codes of the languages that the model was taught; None keeps what is known of it (the
            default model: English; others: any).

    Returns:
        How near the exported model's vectors are to the original's, over the check texts.

    Raises:
        NotReadyError: if the extra `encode` isn't installed.
        InputError: if the model can't be loaded or exported, if the exported vectors are too far from the original's,
            or if the target is a folder of something else.
    """
    if util.find_spec("onnx") is None:
        raise NotReadyError("exporting a model needs onnx: install the extra `encode`")
    import onnx

    source = load_source(model, device="cpu")
    if source.model.default_prompt_name:
        raise InputError(f"{source.origin} puts a prompt before every text, which an export can't keep")
    texts = check_texts(every_language=source.languages is None)
    original = source.model.encode(texts, normalize_embeddings=True, show_progress_bar=False)
    with replacing(target) as folder:
        _write_tokenizer(source, folder / TOKENIZER_FILE)
        with TemporaryDirectory() as work:
            exact = Path(work) / MODEL_FILE
            _trace(source, exact)
            rounded = Path(work) / "rounded.onnx"
            _round_weights(exact, rounded)
            write_model(onnx.load(rounded), folder)
        description = SpaceDescription(
            name=source.name,
            version=_VERSION,
            dimension=original.shape[1],
            max_tokens=source.model.max_seq_length,
            languages=source.languages if languages is None else tuple(languages),
            silent_tokens=source.silent_tokens(),
            source=source.origin,
            source_sha256=source.sha256,
        )
        write_description(description, folder)
        found = agreement(OnnxEmbedder(folder).embed(texts), original)
        if found.lowest < ENOUGH:
            raise InputError(f"the export of {source.origin} differs too much from it and was not installed: {found}")
        write_description(replace(description, agreement=found.lowest), folder)
    return found


def _write_tokenizer(source: Source, file: Path) -> None:
    """Write the model's tokenizer without the padding and the length that it happens to be set to."""
    backend = getattr(source.model.tokenizer, "backend_tokenizer", None)
    if backend is None:
        raise InputError(f"{source.origin} has no fast tokenizer (`tokenizer.json`), which an export needs")
    from tokenizers import Tokenizer

    tokenizer = Tokenizer.from_str(backend.to_str())
    tokenizer.no_padding()
    tokenizer.no_truncation()
    tokenizer.save(str(file))


def _trace(source: Source, file: Path) -> None:
    """Write the model as an ONNX graph from one text's tokens to its vector, in float32."""
    import torch

    class OneText(torch.nn.Module):
        """The model for one text: nothing is padded, so every token counts."""

        def __init__(self, model: Any) -> None:
            super().__init__()
            self.model = model

        def forward(self, tokens: Any) -> Any:
            batch = tokens.unsqueeze(0)
            given = {"input_ids": batch, "attention_mask": torch.ones_like(batch)}
            return torch.nn.functional.normalize(self.model(given)["sentence_embedding"], dim=1).squeeze(0)

    example = torch.tensor(source.model.tokenizer("an example of a text")["input_ids"])
    try:
        with torch.no_grad(), warnings.catch_warnings():
            # It warns of every branch that it fixes; what that could spoil shows in the agreement with the original.
            warnings.simplefilter("ignore")
            torch.onnx.export(
                OneText(source.model.eval()),
                (example,),
                str(file),
                dynamo=False,
                opset_version=17,
                input_names=["tokens"],
                output_names=["vector"],
                dynamic_axes={"tokens": {0: "n"}},
            )
    except _TRACING_ERRORS as error:
        raise InputError(f"{source.origin} can't be exported to ONNX: {error}") from error


def _round_weights(exact: Path, rounded: Path) -> None:
    """Round the weights of a graph's matrix products to int8, where that costs little.

    A scale for every column: with one for a whole matrix the mean cosine to the original is 0.94 (all-MiniLM-L6-v2,
    300 descriptions). Seven bits of the eight: onnxruntime's guide to quantization advises it for processors without
    VNNI, which add products up in 16 bits and overflow, so that vectors shouldn't depend on the machine. Products that
    narrow (more rows than columns in their weights: the second half of a transformer's feed-forward layer) stay as
    they are. With all-MiniLM-L6-v2 and 1,400 descriptions, that keeps 9.2 of a description's ten nearest, against 8.9
    when they are rounded too; a title finds its description first in .625 of the cases, as in the original, against
    .619, a difference of a few titles. It costs a fifth of the speed.
    """
    import onnx
    from onnxruntime.quantization import QuantType, quantize_dynamic

    graph = onnx.load(exact).graph
    shapes = {weights.name: weights.dims for weights in graph.initializer}
    narrowing = [
        node.name
        for node in graph.node
        if node.op_type == "MatMul" and len(shape := shapes.get(node.input[1], ())) == 2 and shape[0] > shape[1]
    ]
    quantize_dynamic(
        exact, rounded, weight_type=QuantType.QInt8, per_channel=True, reduce_range=True, nodes_to_exclude=narrowing
    )


def main(arguments: Sequence[str] | None = None) -> int:
    """Build the models from the command line; give the exit code."""
    parser = argparse.ArgumentParser(prog="python -m graph.embed.export", description=__doc__)
    parser.add_argument("--to", type=Path, required=True, metavar="FOLDER", help="folder of the models")
    parser.add_argument("--model", metavar="NAME_OR_FOLDER", help="another sentence-transformers model for English")
    chosen = parser.parse_args(arguments)
    logging.disable(logging.WARNING)  # onnxruntime's quantizer advises on the root logger
    try:
        found = export(chosen.model, chosen.to / "english", languages=["en"])
        sys.stdout.write(f"{chosen.to / 'english'}: {found}\n")
        found = multilingual.build(chosen.to / "multilingual")
        sys.stdout.write(f"{chosen.to / 'multilingual'}: {found}\n")
    except Goal17Error as error:
        sys.stderr.write(f"{error}\n")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
