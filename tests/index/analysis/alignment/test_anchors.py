from __future__ import annotations

import numpy as np
import pytest

from index.analysis.alignment.anchors import shared_quantities, shared_words


def test_names_and_cognates_are_shared_in_their_own_spelling():
    shared = shared_words(["Le ministre à Pékin, avec Poutine."], ["Putin met the minister.", "It rained."])
    assert shared.tolist() == [[2.0, 0.0]]


def test_a_word_of_many_sentences_counts_less():
    shared = shared_words(["Moncton dort.", "Moncton rit."], ["Moncton sleeps.", "Moncton laughs."])
    assert shared == pytest.approx(np.full((2, 2), 0.5))


def test_quantities_are_shared_in_words_and_in_other_units():
    fr = ["Vingt-deux wagons.", "Un rayon de 100 kilomètres.", "Le 12e tour."]
    en = ["Twenty-two cars.", "A radius of 62 miles.", "Nobody came."]
    shared = shared_quantities(fr, en)
    assert shared[0, 0] == shared[1, 1] == 1.0
    assert shared.sum() == 2.0


def test_equal_numbers_of_unlike_units_are_not_shared():
    assert shared_quantities(["Il a fallu 38 %."], ["It is 38 kg."]).sum() == 0.0


def test_a_number_that_is_everywhere_counts_less():
    shared = shared_quantities(["Le prix est de 40 euros."], ["It costs 40 euros.", "It cost 40 euros then."])
    assert shared == pytest.approx(np.full((1, 2), 0.5**0.5))


def test_reports_without_sentences():
    assert shared_words([], ["One."]).shape == shared_quantities([], ["One."]).shape == (0, 1)
