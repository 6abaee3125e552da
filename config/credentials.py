"""Which secrets does a deployment have, and from which environment variables do they come?"""

import base64
import binascii
from collections.abc import Mapping
from dataclasses import dataclass, field, fields

from config.errors import EnvironmentFault
from config.told import Told, alike, joined

#: bytes of the master key
MASTER_KEY_BYTES = 32

#: field of `Secrets` → environment variable
VARIABLES = {
    "bot_token": "BELA_ROCKETCHAT_TOKEN",
    "bot_password": "BELA_ROCKETCHAT_PASSWORD",
    "admin_username": "BELA_ROCKETCHAT_ADMIN_USERNAME",
    "admin_password": "BELA_ROCKETCHAT_ADMIN_PASSWORD",
    "master_key": "BELA_MASTER_KEY",
    "rasa_token": "BELA_RASA_TOKEN",
    "database_url": "DATABASE_URL",
    "webhook_secret": "BELA_WEBHOOK_SECRET",
}
_ADMINISTRATOR = ("admin_username", "admin_password")


@dataclass(frozen=True, slots=True)
class Secret:
    """A value that never shows itself; `reveal()` where it is used, nowhere else."""

    _value: str = field(repr=False)

    def reveal(self) -> str:
        """Return the value itself."""
        return self._value

    def __repr__(self) -> str:
        return "Secret(…)"

    __str__ = __repr__


@dataclass(frozen=True, slots=True, kw_only=True)
class Secrets:
    """What only the environment may hold; None where a variable is absent or empty."""

    #: personal access token of the bot user
    bot_token: Secret | None = None
    #: the bot user's password, where there is no token
    bot_password: Secret | None = None
    admin_username: Secret | None = None
    admin_password: Secret | None = None
    #: base64 of 32 bytes: all personal data is encrypted under it
    master_key: Secret | None = None
    rasa_token: Secret | None = None
    #: a PostgreSQL of one's own; None = Bela starts the embedded one
    database_url: Secret | None = None
    #: what Rocket.Chat shows with its webhooks; None = webhooks are not received
    webhook_secret: Secret | None = None

    @property
    def missing_administrator(self) -> tuple[str, ...]:
        """The variables of the administrator's account that are not set."""
        return tuple(VARIABLES[name] for name in _ADMINISTRATOR if getattr(self, name) is None)

    @property
    def administrator_lacks(self) -> Told:
        """The same as sentences name them."""
        return joined(map(alike, self.missing_administrator), between=Told(" e ", " and "))


def read_secrets(environment: Mapping[str, str], faults: list[EnvironmentFault]) -> Secrets:
    """Take the secrets out of the environment, noting a master key that is none."""
    found = {name: environment.get(variable, "").strip() for name, variable in VARIABLES.items()}
    if found["master_key"] and not _is_master_key(found["master_key"]):
        sentence = Told(
            f"esperava {MASTER_KEY_BYTES} bytes em base64; gere uma chave com: bela key",
            f"{MASTER_KEY_BYTES} bytes in base64 were expected; make a key with: bela key",
        )
        faults.append(EnvironmentFault(variable=VARIABLES["master_key"], sentence=sentence))
    return Secrets(**{field.name: _secret(found[field.name]) for field in fields(Secrets)})


def _secret(value: str) -> Secret | None:
    return Secret(value) if value else None


def _is_master_key(text: str) -> bool:
    try:
        return len(base64.b64decode(text, validate=True)) == MASTER_KEY_BYTES
    except (binascii.Error, ValueError):
        return False
