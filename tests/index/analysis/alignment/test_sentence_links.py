from __future__ import annotations

from index.analysis.alignment.sentence_links import sentence_links
from index.model.pairs import AlignedRow, TextSpan

LEFT = ["alpha beta gamma. Delta epsilon zeta.".capitalize().replace("delta", "Delta"), "Eta theta iota."]
RIGHT = ["Delta epsilon zeta. Alpha beta gamma.", "Eta theta iota kappa.", "Rho sigma tau. Phi chi psi."]


def test_sentences_are_linked_within_their_row_and_across_its_order(hashing_encoder):
    links = sentence_links(LEFT, RIGHT, [AlignedRow((0,), (0,), 0.8)], hashing_encoder)
    assert [(link.left, link.right) for link in links] == [
        (TextSpan(0, 0, 17), TextSpan(0, 20, 37)),
        (TextSpan(0, 18, 37), TextSpan(0, 0, 19)),
    ]
    assert all(link.score > 0.9 for link in links)


def test_a_row_of_one_sentence_each_costs_no_encoding(hashing_encoder):
    links = sentence_links(LEFT, RIGHT, [AlignedRow((1,), (1,), 0.7)], hashing_encoder)
    assert [(link.left, link.right, link.score) for link in links] == [
        (TextSpan(1, 0, 15), TextSpan(1, 0, 21), 0.7)
    ]
    assert hashing_encoder.encoded == []


def test_what_has_no_partner_stays_without_a_link(hashing_encoder):
    rows = [AlignedRow((0,), (2,), 0.5), AlignedRow((1,), (), None), AlignedRow((), (1,), 0.3)]
    assert sentence_links(LEFT, RIGHT, rows, hashing_encoder) == ()


def test_one_sentence_may_be_told_as_two(hashing_encoder):
    left, right = ["One two three . four five six ."], ["One two three . Four five six ."]
    links = sentence_links(left, right, [AlignedRow((0,), (0,), 0.9)], hashing_encoder)
    assert [link.right for link in links] == [TextSpan(0, 0, 15), TextSpan(0, 16, 31)]
