"""Does what was sent without words answer the pending question: a picture, a file, a place?"""

from __future__ import annotations

from bot.content import answers
from bot.engine.flows import Flows
from bot.engine.recognised import Answered, Misread
from bot.engine.turn import Turn
from bot.understanding import readings
from bot.understanding.answers import nearness


def answered(flows: Flows, answer: answers.Answer | None, turn: Turn) -> Answered | Misread | None:
    """The answer, or what it may have been; None when it answers nothing."""
    match answer:
        case answers.Attachment(media=media) if turn.medium in media:
            return Answered(value=turn.medium)
        case answers.Location() if turn.location is not None:
            latitude, longitude = turn.location
            return Answered(value=f"{latitude:.6f},{longitude:.6f}")
        case answers.MunicipalityAnswer() if turn.location is not None:
            return _municipality(flows, turn.location)
    return None


def _municipality(flows: Flows, place: nearness.Point) -> Answered | Misread | None:
    """Only the municipality is kept: where exactly somebody is, is nobody's business."""
    match nearness.nearest(flows.seats, place):
        case readings.Read(value=value, corrected=corrected):
            return Answered(value=value, corrected=corrected)
        case readings.NotUnderstood(why=readings.Why.AMBIGUOUS as why, candidates=candidates):
            return Misread(why=why, candidates=candidates)
    return None
