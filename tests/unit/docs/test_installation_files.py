from __future__ import annotations

import configparser
import re

import pytest
import yaml

from bot.command_line import main as bela
from tests.unit.docs import sources

UNITS = sorted((sources.ROOT / "config" / "systemd").glob("*.service"))
CONTAINER = sources.ROOT / "config" / "container"


def known_variables() -> set[str]:
    """What the settings page tells of, and what the compose file asks its reader for."""
    told = set(re.findall(r"\b(?:BELA_[A-Z_]+|DATABASE_URL)\b", sources.page("reference/settings.md")))
    return told | {"POSTGRES_PASSWORD", "ROOT_URL"}


def unit(path) -> configparser.RawConfigParser:
    read = configparser.RawConfigParser(strict=False)
    read.optionxform = str  # type: ignore[assignment, method-assign]
    read.read_string(path.read_text(encoding="utf-8"))
    return read


@pytest.mark.parametrize("path", UNITS, ids=lambda path: path.name)
def test_a_unit_starts_a_command_that_there_is_with_variables_that_are_known(path):
    """Who copies a unit gets a service that starts: its command and its variables exist, and it is tried for ever."""
    service = unit(path)["Service"]
    assert service["ExecStart"].split()[-1] in bela.commands
    assert service["Environment"].partition("=")[0] in known_variables()
    assert (service["Restart"], unit(path)["Unit"]["StartLimitIntervalSec"]) == ("always", "0")


def test_standby_and_leader_listen_at_different_ports():
    """Both run on one machine."""
    standby = (sources.ROOT / "config" / "systemd" / "bela-standby.service").read_text(encoding="utf-8")
    assert "BELA_HEALTH_PORT=3181" in standby


def test_the_compose_file_names_commands_and_variables_that_there_are():
    """Every service of Bela's runs a command that exists, every variable is known, and no volume is forgotten."""
    text = (CONTAINER / "compose.yml").read_text(encoding="utf-8")
    compose = yaml.safe_load(text)
    own = {name: service for name, service in compose["services"].items() if service["image"] == "bela"}
    assert {name: service.get("command", ["run"])[0] for name, service in own.items()} == {
        "bela": "run",
        "standby": "run",
        "guard": "guard",
    }
    assert {service.get("command", ["run"])[0] for service in own.values()} <= set(bela.commands)
    named = set(re.findall(r"\$\{(\w+)", text)) | set(compose["x-bela"]["environment"])
    assert named <= known_variables()
    volumes = [volume for service in compose["services"].values() for volume in service.get("volumes", ())]
    mounted = {volume.partition(":")[0] for volume in volumes}
    assert mounted == set(compose["volumes"])


def test_the_container_copies_every_package_of_the_program():
    """A package that is new must not be missing in the container."""
    text = (CONTAINER / "Containerfile").read_text(encoding="utf-8")
    copied = set(re.findall(r"^COPY --chown=bela:bela (\w+) ", text, re.MULTILINE))
    assert {*sources.PACKAGES, "sandbox", "flows", "requirements"} <= copied
