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
from rocketchat_bridge import provisioning_words as words
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
            missing = words.NO_ADMINISTRATOR.filled(lacks=known.administrator_lacks)
            raise AdminError(missing.pt, missing.en)
        self._server.sign_in(username.reveal(), password.reveal())

    def _bot(self, username: str) -> User:
        bot = self._server.user(username) or self._create_bot(username)
        if "livechat-agent" not in bot.roles:
            self._server.make_agent(username)
            self._did(words.AGENT_MADE, user=username)
            bot = self._existing(username)
        if missing := [role for role in needs.BOT_ROLES if role not in bot.roles]:
            self._server.set_roles(bot, [*bot.roles, *missing])
            self._did(words.ROLES_GIVEN, user=username, roles=", ".join(missing))
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
        self._did(words.USER_MADE, user=username)
        return self._existing(username)

    def _existing(self, username: str) -> User:
        user = self._server.user(username)
        if user is None:
            missing = words.USER_NOT_SEEN.filled(user=username)
            raise AdminError(missing.pt, missing.en)
        return user

    def _make_available(self, bot: User) -> None:
        if self._server.is_available(bot.username):
            return
        try:
            self._server.set_available(bot)
        except Refused as refusal:
            self._left(words.NOT_AVAILABLE, refusal=refusal.told, user=bot.username)
        else:
            self._did(words.AVAILABLE, user=bot.username)

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
            self._did(words.PERMITTED, use=needs.PERMISSIONS[name], name=name)
        for name in needs.PERMISSIONS.keys() - present.keys():
            self._left(words.PERMISSION_UNKNOWN, name=name)

    def _set(self) -> None:
        for name, (value, purpose) in needs.settings(self._deployment).items():
            if self._server.setting(name) == value:
                continue
            try:
                self._server.set_setting(name, value)
            except Refused as refusal:
                self._left(words.NOT_SET, refusal=refusal.told, purpose=purpose)
            else:
                told = "…" if name == needs.WEBHOOK_SECRET_SETTING else _shown(value)
                self._did(words.SET, name=name, value=told, purpose=purpose)

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
                self._left(words.DEPARTMENT_OFF, department=department.name)
        return found

    def _create_department(self, wanted: config.Department) -> Department | None:
        try:
            made = self._server.create_department(
                name=wanted.name, email=f"{wanted.id}@{self._deployment.slug}.invalid"
            )
        except Refused as refusal:
            if refusal.code == _COMMUNITY_LIMIT:
                self._left(words.ONE_DEPARTMENT, department=wanted.name, id=wanted.id)
            else:
                self._left(refusal.told)
            return None
        self._did(words.DEPARTMENT_MADE, department=wanted.name)
        return made

    def _keep_out(self, bot: User, department: Department) -> None:
        inside = [member for member in self._server.members(department) if member.agent_id == bot.id]
        if inside:
            self._server.change_members(department, remove=inside)
            self._did(words.KEPT_OUT, user=bot.username, department=department.name)

    def _place_agents(self, departments: dict[DepartmentId, Department]) -> None:
        for agent in self._deployment.agents:
            user = self._server.user(agent.username)
            if user is None:
                self._left(words.NO_USER, user=agent.username)
                continue
            if "livechat-agent" not in user.roles:
                self._server.make_agent(user.username)
                self._did(words.AGENT_MADE, user=user.username)
            for department_id in agent.departments:
                if (department := departments.get(department_id)) is not None:
                    self._place(user, department)

    def _place(self, user: User, department: Department) -> None:
        if any(member.agent_id == user.id for member in self._server.members(department)):
            return
        self._server.change_members(department, add=[Member(agent_id=user.id, username=user.username)])
        self._did(words.PLACED, user=user.username, department=department.name)

    def _token(self, username: str) -> str | None:
        present = token_file.of(self._deployment, username)
        with Server(self._server.url) as as_bot:
            if present is not None and _opens(as_bot, username, present):
                return None
            if username not in self._passwords:
                self._left(words.NO_WAY_IN, user=username)
                return None
            return self._new_token(as_bot, username, self._passwords[username])

    def _new_token(self, as_bot: Server, username: str, password: str) -> str | None:
        try:
            as_bot.sign_in(username, password)
            token = as_bot.create_token(needs.TOKEN_NAME)
        except AdminError as error:
            self._left(words.TOKEN_NOT_MADE, user=username, refusal=error.told)
            return None
        self._did(words.TOKEN_MADE, token=needs.TOKEN_NAME, user=username)
        return token

    def _did(self, told: Told, **parts: Told | str) -> None:
        self._changes.append(told.filled(**parts))

    def _left(self, told: Told, **parts: Told | str) -> None:
        self._undone.append(told.filled(**parts) if parts else told)


def _opens(server: Server, who: str, token: str) -> bool:
    try:
        server.sign_in_with_token(who, token)
    except SignInRefused:
        return False
    return True


def _shown(value: bool | str) -> str:  # ruff: ignore[boolean-type-hint-positional-argument]
    return str(value).lower() if isinstance(value, bool) else value
