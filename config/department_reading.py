"""How departments, and the people in them, are written in `deployment.yml`."""

import re
from itertools import starmap
from zoneinfo import ZoneInfo

from config import marked_yaml
from config.deployment import Agent, Department
from config.hours_reading import read_hours
from config.identifiers import DepartmentId
from config.opening_hours import OpeningHours
from config.sources import Sources

_ID = re.compile(r"[a-z][a-z0-9]*(?:[_-][a-z0-9]+)*")


class DepartmentReader:
    """Reads the keys `departments` and `agents`."""

    def __init__(self, shape: marked_yaml.Shape, *, time_zone: ZoneInfo, sources: Sources) -> None:
        self._shape = shape
        self._time_zone = time_zone
        self._sources = sources

    def departments(self) -> tuple[Department, ...]:
        """Return the departments in the order of the file; there has to be one."""
        listed = self._shape.map("departments")
        if listed is None or not listed.entries:
            self._shape.fault(
                "missing-key",
                'a implantação: falta "departments", com ao menos um departamento',
                english='"departments" is missing here, with at least one department',
            )
            return ()
        return tuple(starmap(self._department, listed.entries.items()))

    def agents(self, departments: tuple[Department, ...]) -> tuple[Agent, ...]:
        """Return who is to work where."""
        listed = self._shape.map("agents")
        known = {department.id for department in departments}
        return tuple(self._agent(*item, known) for item in (listed.entries.items() if listed else ()))

    def _department(self, department_id: str, entry: marked_yaml.Entry) -> Department:
        what = f"o departamento {department_id}"
        shape = marked_yaml.Shape(entry.node, what=what, faults=self._sources.faults, mark=entry.key_mark)
        if not _ID.fullmatch(department_id):
            shape.fault(
                "bad-id",
                f'"{department_id}": use só letras minúsculas sem acento, algarismos e "_"',
                english=f'"{department_id}": only use small letters without accents, digits and "_"',
            )
        for key in ("name", "hours"):
            self._sources.from_file(f"departments.{department_id}.{key}", shape, key)
        department = Department(
            id=DepartmentId(department_id), name=shape.required_text("name"), hours=self._hours(shape)
        )
        shape.done()
        return department

    def _hours(self, shape: marked_yaml.Shape) -> OpeningHours:
        node = shape.node("hours")
        if node is None:
            return OpeningHours.always(self._time_zone)
        return read_hours(node, time_zone=self._time_zone, faults=self._sources.faults)

    def _agent(self, username: str, entry: marked_yaml.Entry, known: set[DepartmentId]) -> Agent:
        holder = marked_yaml.MapNode(mark=entry.key_mark, entries={username: entry})
        shape = marked_yaml.Shape(
            holder, what="os atendentes", faults=self._sources.faults, mark=entry.key_mark
        )
        self._sources.from_file(f"agents.{username}", shape, username)
        departments = tuple(DepartmentId(name) for name in shape.texts(username))
        for name in departments:
            if name not in known:
                hint = marked_yaml.hint(name, known)
                shape.fault(
                    "unknown-department",
                    f'não há departamento "{name}"{hint.pt}',
                    english=f'there is no department "{name}"{hint.en}',
                    key=username,
                )
        return Agent(username=username, departments=departments)
