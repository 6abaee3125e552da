"""Learn the weights anew: `python -m bot.teaching config/demo config/demo-dengue`, after any change of the lessons or the packs' phrases."""

from __future__ import annotations

import gzip
import json
import sys
from collections.abc import Sequence
from pathlib import Path

import config
from bot.content import loading
from bot.content.definitions import Content
from bot.teaching import learning, lessons
from bot.understanding import doubts


def packs(deployments: Sequence[Path]) -> Sequence[Content]:
    """The packs of these deployments."""
    read = [config.load(folder, environment={}) for folder in deployments]
    return [
        loading.load(one.content, departments=[department.id for department in one.departments])
        for one in read
    ]


def written(taught_with: Sequence[Content]) -> bytes:
    """The weights as `doubts.json.gz` holds them; the same lessons give the same bytes."""
    learnt = learning.learnt(lessons.lessons(taught_with))
    told = json.dumps(learnt, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return gzip.compress(told.encode(), mtime=0)


def main(arguments: Sequence[str]) -> None:
    """Write them."""
    told = written(packs([Path(argument) for argument in arguments]))
    doubts.WEIGHTS.write_bytes(told)
    sys.stdout.write(f"{doubts.WEIGHTS.name}: {len(told) // 1024} KiB\n")


if __name__ == "__main__":
    main(sys.argv[1:])
