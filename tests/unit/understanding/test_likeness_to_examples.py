"""What no phrase holds is compared with the examples that a pack teaches."""

from __future__ import annotations

import pytest

from bot.understanding import likeness

TAUGHT = likeness.Likeness([
    ("limpeza", "como limpar a casa de quem está doente"),
    ("limpeza", "precisa passar álcool nas compras"),
    ("animais", "meu cachorro pode pegar covid"),
    ("animais", "gato passa covid para gente"),
    ("viagem", "posso viajar de avião com covid"),
    ("pessoa", "quero falar com um atendente"),
    ("#negar", "não quero"),
])  # fmt: skip


@pytest.mark.parametrize(
    ("message", "key"),
    [
        ("como limpa a casa do doente?", "limpeza"),
        ("meu caxorro pega covid?", "animais"),
        ("posso viajar com covid?", "viagem"),
        ("quero falar com o atendente agora", "pessoa"),
    ],
)
def test_other_words_for_the_same_question_are_the_same_question(message: str, key: str) -> None:
    """Endings, misspellings and small words make no difference."""
    like = TAUGHT.nearest(message)
    assert like is not None
    assert like.key == key


def test_a_denial_is_like_no_sentence_without_one() -> None:
    like = TAUGHT.nearest("não quero falar com atendente")
    assert like is None or like.key == "#negar"


@pytest.mark.parametrize("message", ["", "?", "covid " * 26])
def test_no_words_and_too_many_are_like_nothing(message: str) -> None:
    assert TAUGHT.nearest(message) is None


def test_words_that_a_topic_never_had_count_against_it() -> None:
    """ "Posso tomar dipirona" is near "posso tomar banho de mar", but the sea is no remedy."""
    taught = likeness.Likeness([
        ("remedio", "posso tomar dipirona com covid"),
        ("remedio", "posso tomar paracetamol"),
        ("remedio", "quantas gotas de dipirona"),
        ("praia", "posso ir na praia"),
        ("gelado", "posso tomar gelado"),
    ])  # fmt: skip
    near, far = (
        taught.nearest("posso tomar paracetamol com covid?"),
        taught.nearest("posso tomar banho de mar"),
    )
    assert near is not None
    assert far is not None
    assert near.key == "remedio"
    assert near.score > 2 * far.score


def test_everyday_words_that_ask_for_the_same_are_alike() -> None:
    """ "Dá pra", "pode" and "posso" ask for leave; a newborn is a baby."""
    taught = likeness.Likeness([("bebe", "posso ver o bebê"), ("praia", "quando abre a praia")])
    like = taught.nearest("dá pra ver o nenem?")
    assert like is not None
    assert like.key == "bebe"


def test_nothing_taught_is_like_nothing() -> None:
    """A pack without examples has no topics of this kind."""
    assert likeness.Likeness([]).nearest("posso viajar?") is None
