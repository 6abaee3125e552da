"""A question or a wish is told from a statement, in whatever form it comes."""

from __future__ import annotations

import pytest

from bot.understanding import asking


@pytest.mark.parametrize("message", [
        "quero um atendente", "fico em casa até que dia", "gato pega covid?", "é segredo? meu irmão mexe no meu celular",
        "minha tia perguntou se idoso pega pior", "a louça do doente lavo com o quê", "e esse dado vai pra quê? rs",
        "tosse demais, que xarope eu tomo", "tem que usar luva pra limpar", "ó o que que é esse negócio de antígeno", "isso é gripe ou covid",
    ])  # fmt: skip
def test_what_asks_or_wants_something_is_told_from_what_states(message: str) -> None:
    assert asking.asks(message)
    assert not asking.asks("meu gato fugiu ontem")


def test_when_something_was_is_no_question() -> None:
    assert not asking.asks("quando peguei corona fiquei de cama")
    assert asking.asks("quando tomo a outra dose")


def test_how_long_ago_something_was_is_no_question() -> None:
    assert not asking.asks("já saí da quarentena faz tempo")
    assert asking.asks("faz mal tomar os dois")
