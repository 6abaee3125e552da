"""Which reader reads which kind of answer?"""

from __future__ import annotations

from typing import TYPE_CHECKING, assert_never

from bot.content import answers
from bot.understanding.answers import (
    age,
    choice,
    duration,
    free_text,
    multi_choice,
    municipality,
    number,
    temperature,
    yes_no,
)

if TYPE_CHECKING:
    from bot.understanding import readings
    from bot.understanding.answers.context import Context


def read_answer(answer: answers.Answer, text: str, context: Context) -> readings.Reading:  # ruff: ignore[too-many-return-statements]
    """Read a message as the expected kind of answer; never raises, never guesses."""
    match answer:
        case answers.YesNo():
            return yes_no.read(answer, text)
        case answers.Choice():
            return choice.read(answer, text)
        case answers.MultiChoice():
            return multi_choice.read(answer, text)
        case answers.Number():
            return number.read(answer, text)
        case answers.Age():
            return age.read(answer, text, context.today)
        case answers.Temperature():
            return temperature.read(answer, text)
        case answers.Duration():
            return duration.read(answer, text, context.today)
        case answers.MunicipalityAnswer():
            return municipality.read(answer, text, context.municipalities)
        case answers.FreeText():
            return free_text.read(answer, text)
    assert_never(answer)
