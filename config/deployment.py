"""What is a deployment? One city or state: its people, places, addresses and secrets."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Self
from zoneinfo import ZoneInfo

from config.credentials import Secrets
from config.identifiers import DepartmentId
from config.opening_hours import OpeningHours
from config.retention import STANDARD, Period, RetentionClass
from config.territory import Municipality
from config.watching import Watching


@dataclass(frozen=True, slots=True, kw_only=True)
class EmergencyNumbers:
    """Whom to call when it cannot wait."""

    #: ambulance
    samu: str = "192"
    #: emotional support, suicide prevention
    cvv: str = "188"


@dataclass(frozen=True, slots=True, kw_only=True)
class Department:
    """A group of people a conversation is handed to."""

    id: DepartmentId
    #: its name in Rocket.Chat; two may share one, where the server allows a single department
    name: str
    hours: OpeningHours


@dataclass(frozen=True, slots=True, kw_only=True)
class Agent:
    """A person who exists in Rocket.Chat and is to work in these departments."""

    username: str
    departments: tuple[DepartmentId, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class RocketChat:
    """The Rocket.Chat server and the user Bela is there."""

    #: without a slash at the end
    url: str
    #: the user this process is
    bot_username: str
    #: where Rocket.Chat reaches Bela's webhook address; None = no webhooks are set up
    webhook_url: str | None
    #: all users that Bela is, the first of them by default
    bots: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Rasa:
    """Where language is understood."""

    #: None = Bela starts Rasa itself
    url: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class PublishingRules:
    """What this deployment asks of content before it goes live."""

    #: who proposes a version does not publish it
    four_eyes: bool = False
    #: a clinician has signed the protocol
    require_signature: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Deployment:
    """Everything that tells one deployment from another."""

    #: the folder's name
    slug: str
    #: how Bela presents the service
    name: str
    #: who answers for it
    organisation: str
    #: who answers for personal data, as citizens are told it; "" when nobody is named
    data_protection_contact: str = ""
    #: two letters
    state: str
    time_zone: ZoneInfo
    #: language tags, preferred first
    languages: tuple[str, ...]
    emergency: EmergencyNumbers
    departments: tuple[Department, ...]
    agents: tuple[Agent, ...]
    regions: tuple[Municipality, ...]
    rocketchat: RocketChat
    rasa: Rasa
    watching: Watching
    #: questions that a citizen asks while the room waits in a queue are answered
    answer_while_queued: bool = False
    #: how long what citizens told is kept, by the class that slots name
    retention: Mapping[RetentionClass, Period] = field(default_factory=lambda: dict(STANDARD))
    #: the folder with flows, domain, protocols
    content: Path
    publishing: PublishingRules
    #: what the running program keeps
    data_folder: Path
    health_port: int
    secrets: Secrets
    #: setting → "file:line:column", environment variable, or "padrão"
    origins: Mapping[str, str] = field(repr=False, compare=False)

    def speaking_as(self, username: str) -> Self:
        """Return the same deployment for another one of its bots.

        Raises:
            KeyError: it has no such bot.
        """
        if username not in self.rocketchat.bots:
            raise KeyError(username)
        return replace(self, rocketchat=replace(self.rocketchat, bot_username=username))

    def department(self, department_id: str) -> Department:
        """Return the department with this id.

        Raises:
            KeyError: there is none.
        """
        for department in self.departments:
            if department.id == department_id:
                return department
        raise KeyError(department_id)
