"""Does who gets a class hear the advice of that class in the same turn, and of no other?

A question before it would let somebody go who does not answer. Who told of a red flag and is handed to people in the same turn need
not hear it: then the flows say what is more urgent.
"""

from __future__ import annotations

from bot.content.protocols import Protocol, RiskClass
from bot.engine import effects
from bot.proving.visits import Passage
from bot.told import Told


def broken(protocol: Protocol, passage: Passage) -> tuple[RiskClass, Told] | None:
    """The class whose advice was not said in the turn that decided for it, or that of another in its place."""
    classes = [effect.risk_class for effect in passage.effects if isinstance(effect, effects.Classified)]
    if not classes:
        return None
    own = protocol.risk_class(classes[-1])
    said = {effect.response for effect in passage.effects if isinstance(effect, effects.Say)}
    other = next((each.id for each in protocol.classes if each.advice in said - {own.advice}), None)
    if other is not None:
        return own, Told(
            f'quem é da classe "{own.id}" ouve a orientação da classe "{other}"',
            f'who is of the class "{own.id}" hears the advice of the class "{other}"',
        )
    if own.advice in said or (passage.hands_off and passage.after.conversation.flags):
        return None
    return own, Told(
        f'quem é da classe "{own.id}" não ouve logo a orientação dela ("{own.advice}")',
        f'who is of the class "{own.id}" does not hear its advice at once ("{own.advice}")',
    )
