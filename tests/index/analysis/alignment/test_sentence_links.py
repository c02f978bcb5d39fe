from __future__ import annotations

from index.analysis.alignment.meeting import Meeting
from index.analysis.alignment.sentence_links import LINK, sentence_links
from index.model.pairs import AlignedRow, TextSpan

LEFT = ["alpha beta gamma. Delta epsilon zeta.".capitalize().replace("delta", "Delta"), "Eta theta iota."]
RIGHT = ["Delta epsilon zeta. Alpha beta gamma.", "Eta theta iota kappa.", "Rho sigma tau. Phi chi psi."]


def test_sentences_are_linked_within_their_row_and_across_its_order(hashing_encoder):
    links = sentence_links(Meeting(LEFT, RIGHT, hashing_encoder), [AlignedRow((0,), (0,), 0.8)])
    assert [(link.left, link.right) for link in links] == [
        (TextSpan(0, 0, 17), TextSpan(0, 20, 37)),
        (TextSpan(0, 18, 37), TextSpan(0, 0, 19)),
    ]
    assert all(link.score > 0.9 for link in links)


def test_the_sentences_of_a_row_of_one_each_are_linked_whatever_their_cosine(hashing_encoder):
    links = sentence_links(Meeting(LEFT, RIGHT, hashing_encoder), [AlignedRow((1,), (2,), 0.1)])
    assert [link.left for link in links] == []
    links = sentence_links(
        Meeting(LEFT[1:], ["Unlike all of it."], hashing_encoder), [AlignedRow((0,), (0,), 0.1)]
    )
    assert [(link.left, link.right) for link in links] == [(TextSpan(0, 0, 15), TextSpan(0, 0, 17))]
    assert links[0].score < LINK


def test_what_has_no_partner_stays_without_a_link(hashing_encoder):
    rows = [AlignedRow((0,), (2,), 0.5), AlignedRow((1,), (), None), AlignedRow((), (1,), 0.3)]
    assert sentence_links(Meeting(LEFT, RIGHT, hashing_encoder), rows) == ()


def test_one_sentence_may_be_told_as_two(hashing_encoder):
    left, right = ["One two three . four five six ."], ["One two three . Four five six ."]
    links = sentence_links(Meeting(left, right, hashing_encoder), [AlignedRow((0,), (0,), 0.9)])
    assert [link.right for link in links] == [TextSpan(0, 0, 15), TextSpan(0, 16, 31)]


def test_paragraphs_that_are_linked_across_rows_have_a_link_and_others_have_none(hashing_encoder):
    rows = [AlignedRow((0,), (1,), 0.2), AlignedRow((1,), (), 0.3), AlignedRow((), (0,), 0.3)]
    meeting = Meeting(LEFT, RIGHT, hashing_encoder)
    assert {link.right.paragraph for link in sentence_links(meeting, rows)} == set()
    links = sentence_links(meeting, rows, {(0, 0), (1, 2)})
    assert [(link.left, link.right.paragraph) for link in links] == [
        (TextSpan(0, 0, 17), 0),
        (TextSpan(0, 18, 37), 0),
        (TextSpan(1, 0, 15), 2),
    ]
