"""How `deployment.yml` becomes a deployment."""

import re
from pathlib import Path
from types import MappingProxyType
from zoneinfo import ZoneInfo, available_timezones

from config import marked_yaml, retention_reading
from config.credentials import Secrets
from config.department_reading import DepartmentReader
from config.deployment import Deployment, EmergencyNumbers, PublishingRules, Rasa, RocketChat
from config.sources import DEFAULT, Sources
from config.territory import STATES, Municipality
from config.territory_reading import TerritoryReader
from config.watching_reading import WatchingReader

DEFAULT_HEALTH_PORT = 3180

_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_LANGUAGE = re.compile(r"[a-z]{2,3}(?:-[A-Z]{2})?")
_TELEPHONE = re.compile(r"\+?[0-9][0-9 ()-]{1,19}")


class DeploymentReader:
    """Reads one `deployment.yml`, noting every fault and where each value came from."""

    def __init__(self, folder: Path, root: marked_yaml.Node, sources: Sources) -> None:
        self._folder = folder
        self._slug = folder.resolve().name
        self._sources = sources
        self._shape = marked_yaml.Shape(root, what="a implantação", faults=sources.faults, mark=root.mark)

    def read(self, regions: marked_yaml.Node | None, secrets: Secrets) -> Deployment:
        """Return the deployment; after a fault it holds stand-ins and must not be used."""
        state, time_zone = self._state(), self._time_zone()
        people = DepartmentReader(self._shape, time_zone=time_zone, sources=self._sources)
        departments = people.departments()
        deployment = Deployment(
            slug=self._checked_slug(),
            name=self._text("name"),
            organisation=self._text("organisation"),
            data_protection_contact=self._optional_text("data_protection_contact"),
            state=state,
            time_zone=time_zone,
            languages=self._languages(),
            emergency=self._emergency(),
            departments=departments,
            agents=people.agents(departments),
            regions=self._regions(regions, state, time_zone),
            rocketchat=self._rocketchat(),
            rasa=self._rasa(),
            watching=WatchingReader(self._shape, departments=departments, sources=self._sources).read(),
            answer_while_queued=self._answer_while_queued(),
            retention=retention_reading.read(self._shape, sources=self._sources),
            content=self._content(),
            publishing=self._publishing(),
            data_folder=self._data_folder(),
            health_port=self._health_port(),
            secrets=secrets,
            origins=MappingProxyType(self._sources.origins),
        )
        self._shape.done()
        return deployment

    def _text(self, key: str) -> str:
        self._sources.from_file(key, self._shape, key)
        return self._shape.required_text(key)

    def _optional_text(self, key: str) -> str:
        self._sources.from_file(key, self._shape, key)
        return self._shape.text(key, "")

    def _checked_slug(self) -> str:
        if not _SLUG.fullmatch(self._slug):
            sentence = (
                f'a pasta "{self._slug}" dá nome à implantação; use só letras minúsculas, algarismos e hífen'
            )
            english = (
                f'the folder "{self._slug}" names the deployment; only use small letters, digits and hyphens'
            )
            self._shape.fault("bad-slug", sentence, english=english)
        return self._slug

    def _state(self) -> str:
        state = self._text("state")
        if state and state not in STATES:
            self._shape.fault(
                "unknown-state",
                f'"{state}" não é sigla de estado; use uma como CE',
                english=f'"{state}" is no abbreviation of a state; use one such as CE',
                key="state",
            )
        return state

    def _time_zone(self) -> ZoneInfo:
        name = self._text("time_zone")
        known = available_timezones()
        if name in known:
            return ZoneInfo(name)
        if name:
            hint = marked_yaml.closest(name, known) or "America/Fortaleza"
            sentence = f'não conheço o fuso horário "{name}"; você quis dizer "{hint}"?'
            english = f'there is no time zone "{name}"; did you mean "{hint}"?'
            self._shape.fault("unknown-time-zone", sentence, english=english, key="time_zone")
        return ZoneInfo("UTC")

    def _languages(self) -> tuple[str, ...]:
        self._sources.from_file("languages", self._shape, "languages")
        languages = self._shape.texts("languages") or ("pt-BR",)
        for language in languages:
            if not _LANGUAGE.fullmatch(language):
                sentence = f'"{language}" não é código de língua; use um como pt-BR'
                english = f'"{language}" is no code of a language; use one such as pt-BR'
                self._shape.fault("bad-language", sentence, english=english, key="languages")
        return languages

    def _emergency(self) -> EmergencyNumbers:
        shape = self._section("emergency", "os números de emergência")
        standard = EmergencyNumbers()
        numbers = EmergencyNumbers(
            samu=self._telephone(shape, "samu", standard.samu),
            cvv=self._telephone(shape, "cvv", standard.cvv),
        )
        shape.done()
        return numbers

    def _telephone(self, shape: marked_yaml.Shape, key: str, default: str) -> str:
        self._sources.from_file(f"emergency.{key}", shape, key)
        number = shape.text(key, default)
        if not _TELEPHONE.fullmatch(number):
            shape.fault(
                "bad-telephone",
                f'"{number}" não é um número de telefone',
                english=f'"{number}" is no telephone number',
                key=key,
            )
        return number

    def _regions(
        self, root: marked_yaml.Node | None, state: str, time_zone: ZoneInfo
    ) -> tuple[Municipality, ...]:
        if root is None:
            return ()
        self._sources.origins["regions"] = str(root.mark)
        reader = TerritoryReader(state=state, time_zone=time_zone, faults=self._sources.faults)
        return reader.read(root)

    def _rocketchat(self) -> RocketChat:
        shape = self._section("rocketchat", "o Rocket.Chat")
        url = self._sources.address("rocketchat.url", shape, key="url", variable="BELA_ROCKETCHAT_URL")
        if url is None and shape.node("url") is None:
            shape.fault(
                "missing-key",
                'o Rocket.Chat: falta "url", o endereço do servidor',
                english='"url", the address of the server, is missing here',
            )
        self._sources.from_file("rocketchat.bot_username", shape, "bot_username")
        bot_username = shape.text("bot_username", "bela")
        webhook_url = self._sources.address(
            "rocketchat.webhook_url", shape, key="webhook_url", variable="BELA_WEBHOOK_URL"
        )
        self._sources.from_file("rocketchat.more_bots", shape, "more_bots")
        bots = (bot_username, *shape.texts("more_bots"))
        if len(set(bots)) < len(bots):
            shape.fault(
                "bot-named-twice",
                "cada robô só pode aparecer uma vez",
                english="a bot may be named once only",
                key="more_bots",
            )
        shape.done()
        return RocketChat(url=url or "", bot_username=bot_username, bots=bots, webhook_url=webhook_url)

    def _rasa(self) -> Rasa:
        shape = self._section("rasa", "o Rasa")
        url = self._sources.address("rasa.url", shape, key="url", variable="BELA_RASA_URL")
        shape.done()
        return Rasa(url=url)

    def _answer_while_queued(self) -> bool:
        self._sources.from_file("answer_while_queued", self._shape, "answer_while_queued")
        return self._shape.flag("answer_while_queued", default=False)

    def _content(self) -> Path:
        written = Path(self._text("content"))
        content = (self._folder / written).resolve()
        if written.parts and not content.is_dir():
            sentence = (
                f'a pasta de conteúdo "{written.as_posix()}" não existe a partir de {self._folder.as_posix()}'
            )
            english = f'the folder of content "{written.as_posix()}" is not there, seen from {self._folder.as_posix()}'
            self._shape.fault("missing-folder", sentence, english=english, key="content")
        return content

    def _publishing(self) -> PublishingRules:
        shape = self._section("publishing", "as regras de publicação")
        standard = PublishingRules()
        rules = PublishingRules(
            four_eyes=self._switch(shape, "four_eyes", default=standard.four_eyes),
            require_signature=self._switch(shape, "require_signature", default=standard.require_signature),
        )
        shape.done()
        return rules

    def _switch(self, shape: marked_yaml.Shape, key: str, *, default: bool) -> bool:
        self._sources.from_file(f"publishing.{key}", shape, key)
        return shape.flag(key, default=default)

    def _data_folder(self) -> Path:
        self._sources.origins["data_folder"] = DEFAULT
        return Path(self._sources.variable("data_folder", "BELA_DATA_FOLDER") or f"var/{self._slug}")

    def _health_port(self) -> int:
        return self._sources.port(
            "health_port",
            self._shape,
            key="health_port",
            variable="BELA_HEALTH_PORT",
            default=DEFAULT_HEALTH_PORT,
        )

    def _section(self, key: str, what: str) -> marked_yaml.Shape:
        mark = self._shape.mark_of(key)
        return marked_yaml.Shape(self._shape.map(key), what=what, faults=self._sources.faults, mark=mark)
