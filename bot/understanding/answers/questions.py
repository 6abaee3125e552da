"""Does the person ask something back instead of answering?"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.understanding import text

_ASKS = re.compile(
    r"(?:(?:oi|ola|bom|boa|dia|tarde|noite|mas|e|eu|me|diz|queria|quero|gostaria|de|saber|pode|dizer) )*"
    r"(?:(?:o |por )?que |qual |quais |como |quando |onde |aonde |quanto |quantos |quantas |quem |porque |cade |posso |devo "
    r"|tem como |pode (?:ser que|me)|sera )"
)


def is_question(tokens: Sequence[text.Token]) -> bool:
    """Tell whether the message begins as a question and ends as one, or asks in three words or more."""
    if not tokens:
        return False
    said = " ".join(token.word for token in tokens)
    marked = tokens[-1].after == "?"
    return bool(_ASKS.match(f"{said} ")) and (marked or len(tokens) > 2)  # ruff: ignore[magic-value-comparison]
