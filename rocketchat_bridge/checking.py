"""Is a server ready for Bela? One finding per thing, each with its remedy."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from config.told import Language, Told
from rocketchat_bridge import needs, token_file
from rocketchat_bridge.admin import Department, Server, User
from rocketchat_bridge.admin_errors import AdminError

if TYPE_CHECKING:
    import config

_PROVISION = Told("rode: bela provision", "run: bela provision")
_NOTHING = Told("", "")


class Level(StrEnum):
    """How bad is it?"""

    ok = "ok"
    #: works, but not as well as it should
    warning = "warning"
    #: Bela cannot do her work like this
    fault = "fault"


_LEVELS = {
    Level.ok: Told("ok", "ok"),
    Level.warning: Told("aviso", "warning"),
    Level.fault: Told("falta", "missing"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One thing that was looked at."""

    level: Level
    #: what was found, one sentence
    what: Told
    #: what to do; empty when nothing
    remedy: Told = _NOTHING

    @property
    def told(self) -> Told:
        """All of it as one line."""
        return Told(self._line(Language.pt), self._line(Language.en))

    def _line(self, language: Language) -> str:
        level, what = _LEVELS[self.level].said(language), self.what.said(language)
        remedy = self.remedy.said(language)
        return f"[{level}] {what} → {remedy}" if remedy else f"[{level}] {what}"


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
        yield Finding(level=Level.fault, what=error.told)


def _version(server: Server) -> Finding:
    version = server.version()
    major = version.partition(".")[0]
    if major.isdigit() and int(major) < needs.OLDEST_MAJOR:
        return Finding(
            level=Level.fault,
            what=Told(
                f"Rocket.Chat {version} em {server.url} é antigo demais",
                f"Rocket.Chat {version} at {server.url} is too old",
            ),
            remedy=Told(
                f"atualize para a versão {needs.OLDEST_MAJOR} ou mais nova",
                f"upgrade to version {needs.OLDEST_MAJOR} or newer",
            ),
        )
    return Finding(
        level=Level.ok,
        what=Told(
            f"Rocket.Chat {version} responde em {server.url}",
            f"Rocket.Chat {version} answers at {server.url}",
        ),
    )


def _bot_login(server: Server, deployment: config.Deployment, username: str) -> Finding:
    first = username == deployment.rocketchat.bots[0]
    token, password = token_file.of(deployment, username), deployment.secrets.bot_password if first else None
    if token is None and password is None:
        return Finding(
            level=Level.fault,
            what=Told(
                f"não há token nem senha de {username}",
                f"there is neither a token nor a password of {username}",
            ),
            remedy=Told(
                f"{_PROVISION.pt}; ou ponha BELA_ROCKETCHAT_TOKEN no .env",
                f"{_PROVISION.en}; or put BELA_ROCKETCHAT_TOKEN into .env",
            ),
        )
    try:
        with Server(server.url) as as_bot:
            _enter(as_bot, username, token=token, password=password)
    except AdminError as error:
        return Finding(level=Level.fault, what=error.told)
    return Finding(
        level=Level.ok, what=Told(f"{username} entra no Rocket.Chat", f"{username} signs in to Rocket.Chat")
    )


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
            what=Told(
                "sem uma conta de administração não vejo papéis, permissões, departamentos e configurações",
                "without an administrator's account, roles, permissions, departments and settings cannot be seen",
            ),
            remedy=Told("ponha $lacks no .env", "put $lacks into .env").filled(
                lacks=deployment.secrets.administrator_lacks
            ),
        )
    server.sign_in(username.reveal(), password.reveal())
    return None


def _as_administrator(server: Server, deployment: config.Deployment) -> Iterator[Finding]:
    bots = []
    for username in deployment.rocketchat.bots:
        bot = server.user(username)
        if bot is None:
            yield Finding(
                level=Level.fault,
                what=Told(f"não há usuário {username}", f"there is no user {username}"),
                remedy=_PROVISION,
            )
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
        Told(
            f"{bot.username} tem os papéis: {', '.join(needs.BOT_ROLES)}",
            f"{bot.username} has the roles: {', '.join(needs.BOT_ROLES)}",
        ),
        Told(
            f"{bot.username} não tem os papéis: {', '.join(missing)}",
            f"{bot.username} lacks the roles: {', '.join(missing)}",
        ),
        _PROVISION,
    )
    yield _finding(
        bot.active,
        Told(f"a conta {bot.username} está ativa", f"the account {bot.username} is active"),
        Told(f"a conta {bot.username} está desativada", f"the account {bot.username} is switched off"),
        Told("ative-a em Administração › Usuários", "switch it on in Administration › Users"),
    )
    yield _finding(
        server.is_available(bot.username),
        Told(
            f"{bot.username} está disponível para conversas", f"{bot.username} is available for conversations"
        ),
        Told(
            f"{bot.username} não está disponível para conversas",
            f"{bot.username} is not available for conversations",
        ),
        _PROVISION,
        level=Level.warning,
    )


def _permissions(server: Server, bot: User) -> Iterator[Finding]:
    granted = server.permissions()
    for name, use in needs.PERMISSIONS.items():
        allowed = bool(set(granted.get(name, ())) & set(bot.roles))
        yield _finding(
            allowed,
            Told(f"{bot.username} pode {use.pt}", f"{bot.username} may {use.en}"),
            Told(
                f'{bot.username} não pode {use.pt} ("{name}")', f'{bot.username} may not {use.en} ("{name}")'
            ),
            _PROVISION,
        )


def _departments(server: Server, deployment: config.Deployment, bots: list[User]) -> Iterator[Finding]:
    present = {department.name: department for department in server.departments()}
    for name in dict.fromkeys(department.name for department in deployment.departments):
        if (department := present.get(name)) is None:
            yield Finding(
                level=Level.fault,
                what=Told(f'não há departamento "{name}"', f'there is no department "{name}"'),
                remedy=_PROVISION,
            )
        else:
            yield from _department(server, department, bots)


def _department(server: Server, department: Department, bots: list[User]) -> Iterator[Finding]:
    members = {member.username for member in server.members(department)}
    people = sorted(members - {bot.username for bot in bots})
    where = Told(f'o departamento "{department.name}"', f'the department "{department.name}"')
    yield _finding(
        department.enabled,
        Told(f"{where.pt} está ligado", f"{where.en} is on"),
        Told(f"{where.pt} está desligado", f"{where.en} is off"),
        Told("ligue-o em Omnichannel › Departamentos", "switch it on in Omnichannel › Departments"),
    )
    yield _finding(
        bool(people),
        Told(
            f"{where.pt} tem atendentes: {', '.join(people)}", f"{where.en} has agents: {', '.join(people)}"
        ),
        Told(f"{where.pt} não tem nenhuma pessoa", f"{where.en} has nobody in it"),
        Told(
            "ponha atendentes em Omnichannel › Departamentos, ou em agents no deployment.yml",
            "put agents there in Omnichannel › Departments, or in agents in deployment.yml",
        ),
    )
    for bot in bots:
        yield _finding(
            bot.username not in members,
            Told(f"{where.pt} não contém {bot.username}", f"{where.en} does not contain {bot.username}"),
            Told(
                f"{where.pt} contém {bot.username}, e a conversa encaminhada voltaria para a Bela",
                f"{where.en} contains {bot.username}, and a conversation handed off would come back to Bela",
            ),
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
                Told(f"os avisos de {setting} chegam a {place}", f"notices of {setting} reach {place}"),
                Told(
                    f"{setting}: não há {place} que a administração veja, e os avisos não chegam a ninguém",
                    f"{setting}: there is no {place} that the administrator sees, and notices reach nobody",
                ),
                Told(
                    "crie o canal ou o usuário no Rocket.Chat, ou corrija o nome no deployment.yml",
                    "make the channel or the user in Rocket.Chat, or mend the name in deployment.yml",
                ),
            )


def _settings(server: Server, deployment: config.Deployment) -> Iterator[Finding]:
    for name, (value, purpose) in needs.settings(deployment).items():
        yield _finding(
            server.setting(name) == value,
            Told(f"{name}: {purpose.pt}", f"{name}: {purpose.en}"),
            Told(
                f"{name} não está como precisa: {purpose.pt}", f"{name} is not as it has to be: {purpose.en}"
            ),
            _PROVISION,
        )
    if server.setting(needs.AUTO_TRANSFER_SETTING):
        yield Finding(
            level=Level.warning,
            what=Told(
                f"{needs.AUTO_TRANSFER_SETTING} move conversas que esperam resposta, também as da Bela",
                f"{needs.AUTO_TRANSFER_SETTING} moves conversations that wait for an answer, Bela's too",
            ),
            remedy=Told(
                "ponha 0 em Administração › Configurações › Omnichannel",
                "set it to 0 in Administration › Settings › Omnichannel",
            ),
        )


def _edition(server: Server) -> Iterator[Finding]:
    """The paid edition is known by a setting that only it has, for the version does not tell (facts 4.4)."""
    if server.setting(needs.AUTO_TRANSFER_SETTING) is None:
        yield Finding(
            level=Level.ok,
            what=Told(
                "parece ser a edição Community, que permite um só departamento",
                "seems to be the Community edition, which allows one department only",
            ),
        )
    else:
        yield Finding(
            level=Level.ok,
            what=Told(
                "é uma edição paga: há os ajustes dela", "is a paid edition: it has the settings of one"
            ),
        )


def _call_limit(server: Server) -> Iterator[Finding]:
    enabled, calls, span = (server.setting(name) for name in needs.LIMIT_SETTINGS)
    if not enabled or not isinstance(calls, int) or not isinstance(span, int) or span <= 0:
        yield Finding(
            level=Level.ok,
            what=Told(
                "o servidor não limita as mensagens dos cidadãos",
                "the server does not limit the messages of citizens",
            ),
        )
        return
    a_minute, enough = calls * 60_000 // span, needs.MESSAGES_PER_MINUTE * span // 60_000
    yield _finding(
        a_minute >= needs.MESSAGES_PER_MINUTE,
        Told(
            f"cidadãos de um mesmo endereço podem escrever {a_minute} mensagens por minuto",
            f"citizens behind one address may write {a_minute} messages a minute",
        ),
        Told(
            f"cidadãos de um mesmo endereço (um posto, uma operadora) só podem escrever {a_minute} mensagens por minuto, juntos",
            f"citizens behind one address (a health post, a provider) may only write {a_minute} messages a minute, together",
        ),
        Told(
            f"suba {needs.LIMIT_SETTINGS[1]} para {enough} ou mais, e confira"
            " que o Rocket.Chat vê o endereço de cada cidadão atrás do proxy (HTTP_FORWARDED_COUNT)",
            f"raise {needs.LIMIT_SETTINGS[1]} to {enough} or more, and check"
            " that Rocket.Chat sees the address of each citizen behind the proxy (HTTP_FORWARDED_COUNT)",
        ),
        level=Level.warning,
    )


def _finding(good: bool, ok: Told, otherwise: Told, remedy: Told, *, level: Level = Level.fault) -> Finding:  # ruff: ignore[boolean-type-hint-positional-argument]
    return Finding(level=Level.ok, what=ok) if good else Finding(level=level, what=otherwise, remedy=remedy)
