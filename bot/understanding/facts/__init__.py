"""What does a message tell without being asked? One module per kind of fact; only what is stated plainly is taken."""

from bot.understanding.facts.teller import Telling, told

__all__ = ["Telling", "told"]
