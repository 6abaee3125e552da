"""What does the registry tell of a person, at the terminal?"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime

import config
from bot import errors, registry_opening
from bot.content import payloads
from bot.content.definitions import Content, Value
from bot.publishing import compiling
from bot.publishing.publishing import Publisher
from bot.told import Language, Told
from config.marked_yaml import closest
from crm_sync import history_text, person_codes


async def history_lines(deployment: config.Deployment, code: str, *, language: Language) -> list[str]:
    """The lines of `bela person show`. Raises errors.CannotRun when nobody has the ID."""
    wanted = person_codes.parse(code)
    async with registry_opening.opened(deployment, say=lambda _: None) as people:
        history = await people.history(wanted)
    if history is None:
        raise errors.CannotRun(
            f"Ninguém tem o ID {wanted} neste registro; confira a cidade (--deployment) e o ID.",
            f"Nobody has the ID {wanted} in this registry; check the city (--deployment) and the ID.",
        )
    return list(history_text.lines(history, zone=deployment.time_zone, language=language))


async def plan_beginning(
    deployment: config.Deployment,
    code: str,
    entry: str,
    *,
    slots: Mapping[str, str],
    at: datetime | None,
    by: str,
) -> datetime:
    """Have Bela begin a conversation in the person's open room, by an entry point of what is live; answers when.

    Raises:
        errors.CannotRun: no flow has that entry point, or it takes no such slot.
        crm_sync.errors.NoOpenRoom: there is no conversation to begin in.
    """
    wanted = person_codes.parse(code)
    now = datetime.now(UTC)
    async with registry_opening.opened(deployment, say=lambda _: None) as people:
        publisher = Publisher(deployment, people.content, now=lambda: now)
        live = await publisher.live()
        content = compiling.read(await publisher.folder(live.version), deployment)
        known = _known(content, entry, slots)
        due_at = at or now
        await people.beginnings.plan(wanted, entry, slots=known, due_at=due_at, by=by)
    return due_at


def _known(content: Content, entry: str, slots: Mapping[str, str]) -> Mapping[str, Value]:
    """The slots as the content holds them."""
    entries = {flow.entry.name: flow.entry for flow in content.flows.values() if flow.entry}
    point = entries.get(entry)
    if point is None:
        nowhere = Told(
            f"Nenhum fluxo no ar tem «entry» com o nome {entry}", f"No live flow has an «entry» named {entry}"
        )
        raise _unknown(nowhere, entry, list(entries))
    for name in slots:
        if name not in point.slots:
            untaken = Told(
                f"O ponto de entrada {entry} não recebe o slot {name}",
                f"The entry point {entry} takes no slot {name}",
            )
            raise _unknown(untaken, name, point.slots)
    return {name: payloads.value(written, content.slots[name].type) for name, written in slots.items()}


def _unknown(sentence: Told, name: str, known: Sequence[str]) -> errors.CannotRun:
    meant, there = closest(name, known), ", ".join(known)
    hint = Told(f"você quis dizer {meant}?", f"did you mean {meant}?") if meant else None
    hint = hint or Told(f"há: {there or 'nenhum'}.", f"there are: {there or 'none'}.")
    return errors.CannotRun(f"{sentence.pt}; {hint.pt}", f"{sentence.en}; {hint.en}")
