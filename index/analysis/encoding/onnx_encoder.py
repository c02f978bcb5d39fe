"""A sentence encoder of the reader's own: an ONNX model and its tokeniser in a folder on the disk."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from index.analysis.encoding.interface import MAX_CHARACTERS
from index.analysis.encoding.model_files import (
    LENGTH,
    MODULES,
    POOLING,
    PROMPTS,
    TOKENIZER,
    WANTED,
    ModelFiles,
)
from index.errors import EncoderError

if TYPE_CHECKING:
    from tokenizers import Encoding, Tokenizer

BATCH = 16
MOST_TOKENS = 512
"""Of a text; a model that takes fewer says so in sentence_bert_config.json or in its tokeniser."""
INPUTS = ("input_ids", "attention_mask", "token_type_ids")
SENTENCE_OUTPUT = "sentence_embedding"
_MEAN, _FIRST = "pooling_mode_mean_tokens", "pooling_mode_cls_token"
_SHORT = {"mean": _MEAN, "cls": _FIRST}
_PADDING = ("<pad>", "[PAD]")

Floats = NDArray[np.float32]


class OnnxEncoder:
    """Tokenises with tokenizers, runs with onnxruntime; nothing is ever fetched."""

    def __init__(self, files: ModelFiles, encoder_id: str) -> None:
        """Raises EncoderError when the [onnx] extra is missing or the model is none for sentences."""
        self.id = encoder_id
        self._files = files
        self._tokenizer = _tokenizer(files)
        self._pad_id = _pad_id(self._tokenizer)
        self._tokenizer.no_padding()
        self._session = _session(files.model)
        self._types = {
            each.name: np.int32 if "int32" in each.type else np.int64 for each in self._session.get_inputs()
        }
        if strange := sorted(set(self._types) - set(INPUTS)):
            raise self._error(f"wants {', '.join(strange)}, which a sentence encoder has no use for")
        self._output, self._pooled = self._choose_output()
        self._first_token = self._pools_first_token()
        self._prompt = _prompt(files)
        self.dim = self._encoded([self._tokenizer.encode("a")]).shape[1]

    def encode(self, texts: Sequence[str]) -> Floats:
        """Vectors of ``texts`` [n, dim], float32, each of length 1; cut at the model's own limit."""
        vectors = np.zeros((len(texts), self.dim), np.float32)
        tokens = self._tokenizer.encode_batch([self._prompt + text[:MAX_CHARACTERS] for text in texts])
        # Texts of one length together: what fills up the shorter ones costs as much as text.
        order = sorted(range(len(texts)), key=lambda n: len(tokens[n].ids))
        for start in range(0, len(order), BATCH):
            places = order[start : start + BATCH]
            vectors[places] = self._encoded([tokens[n] for n in places])
        return vectors

    def _encoded(self, batch: Sequence[Encoding]) -> Floats:
        length = max(1, *(len(each.ids) for each in batch))
        given = {name: np.zeros((len(batch), length), type_) for name, type_ in self._types.items()}
        mask = np.zeros((len(batch), length), np.float32)
        if "input_ids" in given:
            given["input_ids"] += self._pad_id
        for row, each in enumerate(batch):
            mask[row, : len(each.ids)] = each.attention_mask
            for name, values in zip(INPUTS, (each.ids, each.attention_mask, each.type_ids), strict=True):
                if name in given:
                    given[name][row, : len(values)] = values
        try:
            (found,) = self._session.run([self._output], given)
        except Exception as error:  # onnxruntime raises classes of its own, without a common base
            raise self._error(f"fails: {error}") from error
        vectors = np.asarray(found, np.float32)
        if not self._pooled:
            vectors = vectors[:, 0] if self._first_token else _mean(vectors, mask)
        if not np.isfinite(vectors).all():
            raise self._error("gives vectors that are no numbers")
        lengths = np.maximum(np.linalg.norm(vectors, axis=1, keepdims=True), 1e-9)
        return np.asarray(vectors / lengths, np.float32)

    def _choose_output(self) -> tuple[str, bool]:
        """The output to take, and whether it has one vector for a text, not one for each token."""
        outputs = {each.name: len(each.shape or ()) for each in self._session.get_outputs()}
        if outputs.get(SENTENCE_OUTPUT) == 2:
            return SENTENCE_OUTPUT, True
        modules = self._files.setting(MODULES) or []
        if any(str(module.get("type", "")).endswith(".Dense") for module in modules):
            raise self._error(f"lacks the layers after pooling: it has no output {SENTENCE_OUTPUT}")
        for rank in (3, 2):
            if found := [name for name, its_rank in outputs.items() if its_rank == rank]:
                return found[0], rank == 2
        raise self._error("has no output with a vector for each text")

    def _pools_first_token(self) -> bool:
        """Whether the first token speaks for the text; else their mean does."""
        pooling: dict[str, Any] = self._files.setting(POOLING) or {_MEAN: True}
        chosen = {mode for mode, on in pooling.items() if mode.startswith("pooling_mode_") and on is True}
        if (lately := pooling.get("pooling_mode")) is not None:
            chosen = {_SHORT.get(lately, str(lately))}
        if chosen not in ({_MEAN}, {_FIRST}) and not self._pooled:
            raise self._error(f"pools in a way that is not known here: {', '.join(sorted(chosen))}")
        return chosen == {_FIRST}

    def _error(self, what: str) -> EncoderError:
        return EncoderError(f"{self._files.model}: {what}", WANTED)


def _session(model: Path) -> Any:
    try:
        import onnxruntime
    except ImportError as error:
        raise _missing_extra(model) from error
    options = onnxruntime.SessionOptions()
    options.log_severity_level = 4
    # Whoever reads meanwhile needs a core as well.
    options.intra_op_num_threads = max(1, (os.cpu_count() or 1) // 2)
    try:
        return onnxruntime.InferenceSession(str(model), options, providers=["CPUExecutionProvider"])
    except Exception as error:  # onnxruntime raises classes of its own, without a common base
        raise EncoderError(f"{model}: is no ONNX model that can be run: {error}", WANTED) from error


def _tokenizer(files: ModelFiles) -> Tokenizer:
    try:
        from tokenizers import Tokenizer
    except ImportError as error:
        raise _missing_extra(files.model) from error
    try:
        tokenizer = Tokenizer.from_file(str(files.folder / TOKENIZER))
    except Exception as error:  # tokenizers raises bare Exception
        raise EncoderError(f"{files.folder / TOKENIZER}: cannot be read: {error}", WANTED) from error
    its_own = (files.setting(LENGTH) or {}).get("max_seq_length")
    limits = [MOST_TOKENS, its_own, (tokenizer.truncation or {}).get("max_length")]
    tokenizer.enable_truncation(min(limit for limit in limits if limit))
    return tokenizer


def _pad_id(tokenizer: Tokenizer) -> int:
    if tokenizer.padding:
        return int(tokenizer.padding["pad_id"])
    found = (tokenizer.token_to_id(token) for token in _PADDING)
    return next((number for number in found if number is not None), 0)


def _prompt(files: ModelFiles) -> str:
    """What the model wants to stand before every text."""
    said = files.setting(PROMPTS) or {}
    return str((said.get("prompts") or {}).get(said.get("default_prompt_name")) or "")


def _mean(vectors: Floats, mask: Floats) -> Floats:
    """[n, dim]: the mean of the vectors of each text's tokens [n, tokens, dim]."""
    sums = (vectors * mask[:, :, None]).sum(axis=1)
    return np.asarray(sums / np.maximum(mask.sum(axis=1, keepdims=True), 1), np.float32)


def _missing_extra(model: Path) -> EncoderError:
    return EncoderError(
        f"{model}: needs onnxruntime and tokenizers, which are not installed",
        "Install newsreader with its extra onnx, as in: pipx install '.[onnx]'.",
    )
