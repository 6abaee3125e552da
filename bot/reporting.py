"""How is each part of Bela doing? The health report, gathered from the parts themselves."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

import config
from bot.health import Number, Part, Report, State
from bot.leading import Leading
from bot.reloading import Settings
from bot.runtime.live_content import LiveContent
from bot.understanding_service import Understanding
from crm_sync import errors, registry

#: Something that waits longer than this to be sent is worth a look.
_SLOW_SECONDS = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Reporter:
    """Knows all parts; `report` asks them."""

    settings: Settings
    leading: Leading
    registry: registry.Registry
    understanding: Understanding
    content: LiveContent
    now: Callable[[], datetime]

    async def report(self) -> Report:
        """The state of every part now."""
        registry_part, numbers = await self._registry()
        return Report(
            at=self.now().astimezone(self.settings.deployment.time_zone),
            organisation=self.settings.deployment.organisation,
            parts=(
                self._rocketchat(),
                registry_part,
                self._understanding(),
                self._content(),
                self._settings(),
            ),
            numbers=(*numbers, *self._bridge_numbers()),
        )

    def _rocketchat(self) -> Part:
        if self.leading.stands_by:
            sentence = "De reserva: outro processo atende, e este assume em segundos se aquele parar"
            return Part(id="rocketchat", name="Rocket.Chat", state=State.standby, sentence=sentence)
        status = self.leading.bridge.status if self.leading.bridge else None
        if status is None or status.connected_since is None:
            why = (status and status.fault) or "ainda conectando"
            return Part(id="rocketchat", name="Rocket.Chat", state=State.down, sentence=f"Sem conexão: {why}")
        since = _clock(status.connected_since, self.settings.deployment)
        return Part(
            id="rocketchat",
            name="Rocket.Chat",
            state=State.well,
            sentence=f"Conectado desde {since}; {status.rooms} conversa(s) com a Bela, {status.reconnects} reconexão(ões)",
        )

    async def _registry(self) -> tuple[Part, tuple[Number, ...]]:
        try:
            counts = await self.registry.counts()
        except errors.DatabaseUnavailable:
            sentence = "O banco de dados não responde; as mensagens esperam e serão respondidas"
            return Part(id="registry", name="Registro", state=State.down, sentence=sentence), ()
        slow = (
            counts.oldest_unsent_age is not None and counts.oldest_unsent_age.total_seconds() > _SLOW_SECONDS
        )
        part = Part(
            id="registry",
            name="Registro",
            state=State.degraded if slow else State.well,
            sentence=f"{counts.unsent} mensagem(ns) por enviar" if counts.unsent else "Tudo enviado",
        )
        oldest = int(counts.oldest_unsent_age.total_seconds()) if counts.oldest_unsent_age else 0
        return part, (
            Number(id="people", name="Pessoas", value=counts.people),
            Number(id="encounters_open", name="Conversas abertas", value=counts.encounters_open),
            Number(id="encounters_queued", name="Na fila de um departamento", value=counts.queued),
            Number(id="encounters_with_people", name="Com uma pessoa da equipe", value=counts.with_people),
            Number(id="unsent", name="Por enviar", value=counts.unsent),
            Number(id="oldest_unsent_seconds", name="Espera da mais antiga por enviar (s)", value=oldest),
        )

    def _bridge_numbers(self) -> tuple[Number, ...]:
        status = self.leading.bridge.status if self.leading.bridge else None
        if status is None:
            return ()
        return (
            Number(id="rooms", name="Conversas com a Bela", value=status.rooms),
            Number(id="reconnects", name="Reconexões", value=status.reconnects),
            Number(id="rate_limited", name="Vezes que o servidor pediu calma", value=status.rate_limited),
        )

    def _understanding(self) -> Part:
        status = self.understanding.status
        if status.available:
            return Part(
                id="understanding",
                name="Entendimento (Rasa)",
                state=State.well,
                sentence="Entende frases livres",
            )
        why = "iniciando" if status.reason == "starting" else f"parado ({status.reason})"
        sentence = f"Rasa {why}; menus, números, palavras-chave e sinais de alerta continuam funcionando"
        return Part(id="understanding", name="Entendimento (Rasa)", state=State.degraded, sentence=sentence)

    def _settings(self) -> Part:
        settled = self.settings.fault is None and not self.settings.waiting
        state = State.well if settled else State.degraded
        return Part(id="settings", name="Ajustes", state=state, sentence=self.settings.sentence())

    def _content(self) -> Part:
        live, content = self.content.live, self.content.published().flows.content
        since = live.at.astimezone(self.settings.deployment.time_zone).strftime("%d/%m/%Y às %H:%M")
        sentence = f"{content.title}, versão {live.version.number}, no ar desde {since} por {live.by}"
        refused = self.content.refused
        known = [risk_class.id for risk_class in content.protocol.classes]
        if strangers := self.settings.deployment.watching.severe.strangers(known):
            unwatched = f"severe_watch vigia classes que o protocolo não tem: {', '.join(strangers)}"
            return Part(
                id="content", name="Conteúdo", state=State.degraded, sentence=f"{sentence}; {unwatched}"
            )
        if refused is None:
            return Part(id="content", name="Conteúdo", state=State.well, sentence=sentence)
        newer = f"a versão {refused} foi publicada e este programa não consegue lê-la; atualize-o"
        return Part(id="content", name="Conteúdo", state=State.degraded, sentence=f"{sentence}; {newer}")


def _clock(moment: datetime, deployment: config.Deployment) -> str:
    return moment.astimezone(deployment.time_zone).strftime("%H:%M")
