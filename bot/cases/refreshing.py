"""When the content was changed on purpose: cases written anew from what happens now, with the same citizen.

Only the cases that do not hold are written; the others, and the comments between them, stay as they are.
"""

from __future__ import annotations

import dataclasses
import textwrap
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Final

from bot.cases import playing, writing
from bot.cases.checking import TurnResult
from bot.cases.definitions import Case, CaseTurn, ExpectationKind, SlotState
from bot.cases.session import Session
from bot.engine.flows import Flows
from config.marked_yaml import Mark

_NOTHING: Final[Mapping[str, str]] = {}
#: Words of a case that writing does not write: people mend such cases.
_BY_HAND: Final = ("fixtures:", "metadata:", "assertions:", "all_reasons:")


def write(
    flows: Flows, cases: Sequence[Case], *, root: Path, said: Mapping[str, str] = _NOTHING
) -> tuple[list[Path], list[Mark]]:
    """Rewrite the cases that do not hold; gives the files that were changed, and the cases that only people can mend.

    `said` is what everybody answers to questions that are new: slot → words.
    """
    broken: dict[Path, list[Case]] = {}
    for case in cases:
        if not playing.play(flows, case).holds:
            broken.setdefault(root / case.mark.file, []).append(case)
    mended: list[Path] = []
    left: list[Mark] = []
    for path, own in broken.items():
        before = path.read_text(encoding="utf-8").splitlines()
        starts = sorted(case.mark.line for case in cases if root / case.mark.file == path)
        after, by_hand = _refreshed(flows, own, before, starts, said)
        left += by_hand
        if after != before:
            path.write_text("\n".join([*after, ""]), encoding="utf-8")
            mended.append(path)
    return mended, left


def answering(flows: Flows, case: Case, said: Mapping[str, str]) -> Case:
    """The same conversation, with these words wherever one of these questions waits for an answer."""
    session = Session(flows, case.person)
    turns: list[CaseTurn] = []
    for turn in (*case.turns, None):
        words = said.get(session.state.asking or "")
        added = () if words is None else (CaseTurn(mark=case.mark, text=words),)
        for each in (*added, *([turn] if turn else [])):
            session.do(playing.act(each))
            turns.append(each)
    return dataclasses.replace(case, turns=tuple(turns))


def _refreshed(
    flows: Flows,
    broken: Sequence[Case],
    before: Sequence[str],
    starts: Sequence[int],
    said: Mapping[str, str],
) -> tuple[list[str], list[Mark]]:
    """The file's lines with those cases written anew; the last first, so that the lines before keep their numbers."""
    lines = list(before)
    left: list[Mark] = []
    for case in sorted(broken, key=lambda case: -case.mark.line):
        begin = case.mark.line - 1
        end = _end(lines, next((line - 1 for line in starts if line > case.mark.line), len(before)))
        if any(word in line for line in lines[begin:end] for word in _BY_HAND):
            left.insert(0, case.mark)
            continue
        indent = lines[begin][: len(lines[begin]) - len(lines[begin].lstrip())]
        written = writing.one(_case(flows, answering(flows, case, said)))
        lines[begin:end] = textwrap.indent(written, indent).splitlines()
    return lines, left


def _end(lines: Sequence[str], until: int) -> int:
    """Where a case ends: comments and blank lines before the next one are not its own."""
    while not lines[until - 1].strip() or lines[until - 1].lstrip().startswith("#"):
        until -= 1
    return until


def _case(flows: Flows, case: Case) -> writing.Plain:
    expected = (each for turn in case.turns for each in turn.expectations)
    words = frozenset(each.text for each in expected if each.kind is ExpectationKind.bot)
    done = [_done(result, words) for result in playing.play_all(flows, case)]
    return writing.case(case.name, case.person, done)


def _done(result: TurnResult, words: frozenset[str]) -> writing.Done:
    """What happened, with the texts that were written out before and what was said of slots."""
    return writing.Done(
        act=playing.act(result.turn),
        happened=result.happened,
        words=words,
        also=tuple(
            {each.kind.value: [_slot(slot) for slot in each.slots]}
            for each in result.turn.expectations
            if each.slots
        ),
    )


def _slot(slot: SlotState) -> object:
    return slot.name if slot.any_value else {slot.name: slot.value}
