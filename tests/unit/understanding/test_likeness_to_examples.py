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
    assert TAUGHT.clear(message, statements=True) == key


@pytest.mark.parametrize(
    "message",
    ["não quero falar com atendente", "quanto custa um carro?", "meu cachorro morreu", "", "?", "a" * 4000],
)
def test_what_is_not_clearly_like_anything_is_like_nothing(message: str) -> None:
    """A denial, another matter, a mere statement and no words at all start nothing."""
    assert TAUGHT.clear(message, statements=True) is None


def test_while_an_answer_is_awaited_a_statement_is_no_topic() -> None:
    """ "Tomo losartana" may be meant as the answer; "posso tomar losartana?" asks."""
    taught = likeness.Likeness([("remedio", "tomo losartana"), ("outro", "nada disso")])
    assert taught.clear("tomo losartana", statements=True) == "remedio"
    assert taught.clear("tomo losartana", statements=False) is None


def test_nothing_taught_is_like_nothing() -> None:
    """A pack without examples has no topics of this kind."""
    assert likeness.Likeness([]).clear("posso viajar?", statements=True) is None
