"""How much may one pack hold? Every limit on definitions, in one table; those on a conversation are the engine's."""

from datetime import timedelta
from typing import Final

#: Flows of a pack.
FLOWS: Final = 2_000
#: Steps of one flow.
STEPS: Final = 1_000
#: Branches of one step.
BRANCHES: Final = 100
#: Slots of a pack.
SLOTS: Final = 2_000
#: Responses of a pack.
RESPONSES: Final = 10_000
#: Wordings of one response.
VARIATIONS: Final = 200
#: Characters of one wording: WhatsApp takes no longer message.
TEXT_LENGTH: Final = 4_000
#: Options of one closed question.
OPTIONS: Final = 40
#: Buttons of one wording.
BUTTONS: Final = 20
#: Rejections of one question.
REJECTIONS: Final = 20
#: Keywords of one flow.
KEYWORDS: Final = 500
#: Characters of one keyword.
KEYWORD_LENGTH: Final = 100
#: Wrong answers that a question may ask for.
RETRIES: Final = 10
#: Reminders of one question.
REMINDERS: Final = 10
#: After a person's last message a business may write freely on WhatsApp for so long.
FREE_WINDOW: Final = timedelta(hours=24)
