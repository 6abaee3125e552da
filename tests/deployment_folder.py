"""A small valid deployment on disk that a test may bend."""

from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType

import pytest

import config
from config import errors

SETTINGS = """\
name: Saúde Pedra Azul
organisation: Prefeitura de Pedra Azul
state: CE
time_zone: America/Fortaleza
departments:
  urgencia:
    name: Urgência
  atendimento:
    name: Atendimento
    hours:
      segunda a sexta: 08:00-18:00
rocketchat:
  url: https://chat.pedraazul.example/
content: conteudo
"""

REGIONS = """\
fallback_services:
  - name: Posto mais perto
municipalities:
  2304400:
    name: Fortaleza
    region: Fortaleza
    aliases: [Messejana]
    services:
      - name: UPA da Praia
        address: Rua A, 1
        phone: (85) 3333-0101
        hours: sempre
  2300101: {name: Abaiara, region: Brejo Santo}
"""

NOTHING: Mapping[str, str] = MappingProxyType({})


class Folder:
    """A deployment's folder on disk."""

    def __init__(self, path: Path) -> None:
        self.path = path
        (path / "conteudo").mkdir(parents=True)
        self.write("deployment.yml", SETTINGS)
        self.write("regions.yml", REGIONS)

    def write(self, file: str, text: str) -> None:
        (self.path / file).write_text(text, encoding="utf-8")

    def replace(self, old: str, new: str, *, file: str = "deployment.yml") -> None:
        text = (self.path / file).read_text(encoding="utf-8")
        assert old in text
        self.write(file, text.replace(old, new))

    def load(self, environment: Mapping[str, str] = NOTHING) -> config.Deployment:
        return config.load(self.path, environment=environment)

    def faults(self, environment: Mapping[str, str] = NOTHING) -> list[str]:
        """What loading complains of, with paths relative to the folder's parent."""
        with pytest.raises(errors.SettingsInvalid) as raised:
            self.load(environment)
        return [str(fault).removeprefix(f"{self.path.as_posix()}/") for fault in raised.value.faults]
