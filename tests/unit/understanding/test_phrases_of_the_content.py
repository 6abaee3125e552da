"""The small language in which danger signs are written."""

from __future__ import annotations

import pytest

from bot.content import danger_signs
from bot.understanding import patterns, red_flags


def _heard(message: str, *phrases: str, harmless: tuple[str, ...] = ()) -> bool:
    flag = red_flags.RedFlag(id="x", label="x", phrases=phrases, harmless=harmless)
    return bool(red_flags.RedFlagScanner((flag,)).scan(message))


def test_alternatives_stand_for_each_combination() -> None:
    """Each of the words in parentheses is one phrase with each of the others."""
    assert patterns.expanded("(sem|falta de) (ar|fôlego)") == (
        "sem ar",
        "sem fôlego",
        "falta de ar",
        "falta de fôlego",
    )
    assert patterns.expanded("sem ar") == ("sem ar",)


@pytest.mark.parametrize(
    ("message", "heard"),
    [
        ("parece que tem uma pedra em cima do peito", True),
        ("o peito tá igual uma pedra", True),
        ("meu peito tá bom, tirei uma pedra do rim", False),
        ("o peito não tem pedra", False),
        ("o peito tá bom e a pedra caiu", False),
    ],
)
def test_near_parts_stand_in_one_clause_in_either_order(message: str, *, heard: bool) -> None:
    """A comma, "e" and a denial keep apart what only has to stand near."""
    assert _heard(message, "peito ... pedra") is heard


@pytest.mark.parametrize(
    ("message", "heard"),
    [
        ("tô grávida de 8 meses, acordei agora e tô sangrando", True),
        ("sangrando desde cedo, e grávida", True),
        ("tô grávida. meu cachorro tá sangrando", False),
        ("tô grávida e não tô sangrando", False),
    ],
)
def test_parts_of_one_sentence_stand_anywhere_in_it(message: str, *, heard: bool) -> None:
    """Commas and "e" join what stands in one sentence; a denial does not."""
    assert _heard(message, "grávida & sangrando") is heard


def test_a_number_belongs_to_the_thing_before_it() -> None:
    """The second number of "saturação 97 batimento 80" is another thing's."""
    assert _heard("a saturação dele agora tá em 88", "saturação ... <95")
    assert _heard("a saturação despencou pra oitenta e seis", "saturação ... <95")
    assert not _heard("saturação 97 batimento 80", "saturação ... <95")
    assert not _heard("pulso 88 saturação 97", "saturação ... <95")


def test_a_figure_of_speech_is_spelt_right_and_in_its_own_order() -> None:
    """What takes an alarm back is read more strictly than what raises it."""
    assert not _heard("vontade de morrer de rir", "vontade de morrer", harmless=("morrer de rir",))
    assert _heard("vontade de morrer", "vontade de morrer", harmless=("morrer de vontade",))
    assert _heard("morrer de rio", "morrer", harmless=("morrer de rir",))


def test_a_word_spelt_right_is_no_misspelling() -> None:
    """However near it lies: "Espanha" is not "espumando", "suína" not "suicida"."""
    assert not _heard("a Espanha e a gripe suína", "espumando", "suicidar")
    assert _heard("espumanno", "espumando")


def test_addresses_are_not_read() -> None:
    """The words inside a link tell of nothing."""
    assert not _heard("https://jornal.example/homem-com-falta-de-ar", "falta de ar")


def test_the_shared_words_can_be_read_and_none_stands_twice() -> None:
    """Every sign has words, none of them twice."""
    for name, words in danger_signs.read().items():
        assert words.phrases, name
        assert len(set(words.phrases)) == len(words.phrases), name
