"""Is a server ready for Bela? One finding per thing, each with its remedy."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from config.told import Told
from rocketchat_bridge import checking_settings, needs, token_file
from rocketchat_bridge.admin import Department, Server, User
from rocketchat_bridge.admin_errors import AdminError
from rocketchat_bridge.findings import Finding, Level, either

if TYPE_CHECKING:
    import config


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
                f"{needs.PROVISION.pt}; ou ponha BELA_ROCKETCHAT_TOKEN no .env",
                f"{needs.PROVISION.en}; or put BELA_ROCKETCHAT_TOKEN into .env",
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
                remedy=needs.PROVISION,
            )
            continue
        bots.append(bot)
        yield from _bot(server, bot)
        yield from _permissions(server, bot)
    yield from _departments(server, deployment, bots)
    yield from checking_settings.check(server, deployment)


def _bot(server: Server, bot: User) -> Iterator[Finding]:
    missing = [role for role in needs.BOT_ROLES if role not in bot.roles]
    yield either(
        not missing,
        Told(
            f"{bot.username} tem os papéis: {', '.join(needs.BOT_ROLES)}",
            f"{bot.username} has the roles: {', '.join(needs.BOT_ROLES)}",
        ),
        Told(
            f"{bot.username} não tem os papéis: {', '.join(missing)}",
            f"{bot.username} lacks the roles: {', '.join(missing)}",
        ),
        needs.PROVISION,
    )
    yield either(
        bot.active,
        Told(f"a conta {bot.username} está ativa", f"the account {bot.username} is active"),
        Told(f"a conta {bot.username} está desativada", f"the account {bot.username} is switched off"),
        Told("ative-a em Administração › Usuários", "switch it on in Administration › Users"),
    )
    yield either(
        server.is_available(bot.username),
        Told(
            f"{bot.username} está disponível para conversas", f"{bot.username} is available for conversations"
        ),
        Told(
            f"{bot.username} não está disponível para conversas",
            f"{bot.username} is not available for conversations",
        ),
        needs.PROVISION,
        level=Level.warning,
    )


def _permissions(server: Server, bot: User) -> Iterator[Finding]:
    granted = server.permissions()
    for name, use in needs.PERMISSIONS.items():
        allowed = bool(set(granted.get(name, ())) & set(bot.roles))
        yield either(
            allowed,
            Told(f"{bot.username} pode {use.pt}", f"{bot.username} may {use.en}"),
            Told(
                f'{bot.username} não pode {use.pt} ("{name}")', f'{bot.username} may not {use.en} ("{name}")'
            ),
            needs.PROVISION,
        )


def _departments(server: Server, deployment: config.Deployment, bots: list[User]) -> Iterator[Finding]:
    present = {department.name: department for department in server.departments()}
    for name in dict.fromkeys(department.name for department in deployment.departments):
        if (department := present.get(name)) is None:
            yield Finding(
                level=Level.fault,
                what=Told(f'não há departamento "{name}"', f'there is no department "{name}"'),
                remedy=needs.PROVISION,
            )
        else:
            yield from _department(server, department, bots)


def _department(server: Server, department: Department, bots: list[User]) -> Iterator[Finding]:
    members = {member.username for member in server.members(department)}
    people = sorted(members - {bot.username for bot in bots})
    where = Told(f'o departamento "{department.name}"', f'the department "{department.name}"')
    yield either(
        department.enabled,
        Told(f"{where.pt} está ligado", f"{where.en} is on"),
        Told(f"{where.pt} está desligado", f"{where.en} is off"),
        Told("ligue-o em Omnichannel › Departamentos", "switch it on in Omnichannel › Departments"),
    )
    yield either(
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
        yield either(
            bot.username not in members,
            Told(f"{where.pt} não contém {bot.username}", f"{where.en} does not contain {bot.username}"),
            Told(
                f"{where.pt} contém {bot.username}, e a conversa encaminhada voltaria para a Bela",
                f"{where.en} contains {bot.username}, and a conversation handed off would come back to Bela",
            ),
            needs.PROVISION,
        )
