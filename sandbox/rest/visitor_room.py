"""Routes by which a visitor opens, moves, rates and closes its room."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sandbox import errors
from sandbox.rest.route import Rate, get, post
from sandbox.settings import Style
from sandbox.world import agents, closing, forwarding, rooms, routing, visitors

if TYPE_CHECKING:
    from sandbox.rest.route import Call
    from sandbox.world.documents import Document


def _room(call: Call) -> Document:
    visitor = visitors.required(call.world, call.params["token"])
    room_id = call.params.get("rid")
    if room_id:
        room = rooms.of_visitor(call.world, visitor, room_id)
        if not room.get("open"):
            raise errors.PlainError("invalid-room")
        return {"room": room, "newRoom": False}
    agent = _chosen_agent(call)
    room, new = rooms.find_or_open(call.world, visitor, source=_source(call), agent=agent)
    return {"room": room, "newRoom": new}


def _chosen_agent(call: Call) -> Document | None:
    agent_id = call.params.get("agentId")
    if not agent_id:
        return None
    agent = call.world.users.get(agent_id)
    if agent is None or not agents.is_agent(agent):
        raise errors.PlainError("invalid-agent")
    return agent


def _source(call: Call) -> Document:
    if call.cookies.get("rc_is_widget") == "t":
        return {"type": "widget", "destination": call.host}
    return {"type": "api"}


def _close(call: Call) -> Document:
    if not call.world.settings["Omnichannel_allow_visitors_to_close_conversation"]:
        raise errors.PlainError("error-not-allowed-to-close-conversation")
    visitor = visitors.required(call.world, call.params["token"])
    room = rooms.open_of_visitor(call.world, visitor, call.params["rid"])
    return {"rid": room["_id"], "comment": closing.by_visitor(call.world, room, visitor)}


def _old_transfer(call: Call) -> Document:
    """The widget's way of switching departments; gone in 8.0."""
    if call.style is Style.EIGHT:
        raise errors.NotFoundError("Resource not found")
    _transfer(call)
    return {"room": call.world.rooms.required(call.params["rid"])}


def _transfer(call: Call) -> Document:
    visitor = visitors.required(call.world, call.params["token"])
    room = call.world.rooms.get(call.params["rid"])
    if room is None or room["v"]["_id"] != visitor["_id"]:
        raise errors.PlainError("error-invalid-room")
    forwarding.forward(call.world, room, visitor, department_id=call.params["department"], by_kind="visitor")
    return {}


def _rate(call: Call) -> Document:
    visitor = visitors.required(call.world, call.params["token"])
    room = rooms.of_visitor(call.world, visitor, call.params["rid"])
    ratings = {item["name"]: item["value"] for item in call.params["data"]}
    room.setdefault("livechatData", {}).update(ratings)
    return {"rid": room["_id"], "data": ratings}


def _agent_info(call: Call) -> Document:
    visitor = visitors.required(call.world, call.path["token"])
    room = rooms.of_visitor(call.world, visitor, call.path["rid"])
    agent = call.world.users.get(room.get("servedBy", {}).get("_id", ""))
    if agent is None:
        raise errors.PlainError("invalid-agent")
    return {"agent": agents.shown_to_visitor(call.world, agent)}


def _next_agent(call: Call) -> Document:
    visitor = call.world.visitors.of_token(call.path["token"])
    if visitor is not None and call.world.rooms.open_of_visitor(visitor["_id"]):
        return {}
    if not routing.assigns_by_itself(call.world):
        raise errors.PlainError("invalid-agent")
    agent = agents.next_online(call.world, call.params.get("department"))
    if agent is None:
        raise errors.PlainError("agent-not-found")
    return {"agent": agents.shown_to_visitor(call.world, agent)}


def _no_calls(call: Call) -> Document:
    visitors.required(call.world, call.path.get("token") or call.params.get("token"))
    raise errors.PlainError("webRTC calling not enabled")


ROUTES = (
    get(
        "livechat/room",
        _room,
        login=False,
        schema="isGETLivechatRoomParams",
        rate=Rate(calls=5, window=60_000),
    ),
    post("livechat/room.close", _close, login=False, schema="isPOSTLivechatRoomCloseParams"),
    post(
        "livechat/visitor/department.transfer",
        _transfer,
        login=False,
        schema="isPOSTLivechatVisitorDepartmentTransferParams",
    ),
    post(
        "livechat/room.transfer",
        _old_transfer,
        login=False,
        schema="isPOSTLivechatVisitorDepartmentTransferParams",
    ),
    post("livechat/room.survey", _rate, login=False, schema="isPOSTLivechatRoomSurveyParams"),
    get("livechat/video.call/:token", _no_calls, login=False),
    get("livechat/webrtc.call", _no_calls, login=False),
    get("livechat/agent.info/:rid/:token", _agent_info, login=False),
    get("livechat/agent.next/:token", _next_agent, login=False, schema="isGETAgentNextToken"),
)
