"""How is a message read as the answer to a question? One module per kind of answer."""

from bot.understanding.answers.context import Context
from bot.understanding.answers.municipality import MunicipalityIndex
from bot.understanding.answers.reader import read_answer

__all__ = ["Context", "MunicipalityIndex", "read_answer"]
