"""From a deployment's folder and the environment to typed settings."""

from collections.abc import Mapping
from pathlib import Path

from config.credentials import read_secrets
from config.deployment import Deployment
from config.deployment_reading import DeploymentReader
from config.errors import SettingsInvalid
from config.sources import Sources

SETTINGS_FILE = "deployment.yml"
REGIONS_FILE = "regions.yml"


def load(folder: Path, *, environment: Mapping[str, str]) -> Deployment:
    """Read `deployment.yml` and `regions.yml` of a folder and the secrets of the environment.

    `content` counts from the folder, the data folder from where the program runs; marks name files as `folder` was given.

    Raises:
        SettingsInvalid: with every fault of both files and of the environment.
    """
    sources = Sources(environment)
    settings = sources.file(folder / SETTINGS_FILE)
    regions = sources.file(folder / REGIONS_FILE)
    secrets = read_secrets(environment, sources.complaints)
    if settings is None:
        raise SettingsInvalid(sources.all_faults())
    deployment = DeploymentReader(folder, settings, sources).read(regions, secrets)
    if faults := sources.all_faults():
        raise SettingsInvalid(faults)
    return deployment
