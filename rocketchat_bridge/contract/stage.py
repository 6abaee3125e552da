"""Which made-up people and departments does a trial need? Made here, each with the trial's prefix in its name."""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from config.told import Told
from rocketchat_bridge import needs
from rocketchat_bridge.admin import Department, Member, Server
from rocketchat_bridge.admin_errors import AdminError, Refused
from rocketchat_bridge.contract.report import Report

#: How everything that a trial makes is called; what bears it is removed afterwards, and before the next trial.
PREFIX = "bela-contrato"


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor:
    """A made-up account."""

    id: str
    username: str
    token: str = field(repr=False)

    @property
    def headers(self) -> dict[str, str]:
        """What its requests carry."""
        return {"X-User-Id": self.id, "X-Auth-Token": self.token}


@dataclass(frozen=True, slots=True, kw_only=True)
class Stage:
    """Who takes part."""

    run: str
    bot: Actor
    human: Actor
    #: Where the human works; None where the server takes no further department.
    staffed: Department | None
    #: Where nobody works.
    empty: Department | None
    #: Where nobody works, with the staffed one as its fallback.
    fallback: Department | None

    def name(self, what: str) -> str:
        """A name of this trial."""
        return f"{PREFIX}-{what}-{self.run}"


def build(server: Server, report: Report, run: str) -> Stage:
    """Make everybody, and note what that shows; AdminError when the people cannot be made."""
    bot, human = (_actor(server, report, f"{PREFIX}-{what}-{run}") for what in ("robo", "pessoa"))
    staffed, empty, fallback = _departments(server, report, run, human)
    _permissions(server, report)
    _settings(server, report)
    return Stage(run=run, bot=bot, human=human, staffed=staffed, empty=empty, fallback=fallback)


def _actor(server: Server, report: Report, username: str) -> Actor:
    password = secrets.token_urlsafe(18)
    server.create_user(
        username=username,
        name=username,
        email=f"{username}@{PREFIX}.invalid",
        password=password,
        roles=needs.BOT_ROLES if "-robo-" in username else ("user", needs.BOT_ROLES[1]),
    )
    user = server.user(username)
    if user is None:
        raise AdminError(
            f"O servidor criou {username} e não o acha depois; veja o registro (log) do Rocket.Chat.",
            f"The server made {username} and does not find it afterwards; look at Rocket.Chat's log.",
        )
    server.set_roles(user, user.roles)
    report.saw("admin.users", holds=True)
    server.make_agent(username)
    server.set_available(user)
    report.saw(
        "admin.agents", holds=server.is_available(username), seen="statusLivechat depois de agent.status"
    )
    return Actor(id=user.id, username=username, token=_token(server, report, username, password))


def _token(server: Server, report: Report, username: str, password: str) -> str:
    """A token of the account; a personal one, renewed once as a second provisioning does, where its role may have one."""
    with Server(server.url) as own:
        own.sign_in(username, password)
        if "-robo-" not in username:
            return str(own.client.headers["X-Auth-Token"])
        try:
            first, second = own.create_token(needs.TOKEN_NAME), own.create_token(needs.TOKEN_NAME)
        except Refused as refusal:
            report.saw("admin.tokens", holds=False, seen=str(refusal))
            return str(own.client.headers["X-Auth-Token"])
    report.saw("admin.tokens", holds=first != second, seen="dois tokens, um depois do outro")
    return second


def _departments(
    server: Server, report: Report, run: str, human: Actor
) -> tuple[Department | None, Department | None, Department | None]:
    try:
        staffed = server.create_department(name=f"{PREFIX}-com-gente-{run}", email=f"a@{PREFIX}.invalid")
    except Refused as refusal:
        report.cannot_tell(
            "admin.departments", f"o servidor não aceita mais um departamento ({refusal.code})"
        )
        return None, None, None
    member = Member(agent_id=human.id, username=human.username)
    server.change_members(staffed, add=[member])
    inside = member in server.members(staffed)
    listed = staffed.id in {each.id for each in server.departments()}
    server.change_members(staffed, remove=[member])
    outside = member not in server.members(staffed)
    server.change_members(staffed, add=[member])
    seen = f"listado: {listed}, entrou: {inside}, saiu: {outside}"
    report.saw("admin.departments", holds=inside and listed and outside, seen=seen)
    return staffed, *_more_departments(server, run, staffed)


def _more_departments(
    server: Server, run: str, staffed: Department
) -> tuple[Department | None, Department | None]:
    """Two that are only there for what goes wrong; without them less can be told."""
    names = (f"{PREFIX}-vazio-{run}", f"{PREFIX}-alternativo-{run}")
    made: list[Department | None] = []
    for name, extra in zip(names, ({}, {"fallbackForwardDepartment": staffed.id}), strict=True):
        try:
            made.append(_department(server, name, extra))
        except Refused:
            made.append(None)
    return made[0], made[1]


def _department(server: Server, name: str, extra: dict[str, str]) -> Department:
    fields: dict[str, Any] = {
        "enabled": True,
        "name": name,
        "email": f"v@{PREFIX}.invalid",
        "showOnRegistration": False,
        "showOnOfflineForm": False,
        **extra,
    }
    answer = server.ask(
        Told(f'a criação do departamento "{name}"', f'creating the department "{name}"'),
        lambda: server.client.call_api_post("livechat/department", body={"department": fields}),
    )
    return Department(id=answer["department"]["_id"], name=name, enabled=True)


def _permissions(server: Server, report: Report) -> None:
    """Read them, and write one as it is."""
    before = server.permissions()
    missing = [name for name in needs.PERMISSIONS if name not in before]
    name = next((name for name in needs.PERMISSIONS if name in before), None)
    if name is not None:
        server.set_permissions({name: before[name]})
    unchanged = name is not None and server.permissions().get(name) == before[name]
    seen = f"sem {', '.join(missing)}" if missing else "escrita com os papéis que já tinha"
    report.saw("admin.permissions", holds=unchanged and not missing, seen=seen)


def _settings(server: Server, report: Report) -> None:
    faults = list(_wrong_settings(server))
    report.saw("admin.settings", holds=not faults, seen="; ".join(faults))


def _wrong_settings(server: Server) -> Iterator[str]:
    name = next(iter(needs.SETTINGS))
    value = server.setting(name)
    server.set_setting(name, value)
    if server.setting(name) != value or value is None:
        yield f"{name} não ficou como estava"
    if server.setting("Bela_setting_that_does_not_exist") is not None:
        yield "uma configuração inventada tem valor"
