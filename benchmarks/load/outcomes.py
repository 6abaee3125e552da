"""What do the citizens write, and how do their conversations end?

The mix is that of TeleSUS, Brazil's own tele-orientation for COVID-19: 92.5 % no or light symptoms, 4.1 % low, 1 % moderate and
2.4 % high risk. Bela's pack has three classes: the first two of the mix end as "Leve" without and with fever, and stay with
Bela; the others are handed to people.
"""

from __future__ import annotations

import random
from collections.abc import Mapping
from typing import Final

#: What somebody writes, message by message, by outcome.
SCRIPTS: Final[Mapping[str, tuple[str, ...]]] = {
    "light": (
        *("oi", "sim", "Maria do Carmo", "34", "Fortaleza", "nariz escorrendo", "2 dias", "normal", "36,7"),
        *("nenhuma", "não", "não", "não, obrigada"),
    ),
    "low": (
        *("oi", "sim", "Antônio Alves", "52", "Sobral", "febre e tosse", "3 dias", "normal", "38"),
        *("nenhuma", "não", "não", "não, obrigado"),
    ),
    "moderate": (
        *("oi", "sim", "Maria do Carmo", "45", "Sobral", "febre e tosse", "3 dias", "canso fácil", "38,5"),
        *("diabetes", "não", "sim"),
    ),
    "high": ("oi", "sim", "tô com falta de ar", "54", "Crateús"),
}
#: The outcome whose third message tells of danger.
ALARM: Final = "high"
UP_TO_THE_ALARM: Final = 3
#: Percent.
MIX: Final[Mapping[str, float]] = {"light": 92.5, "low": 4.1, "moderate": 1.0, "high": 2.4}


def draw(dice: random.Random) -> str:
    """The next citizen's outcome."""
    return dice.choices(list(MIX), weights=list(MIX.values()))[0]
