"""How much may one conversation ask of the engine? Every limit, in one table."""

from __future__ import annotations

from datetime import timedelta
from typing import Final

#: Steps run in one turn before the content counts as looping.
STEPS_PER_TURN: Final = 250
#: Steps run to apologise when the content had no word.
STEPS_PER_APOLOGY: Final = 10
#: Steps run to put one question.
STEPS_PER_QUESTION: Final = 20
#: Flows interrupted by one another.
STACK_DEPTH: Final = 12
#: Characters of one message that are read as text; more is answered with a request to write less.
TEXT_LENGTH: Final = 4_000
#: Characters of one message that are looked through for red flags.
SCANNED_LENGTH: Final = 40_000
#: Characters of a person's words that are said back to them.
QUOTED_LENGTH: Final = 80
#: By so many characters the pieces of a long message overlap while they are looked through.
OVERLAP: Final = 200
#: Wrong answers to one question before a person is offered.
ATTEMPTS: Final = 3
#: Confidence that Rasa needs to answer a question whose answers are intents, alone.
CONFIDENCE: Final = 0.85
#: Confidence that it needs to start a flow that states no bar of its own: the examples have to agree with it, too.
CONFIDENCE_AGREED: Final = 0.4
#: Confidence that it needs to start a flow alone, from a question that the examples take for another topic.
CONFIDENCE_ALONE: Final = 0.95
#: Confidence that Rasa needs in what is no question.
CONFIDENCE_STATED: Final = 0.7
#: Confidence that it needs in several topics together for a person to be asked which is meant: less, asking leads nobody astray.
CONFIDENCE_TOGETHER: Final = 0.7
#: Topics that a person is asked to choose from when it is unclear which is meant; Rasa's number, too.
CLARIFICATION_OPTIONS: Final = 3
#: An intent counts as near the likeliest from this share of its confidence on.
NEAR: Final = 0.5
#: Silence after a red flag before the room goes to a person anyway.
URGENT_SILENCE: Final = timedelta(minutes=2)
#: Between two tries to reach a department in which nobody was online.
HAND_OFF_RETRY: Final = timedelta(seconds=30)
#: Silence after the goodbye before the room is closed: the widget hides the whole conversation then.
CLOSE_AFTER: Final = timedelta(minutes=3)
#: Between two words to someone who waits for a person.
WAITING_WORD: Final = timedelta(minutes=10)
