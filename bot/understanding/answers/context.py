"""What does a reader have to know beyond the message?"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date

    from bot.understanding.answers.municipality import MunicipalityIndex


@dataclass(frozen=True, slots=True, kw_only=True)
class Context:
    """The day and place of the conversation."""

    #: Today in the deployment's time zone.
    today: date
    municipalities: MunicipalityIndex
    #: The state that the person's telephone is from; "" when that is not known.
    phone_state: str = ""
