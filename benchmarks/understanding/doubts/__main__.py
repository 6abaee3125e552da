"""Learn the weights anew: `python -m benchmarks.understanding.doubts`, after any change of what they are learnt from."""

from __future__ import annotations

import json
import sys

from benchmarks.understanding.doubts import learning, lessons
from benchmarks.understanding.doubts.lessons import shipped_packs
from bot.understanding import doubts


def written() -> str:
    """The weights as `doubts.json` holds them."""
    learnt = learning.learnt(lessons.lessons(shipped_packs()))
    return json.dumps(learnt, ensure_ascii=False, sort_keys=True, indent=0, separators=(",", ":")) + "\n"


def main() -> None:
    """Write them."""
    told = written()
    doubts.WEIGHTS.write_text(told, encoding="utf-8")
    sys.stdout.write(f"{doubts.WEIGHTS.name}: {len(told) // 1024} KiB\n")


if __name__ == "__main__":
    main()
