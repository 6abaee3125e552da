"""From a folder to what the engine runs: read, checked, and made ready for one deployment."""

from __future__ import annotations

from pathlib import Path

import config
from bot.content import loading
from bot.content.definitions import Content
from bot.engine import preparing
from bot.engine.flows import Flows


def read(folder: Path, deployment: config.Deployment) -> Content:
    """The content of a folder. Raises ContentInvalid with every fault."""
    departments = [department.id for department in deployment.departments]
    return loading.load(folder, departments=departments, retention=deployment.retention)


def compiled(folder: Path, deployment: config.Deployment) -> Flows:
    """The content of a folder, ready to run. Raises ContentInvalid with every fault."""
    return preparing.prepare(read(folder, deployment), deployment)


def ready(folder: Path, deployment: config.Deployment) -> Flows:
    """The same, for citizens: what is learnt from the examples is at hand, too. Raises ContentInvalid with every fault."""
    flows = compiled(folder, deployment)
    preparing.learn(flows)
    return flows
