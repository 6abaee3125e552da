"""The server as its administrator sees it: users, departments, permissions and settings, one call at a time.

Synchronous, on the `rocketchat-API` package; what that package lacks goes through its generic calls.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from config.told import Told
from rocketchat_bridge.admin_errors import Refused, Unreachable
from rocketchat_bridge.admin_session import Session


@dataclass(frozen=True, slots=True, kw_only=True)
class User:
    """An account."""

    id: str
    username: str
    roles: tuple[str, ...]
    active: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Department:
    """A department of the server."""

    id: str
    name: str
    enabled: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """A user who works in a department."""

    agent_id: str
    username: str


class Server(Session):
    """One Rocket.Chat server and the account signed in to it; also a context manager, which closes the connections."""

    def version(self) -> str:
        """Return the server's version, such as "8.0.0"."""
        info = self.ask(Told("a leitura da versão", "reading its version"), self.client.info)
        version = info.get("version") or info.get("info", {}).get("version")
        if not isinstance(version, str):
            raise Unreachable(
                self.url, Told("a resposta não é de um Rocket.Chat", "the answer is no Rocket.Chat's")
            )
        return version

    def user(self, username: str) -> User | None:
        """Return an account by name, or None when there is none."""
        try:
            answer = self.ask(
                Told(f"a leitura do usuário {username}", f"reading the user {username}"),
                lambda: self.client.users_info(username=username),
            )
        except Refused as refusal:
            if refusal.status in {400, 404}:
                return None
            raise
        return _user(answer["user"])

    def create_user(
        self, *, username: str, name: str, email: str, password: str, roles: Sequence[str]
    ) -> None:
        """Create an account."""
        self.confirmed(
            Told(f"a criação do usuário {username}", f"creating the user {username}"),
            lambda: self.client.users_create(
                email,
                name,
                password,
                username,
                roles=list(roles),
                verified=True,
                requirePasswordChange=False,
                sendWelcomeEmail=False,
                joinDefaultChannels=False,
            ),
        )

    def set_roles(self, user: User, roles: Sequence[str]) -> None:
        """Give an account exactly these roles."""
        self.confirmed(
            Told(f"a mudança de papéis de {user.username}", f"changing the roles of {user.username}"),
            lambda: self.client.users_update(user.id, roles=list(roles)),
        )

    def make_agent(self, username: str) -> None:
        """Let a user serve conversations (role livechat-agent, available)."""
        self.ask(
            Told(f"a nomeação de {username} como atendente", f"making {username} an agent"),
            lambda: self.client.livechat_create_user("agent", username=username),
        )

    def is_available(self, username: str) -> bool:
        """Tell whether an agent takes conversations (`statusLivechat`)."""
        agents = self.ask(
            Told("a lista de atendentes", "the list of agents"),
            lambda: {"users": list(self.client.livechat_get_users("agent"))},
        )
        return any(
            agent.get("username") == username and agent.get("statusLivechat") == "available"
            for agent in agents["users"]
        )

    def set_available(self, user: User, *, available: bool = True) -> None:
        """Let an agent take conversations, or not."""
        body = {"status": "available" if available else "not-available", "agentId": user.id}
        self.ask(
            Told(f"a disponibilidade de {user.username}", f"the availability of {user.username}"),
            lambda: self.client.call_api_post("livechat/agent.status", body=body),
        )

    def tell(self, room: str, text: str) -> None:
        """Write into a channel ("#plantao") or to a user ("@chefe")."""
        self.ask(
            Told(f"o aviso em {room}", f"the notice in {room}"),
            lambda: self.client.call_api_post("chat.postMessage", body={"channel": room, "text": text}),
        )

    def has_place(self, place: str) -> bool:
        """Tell whether a channel ("#plantao") or a user ("@chefe") is there, as far as this account sees it."""
        if place.startswith("@"):
            return self.user(place[1:]) is not None
        try:
            self.ask(
                Told(f"a leitura de {place}", f"reading {place}"),
                lambda: self.client.call_api_get("rooms.info", roomName=place[1:]),
            )
        except Refused as refusal:
            if refusal.status in {400, 404}:
                return False
            raise
        return True

    def departments(self) -> list[Department]:
        """Return all departments, disabled ones too."""
        return [
            Department(id=found["_id"], name=found["name"], enabled=bool(found.get("enabled")))
            for found in self.pages(
                Told("a lista de departamentos", "the list of departments"),
                "livechat/department",
                "departments",
            )
        ]

    def create_department(self, *, name: str, email: str) -> Department:
        """Create an enabled department without agents."""
        fields = {
            "enabled": True,
            "name": name,
            "email": email,
            "showOnRegistration": False,
            "showOnOfflineForm": False,
        }
        answer = self.ask(
            Told(f'a criação do departamento "{name}"', f'creating the department "{name}"'),
            lambda: self.client.call_api_post("livechat/department", body={"department": fields}),
        )
        return Department(id=answer["department"]["_id"], name=name, enabled=True)

    def members(self, department: Department) -> list[Member]:
        """Return who works in a department."""
        path = f"livechat/department/{department.id}/agents"
        found = self.pages(
            Told(
                f'a lista de atendentes de "{department.name}"', f'the list of agents of "{department.name}"'
            ),
            path,
            "agents",
        )
        return [Member(agent_id=agent["agentId"], username=agent["username"]) for agent in found]

    def change_members(
        self, department: Department, *, add: Sequence[Member] = (), remove: Sequence[Member] = ()
    ) -> None:
        """Put users into a department and take others out; everybody else stays."""
        body = {"upsert": [_named(member) for member in add], "remove": [_named(member) for member in remove]}
        self.ask(
            Told(
                f'a mudança de atendentes de "{department.name}"',
                f'changing the agents of "{department.name}"',
            ),
            lambda: self.client.call_api_post(f"livechat/department/{department.id}/agents", body=body),
        )

    def permissions(self) -> dict[str, list[str]]:
        """Return the roles of every permission the server knows."""
        answer = self.ask(
            Told("a lista de permissões", "the list of permissions"), self.client.permissions_list_all
        )
        return {permission["_id"]: list(permission["roles"]) for permission in answer["update"]}

    def set_permissions(self, permissions: Mapping[str, Sequence[str]]) -> None:
        """Replace the roles of these permissions."""
        listed = [{"_id": name, "roles": list(roles)} for name, roles in permissions.items()]
        self.confirmed(
            Told("a mudança de permissões", "changing permissions"),
            lambda: self.client.permissions_update(listed),
        )

    def setting(self, name: str) -> Any:
        """Return a setting's value, None when the server does not know the setting."""
        try:
            answer = self.ask(
                Told(f"a leitura da configuração {name}", f"reading the setting {name}"),
                lambda: self.client.settings_get(name),
            )
        except Refused as refusal:
            if refusal.status in {400, 404}:
                return None
            raise
        return answer.get("value")

    def set_setting(self, name: str, value: object) -> None:
        """Change a setting."""
        self.confirmed(
            Told(f"a mudança da configuração {name}", f"changing the setting {name}"),
            lambda: self.client.settings_update(name, value),
        )

    def create_token(self, name: str) -> str:
        """Make a personal access token of the signed-in account, replacing one of the same name."""
        body = {"tokenName": name, "bypassTwoFactor": True}
        what = Told(f'a criação do token "{name}"', f'creating the token "{name}"')
        listed = self.ask(what, lambda: self.client.call_api_get("users.getPersonalAccessTokens"))
        known = any(token.get("name") == name for token in listed.get("tokens", ()))
        call = "users.regeneratePersonalAccessToken" if known else "users.generatePersonalAccessToken"
        body = {"tokenName": name} if known else body
        answer = self.confirmed(what, lambda: self.client.call_api_post(call, body=body))
        return str(answer["token"])


def _user(document: Mapping[str, Any]) -> User:
    return User(
        id=document["_id"],
        username=document["username"],
        roles=tuple(document.get("roles", ())),
        active=bool(document.get("active", True)),
    )


def _named(member: Member) -> dict[str, str]:
    return {"agentId": member.agent_id, "username": member.username}
