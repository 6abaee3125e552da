"""Routes of accounts and personal access tokens."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sandbox import errors
from sandbox.rest import paging, people
from sandbox.rest.route import get, post
from sandbox.world import agents, departments, routing, users

if TYPE_CHECKING:
    from sandbox.rest.route import Call
    from sandbox.world.documents import Document

_TOKENS = (("create-personal-access-tokens",),)


def _create(call: Call) -> Document:
    params = call.params
    user = users.create(
        call.world,
        username=params["username"],
        password=params["password"],
        name=params["name"],
        email=params["email"],
        roles=params.get("roles") or ("user",),
    )
    user["active"] = params.get("active", True)
    if params.get("verified") and user["emails"]:
        user["emails"][0]["verified"] = True
    return {"user": people.listed(user)}


def _find(call: Call) -> Document:
    known = call.world.users
    user_id, username = call.params.get("userId"), call.params.get("username")
    user = known.get(user_id) if user_id else known.named(username or "")
    if user is None:
        raise errors.MeteorError(
            "error-invalid-user",
            'The required "userId" or "username" param provided does not match any users',
        )
    return user


def _update(call: Call) -> Document:
    user, data = _find(call), call.params["data"]
    for name in ("name", "active", "roles"):
        if name in data:
            user[name] = data[name]
    if "password" in data:
        call.world.users.set_password(user, data["password"])
    if "email" in data:
        user["emails"] = [{"address": data["email"], "verified": data.get("verified", False)}]
    if agents.is_agent(user):
        user.setdefault("statusLivechat", "available")
    user["_updatedAt"] = call.world.now()
    return {"user": people.listed(user)}


def _delete(call: Call) -> Document:
    user = _find(call)
    for department_id in list(call.world.departments.of_agent(user["_id"])):
        department = call.world.departments.get(department_id)
        if department is not None:
            departments.remove_agent(call.world, department, user["_id"])
    users.log_out_everywhere(call.world, user)
    call.world.users.remove(user)
    return {}


def _info(call: Call) -> Document:
    user = _find(call)
    shown = people.listed(user)
    if user is not call.user and not call.may("view-full-other-user-info"):
        for private in ("emails", "createdAt"):
            shown.pop(private, None)
    return {"user": shown}


def _list(call: Call) -> Document:
    return paging.page(call, "users", [people.listed(user) for user in call.world.users])


def _set_status(call: Call) -> Document:
    status = call.params.get("status") or "online"
    call.user["statusDefault"] = status
    agents.set_presence(call.world, call.user, status)
    if agents.is_online(call.world, call.user):
        routing.serve_queue(call.world)
    return {}


def _new_token(call: Call) -> Document:
    name = call.params["tokenName"]
    if call.world.users.personal_token(call.user, name):
        raise errors.MeteorError("error-token-already-exists", "A token with this name already exists")
    return _keep(call, name)


def _keep(call: Call, name: str) -> Document:
    token = call.world.ids.secret()
    call.world.users.keep_personal_token(call.user, name, token)
    return {"token": token}


def _renew_token(call: Call) -> Document:
    name = call.params["tokenName"]
    if not call.world.users.personal_token(call.user, name):
        raise errors.MeteorError("error-token-does-not-exists", "Token does not exist")
    return _keep(call, name)


def _tokens(call: Call) -> Document:
    names = call.world.users.personal_token_names(call.user)
    return {"tokens": [{"name": name, "bypassTwoFactor": True} for name in names]}


def _remove_token(call: Call) -> Document:
    name = call.params["tokenName"]
    if not call.world.users.personal_token(call.user, name):
        raise errors.MeteorError("error-token-does-not-exists", "Token does not exist")
    call.world.users.keep_personal_token(call.user, name, None)
    return {}


ROUTES = (
    post("users.create", _create, needs=(("create-user",),), schema="users.create"),
    post("users.update", _update, needs=(("edit-other-user-info",),), schema="users.update"),
    post("users.delete", _delete, needs=(("delete-user",),), schema="users.delete"),
    get("users.info", _info, schema="isUsersInfoProps"),
    get("users.list", _list, needs=(("view-outside-room",),), schema="page"),
    post("users.setStatus", _set_status, schema="users.setStatus"),
    post("users.generatePersonalAccessToken", _new_token, needs=_TOKENS, schema="users.token"),
    post("users.regeneratePersonalAccessToken", _renew_token, needs=_TOKENS, schema="users.token"),
    get("users.getPersonalAccessTokens", _tokens, needs=_TOKENS),
    post("users.removePersonalAccessToken", _remove_token, needs=_TOKENS, schema="users.token"),
)
