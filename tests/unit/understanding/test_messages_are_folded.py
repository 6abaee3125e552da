from __future__ import annotations

import pytest

from bot.understanding import text


@pytest.mark.parametrize(
    ("message", "folded"),
    [
        ("Nãããão 😩", "nao"),
        ("siiiim!!!", "sim!!!"),
        ("  Olá,\n tudo   BEM? ", "ola, tudo bem?"),
        ("pressão", "pressao"),
        ("passsou mal", "passou mal"),
        ("carrro", "carro"),
        ("simm", "sim"),
        ("“38º” – é…", '"38°" - e...'),
        ("38½", "38 e meio"),
        ("1000", "1000"),
        ("2️⃣", "2"),
        ("ｆｅｂｒｅ", "febre"),
        ("fal\u200bta", "falta"),
        ("ñ", "n"),
        ("Привет", ""),
        ("\x00\x07", ""),
        ("", ""),
    ],
)
def test_a_message_is_brought_into_a_form_that_can_be_compared(message: str, folded: str) -> None:
    """Accents, capitals, emphasis, emoji and typographic signs do not tell messages apart."""
    assert text.fold(message) == folded


@pytest.mark.parametrize(
    ("message", "words"),
    [
        ("vc tb tá c/ febre?", ("voce", "tambem", "esta", "com", "febre")),
        ("ñ to s/ ar", ("nao", "estou", "sem", "ar")),
        ("q hj n dá p/ ir", ("que", "hoje", "nao", "da", "para", "ir")),
        ("oq é isso", ("o", "que", "e", "isso")),
        ("num sei, num hospital", ("nao", "sei", "num", "hospital")),
        ("38,5°C", ("38,5", "com")),
        ("3dias", ("3", "dias")),
        ("segunda-feira", ("segunda", "feira")),
        ("???", ()),
    ],
)
def test_words_are_told_apart_and_abbreviations_spelt_out(message: str, words: tuple[str, ...]) -> None:
    """Chat abbreviations stand for what they mean; numbers keep their decimals."""
    assert text.words(message) == words


def test_punctuation_stays_beside_the_words() -> None:
    """Where a clause ends can be seen from the words on either side."""
    first, second, third = text.tokens("não, obrigado\ntchau?")
    assert (first.before, first.after) == ("", ",")
    assert (second.before, second.after) == (",", "\n")
    assert (third.before, third.after) == ("\n", "?")


@pytest.mark.parametrize("message", ["", " ", "\n\t", "\u200b\u200d", "\u3164", "\ufe0f", "\x00"])
def test_nothing_to_see_is_blank(message: str) -> None:
    """Spaces and invisible characters are no message."""
    assert text.is_blank(message)
    assert not text.is_only_emoji(message)


@pytest.mark.parametrize("message", ["😀", "👍🏽", "👨‍👩‍👧", "🇧🇷", "❤️", "😀 😀!", "☎️"])
def test_pictures_alone_are_only_emoji(message: str) -> None:
    """Emoji of every kind, with or without punctuation, hold no words."""
    assert text.is_only_emoji(message)
    assert not text.is_blank(message)


@pytest.mark.parametrize("message", ["?", "...", "a😀", "2️⃣", "ok 👍", "-"])
def test_words_digits_and_bare_punctuation_are_not_only_emoji(message: str) -> None:
    """A question mark is no picture, and a picture beside a word does not make the word go away."""
    assert not text.is_only_emoji(message)
