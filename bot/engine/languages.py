"""Who is told that Bela speaks their language?"""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.content import vocabulary
from bot.engine import recognised, saying, wording
from bot.understanding import languages

if TYPE_CHECKING:
    from bot.engine.run import Run


def offer(run: Run, meaning: recognised.Recognised) -> None:
    """Say how the language is chosen that the message seems to be written in; to whom understands Bela, nothing."""
    lost = isinstance(meaning, (recognised.Alarm, recognised.Misread, recognised.Nothing))
    if not (lost or (run.fresh and not _asks_for_one(meaning))):
        return
    written = languages.written_in(run.turn.text, among=run.flows.content.translations)
    if written and written != wording.language(run).split("-")[0]:
        saying.say(run, "utter_language_offered", language=written)


def _asks_for_one(meaning: recognised.Recognised) -> bool:
    return isinstance(meaning, recognised.Started) and meaning.flow in vocabulary.SPOKEN
