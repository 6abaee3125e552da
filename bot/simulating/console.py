"""The simulator at a terminal: what is typed is said to Bela; a line that begins with ":" asks the simulator for something."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Mapping
from datetime import timedelta
from pathlib import Path
from typing import Final

from bot.cases import durations, writing
from bot.cases.definitions import EventKind, Person
from bot.cases.session import PAUSE, Happened, Session
from bot.engine.flows import Flows

HELP: Final = """:after 1d        o tempo passa (30s, 5min, 2h, 1d); a Bela volta sozinha se era para voltar
:event audio     acontece outra coisa: audio, sticker, image, nobody_online, taken, returned, closed …
:channel whatsapp  recomeça por outro canal
:restart         recomeça
:slots           o que a Bela sabe
:stack           em que fluxo e passo ela está
:rules           classe, regras e sinais de alerta
:record NOME     grava a conversa como caso de teste em cases/
:quit            sai"""


class Console:
    """One simulated conversation; `flows` gives the content as it is now."""

    def __init__(self, flows: Callable[[], Flows], *, person: Person, cases: Path) -> None:
        """Begin; recorded cases go into the folder `cases`."""
        self._flows = flows
        self._person = person
        self._cases = cases
        self._done: list[writing.Done] = []
        self._session = Session(flows(), person)
        #: The simulator was asked to end.
        self.over = False
        self._commands: Mapping[str, Callable[[str], str]] = {
            "after": self._after,
            "channel": self._channel,
            "event": self._event,
            "help": lambda _: HELP,
            "quit": self._quit,
            "record": self._record,
            "restart": lambda _: self._restart(),
            "rules": lambda _: self._rules(),
            "slots": lambda _: self._slots(),
            "stack": lambda _: self._stack(),
        }

    def answer(self, line: str) -> str:
        """What is shown for one typed line."""
        self._session.flows = self._flows()
        if not line.startswith(":"):
            happened = (self._session.write(line),)
            self._done.append(writing.Done(text=line, happened=happened))
            return _told(happened)
        name, _, rest = line[1:].strip().partition(" ")
        command = self._commands.get(name)
        return command(rest.strip()) if command else f'Não conheço ":{name}".\n{HELP}'

    def _after(self, written: str) -> str:
        time = durations.read(written)
        if time is None:
            return "Escreva um tempo como 30s, 5min, 2h ou 1d."
        return self._happen(EventKind.silence, time)

    def _event(self, name: str) -> str:
        if name not in {kind.value for kind in EventKind}:
            return f"Use um destes: {', '.join(EventKind)}."
        return self._happen(EventKind(name), PAUSE)

    def _happen(self, event: EventKind, after: timedelta) -> str:
        happened = self._session.happen(event, after=after)
        self._done.append(writing.Done(event=event, after=after, happened=happened))
        return _told(happened) or "(a Bela não disse nada)"

    def _channel(self, name: str) -> str:
        self._person = dataclasses.replace(self._person, channel=name or "livechat")
        return f"{self._restart()} Canal: {self._person.channel}."

    def _restart(self) -> str:
        self._session = Session(self._flows(), self._person)
        self._done = []
        return "Conversa nova."

    def _quit(self, _: str) -> str:
        self.over = True
        return "Até logo."

    def _slots(self) -> str:
        filled = {name: value for name, value in self._session.state.slots.items() if value is not None}
        return "\n".join(f"{name}: {value}" for name, value in filled.items()) or "(nada ainda)"

    def _stack(self) -> str:
        state = self._session.state
        lines = [f"{frame.flow}: {frame.step}" for frame in state.stack]
        return "\n".join([*lines, f"fase: {state.phase}, pergunta: {state.asking or 'nenhuma'}"])

    def _rules(self) -> str:
        state = self._session.state
        assessed = state.assessment
        return "\n".join(
            [
                f"classe: {assessed.risk_class if assessed else 'ainda não'}",
                f"regras: {', '.join(assessed.rules) if assessed and assessed.rules else 'nenhuma'}",
                f"sinais de alerta: {', '.join(state.flags) or 'nenhum'}",
            ]
        )

    def _record(self, name: str) -> str:
        if not name or not self._done:
            return "Converse primeiro, e dê um nome ao caso: :record idosa com febre"
        path = self._cases / "recorded.yml"
        before = path.read_text(encoding="utf-8") if path.is_file() else ""
        if f"test_case: {name}\n" in before:
            return f'O caso "{name}" já existe em {path}; escolha outro nome.'
        self._cases.mkdir(exist_ok=True)
        new = writing.case(name, self._person, self._done)
        path.write_text(writing.added(before, new), encoding="utf-8")
        return f"Gravado em {path}."


def _told(happened: tuple[Happened, ...]) -> str:
    lines: list[str] = []
    for one in happened:
        lines += [f"Bela: {say.text}" for say in one.said]
        if one.hand_off:
            lines.append(f"→ encaminhado para {one.hand_off.department}")
        lines += [f"! erro do conteúdo: {fault.rule} em {fault.where}" for fault in one.faults]
    return "\n".join(lines)
