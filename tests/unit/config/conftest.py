"""Deployments to load."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests import deployment_folder


@pytest.fixture
def folder(tmp_path: Path) -> deployment_folder.Folder:
    return deployment_folder.Folder(tmp_path / "pedra-azul")


@pytest.fixture
def make_folder(tmp_path: Path) -> Callable[[str], deployment_folder.Folder]:
    return lambda name: deployment_folder.Folder(tmp_path / name)
