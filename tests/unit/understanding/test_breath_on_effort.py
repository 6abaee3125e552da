from __future__ import annotations

import pytest

from bot.understanding import doubts, effort, numbers, text
from bot.understanding.red_flags import RedFlag, RedFlagScanner

SCANNER = RedFlagScanner(
    [
        RedFlag(
            id="ar",
            label="Falta de ar",
            phrases=("sem ar", "sem fôlego", "ofegante"),
            signs=("falta_de_ar",),
        ),
        RedFlag(id="peito", label="Dor no peito", phrases=("peito aperta",), signs=("dor_no_peito",)),
    ]
)


def told(message: str) -> effort.Effort | None:
    return effort.told(text.tokens(message))


@pytest.mark.parametrize(
    "message",
    [
        "subo a ladeira de casa e chego sem ar, sento um minuto e passa",
        "pedalando fico ofegante, parado nem percebo",
        "deitada e sentada respiro normal, só subindo morro fico sem fôlego",
        "só na escada eu fico ofegante",
        "si camino por la escalera quedo sin aire, en reposo bien",
    ],
)
def test_breath_short_on_real_effort_alone_and_well_at_rest_is_an_answer(message):
    assert told(message) is effort.Effort.alone
    assert SCANNER.scan(message, asking="respiracao") == ()


@pytest.mark.parametrize(
    "message",
    [
        "antes fico ofegante na escada, hoje é sentada também",
        "fico sem ar quando ando e até parado",
        "subo a escada, fico sem ar e não melhora nem sentado",
        "varri a casa e estou sem fôlego",
        "fico sem ar no esforço e em repouso",
        "dou três passos e fico sem ar",
    ],
)
def test_where_rest_is_told_as_bad_or_the_effort_is_next_to_nothing_it_is_danger(message):
    assert told(message) is None
    assert SCANNER.scan(message, asking="respiracao") != ()


@pytest.mark.parametrize(
    "message",
    [
        "quando varro a casa inteira fico sem fôlego",
        "pra ir ao banheiro fico sem ar, mas quieta respiro normal",
    ],
)
def test_where_only_half_of_it_is_told_bela_asks(message):
    """Rest is not spoken of, or the effort is little."""
    assert SCANNER.scan(message, asking="respiracao") == ()
    doubt = SCANNER.doubt(message, asking="respiracao", understood=True)
    assert doubt is not None
    assert (doubt.flag_id, doubt.sure_which) == ("ar", True)


def test_unasked_it_raises_the_alarm_as_ever():
    """No triage is under way that would ask how breath is at rest."""
    assert SCANNER.scan("subo a escada e fico sem ar, parado não") != ()


def test_pain_in_the_chest_that_effort_brings_and_rest_takes_is_danger():
    """It is how angina is told."""
    assert SCANNER.scan("ando rápido e o peito aperta, paro e passa", asking="respiracao") != ()


def test_numbers_mean_what_they_count():
    """83 years speak for no sign that 83 per cent would speak for."""
    of_years, of_nothing = (
        doubts.sounds(numbers.tokens(f"ela tem 83 {unit}")) for unit in ("anos", "no dedo")
    )
    assert "years" in of_years
    assert "#2" not in of_years
    assert "#2" in of_nothing
