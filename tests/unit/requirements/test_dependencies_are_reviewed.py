"""Every locked package is in the review list in just this version, and the audit finds what affects one."""

import json
import tomllib
from pathlib import Path

import pytest
import yaml

from requirements import audit

ROOT = Path(__file__).parents[3]
REVIEWED = tomllib.loads((ROOT / "requirements" / "reviewed.toml").read_text(encoding="utf-8"))


@pytest.mark.parametrize(
    ("section", "lock"), [("ours", "dev.txt"), ("rasa", "rasa.txt"), ("tools", "tools.txt")]
)
def test_a_python_lock_holds_what_was_reviewed(section: str, lock: str) -> None:
    """A version that changed, or a package that came or went, is looked at before it is used: then edit the list."""
    assert audit.locked(lock) == REVIEWED["python"][section]


def test_what_runs_is_part_of_what_was_reviewed() -> None:
    """The lock of the program itself names the same versions as the one with the development tools."""
    assert audit.locked("base.txt").items() <= REVIEWED["python"]["ours"].items()


@pytest.mark.parametrize(("section", "folder"), audit.NPM.items())
def test_an_npm_lock_holds_what_was_reviewed(section: str, folder: str) -> None:
    """As for Python; a package that is there twice counts with each version."""
    found = audit.locked_npm(folder)
    assert {name: " ".join(sorted(versions)) for name, versions in found.items()} == REVIEWED["npm"][section]


def test_every_accepted_advisory_is_about_a_locked_version_and_says_why() -> None:
    """When the version moves on, the entry has to go."""
    for entry in REVIEWED["advisory"]:
        lock = REVIEWED["npm"].get(entry["lock"]) or REVIEWED["python"]["rasa"]
        assert lock[entry["package"]] == entry["version"]
        assert entry["ids"]
        assert len(entry["why"]) > 20


def test_no_npm_lock_holds_a_version_that_a_known_advisory_affects() -> None:
    """But for what was looked at and accepted with its reason."""
    assert audit.found(None) <= audit.accepted()


def test_every_known_npm_advisory_is_about_a_package_that_is_locked() -> None:
    """The list stays short: what left the locks leaves it, too."""
    names = set().union(*map(audit.locked_npm, audit.NPM.values()))
    listed = tomllib.loads((audit.HERE / "npm_advisories.toml").read_text(encoding="utf-8"))["advisory"]
    assert {each["package"] for each in listed} <= names
    assert all(each.get("affected") or each.get("versions") for each in listed)


@pytest.mark.parametrize(
    ("package", "version", "ids"),
    [
        ("ws", "8.17.0", {"CVE-2024-37890"}),
        ("ws", "8.17.1", set()),
        ("lodash", "4.17.20", {"CVE-2021-23337", "CVE-2025-13465"}),
        ("debug", "4.4.2", {"stolen-2025-09"}),
        ("debug", "4.3.1", set()),
    ],
)
def test_a_lock_that_fell_back_would_be_noticed(package: str, version: str, ids: set[str]) -> None:
    """Within the range, at its end, and by a version alone."""
    assert {id_ for _, id_ in audit.matches_pinned({package: {version}})} == ids


def test_npm_locks_are_matched_against_githubs_database(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Another ecosystem's package of the same name is left alone; a new match ends with 1."""
    place = tmp_path / "advisories" / "github-reviewed" / "2026" / "11" / "GHSA-x"
    place.mkdir(parents=True)
    for number, ecosystem in enumerate(("npm", "PyPI")):
        ranges = [{"type": "ECOSYSTEM", "events": [{"introduced": "0"}, {"fixed": "99.0"}]}]
        affected = {"package": {"name": "ws", "ecosystem": ecosystem}, "ranges": ranges}
        text = json.dumps({"id": f"GHSA-{number}", "affected": [affected]})
        (place / f"GHSA-{number}.json").write_text(text)
    assert audit.main(tmp_path) == 1
    assert capsys.readouterr().out == "ws: GHSA-0 (new)\n1 matches\n"


def advise(folder: Path, name: str, **more: object) -> None:
    """Put one advisory about a package into a database."""
    place = folder / "vulns" / name
    place.mkdir(parents=True, exist_ok=True)
    affected = {"package": {"name": name, "ecosystem": "PyPI"}, **more}
    advisory = {"id": f"PYSEC-{len(list(place.iterdir()))}", "affected": [affected]}
    (place / f"{advisory['id']}.yaml").write_text(yaml.safe_dump(advisory))


@pytest.mark.parametrize(
    ("version", "affected"), [("1.4", False), ("1.5", True), ("1.9.9", True), ("2.0", False), ("3.0", True), ("3.1", False)]
)  # fmt: skip
def test_a_version_is_affected_from_introduced_until_fixed(
    tmp_path: Path, version: str, *, affected: bool
) -> None:
    """Several ranges, the last one with its last affected version."""
    events = [{"introduced": "1.5"}, {"fixed": "2.0"}, {"introduced": "2.5"}, {"last_affected": "3.0"}]
    advise(tmp_path, "pedra", ranges=[{"type": "ECOSYSTEM", "events": events}])
    assert bool(list(audit.matches(tmp_path, {"pedra": version}))) is affected


def test_a_listed_version_is_affected(tmp_path: Path) -> None:
    """Some advisories list versions only; other packages stay out of it."""
    advise(tmp_path, "pedra", versions=["1.0", "1.1"])
    assert list(audit.matches(tmp_path, {"pedra": "1.1", "cal": "1.1"})) == [("pedra", "PYSEC-0")]


def test_a_new_match_ends_with_1(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """What is not in the review list is told as new."""
    assert audit.main(tmp_path) == 0
    advise(tmp_path, "aiohttp", ranges=[{"type": "ECOSYSTEM", "events": [{"introduced": "0"}]}])
    assert audit.main(tmp_path) == 1
    assert "aiohttp: PYSEC-0 (new)" in capsys.readouterr().out
