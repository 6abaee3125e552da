"""Is a server ready for Bela? One finding per thing, each with its remedy."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from rocketchat_bridge import needs, token_file
from rocketchat_bridge.admin import Department, Server, User
from rocketchat_bridge.admin_errors import AdminError

if TYPE_CHECKING:
    import config

_PROVISION = "rode: bela provision"


class Level(StrEnum):
    """How bad is it?"""

    ok = "ok"
    #: works, but not as well as it should
    warning = "aviso"
    #: Bela cannot do her work like this
    fault = "falta"


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One thing that was looked at."""

    level: Level
    #: what was found, one sentence
    what: str
    #: what to do; "" when nothing
    remedy: str = ""

    def __str__(self) -> str:
        line = f"[{self.level.value}] {self.what}"
        return f"{line} → {self.remedy}" if self.remedy else line


def check(server: Server, deployment: config.Deployment) -> tuple[Finding, ...]:
    """Look at everything Bela needs of a server; changes nothing and raises nothing of the server's."""
    return tuple(_findings(server, deployment))


def _findings(server: Server, deployment: config.Deployment) -> Iterator[Finding]:
    try:
        yield _version(server)
        for username in deployment.rocketchat.bots:
            yield _bot_login(server, deployment, username)
        if not server.signed_in and (missing := _sign_in(server, deployment)) is not None:
            yield missing
            return
        yield from _as_administrator(server, deployment)
    except AdminError as error:
        yield Finding(level=Level.fault, what=str(error))


def _version(server: Server) -> Finding:
    version = server.version()
    major = version.partition(".")[0]
    if major.isdigit() and int(major) < needs.OLDEST_MAJOR:
        return Finding(
            level=Level.fault,
            what=f"Rocket.Chat {version} em {server.url} é antigo demais",
            remedy=f"atualize para a versão {needs.OLDEST_MAJOR} ou mais nova",
        )
    return Finding(level=Level.ok, what=f"Rocket.Chat {version} responde em {server.url}")


def _bot_login(server: Server, deployment: config.Deployment, username: str) -> Finding:
    first = username == deployment.rocketchat.bots[0]
    token, password = token_file.of(deployment, username), deployment.secrets.bot_password if first else None
    if token is None and password is None:
        return Finding(
            level=Level.fault,
            what=f"não há token nem senha de {username}",
            remedy=f"{_PROVISION}; ou ponha BELA_ROCKETCHAT_TOKEN no .env",
        )
    try:
        with Server(server.url) as as_bot:
            _enter(as_bot, username, token=token, password=password)
    except AdminError as error:
        return Finding(level=Level.fault, what=str(error))
    return Finding(level=Level.ok, what=f"{username} entra no Rocket.Chat")


def _enter(as_bot: Server, username: str, *, token: str | None, password: config.Secret | None) -> None:
    if token is not None:
        as_bot.sign_in_with_token(username, token)
    elif password is not None:
        as_bot.sign_in(username, password.reveal())


def _sign_in(server: Server, deployment: config.Deployment) -> Finding | None:
    username, password = deployment.secrets.admin_username, deployment.secrets.admin_password
    if username is None or password is None:
        return Finding(
            level=Level.warning,
            what="sem uma conta de administração não vejo papéis, permissões, departamentos e configurações",
            remedy="ponha BELA_ROCKETCHAT_ADMIN_USERNAME e BELA_ROCKETCHAT_ADMIN_PASSWORD no .env",
        )
    server.sign_in(username.reveal(), password.reveal())
    return None


def _as_administrator(server: Server, deployment: config.Deployment) -> Iterator[Finding]:
    bots = []
    for username in deployment.rocketchat.bots:
        bot = server.user(username)
        if bot is None:
            yield Finding(level=Level.fault, what=f"não há usuário {username}", remedy=_PROVISION)
            continue
        bots.append(bot)
        yield from _bot(server, bot)
        yield from _permissions(server, bot)
    yield from _departments(server, deployment, bots)
    yield from _places(server, deployment)
    yield from _settings(server, deployment)
    yield from _edition(server)
    yield from _call_limit(server)


def _bot(server: Server, bot: User) -> Iterator[Finding]:
    missing = [role for role in needs.BOT_ROLES if role not in bot.roles]
    yield _finding(
        not missing,
        f"{bot.username} tem os papéis {' e '.join(needs.BOT_ROLES)}",
        f"{bot.username} não tem os papéis: {', '.join(missing)}",
        _PROVISION,
    )
    yield _finding(
        bot.active,
        f"a conta {bot.username} está ativa",
        f"a conta {bot.username} está desativada",
        "ative-a em Administração › Usuários",
    )
    yield _finding(
        server.is_available(bot.username),
        f"{bot.username} está disponível para conversas",
        f"{bot.username} não está disponível para conversas",
        _PROVISION,
        level=Level.warning,
    )


def _permissions(server: Server, bot: User) -> Iterator[Finding]:
    granted = server.permissions()
    for name, use in needs.PERMISSIONS.items():
        allowed = bool(set(granted.get(name, ())) & set(bot.roles))
        yield _finding(
            allowed, f"{bot.username} pode {use}", f'{bot.username} não pode {use} ("{name}")', _PROVISION
        )


def _departments(server: Server, deployment: config.Deployment, bots: list[User]) -> Iterator[Finding]:
    present = {department.name: department for department in server.departments()}
    for name in dict.fromkeys(department.name for department in deployment.departments):
        if (department := present.get(name)) is None:
            yield Finding(level=Level.fault, what=f'não há departamento "{name}"', remedy=_PROVISION)
        else:
            yield from _department(server, department, bots)


def _department(server: Server, department: Department, bots: list[User]) -> Iterator[Finding]:
    members = {member.username for member in server.members(department)}
    people = sorted(members - {bot.username for bot in bots})
    where = f'o departamento "{department.name}"'
    yield _finding(
        department.enabled,
        f"{where} está ligado",
        f"{where} está desligado",
        "ligue-o em Omnichannel › Departamentos",
    )
    yield _finding(
        bool(people),
        f"{where} tem atendentes: {', '.join(people)}",
        f"{where} não tem nenhuma pessoa",
        "ponha atendentes em Omnichannel › Departamentos, ou em agents no deployment.yml",
    )
    for bot in bots:
        yield _finding(
            bot.username not in members,
            f"{where} não contém {bot.username}",
            f"{where} contém {bot.username}, e a conversa encaminhada voltaria para a Bela",
            _PROVISION,
        )


def _places(server: Server, deployment: config.Deployment) -> Iterator[Finding]:
    """Where operators and supervisors are told; a warning into a room that is not there reaches nobody."""
    watching = deployment.watching
    for setting, place in (
        ("rooms.operators", watching.operators_room),
        ("rooms.supervisors", watching.supervisors_room),
    ):
        if place is not None:
            yield _finding(
                server.has_place(place),
                f"os avisos de {setting} chegam a {place}",
                f"{setting}: não há {place} que a administração veja, e os avisos não chegam a ninguém",
                "crie o canal ou o usuário no Rocket.Chat, ou corrija o nome no deployment.yml",
            )


def _settings(server: Server, deployment: config.Deployment) -> Iterator[Finding]:
    for name, (value, purpose) in needs.settings(deployment).items():
        yield _finding(
            server.setting(name) == value,
            f"{name}: {purpose}",
            f"{name} não está como precisa: {purpose}",
            _PROVISION,
        )
    if server.setting(needs.AUTO_TRANSFER_SETTING):
        yield Finding(
            level=Level.warning,
            what=f"{needs.AUTO_TRANSFER_SETTING} move conversas que esperam resposta, também as da Bela",
            remedy="ponha 0 em Administração › Configurações › Omnichannel",
        )


def _edition(server: Server) -> Iterator[Finding]:
    """The paid edition is known by a setting that only it has, for the version does not tell (facts 4.4)."""
    if server.setting(needs.AUTO_TRANSFER_SETTING) is None:
        yield Finding(level=Level.ok, what="parece ser a edição Community, que permite um só departamento")
    else:
        yield Finding(level=Level.ok, what="é uma edição paga: há os ajustes dela")


def _call_limit(server: Server) -> Iterator[Finding]:
    enabled, calls, span = (server.setting(name) for name in needs.LIMIT_SETTINGS)
    if not enabled or not isinstance(calls, int) or not isinstance(span, int) or span <= 0:
        yield Finding(level=Level.ok, what="o servidor não limita as mensagens dos cidadãos")
        return
    a_minute = calls * 60_000 // span
    yield _finding(
        a_minute >= needs.MESSAGES_PER_MINUTE,
        f"cidadãos de um mesmo endereço podem escrever {a_minute} mensagens por minuto",
        f"cidadãos de um mesmo endereço (um posto, uma operadora) só podem escrever {a_minute} mensagens por minuto, juntos",
        f"suba {needs.LIMIT_SETTINGS[1]} para {needs.MESSAGES_PER_MINUTE * span // 60_000} ou mais, e confira"
        " que o Rocket.Chat vê o endereço de cada cidadão atrás do proxy (HTTP_FORWARDED_COUNT)",
        level=Level.warning,
    )


def _finding(good: bool, ok: str, otherwise: str, remedy: str, *, level: Level = Level.fault) -> Finding:  # ruff: ignore[boolean-type-hint-positional-argument]
    return Finding(level=Level.ok, what=ok) if good else Finding(level=level, what=otherwise, remedy=remedy)
