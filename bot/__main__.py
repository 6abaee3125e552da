"""`python -m bot` is `bela`."""

from __future__ import annotations

from bot.command_line import main

main()
