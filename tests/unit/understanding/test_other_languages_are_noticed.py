from __future__ import annotations

import pytest

from bot.understanding import languages

BOTH = ("en", "es")


@pytest.mark.parametrize(
    "message",
    [
        "hello",
        "I have a fever since yesterday",
        "my mother cannot breathe",
        "where can I get the vaccine?",
        "help please",
        "she is sick and coughing",
    ],
)
def test_english_is_noticed(message):
    assert languages.written_in(message, BOTH) == "en"


@pytest.mark.parametrize(
    "message",
    [
        "hola",
        "tengo fiebre y tos",
        "mi hijo tiene mucha fiebre",
        "me duele la cabeza",
        "no puedo respirar",
        "necesito ayuda por favor",
    ],
)
def test_spanish_is_noticed(message):
    assert languages.written_in(message, BOTH) == "es"


@pytest.mark.parametrize(
    "message",
    [
        "",
        "38,5",
        "oi",
        "ok",
        "tenho febre e tosse",
        "minha mãe está com dor no peito",
        "preciso de ajuda por favor",
        "to com dor de cabeça desde ontem",
        "quero o link do site please",
        "na minha família todo mundo está com o vírus delivery help",
        "posto de saúde los angeles",
    ],
)
def test_portuguese_is_portuguese(message):
    """Also with a foreign word in it."""
    assert languages.written_in(message, BOTH) is None


def test_only_the_languages_asked_for_are_noticed():
    """A pack without Spanish offers none."""
    assert languages.written_in("hola, tengo fiebre", ["en"]) is None
