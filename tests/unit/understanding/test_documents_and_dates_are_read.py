from __future__ import annotations

import pytest

from bot.content import answers
from bot.understanding import readings
from tests import answer_samples as reading


@pytest.mark.parametrize(
    ("kind", "said", "value"),
    [
        (answers.Date(), "12/03/2026", "2026-03-12"),
        (answers.Date(), "foi ontem", "2026-11-21"),
        (answers.Date(), "dia 5", "2026-11-05"),
        (answers.Date(), "12 de março", "2026-03-12"),
        (answers.Date(), "faz 3 dias", "2026-11-19"),
        (answers.Date(future_days=60), "01/12/2026", "2026-12-01"),
        (answers.Cpf(), "529.982.247-25", "52998224725"),
        (answers.Cpf(), "meu cpf é 52998224725", "52998224725"),
        (answers.Cns(), "898 0012 3456 7896", None),
        (answers.Cns(), "700 0000 0000 0005", "700000000000005"),
        (answers.Phone(), "(85) 91234-5678", "+5585912345678"),
        (answers.Phone(), "meu zap é 85912345678", "+5585912345678"),
        (answers.Phone(), "+55 85 3456-7890", "+558534567890"),
        (answers.Subject(), "é pro meu filho", "filho"),
        (answers.Subject(), "pra outra pessoa", "outra pessoa"),
        (answers.Subject(), "sou eu", "eu"),
    ],
)
def test_it_is_read_as_it_is_meant(kind, said, value):
    """Stored in one form, however it was written."""
    expected = readings.Read(value) if value is not None else reading.UNCLEAR
    assert reading.read(kind, said) == expected


@pytest.mark.parametrize(
    ("kind", "said"),
    [
        (answers.Date(), "12"),
        (answers.Date(), "31/02/2026"),
        (answers.Date(), "azul"),
        (answers.Cpf(), "529.982.247-24"),
        (answers.Cpf(), "111.111.111-11"),
        (answers.Cpf(), "5299822472"),
        (answers.Cns(), "300 0000 0000 0005"),
        (answers.Phone(), "91234-5678"),
        (answers.Phone(), "(05) 91234-5678"),
        (answers.Subject(), "febre"),
    ],
)
def test_what_is_not_right_is_asked_again(kind, said):
    """A wrong check digit, a missing area code, a day that is none: nothing is guessed."""
    assert reading.read(kind, said) == reading.UNCLEAR


@pytest.mark.parametrize(("said", "shown"), [("12/03/2027", "12/03/2027"), ("12/03/1800", "12/03/1800")])
def test_a_day_outside_the_range_is_named(said, shown):
    """The day that was understood is told back."""
    assert reading.read(answers.Date(), said) == readings.NotUnderstood(
        readings.Why.OUT_OF_RANGE, value=shown
    )


@pytest.mark.parametrize(
    "kind", [answers.Date(), answers.Cpf(), answers.Cns(), answers.Phone(), answers.Attachment()]
)
def test_not_knowing_is_an_answer(kind):
    """Nobody is held up by a document that lies at home."""
    assert reading.read(kind, "não sei") == readings.Unknown()
