"""Does a name lead anywhere? Faults for slots, options and other names that do not exist."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from bot.content import answers, vocabulary
from bot.content.conditions import Condition
from bot.content.definitions import Content, Slot
from config.marked_yaml import Fault, Mark, closest


def unknown(what: str, rule: str, name: str, known: Iterable[str], mark: Mark) -> Fault:
    """The fault of naming what does not exist; a close name is offered."""
    meant = closest(name, known)
    hint = f'; você quis dizer "{meant}"?' if meant else ""
    return Fault(rule, mark, f'{what} "{name}" não existe{hint}')


def slot(content: Content, name: str, mark: Mark) -> Iterator[Fault]:
    """A fault when there is no such slot."""
    if name not in content.slots:
        yield unknown("o slot", "unknown-slot", name, content.slots, mark)


def condition(content: Content, tested: Condition, mark: Mark) -> Iterator[Fault]:
    """Every name and option in the condition that does not exist; `mark` is where it belongs to."""
    mark = tested.mark or mark
    yield from names(content, tested.slots, tested.context, mark)
    for name, constant in tested.compared:
        options = option_ids(content.slots.get(name))
        if options and constant not in options:
            yield unknown(f'a opção de "{name}"', "unknown-option", str(constant), options, mark)


def names(content: Content, slots: Iterable[str], context: Iterable[str], mark: Mark) -> Iterator[Fault]:
    """Every slot and name behind `context.` that does not exist."""
    for name in sorted(slots):
        yield from slot(content, name, mark)
    for name in sorted(set(context) - vocabulary.CONTEXT):
        yield unknown("o dado", "unknown-context", f"context.{name}", _context_names(), mark)


def _context_names() -> list[str]:
    return [f"context.{name}" for name in sorted(vocabulary.CONTEXT)]


def option_ids(asked: Slot | None) -> set[str]:
    """What may be stored for a closed question; empty where anything may."""
    match asked.answer if asked else None:
        case answers.Choice(options=options):
            return {option.id for option in options} | {answers.UNKNOWN}
        case answers.MultiChoice(options=options, none=none):
            return {option.id for option in options} | {none.id, answers.UNKNOWN}
        case _:
            return set()
