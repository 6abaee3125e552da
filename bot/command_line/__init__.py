"""`bela …`: what people at a terminal can ask for. Long work lives elsewhere; here are words and exits."""

from __future__ import annotations

from bot.command_line.bela import main

__all__ = ["main"]
