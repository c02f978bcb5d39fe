"""What reads like running text."""

from __future__ import annotations

import pytest

from index.cleaning.prose import ends_sentence, first_sentence, is_cut, is_prose, is_quotation


@pytest.mark.parametrize(
    "text",
    [
        "Il a souligné que les pays de la région doivent agir pour faire face aux actions des terroristes.",
        "The Syrian army said on Saturday that dozens of its soldiers had been killed in the attack.",
        "« Nous resterons. »",
        "“We will stay,” he said, and that was the end of the talks with the other side in Geneva.”",
    ],
)
def test_sentences_are_prose(text: str) -> None:
    assert is_prose(text)


@pytest.mark.parametrize(
    "text",
    [
        "Recent Posts",
        "Iran, Russia FMs voice support for Syria in fighting terrorists",
        "NATO’s Secretary-General Mark Rutte has argued that Ukraine needs to be put in a “position…",
        "Syrie Iran Russie Turquie Liban Irak Jordanie Israël Égypte Yémen Oman Qatar Koweït.",
        "3 hours ago",
    ],
)
def test_labels_links_and_teasers_are_not(text: str) -> None:
    assert not is_prose(text)


def test_an_ellipsis_is_a_cut_and_not_an_end() -> None:
    assert is_cut("Et pourtant…") and is_cut("And yet [...]") and not ends_sentence("Et pourtant…")
    assert not is_cut("« Et pourtant… »") and ends_sentence("Il est parti. »")


def test_quotations_fill_the_whole_block() -> None:
    assert is_quotation("«\u00a0Oui.\u00a0»") and is_quotation("“Yes.”")
    assert not is_quotation("« Oui », dit-il.")


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("M. Poutine a parlé. Il est parti.", "M. Poutine a parlé."),
        ("The U.S. army left. It came back.", "The U.S. army left."),
        ("Vraiment ? Oui.", "Vraiment ?"),
        ("Une seule phrase", "Une seule phrase"),
        ("« C’est fini. » Le président est parti.", "« C’est fini. »"),
    ],
)
def test_the_first_sentence(text: str, sentence: str) -> None:
    assert first_sentence(text) == sentence
