"""The sentence encoders by name: the built-in one, or a folder of the reader's own."""

from __future__ import annotations

from pathlib import Path

from index.analysis.encoding.interface import BUILT_IN, FITTED_ENCODER, TAKEN_OVER, Encoder, EncoderCard
from index.analysis.encoding.universal import load_encoder
from index.errors import EncoderError
from index.settings import BUILT_IN_ENCODER


def introduce(name: str) -> EncoderCard:
    """The card of an encoder: its weights are read and it is tried on sentences of both languages, some
    seconds for a large one.

    Raises EncoderError when the folder holds none, when a package is missing, or when translations are no
    neighbours with it.
    """
    if name == BUILT_IN_ENCODER:
        return BUILT_IN
    from index.analysis.encoding.model_files import ModelFiles
    from index.analysis.encoding.onnx_encoder import OnnxEncoder
    from index.analysis.encoding.scale import fit_scale

    files = ModelFiles.find(Path(name))
    scale = fit_scale(OnnxEncoder(files, files.id()), str(files.folder))
    return EncoderCard(name, files.id(), files.stamp(), scale.to_text())


def open_encoder(card: EncoderCard) -> Encoder:
    """The encoder of that card. Raises EncoderError when it is not there any more, or has other weights."""
    if card.name == BUILT_IN_ENCODER:
        if not card.is_fitted:
            raise EncoderError(f"the built-in encoder is {FITTED_ENCODER}, no longer {card.id}", TAKEN_OVER)
        return load_encoder()
    from index.analysis.encoding.model_files import ModelFiles
    from index.analysis.encoding.onnx_encoder import OnnxEncoder
    from index.analysis.encoding.scale import Scale, ScaledEncoder

    files = ModelFiles.find(Path(card.name))
    if files.stamp() != card.stamp and files.id() != card.id:
        raise EncoderError(
            f"{files.folder}: holds another encoder than the articles were encoded with", TAKEN_OVER
        )
    return ScaledEncoder(OnnxEncoder(files, card.id), Scale.from_text(card.scale))


def is_named_by(card: EncoderCard, name: str) -> bool:
    """Whether ``name`` still is the encoder of that card; reads no weights.

    False as well when there is nothing of that name: who introduces it is told the reason.
    """
    if name != card.name:
        return False
    if name == BUILT_IN_ENCODER:
        return card.id == FITTED_ENCODER
    from index.analysis.encoding.model_files import ModelFiles

    try:
        return ModelFiles.find(Path(name)).stamp() == card.stamp
    except EncoderError:
        return False
