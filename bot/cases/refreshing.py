"""When the content was changed on purpose: cases written anew from what happens now, with the same citizen."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from bot.cases import playing, writing
from bot.cases.definitions import Case
from bot.engine.flows import Flows


def can_refresh(text: str) -> bool:
    """Whether a file holds only what `writing` writes; fixtures, metadata and assertions are for people to mend."""
    return not any(word in text for word in ("fixtures:", "metadata:", "assertions:", "all_reasons:"))


def refreshed(flows: Flows, cases: Sequence[Case], before: str) -> str:
    """The text of the file with these cases, its comment at the top kept."""
    head = []
    for line in before.splitlines():
        if not line.startswith("#"):
            break
        head.append(line)
    written = writing.file([_case(flows, case) for case in cases])
    return "\n".join([*head, written])


def write(flows: Flows, cases: Sequence[Case], *, root: Path) -> tuple[list[Path], list[Path]]:
    """Rewrite the files of the cases that do not hold; gives those rewritten and those that only people can mend."""
    files = sorted({root / case.mark.file for case in cases if not playing.play(flows, case).holds})
    mended: list[Path] = []
    left: list[Path] = []
    for path in files:
        before = path.read_text(encoding="utf-8")
        if not can_refresh(before):
            left.append(path)
            continue
        own = [case for case in cases if root / case.mark.file == path]
        path.write_text(refreshed(flows, own, before), encoding="utf-8")
        mended.append(path)
    return mended, left


def _case(flows: Flows, case: Case) -> writing.Plain:
    results = playing.play_all(flows, case)
    done = [writing.Done(act=playing.act(result.turn), happened=result.happened) for result in results]
    return writing.case(case.name, case.person, done)
