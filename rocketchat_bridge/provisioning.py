"""How is an empty server made ready for Bela?

Facts: the bot needs the roles bot and livechat-agent, may not forward conversations by default, and must stand in no
department it forwards to (the server would give the conversation back to it).
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from config.told import Told
from rocketchat_bridge import needs, token_file
from rocketchat_bridge.admin import Department, Member, Server, User
from rocketchat_bridge.admin_errors import AdminError, Refused, SignInRefused

if TYPE_CHECKING:
    from collections.abc import Mapping

    import config
    from config import DepartmentId

_COMMUNITY_LIMIT = "error-max-departments-number-reached"


@dataclass(frozen=True, slots=True, kw_only=True)
class Provisioned:
    """What was done; a second run changes nothing."""

    #: one sentence for each change
    changes: tuple[Told, ...]
    #: one sentence with its remedy for each thing that a person has to do
    undone: tuple[Told, ...]
    #: the bot's new personal access token, told only this once; None = the one in force stays
    bot_token: str | None = field(repr=False)
    #: the same for further bots, by user name; those that stay are not in it
    more_tokens: Mapping[str, str] = field(repr=False)


def provision(server: Server, deployment: config.Deployment) -> Provisioned:
    """Prepare a server for a deployment, changing only what is not so yet.

    Raises:
        AdminError: the server is not reached, or the bot user can be neither found nor made.
    """
    return _Preparation(server, deployment).run()


class _Preparation:
    def __init__(self, server: Server, deployment: config.Deployment) -> None:
        self._server = server
        self._deployment = deployment
        #: by user name, as far as they are known
        self._passwords: dict[str, str] = {}
        if deployment.secrets.bot_password is not None:
            self._passwords[deployment.rocketchat.bots[0]] = deployment.secrets.bot_password.reveal()
        self._changes: list[Told] = []
        self._undone: list[Told] = []

    def run(self) -> Provisioned:
        if not self._server.signed_in:
            self._sign_in()
        bots = [self._bot(username) for username in self._deployment.rocketchat.bots]
        for bot in bots:
            self._make_available(bot)
            self._permit(bot)
        self._set()
        departments = self._departments()
        for bot in bots:
            for department in departments.values():
                self._keep_out(bot, department)
        self._place_agents(departments)
        first, *more = (self._token(bot.username) for bot in bots)
        return Provisioned(
            changes=tuple(self._changes),
            undone=tuple(self._undone),
            bot_token=first,
            more_tokens={
                bot.username: token for bot, token in zip(bots[1:], more, strict=True) if token is not None
            },
        )

    def _sign_in(self) -> None:
        known = self._deployment.secrets
        username, password = known.admin_username, known.admin_password
        if username is None or password is None:
            lacks = known.administrator_lacks
            raise AdminError(
                f"Para preparar o servidor falta a conta de administração: ponha {lacks.pt} no .env.",
                f"To prepare the server, the administrator's account is missing: put {lacks.en} into .env.",
            )
        self._server.sign_in(username.reveal(), password.reveal())

    def _bot(self, username: str) -> User:
        bot = self._server.user(username) or self._create_bot(username)
        if "livechat-agent" not in bot.roles:
            self._server.make_agent(username)
            self._changes.append(
                Told(
                    f"O usuário {username} agora é atendente do Omnichannel.",
                    f"The user {username} is an agent of Omnichannel now.",
                )
            )
            bot = self._existing(username)
        if missing := [role for role in needs.BOT_ROLES if role not in bot.roles]:
            self._server.set_roles(bot, [*bot.roles, *missing])
            self._changes.append(
                Told(
                    f"O usuário {username} ganhou os papéis: {', '.join(missing)}.",
                    f"The user {username} was given the roles: {', '.join(missing)}.",
                )
            )
            bot = self._existing(username)
        return bot

    def _create_bot(self, username: str) -> User:
        password = self._passwords.setdefault(username, f"{secrets.token_urlsafe(32)}.aA1")
        self._server.create_user(
            username=username,
            name="Bela",
            email=f"{username}@{self._deployment.slug}.invalid",
            password=password,
            roles=["bot"],
        )
        self._changes.append(Told(f"Usuário {username} criado.", f"User {username} made."))
        return self._existing(username)

    def _existing(self, username: str) -> User:
        user = self._server.user(username)
        if user is None:
            raise AdminError(
                f"O usuário {username} não aparece depois de criado; veja se ele está ativo no Rocket.Chat.",
                f"The user {username} does not show up after it was made; see whether it is active in Rocket.Chat.",
            )
        return user

    def _make_available(self, bot: User) -> None:
        if self._server.is_available(bot.username):
            return
        try:
            self._server.set_available(bot)
        except Refused as refusal:
            self._undone.append(
                Told(
                    f"{refusal.told.pt} Ponha {bot.username} como disponível dentro do horário do Omnichannel.",
                    f"{refusal.told.en} Make {bot.username} available within the hours of Omnichannel.",
                )
            )
        else:
            self._changes.append(
                Told(
                    f"O usuário {bot.username} está disponível para conversas.",
                    f"The user {bot.username} is available for conversations.",
                )
            )

    def _permit(self, bot: User) -> None:
        present = self._server.permissions()
        granted = {
            name: [*roles, "bot"]
            for name, roles in present.items()
            if name in needs.PERMISSIONS and not set(roles) & set(bot.roles)
        }
        if granted:
            self._server.set_permissions(granted)
        for name in granted:
            use = needs.PERMISSIONS[name]
            self._changes.append(
                Told(f'O papel bot pode {use.pt} ("{name}").', f'The role bot may {use.en} ("{name}").')
            )
        for name in needs.PERMISSIONS.keys() - present.keys():
            self._undone.append(
                Told(
                    f'O servidor não conhece a permissão "{name}"; confira a versão do Rocket.Chat.',
                    f'The server does not know the permission "{name}"; check the version of Rocket.Chat.',
                )
            )

    def _set(self) -> None:
        for name, (value, purpose) in needs.settings(self._deployment).items():
            if self._server.setting(name) == value:
                continue
            try:
                self._server.set_setting(name, value)
            except Refused as refusal:
                self._undone.append(
                    Told(
                        f"{refusal.told.pt} Mude-a em Administração › Configurações, para que {purpose.pt}.",
                        f"{refusal.told.en} Change it in Administration › Settings, so that {purpose.en}.",
                    )
                )
            else:
                told = "…" if name == needs.WEBHOOK_SECRET_SETTING else _shown(value)
                self._changes.append(
                    Told(
                        f"Configuração {name} = {told}: {purpose.pt}.",
                        f"Setting {name} = {told}: {purpose.en}.",
                    )
                )

    def _departments(self) -> dict[DepartmentId, Department]:
        """Return the server's departments by the deployment's ids, made where they are missing."""
        present = {department.name: department for department in self._server.departments()}
        for wanted in self._deployment.departments:
            if wanted.name not in present and (made := self._create_department(wanted)) is not None:
                present[wanted.name] = made
        found = {
            wanted.id: present[wanted.name]
            for wanted in self._deployment.departments
            if wanted.name in present
        }
        for department in {department.id: department for department in found.values()}.values():
            if not department.enabled:
                self._undone.append(
                    Told(
                        f'O departamento "{department.name}" está desligado; ligue-o em Omnichannel › Departamentos.',
                        f'The department "{department.name}" is off; switch it on in Omnichannel › Departments.',
                    )
                )
        return found

    def _create_department(self, wanted: config.Department) -> Department | None:
        try:
            made = self._server.create_department(
                name=wanted.name, email=f"{wanted.id}@{self._deployment.slug}.invalid"
            )
        except Refused as refusal:
            self._undone.append(_one_department(wanted) if refusal.code == _COMMUNITY_LIMIT else refusal.told)
            return None
        self._changes.append(
            Told(f'Departamento "{wanted.name}" criado.', f'Department "{wanted.name}" made.')
        )
        return made

    def _keep_out(self, bot: User, department: Department) -> None:
        inside = [member for member in self._server.members(department) if member.agent_id == bot.id]
        if inside:
            self._server.change_members(department, remove=inside)
            self._changes.append(
                Told(
                    f'{bot.username} saiu do departamento "{department.name}", para que só pessoas atendam ali.',
                    f'{bot.username} left the department "{department.name}", so that only people answer there.',
                )
            )

    def _place_agents(self, departments: dict[DepartmentId, Department]) -> None:
        for agent in self._deployment.agents:
            user = self._server.user(agent.username)
            if user is None:
                self._undone.append(
                    Told(
                        f"Não há usuário {agent.username} no Rocket.Chat; crie-o e rode de novo.",
                        f"There is no user {agent.username} in Rocket.Chat; make it and run this again.",
                    )
                )
                continue
            if "livechat-agent" not in user.roles:
                self._server.make_agent(user.username)
                self._changes.append(
                    Told(
                        f"O usuário {user.username} agora é atendente do Omnichannel.",
                        f"The user {user.username} is an agent of Omnichannel now.",
                    )
                )
            for department_id in agent.departments:
                if (department := departments.get(department_id)) is not None:
                    self._place(user, department)

    def _place(self, user: User, department: Department) -> None:
        if any(member.agent_id == user.id for member in self._server.members(department)):
            return
        self._server.change_members(department, add=[Member(agent_id=user.id, username=user.username)])
        self._changes.append(
            Told(
                f'{user.username} atende no departamento "{department.name}".',
                f'{user.username} answers in the department "{department.name}".',
            )
        )

    def _token(self, username: str) -> str | None:
        present = token_file.of(self._deployment, username)
        with Server(self._server.url) as as_bot:
            if present is not None and _opens(as_bot, username, present):
                return None
            if username not in self._passwords:
                self._undone.append(
                    Told(
                        f"Não sei a senha nem um token válido de {username}; ponha BELA_ROCKETCHAT_TOKEN ou "
                        "BELA_ROCKETCHAT_PASSWORD no .env.",
                        f"Neither the password nor a valid token of {username} is known; put BELA_ROCKETCHAT_TOKEN or "
                        "BELA_ROCKETCHAT_PASSWORD into .env.",
                    )
                )
                return None
            return self._new_token(as_bot, username, self._passwords[username])

    def _new_token(self, as_bot: Server, username: str, password: str) -> str | None:
        try:
            as_bot.sign_in(username, password)
            token = as_bot.create_token(needs.TOKEN_NAME)
        except AdminError as error:
            self._undone.append(
                Told(
                    f"O token de {username} não foi criado: {error.told.pt}",
                    f"The token of {username} was not made: {error.told.en}",
                )
            )
            return None
        self._changes.append(
            Told(
                f'Token "{needs.TOKEN_NAME}" de {username} criado.',
                f'Token "{needs.TOKEN_NAME}" of {username} made.',
            )
        )
        return token


def _opens(server: Server, who: str, token: str) -> bool:
    try:
        server.sign_in_with_token(who, token)
    except SignInRefused:
        return False
    return True


def _one_department(wanted: config.Department) -> Told:
    return Told(
        f'O departamento "{wanted.name}" não foi criado: o Rocket.Chat Community só permite um; '
        f'em deployment.yml dê a {wanted.id} o mesmo "name" do departamento que já existe, ou contrate outra edição.',
        f'The department "{wanted.name}" was not made: Rocket.Chat Community allows one only; '
        f'in deployment.yml give {wanted.id} the same "name" as the department that exists, or buy another edition.',
    )


def _shown(value: bool | str) -> str:  # ruff: ignore[boolean-type-hint-positional-argument]
    return str(value).lower() if isinstance(value, bool) else value
