"""What of newly read settings may a running program take over, and what waits for a restart? Pure."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Final

from config.deployment import Department, Deployment
from config.watching import Watching

#: Setting, as `bela config show` names it → its value, where connections, folders or other processes hang on it.
_HELD: Final[Mapping[str, Callable[[Deployment], object]]] = MappingProxyType(
    {
        # A department is new or renamed on the server, too: «bela provision» comes first.
        "departments": lambda deployment: {each.id: each.name for each in deployment.departments},
        "rocketchat.url": lambda deployment: deployment.rocketchat.url,
        "rocketchat.bot_username": lambda deployment: deployment.rocketchat.bot_username,
        "rocketchat.more_bots": lambda deployment: deployment.rocketchat.bots,
        "rocketchat.webhook_url": lambda deployment: deployment.rocketchat.webhook_url,
        # The guard, often a process of its own, tells the same room.
        "rooms.operators": lambda deployment: deployment.watching.operators_room,
        "guard.after_seconds": lambda deployment: deployment.watching.guard_after,
        "guard.rooms_after_seconds": lambda deployment: deployment.watching.guard_rooms_after,
        "guard.department": lambda deployment: deployment.watching.guard_department,
        "rasa.url": lambda deployment: deployment.rasa.url,
        "content": lambda deployment: deployment.content,
        "data_folder": lambda deployment: deployment.data_folder,
        "health_port": lambda deployment: deployment.health_port,
        "secrets": lambda deployment: deployment.secrets,
    }
)


@dataclass(frozen=True, slots=True, kw_only=True)
class TakenOver:
    """What the program goes by from now on."""

    deployment: Deployment
    #: settings that differ in the files and wait for a restart, as `bela config show` names them
    waiting: tuple[str, ...]


def taken_over(running: Deployment, read: Deployment) -> TakenOver:
    """Return the settings that were read, with everything that is held at the start left as it runs."""
    watching, late = _watching(running, read)
    deployment = replace(
        read,
        departments=tuple(_with_hours_of(each, read) for each in running.departments),
        rocketchat=running.rocketchat,
        rasa=running.rasa,
        watching=watching,
        content=running.content,
        data_folder=running.data_folder,
        health_port=running.health_port,
        secrets=running.secrets,
    )
    waiting = (name for name, value in _HELD.items() if value(running) != value(read))
    return TakenOver(deployment=deployment, waiting=(*waiting, *late))


def _with_hours_of(department: Department, read: Deployment) -> Department:
    """The department as it runs, with the hours it has now."""
    hours = {each.id: each.hours for each in read.departments}
    return replace(department, hours=hours.get(department.id, department.hours))


def _watching(running: Deployment, read: Deployment) -> tuple[Watching, tuple[str, ...]]:
    """Who watches from now on; a ladder that leads to a department which is not there yet waits with it."""
    held = replace(
        read.watching,
        operators_room=running.watching.operators_room,
        guard_after=running.watching.guard_after,
        guard_rooms_after=running.watching.guard_rooms_after,
        guard_department=running.watching.guard_department,
    )
    known = {None, *(department.id for department in running.departments)}
    if {step.department for step in read.watching.severe.steps} <= known:
        return held, ()
    return replace(held, severe=running.watching.severe), ("severe_watch",)
