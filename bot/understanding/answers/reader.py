"""Which reader reads which kind of answer?"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bot.content import answers
    from bot.understanding import readings
    from bot.understanding.answers.context import Context


def read_answer(answer: answers.Answer, text: str, context: Context) -> readings.Reading:
    """Read a message as the expected kind of answer; never raises, never guesses."""
    raise NotImplementedError(answer, text, context)
