"""Does a known advisory affect a locked Python package? Asked of a copy of PyPA's advisory database, without the network.

Usage: `.venv/bin/python -m requirements.audit FOLDER`, where the folder is a checkout of the PyPA advisory database (its
`vulns/<package>/<id>.yaml`, in OSV form). Prints each match; exit code 1 when one is not in `requirements/reviewed.toml`.
Ranges of ecosystem versions and listed versions count; withdrawn advisories do not.
"""

from __future__ import annotations

import re
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml
from packaging.version import InvalidVersion, Version

HERE = Path(__file__).parent
_PINNED = re.compile(r"^([\w.-]+)(?:\[[^\]]*\])?==([^\s;\\]+)", re.MULTILINE)


def locked(lock: str) -> dict[str, str]:
    """The packages of a lock and their versions, by normalised name."""
    text = (HERE / lock).read_text(encoding="utf-8")
    return {re.sub(r"[-_.]+", "-", name).lower(): version for name, version in _PINNED.findall(text)}


def matches(database: Path, packages: dict[str, str]) -> Iterator[tuple[str, str]]:
    """Package and advisory, for each advisory that affects a locked version."""
    for name, version in sorted(packages.items()):
        for path in sorted((database / "vulns" / name).glob("*.yaml")):
            advisory = yaml.safe_load(path.read_text(encoding="utf-8"))
            if not advisory.get("withdrawn") and _affects(advisory, name, version):
                yield name, str(advisory["id"])


def _affects(advisory: dict[str, Any], name: str, version: str) -> bool:
    return any(
        version in (affected.get("versions") or ())
        or any(
            _within(each["events"], Version(version))
            for each in affected.get("ranges") or ()
            if each["type"] == "ECOSYSTEM"
        )
        for affected in advisory.get("affected") or ()
        if re.sub(r"[-_.]+", "-", affected["package"]["name"]).lower() == name
    )


def _within(events: list[dict[str, str]], version: Version) -> bool:
    """Whether the version lies between an `introduced` and the event that ends it."""
    inside = False
    for event in events:
        (kind, at), *_ = event.items()
        bound = _version(at)
        if kind == "introduced" and bound <= version:
            inside = True
        if (kind == "fixed" and bound <= version) or (kind == "last_affected" and bound < version):
            inside = False
    return inside


def _version(text: str) -> Version:
    try:
        return Version(text)
    except InvalidVersion:
        return Version("0")


def accepted() -> set[tuple[str, str]]:
    """Package and advisory that the review knows."""
    reviewed = tomllib.loads((HERE / "reviewed.toml").read_text(encoding="utf-8"))
    return {(each["package"], id_) for each in reviewed["advisory"] for id_ in each["ids"]}


def main(database: Path) -> int:
    """Tell every match; 1 when one is new."""
    found = {match for lock in sorted(HERE.glob("*.txt")) for match in matches(database, locked(lock.name))}
    for name, advisory in sorted(found):
        sys.stdout.write(f"{name}: {advisory}{'' if (name, advisory) in accepted() else ' (new)'}\n")
    sys.stdout.write(f"{len(found)} matches\n")
    return 1 if found - accepted() else 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
