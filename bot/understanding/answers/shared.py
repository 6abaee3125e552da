"""What may be said in words where a picture, a file or a place is expected?"""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.content import answers
from bot.understanding import readings, text
from bot.understanding.answers import dont_know, municipality

if TYPE_CHECKING:
    from bot.understanding.answers.context import Context


def read_attachment(answer: answers.Attachment, message: str) -> readings.Reading:
    """Words are no picture; not having one is an answer."""
    if text.is_blank(message):
        return readings.EMPTY
    unknown = answer.allow_unknown and dont_know.is_dont_know(text.words(message))
    return readings.Unknown() if unknown else readings.UNCLEAR


def read_location(answer: answers.Location, message: str, context: Context) -> readings.Reading:
    """A municipality in words will do."""
    named = answers.MunicipalityAnswer(allow_unknown=answer.allow_unknown)
    return municipality.read(named, message, context.municipalities)
