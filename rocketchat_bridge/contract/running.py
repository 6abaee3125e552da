"""One whole trial: is it safe, make the people, play the scenes, clean up in every case."""

from __future__ import annotations

import asyncio
import secrets
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime

from rocketchat_bridge import errors
from rocketchat_bridge.admin import Server
from rocketchat_bridge.admin_errors import AdminError
from rocketchat_bridge.contract import (
    asking,
    assumptions,
    cleaning,
    handing_over,
    stage,
    talking,
    wire,
)
from rocketchat_bridge.contract.report import Report
from rocketchat_bridge.contract.trial import SceneBroken, Trial
from rocketchat_bridge.rest import CALL_TIMEOUT, Rest

#: Seconds that anything may take to arrive.
PATIENCE = 10.0

_SCENES: tuple[tuple[Callable[[Trial], Awaitable[None]], tuple[str, ...]], ...] = (
    (talking.play, talking.IDS),
    (handing_over.play, handing_over.IDS),
    (handing_over.close_as_visitor, handing_over.CLOSING_IDS),
    (handing_over.fall_back, handing_over.FALLBACK_IDS),
    (asking.play, asking.IDS),
)


class InUse(AdminError):
    """People are talking on the server, and nobody said that the trial may run all the same."""

    def __init__(self, conversations: int) -> None:
        super().__init__(
            f"Há {conversations} conversas abertas neste servidor; o ensaio não toca nelas, mas pesa no servidor. "
            "Espere que terminem, ou rode com --with-open-conversations.",
            f"{conversations} conversations are open on this server; the rehearsal does not touch them, but is a load on the "
            "server. Wait until they end, or run with --with-open-conversations.",
        )


async def run(server: Server, *, with_open_conversations: bool = False, patience: float = PATIENCE) -> Report:
    """Try everything on a server whose administrator is signed in.

    Raises AdminError when the trial cannot begin (InUse among them); what goes wrong later is in the report.
    """
    report = Report(url=server.url, version=await asyncio.to_thread(server.version))
    report.saw("admin.version", holds=True, seen=report.version)
    await asyncio.to_thread(cleaning.remove_all, server)
    conversations = await asyncio.to_thread(cleaning.open_conversations, server)
    if conversations and not with_open_conversations:
        raise InUse(conversations)
    try:
        await _try(server, report, patience)
    finally:
        report.left_behind = await asyncio.shield(asyncio.to_thread(cleaning.remove_all, server))
    return report


async def _try(server: Server, report: Report, patience: float) -> None:
    run_id = secrets.token_hex(3)
    try:
        built = await asyncio.to_thread(stage.build, server, report, run_id)
    except AdminError as error:
        report.broke(tuple(assumptions.BY_ID), f"o ensaio não pôde começar: {error}")
        return
    async with wire.calling(server.url) as caller, _rest(server.url) as rest:
        rest.authorise(user_id=built.bot.id, token=built.bot.token)
        trial = Trial(server=server, stage=built, report=report, caller=caller, rest=rest, patience=patience)
        for play, ids in _SCENES:
            report.broke(ids, await _why_broken(play, trial))


async def _why_broken(play: Callable[[Trial], Awaitable[None]], trial: Trial) -> str:
    """Play a scene; the reason why it did not show the rest of its assumptions."""
    try:
        await play(trial)
    except (SceneBroken, errors.BridgeError, AdminError) as error:
        return str(error)
    except (LookupError, TypeError, AttributeError, OSError, wire.Broken) as error:
        return f"uma resposta não tem a forma esperada ({type(error).__name__}: {error})"
    return "não foi visto"


def _rest(url: str) -> Rest:
    return Rest(
        url, now=lambda: datetime.now(UTC), unauthorised=_ignore, timeout=CALL_TIMEOUT, granted=_granted
    )


def _ignore() -> None:
    """A login that ended shows in the calls that follow."""


async def _granted() -> None:
    """Nobody else speaks as the trial's bot."""
