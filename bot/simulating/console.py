"""The simulator at a terminal: what is typed is said to Bela; a line that begins with ":" asks the simulator for something."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Mapping
from datetime import timedelta
from pathlib import Path
from typing import Final
from zoneinfo import ZoneInfo

from bot.cases import durations, places, writing
from bot.cases.definitions import EventKind, Person
from bot.cases.session import FILES, PAUSE, Act, Happened, Session
from bot.content.errors import ContentInvalid
from bot.engine import sent_file
from bot.engine.flows import Flows
from bot.simulating import inspecting, people, recording
from bot.simulating.script import Played, Script, play

HELP: Final = """O que se escreve é dito à Bela. Uma linha que começa com ":" pede algo ao simulador:
:after 1d          o tempo passa (30s, 5min, 2h, 1d); a Bela volta sozinha se era para voltar
:as PESSOA         recomeça como outra pessoa, da pasta people/ do pacote; sem nome, mostra quais há
:channel whatsapp  recomeça por outro canal
:event audio       acontece outra coisa: audio, image, video, file, sticker, location, edited TEXTO, deleted,
                   nobody_online, not_possible, taken, returned, closed
:event image image/jpeg, 340 kB   a pessoa manda uma foto deste tipo e tamanho; também file, audio, video
:event location -3.73, -38.52   a pessoa manda a sua localização
:help              esta ajuda
:intent NOME TEXTO escreve o texto como se o Rasa entendesse essa intenção
:quit              sai
:record NOME       grava a conversa como caso de teste em cases/recorded/; de novo, ":record! NOME"
:restart           recomeça
:rules             classe, regras com os termos que valeram e a fonte, e sinais de alerta com as palavras ouvidas
:slots             o que a Bela sabe
:stack             em que fluxo e passo ela está
:undo              desfaz o último passo"""


class Console:
    """One simulated conversation; `flows` gives the content as it is now."""

    def __init__(self, flows: Callable[[], Flows], *, person: Person, pack: Path) -> None:
        """Begin; people are taken from the folder `pack`, and cases are recorded there."""
        self._flows = flows
        self._person = person
        self._pack = pack
        self._done: list[writing.Done] = []
        self._session = Session(flows(), person)
        #: The simulator was asked to end.
        self.over = False
        #: What a line that begins with ":" may ask for.
        self.commands: Mapping[str, Callable[[str], str]] = {
            "after": self._after,
            "as": self._as,
            "channel": self._channel,
            "event": self._event,
            "help": lambda _: HELP,
            "intent": self._intent,
            "quit": self._quit,
            "record": self._record,
            "record!": lambda name: self._record(name, replace=True),
            "restart": lambda _: self._restart(),
            "rules": lambda _: self._rules(),
            "slots": lambda _: self._slots(),
            "stack": lambda _: self._stack(),
            "undo": lambda _: self._undo(),
        }

    def answer(self, line: str) -> str:
        """What is shown for one typed line."""
        self._session.flows = self._flows()
        if not line.startswith(":"):
            return self._do(Act(text=line))
        name, _, rest = line[1:].strip().partition(" ")
        command = self.commands.get(name)
        return command(rest.strip()) if command else f'Não conheço ":{name}".\n{HELP}'

    def _do(self, act: Act) -> str:
        happened = self._session.do(act)
        self._done.append(writing.Done(act=act, happened=happened))
        return _told(happened) or "(a Bela não disse nada)"

    def _after(self, written: str) -> str:
        time = durations.read(written)
        if time is None:
            return "Escreva um tempo como 30s, 5min, 2h ou 1d."
        return self._happen(EventKind.silence, after=time)

    def _event(self, written: str) -> str:
        name, _, rest = written.partition(" ")
        if name not in {kind.value for kind in EventKind}:
            return f"Use um destes: {', '.join(EventKind)}."
        return self._happen(EventKind(name), rest)

    def _happen(self, event: EventKind, text: str = "", *, after: timedelta = PAUSE) -> str:
        place = places.read(text) if event is EventKind.location else None
        file = sent_file.typed(text) if event in FILES else None
        words = "" if place or file else text
        return self._do(Act(event=event, text=words, after=after, place=place, file=file))

    def _intent(self, written: str) -> str:
        name, _, text = written.partition(" ")
        if not text:
            return "Escreva a intenção e o texto: :intent faq_mascara e a máscara?"
        return self._do(Act(text=text, intent=name))

    def _as(self, name: str) -> str:
        known = people.named(self._pack)
        try:
            person = people.of(self._pack, name, zone=self._zone())
        except ContentInvalid as invalid:
            return str(invalid)
        if person is None:
            return f"Há: {', '.join(known)}." if known else f"A pasta {people.FOLDER}/ do pacote está vazia."
        self._person = person
        told = "\n".join(f"  {label}: {value}" for label, value in self._begun().values())
        return f"Conversa nova, como {name}. A Bela já sabe:\n{told or '  nada'}"

    def _channel(self, name: str) -> str:
        self._person = dataclasses.replace(self._person, channel=name or "livechat")
        return f"{self._restart()} Canal: {self._person.channel}."

    def _begun(self) -> Mapping[str, tuple[str, str]]:
        self._restart()
        return inspecting.in_words(self._session.flows, self._session.state.slots)

    def _restart(self) -> str:
        self._session = Session(self._flows(), self._person)
        self._done = []
        return "Conversa nova."

    def _undo(self) -> str:
        if not self._done:
            return "Não há o que desfazer."
        played = play(self._flows(), Script(person=self._person, acts=[done.act for done in self._done[:-1]]))
        self._session, self._done = played.session, list(played.done)
        return _told(self._done[-1].happened) if self._done else "Conversa nova."

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
        flows, state = self._session.flows, self._session.state
        classified = inspecting.decided(state, self._done)
        lines = [f"classe: {classified.risk_class if classified else 'ainda não'}"]
        grounds = inspecting.grounds(flows, classified) if classified else []
        for ground in grounds:
            lines.append(f"  [{ground.risk_class}] {ground.because} ({ground.id})")
            lines += [f"    porque: {'; '.join(ground.terms)}"] if ground.terms else []
            lines.append(f"    fonte: {ground.source}")
        if not grounds:
            lines.append("regras: nenhuma")
        heard = [f'{one.label} ({one.id}): "{one.words}"' for one in inspecting.heard(flows, self._done)]
        return "\n".join([*lines, f"sinais de alerta: {', '.join(heard) or 'nenhum'}"])

    def _record(self, name: str, *, replace: bool = False) -> str:
        played = Played(
            script=Script(person=self._person, acts=[done.act for done in self._done]),
            done=tuple(self._done),
            session=self._session,
        )
        try:
            made = recording.record(self._session.flows, played, pack=self._pack, name=name, replace=replace)
        except recording.AlreadyRecorded as there:
            return f'{there} Para gravar por cima: ":record! {name}"'
        except recording.CannotRecord as error:
            return f"{error} Exemplo: :record idosa com febre"
        return f"Gravado em {made.path}." + (
            "" if made.holds else " Mas o rascunho mudou durante a conversa: o caso não se repete assim."
        )

    def _zone(self) -> ZoneInfo:
        return self._session.flows.time_zone


def _told(happened: tuple[Happened, ...]) -> str:
    lines: list[str] = []
    for one in happened:
        lines += [f"Bela: {say.text}" for say in one.said]
        if one.hand_off:
            lines.append(f"→ encaminhado para {one.hand_off.department}")
        lines += [f"! erro do conteúdo: {fault.rule} em {fault.where}" for fault in one.faults]
    return "\n".join(lines)
