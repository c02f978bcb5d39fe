"""The contract holds for more than one kind of engine."""

from __future__ import annotations

from index.engines.interface import NumberingEngine
from tests.index.engines.memory_engine import MemoryEngine
from tests.index.engines.search_engine_contract import SearchEngineContract


class TestMemoryEngine(SearchEngineContract):
    engine_class = MemoryEngine


def test_hands_over_no_numbers() -> None:
    assert not issubclass(MemoryEngine, NumberingEngine)
