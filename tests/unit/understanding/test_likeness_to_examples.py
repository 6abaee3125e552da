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


def test_words_that_a_topic_never_had_count_against_it() -> None:
    """ "Posso tomar dipirona" is near "posso tomar banho de mar", but the sea is no remedy."""
    taught = likeness.Likeness([
        ("remedio", "posso tomar dipirona com covid"),
        ("remedio", "posso tomar paracetamol"),
        ("remedio", "quantas gotas de dipirona"),
        ("praia", "posso ir na praia"),
        ("gelado", "posso tomar gelado"),
    ])  # fmt: skip
    assert taught.clear("posso tomar paracetamol com covid?", statements=True) == "remedio"
    assert taught.clear("poso toma banho d mar com covid", statements=True) is None


def test_everyday_words_that_ask_for_the_same_are_alike() -> None:
    """ "Dá pra", "pode" and "posso" ask for leave; a newborn is a baby."""
    taught = likeness.Likeness([("bebe", "posso ver o bebê"), ("praia", "quando abre a praia")])
    assert taught.clear("dá pra ver o nenem?", statements=True) == "bebe"


def test_nothing_taught_is_like_nothing() -> None:
    """A pack without examples has no topics of this kind."""
    assert likeness.Likeness([]).clear("posso viajar?", statements=True) is None
