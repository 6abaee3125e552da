"""What stands where somebody still has to write? A new question has it, and nothing that begins with it goes live."""

from __future__ import annotations

from typing import Final

PLACEHOLDER: Final = "ESCREVA AQUI"
