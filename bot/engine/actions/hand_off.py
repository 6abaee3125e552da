"""`action_hand_off` gives the room to people; the note for them goes first."""

from __future__ import annotations

import hashlib

from bot.engine import note, snapshot
from bot.engine.conversation import Conversation, Phase
from bot.engine.effects import HandOff, Say
from bot.engine.run import Run


def perform(run: Run, *, department: str | None = None, priority: str = "", summary: str = "") -> None:
    """Ask the department, or that of the risk class, to take the room; the turn ends here."""
    known = department if department in run.flows.departments else None
    run.department = known or _department(run)
    run.priority = priority
    run.summary = summary
    run.told_at = None
    run.given_at, run.watched = None, 0
    run.stack = []
    run.forget_question()
    _ask(run)


def again(run: Run) -> None:
    """Ask the same department once more; what the citizen was being asked stays as it is."""
    run.department = run.department or _department(run)
    _ask(run)


def ask_another(run: Run, department: str) -> None:
    """Ask a department besides the one that the case is for: nobody is there."""
    if department in run.flows.departments:
        run.department = department
        _ask(run)


def back_to_own(run: Run) -> None:
    """Where the other department has nobody either, the case's own is asked again."""
    if run.watched and run.assessment:
        run.department = _department(run)


def _ask(run: Run) -> None:
    run.phase = Phase.handing_off
    run.stopped = True
    stands = snapshot.taken(run)
    run.effects.append(
        HandOff(
            department=str(run.department),
            note=_note(run, stands) if run.noting else "",
            comment=note.comment(run.flows, stands, person_code=run.turn.person_code),
            priority=run.priority,
        )
    )


def _note(run: Run, stands: Conversation) -> str:
    """The note, or nothing when one that tells the same of the person stands in the room."""
    known = note.write(run.flows, stands, person_code=run.turn.person_code)
    fingerprint = hashlib.sha256(known.encode()).hexdigest()[:16]
    if fingerprint == run.noted:
        return ""
    run.noted = fingerprint
    return note.write(run.flows, stands, person_code=run.turn.person_code, said=_said(run))


def _said(run: Run) -> str:
    """What Bela advised in this turn; when she advised nothing, her last words."""
    said = {effect.response: effect.text for effect in run.effects if isinstance(effect, Say)}
    advice = run.flows.protocol.risk_class(run.assessment.risk_class).advice if run.assessment else ""
    return said.get(advice) or next(reversed(said.values()), "")


def _department(run: Run) -> str:
    """That of a red flag seen; else the risk class's; else the one for the least grave class that has one."""
    protocol = run.flows.protocol
    assessed = protocol.risk_class(run.assessment.risk_class).department if run.assessment else None
    flagged = [
        protocol.risk_class(flag.risk_class).department for flag in protocol.red_flags if flag.id in run.flags
    ]
    ordinary = [risk_class.department for risk_class in reversed(protocol.classes)]
    return next(department for department in (*flagged, assessed, *ordinary) if department)
