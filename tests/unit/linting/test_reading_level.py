from __future__ import annotations

import pytest

from bot.linting import reading_level


@pytest.mark.parametrize(
    ("word", "count"),
    [
        ("sol", 1), ("casa", 2), ("febre", 2), ("coração", 3), ("água", 2), ("saúde", 3), ("quente", 2), ("dor", 1),
        ("médico", 3), ("hospital", 3), ("aeroporto", 5), ("pão", 1), ("mães", 1), ("muito", 2), ("guerra", 2),
    ],
)  # fmt: skip
def test_syllables_are_counted(word, count):
    """Diphthongs are one syllable; the silent u of "quente" none; a hiatus two."""
    assert reading_level.syllables(word) == count


def test_plain_words_read_easier_than_official_ones():
    """The same advice in short sentences has a higher index than in one long one."""
    plain = "Vá ao posto de saúde hoje. Leve alguém com você. Use máscara. Se piorar, ligue 192. Beba água e descanse em casa."
    official = (
        "Recomenda-se o comparecimento imediato à unidade assistencial de referência, preferencialmente com acompanhamento "
        "familiar, observando-se rigorosamente as medidas preventivas anteriormente estabelecidas pelas autoridades sanitárias."
    )
    assert (reading_level.ease(plain) or 0) > 70
    assert (reading_level.ease(official) or 0) < 20


def test_a_few_words_say_nothing():
    """Below twenty words one long word would decide."""
    assert reading_level.ease("Encaminhamento.") is None
