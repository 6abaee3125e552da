"""Does a known advisory affect a locked package, of Python or of npm? Asked without the network.

Usage: `.venv/bin/python -m requirements.audit [FOLDER]`. Without a folder: the npm advisories that the reviewer wrote down
(`npm_advisories.toml`), which is what the tests do. With one: a checkout of PyPA's advisory database (`vulns/<package>/<id>.yaml`)
for the Python locks, or of GitHub's (`advisories/github-reviewed/…/<id>.json`) for the npm locks, both in OSV form. Prints each
match; exit code 1 when one is not in `reviewed.toml`. Ranges and listed versions count; withdrawn advisories do not.
"""

from __future__ import annotations

import json
import re
import sys
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

import yaml
from packaging.version import InvalidVersion, Version

HERE = Path(__file__).parent
#: Section of `reviewed.toml` → the folder whose npm lock it reviews.
NPM = {"sandbox": "sandbox", "official_clients": "tests/official_clients"}
_PINNED = re.compile(r"^([\w.-]+)(?:\[[^\]]*\])?==([^\s;\\]+)", re.MULTILINE)
_RANGES = frozenset({"ECOSYSTEM", "SEMVER"})

#: Package → the versions of it that are locked.
Locked = Mapping[str, Iterable[str]]


def locked(lock: str) -> dict[str, str]:
    """The packages of a Python lock and their versions, by normalised name."""
    text = (HERE / lock).read_text(encoding="utf-8")
    return {_normal(name): version for name, version in _PINNED.findall(text)}


def locked_npm(folder: str) -> dict[str, set[str]]:
    """The packages of an npm lock; one that is there twice has both versions."""
    lock = (HERE.parent / folder / "package-lock.json").read_text(encoding="utf-8")
    found: dict[str, set[str]] = {}
    for path, package in json.loads(lock)["packages"].items():
        if path:
            found.setdefault(re.split(r"(?:^|/)node_modules/", path)[-1], set()).add(package["version"])
    return found


def matches(database: Path, packages: Locked) -> Iterator[tuple[str, str]]:
    """Python package and advisory, for each advisory in PyPA's database that affects a locked version."""
    for name in sorted(packages):
        for path in sorted((database / "vulns" / name).glob("*.yaml")):
            advisory = yaml.safe_load(path.read_text(encoding="utf-8"))
            yield from _matches([advisory], {name: packages[name]})


def matches_npm(database: Path, packages: Locked) -> Iterator[tuple[str, str]]:
    """The same for npm, in GitHub's database."""
    paths = sorted((database / "advisories" / "github-reviewed").rglob("*.json"))
    yield from _matches((json.loads(path.read_text(encoding="utf-8")) for path in paths), packages, of="npm")


def matches_pinned(packages: Locked) -> Iterator[tuple[str, str]]:
    """The same, in the list that is kept here."""
    listed = tomllib.loads((HERE / "npm_advisories.toml").read_text(encoding="utf-8"))["advisory"]
    yield from _matches(map(_osv, listed), packages, of="npm")


def _osv(listed: Mapping[str, Any]) -> dict[str, Any]:
    """An entry of the list as the databases have it."""
    events = [{kind: version} for each in listed.get("affected", ()) for kind, version in each.items()]
    affected = {
        "package": {"name": listed["package"], "ecosystem": "npm"},
        "ranges": [{"type": "SEMVER", "events": events}] if events else [],
        "versions": listed.get("versions", ()),
    }
    return {"id": listed["id"], "affected": [affected]}


def _matches(
    advisories: Iterable[Mapping[str, Any]], packages: Locked, *, of: str = "PyPI"
) -> Iterator[tuple[str, str]]:
    for advisory in advisories:
        if advisory.get("withdrawn"):
            continue
        for affected in advisory.get("affected") or ():
            name = affected["package"]["name"]
            name = name if of == "npm" else _normal(name)
            versions = packages.get(name, ()) if affected["package"].get("ecosystem", of) == of else ()
            listed = [versions] if isinstance(versions, str) else versions
            if any(_affects(affected, version) for version in listed):
                yield name, str(advisory["id"])
                break


def _normal(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def _affects(affected: Mapping[str, Any], version: str) -> bool:
    return version in (affected.get("versions") or ()) or any(
        _within(each["events"], _version(version))
        for each in affected.get("ranges") or ()
        if each["type"] in _RANGES
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


def found(database: Path | None) -> set[tuple[str, str]]:
    """Every match of the locks that the database is for."""
    npm = [locked_npm(folder) for folder in NPM.values()]
    if database is None:
        return {match for packages in npm for match in matches_pinned(packages)}
    if (database / "vulns").is_dir():
        locks = sorted(HERE.glob("*.txt"))
        return {match for lock in locks for match in matches(database, locked(lock.name))}
    return {match for packages in npm for match in matches_npm(database, packages)}


def main(database: Path | None = None) -> int:
    """Tell every match; 1 when one is new."""
    known, all_found = accepted(), found(database)
    for name, advisory in sorted(all_found):
        sys.stdout.write(f"{name}: {advisory}{'' if (name, advisory) in known else ' (new)'}\n")
    sys.stdout.write(f"{len(all_found)} matches\n")
    return 1 if all_found - known else 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]) if len(sys.argv) > 1 else None))
