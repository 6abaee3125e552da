"""How the keys `rooms`, `guard` and `severe_watch` of `deployment.yml` are read."""

import itertools
import re
from collections.abc import Sequence
from datetime import timedelta
from typing import NamedTuple

from config import marked_yaml
from config.deployment import Department
from config.identifiers import DepartmentId
from config.sources import Sources
from config.watching import SevereWatch, StepKind, Watching, WatchStep

DEFAULT_GUARD_AFTER_S = 30
DEFAULT_GUARD_ROOMS_AFTER_S = 180
#: shorter than this a restart would look like a death
_LEAST_GUARD_AFTER_S = 5

_ROOM = re.compile(r"[#@][\w.-]+")


class _Guard(NamedTuple):
    after: timedelta
    rooms_after: timedelta
    department: DepartmentId | None


class WatchingReader:
    """Reads who is told, and when."""

    def __init__(
        self, shape: marked_yaml.Shape, *, departments: Sequence[Department], sources: Sources
    ) -> None:
        self._shape = shape
        self._departments = {department.id for department in departments}
        self._sources = sources

    def read(self) -> Watching:
        """Return everything; after a fault it holds stand-ins."""
        rooms = self._section("rooms", "as salas de aviso")
        operators, supervisors = (
            self._room(rooms, key, f"rooms.{key}") for key in ("operators", "supervisors")
        )
        rooms.done()
        guard = self._guard()
        return Watching(
            operators_room=operators,
            supervisors_room=supervisors,
            guard_after=guard.after,
            guard_rooms_after=guard.rooms_after,
            guard_department=guard.department,
            severe=self._severe(operators=operators, supervisors=supervisors),
        )

    def _room(self, shape: marked_yaml.Shape, key: str, setting: str) -> str | None:
        self._sources.from_file(setting, shape, key)
        room = shape.text(key)
        if room is not None and not _ROOM.fullmatch(room):
            shape.fault(
                "bad-room",
                f'"{room}": escreva "#canal" ou "@usuario", entre aspas por causa do #',
                english=f'"{room}": write "#channel" or "@user", in quotation marks because of the #',
                key=key,
            )
        return room

    def _guard(self) -> _Guard:
        shape = self._section("guard", "a guarda")
        after = self._patience(shape, "after_seconds", DEFAULT_GUARD_AFTER_S)
        rooms_after = self._patience(shape, "rooms_after_seconds", max(DEFAULT_GUARD_ROOMS_AFTER_S, after))
        if rooms_after < after:
            shape.fault(
                "bad-time",
                '"rooms_after_seconds" não pode ser menor que "after_seconds"',
                english='"rooms_after_seconds" may not be less than "after_seconds"',
                key="rooms_after_seconds",
            )
        self._sources.from_file("guard.department", shape, "department")
        department = self._department(shape)
        shape.done()
        return _Guard(timedelta(seconds=after), timedelta(seconds=rooms_after), department)

    def _patience(self, shape: marked_yaml.Shape, key: str, otherwise: int) -> int:
        self._sources.from_file(f"guard.{key}", shape, key)
        seconds = shape.integer(key, otherwise)
        if seconds < _LEAST_GUARD_AFTER_S:
            shape.fault(
                "bad-time",
                f'"{key}" deve ser ao menos {_LEAST_GUARD_AFTER_S}',
                english=f'"{key}" has to be at least {_LEAST_GUARD_AFTER_S}',
                key=key,
            )
        return max(seconds, _LEAST_GUARD_AFTER_S)

    def _severe(self, *, operators: str | None, supervisors: str | None) -> SevereWatch:
        shape = self._section("severe_watch", "a vigília dos casos graves")
        self._sources.from_file("severe_watch.classes", shape, "classes")
        self._sources.from_file("severe_watch.steps", shape, "steps")
        classes = shape.texts("classes") or ("grave",)
        listed = shape.list("steps")
        steps = tuple(self._step(node) for node in (listed.items if listed else ()))
        if any(later.after <= step.after for step, later in itertools.pairwise(steps)):
            shape.fault(
                "steps-out-of-order",
                "cada passo deve vir depois do anterior",
                english="every step has to come later than the one before",
                key="steps",
            )
        told = any(step.kind is StepKind.tell_supervisors for step in steps)
        if told and operators is None and supervisors is None:
            sentence = 'o passo "tell_supervisors" precisa de rooms.supervisors ou rooms.operators'
            english = 'the step "tell_supervisors" needs rooms.supervisors or rooms.operators'
            shape.fault("nobody-to-tell", sentence, english=english, key="steps")
        shape.done()
        return SevereWatch(classes=classes, steps=steps)

    def _step(self, node: marked_yaml.Node) -> WatchStep:
        shape = marked_yaml.Shape(
            node, what="um passo da vigília", faults=self._sources.faults, mark=node.mark
        )
        minutes = shape.number("after_minutes", 0.0)
        if minutes <= 0:
            shape.fault(
                "bad-time",
                '"after_minutes" deve ser maior que zero',
                english='"after_minutes" has to be more than zero',
                key="after_minutes",
            )
        kind, department = _kind(shape), self._department(shape)
        if (kind is StepKind.next_department) is (department is None):
            sentence = '"department" acompanha "next_department", e só ele'
            english = '"department" goes with "next_department", and with nothing else'
            shape.fault("step-department", sentence, english=english, key="department")
        shape.done()
        return WatchStep(after=timedelta(minutes=minutes), kind=kind, department=department)

    def _department(self, shape: marked_yaml.Shape) -> DepartmentId | None:
        name = shape.text("department")
        if name is None:
            return None
        if name not in self._departments:
            shape.fault(
                "unknown-department",
                f'não há departamento "{name}"',
                english=f'there is no department "{name}"',
                key="department",
            )
        return DepartmentId(name)

    def _section(self, key: str, what: str) -> marked_yaml.Shape:
        mark = self._shape.mark_of(key)
        return marked_yaml.Shape(self._shape.map(key), what=what, faults=self._sources.faults, mark=mark)


def _kind(shape: marked_yaml.Shape) -> StepKind:
    written = shape.required_text("do")
    try:
        return StepKind(written)
    except ValueError:
        if written:
            meant = marked_yaml.closest(written, set(StepKind)) or StepKind.tell_supervisors
            shape.fault(
                "unknown-step",
                f'não conheço o passo "{written}"; você quis dizer "{meant}"?',
                english=f'there is no step "{written}"; did you mean "{meant}"?',
                key="do",
            )
        return StepKind.tell_supervisors
