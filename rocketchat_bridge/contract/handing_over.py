"""A conversation given to people, taken back, returned to the queue; and one that its visitor ends."""

from __future__ import annotations

from rocketchat_bridge import errors, frames
from rocketchat_bridge.admin import Department
from rocketchat_bridge.contract import asking, talking, wire
from rocketchat_bridge.contract.trial import Conversation, SceneBroken, Trial, refusal, told
from rocketchat_bridge.lookup import no_access
from rocketchat_bridge.rest import patiently

IDS = (
    "rest.departments", "rest.forward", "rest.forward-nobody", "rest.forward-unknown", "rest.forward-agent", "rest.return",
    "rest.lost-room", "realtime.removal", "B1.transfer-heard",
)  # fmt: skip
CLOSING_IDS = ("realtime.visitor-closes",)
FALLBACK_IDS = ("B4.fallback", "B11.visitor-token")

#: What the transfer to the fallback department says.
FALLBACK_COMMENT = "ensaio do alternativo"
_NO_DEPARTMENT = "o servidor não aceita mais um departamento"
_OLD = "o servidor não tem a chamada, que veio na 7.12"
_NOT_FOUND = 404


async def play(trial: Trial) -> None:
    """Raises SceneBroken, errors.BridgeError."""
    if trial.stage.staffed is None:
        for id_ in IDS:
            trial.report.cannot_tell(id_, _NO_DEPARTMENT)
        return
    session, url, patience = trial.caller.session, trial.server.url, trial.patience
    async with (
        wire.listening(session, url, token=trial.stage.bot.token, patience=patience) as bot,
        wire.listening(session, url, token=trial.stage.human.token, patience=patience),
    ):
        await talking.subscribe(trial, bot)
        conversation = await trial.conversation()
        await trial.visitor_writes(conversation, "quero uma pessoa")
        await _wrong_ways(trial, conversation)
        await _found_by_name(trial, trial.stage.staffed)
        await _given(trial, conversation, trial.stage.staffed, bot)
        await _taken_back(trial, conversation)
        await _returned(trial, conversation, trial.stage.staffed)


async def close_as_visitor(trial: Trial) -> None:
    """Raises SceneBroken, errors.BridgeError."""
    session, url = trial.caller.session, trial.server.url
    token, patience = trial.stage.bot.token, trial.patience
    async with wire.listening(session, url, token=token, patience=patience) as bot:
        await talking.subscribe(trial, bot)
        conversation = await trial.conversation()
        body = {"rid": conversation.id, "token": conversation.token}
        reply = await trial.caller.call("POST", "livechat/room.close", body=body)
        if not reply.good:
            trial.report.cannot_tell(
                "realtime.visitor-closes", f"o visitante não pode encerrar aqui ({reply.told})"
            )
            return
        heard = await bot.event(lambda event: _end_of(event, conversation))
        trial.report.saw("realtime.visitor-closes", heard is not None, heard or "nada chegou")


async def fall_back(trial: Trial) -> None:
    """Raises SceneBroken, errors.BridgeError."""
    conversation = await trial.conversation()
    await asking.visitor_token(trial, conversation)
    if trial.stage.fallback is None:
        trial.report.cannot_tell("B4.fallback", _NO_DEPARTMENT)
        return
    session, url, token = trial.caller.session, trial.server.url, trial.stage.human.token
    async with wire.listening(session, url, token=token, patience=trial.patience):
        refused = await _forward(trial, conversation, trial.stage.fallback.id, comment=FALLBACK_COMMENT)
    room = await trial.seen_by_admin(conversation)
    stayed = room is not None and room.served_by is not None and room.served_by.id == trial.stage.bot.id
    if refused is None and not stayed:
        trial.report.cannot_tell(
            "B4.fallback", "o departamento alternativo recebeu a conversa, como na edição paga"
        )
    else:
        trial.report.saw("B4.fallback", refused is None, f"{told(refused)}, ficou com o robô: {stayed}")


def _end_of(event: frames.Event, conversation: Conversation) -> str | None:
    match event:
        case frames.MembershipChanged(action="removed", room_id=conversation.id):
            return "removed"
        case frames.MessagePublished() if event.document.get("t") == "livechat-close":
            return "livechat-close" if event.document.get("rid") == conversation.id else None
    return None


async def _wrong_ways(trial: Trial, conversation: Conversation) -> None:
    unknown = await _forward(trial, conversation, "departamentoQueNaoExiste")
    known = unknown is not None and unknown.code in set(errors.HandOffReason)
    trial.report.saw("rest.forward-unknown", known, told(unknown))
    if trial.stage.empty is None:
        trial.report.cannot_tell("rest.forward-nobody", _NO_DEPARTMENT)
    else:
        nobody = await _forward(trial, conversation, trial.stage.empty.id)
        wanted = errors.HandOffReason.nobody_online
        trial.report.saw("rest.forward-nobody", nobody is not None and nobody.code == wanted, told(nobody))
    room = await trial.seen_by_admin(conversation)
    if room is None or room.served_by is None or room.served_by.id != trial.stage.bot.id:
        raise SceneBroken("a conversa saiu do robô antes de ser encaminhada")


async def _found_by_name(trial: Trial, department: Department) -> None:
    found = await patiently(lambda: trial.rest.get("livechat/department", text=department.name, count="100"))
    ids = [each.get("_id") for each in found.get("departments") or ()]
    trial.report.saw("rest.departments", department.id in ids, f"{len(ids)} achados")


async def _given(trial: Trial, conversation: Conversation, target: Department, bot: wire.Ear) -> None:
    refused = await _forward(trial, conversation, target.id)
    room = await trial.seen_by_admin(conversation)
    human = room.served_by.id if room is not None and room.served_by is not None else None
    arrived = room is not None and room.department_id == target.id and human == trial.stage.human.id
    trial.report.saw("rest.forward", refused is None and arrived, f"{told(refused)}, com a pessoa: {arrived}")
    if not arrived:
        raise SceneBroken("a conversa não chegou à pessoa")
    removed = await bot.event(
        lambda event: (
            event
            if isinstance(event, frames.MembershipChanged)
            and (event.action, event.room_id) == ("removed", conversation.id)
            else None
        )
    )
    trial.report.saw("realtime.removal", removed is not None)
    heard = await bot.event(
        lambda event: (
            event
            if isinstance(event, frames.MessagePublished)
            and event.document.get("t") == "livechat_transfer_history"
            else None
        )
    )
    trial.report.saw("B1.transfer-heard", heard is not None)
    lost = await refusal(lambda: trial.rest.get("rooms.info", roomId=conversation.id))
    trial.report.saw("rest.lost-room", lost is None or no_access(lost), told(lost))


async def _taken_back(trial: Trial, conversation: Conversation) -> None:
    refused = await _to_agent(trial, conversation)
    room = await trial.seen_by_admin(conversation)
    back = room is not None and room.served_by is not None and room.served_by.id == trial.stage.bot.id
    trial.report.saw("rest.forward-agent", refused is None and back, f"{told(refused)}, com o robô: {back}")
    if not back:
        raise SceneBroken("a conversa não voltou ao robô")


async def _returned(trial: Trial, conversation: Conversation, target: Department) -> None:
    body = {"roomId": conversation.id, "departmentId": target.id}
    refused = await refusal(lambda: trial.rest.post("livechat/inquiries.returnAsInquiry", body))
    if refused is not None and refused.status == _NOT_FOUND:
        trial.report.cannot_tell("rest.return", _OLD)
        return
    room = await trial.seen_by_admin(conversation)
    gone = room is not None and (room.served_by is None or room.served_by.id != trial.stage.bot.id)
    trial.report.saw("rest.return", refused is None and gone, f"{told(refused)}, saiu do robô: {gone}")


async def _forward(
    trial: Trial, conversation: Conversation, department_id: str, *, comment: str = "ensaio"
) -> errors.Refused | None:
    body = {"roomId": conversation.id, "departmentId": department_id, "comment": comment}
    return await refusal(lambda: trial.rest.post("livechat/room.forward", body))


async def _to_agent(trial: Trial, conversation: Conversation) -> errors.Refused | None:
    body = {"roomId": conversation.id, "userId": trial.stage.bot.id}
    return await refusal(lambda: trial.rest.post("livechat/room.forward", body))
