"""Which packs are delivered? Each by its name, with the folder of the deployment that uses it."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).parents[1]
DEPLOYMENTS: Final[Mapping[str, Path]] = {
    "covid19": ROOT / "config" / "demo",
    "dengue": ROOT / "config" / "demo-dengue",
}
