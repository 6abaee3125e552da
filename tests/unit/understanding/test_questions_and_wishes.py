"""A question or a wish is told from a statement, in whatever form it comes."""

from __future__ import annotations

import pytest

from bot.understanding import asking


@pytest.mark.parametrize("message", ["quero um atendente", "fico em casa até que dia", "gato pega covid?"])
def test_what_asks_or_wants_something_is_told_from_what_states(message: str) -> None:
    assert asking.asks(message)
    assert not asking.asks("meu gato fugiu ontem")
