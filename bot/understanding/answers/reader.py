"""Which reader reads which kind of answer?"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any, Final

from bot.content import answers
from bot.understanding.answers import (
    age,
    calendar_day,
    choice,
    documents,
    duration,
    free_text,
    multi_choice,
    municipality,
    number,
    phone,
    shared,
    subject,
    temperature,
    yes_no,
)

if TYPE_CHECKING:
    from bot.understanding import readings
    from bot.understanding.answers.context import Context

_READERS: Final[Mapping[type, Callable[[Any, str, Context], readings.Reading]]] = {
    answers.YesNo: lambda answer, text, _: yes_no.read(answer, text),
    answers.Choice: lambda answer, text, _: choice.read(answer, text),
    answers.MultiChoice: lambda answer, text, _: multi_choice.read(answer, text),
    answers.Number: lambda answer, text, _: number.read(answer, text),
    answers.Age: lambda answer, text, context: age.read(answer, text, context.today),
    answers.Temperature: lambda answer, text, _: temperature.read(answer, text),
    answers.Duration: lambda answer, text, context: duration.read(answer, text, context.today),
    answers.MunicipalityAnswer: lambda answer, text, context: municipality.read(
        answer, text, context.municipalities, phone_state=context.phone_state
    ),
    answers.FreeText: lambda answer, text, _: free_text.read(answer, text),
    answers.Date: lambda answer, text, context: calendar_day.read(answer, text, context.today),
    answers.Cpf: lambda answer, text, _: documents.read_cpf(answer, text),
    answers.Cns: lambda answer, text, _: documents.read_cns(answer, text),
    answers.Phone: lambda answer, text, _: phone.read(answer, text),
    answers.Attachment: lambda answer, text, _: shared.read_attachment(answer, text),
    answers.Location: shared.read_location,
    answers.Subject: lambda answer, text, _: subject.read(answer, text),
}


def read_answer(answer: answers.Answer, text: str, context: Context) -> readings.Reading:
    """Read a message as the expected kind of answer; never raises, never guesses."""
    return _READERS[type(answer)](answer, text, context)
