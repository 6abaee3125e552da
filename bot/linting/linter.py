"""From a folder to every finding, sorted by place.

What is wrong in the files themselves hides what their names refer to: where a file cannot be read at all, only that is
told; where one entry is wrong, only that is told of the entry, and everything else of the others.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import date
from pathlib import Path

from bot.content import checking, default_content, loading
from bot.linting import registry
from bot.linting.pack import Pack
from bot.linting.rule import Finding, Severity
from bot.told import Told
from config.marked_yaml import Fault, Mark
from config.retention import STANDARD

_HINT = re.compile(r'você quis dizer ("[^"]+")\?')
_QUOTED = re.compile(r'"[^"\n]+"')


def lint(
    folder: Path, *, departments: Collection[str], today: date, retention: Collection[str] = STANDARD
) -> tuple[Finding, ...]:
    """Everything that is wrong or not good enough in a pack.

    `departments` are the deployment's slugs, `retention` the classes of how long it keeps what it was told.
    """
    survey = loading.survey(folder)
    return of_survey(
        survey,
        lines=lines(folder, survey.parts.files),
        departments=departments,
        today=today,
        retention=retention,
    )


def of_survey(
    survey: loading.Survey,
    *,
    lines: Mapping[str, tuple[str, ...]],
    departments: Collection[str],
    today: date,
    retention: Collection[str] = STANDARD,
) -> tuple[Finding, ...]:
    """The same of a pack that was read before; `lines` are those of its files."""
    findings = [finding_of(fault) for fault in survey.faults]
    if survey.content and not survey.unread:
        built_in = default_content.read().written
        pack = Pack(
            content=survey.content,
            today=today,
            files=survey.parts.files,
            slots={**built_in, **survey.parts.slots},
            responses={**built_in, **survey.parts.responses},
            flows={**built_in, **survey.parts.flows},
            lines=lines,
        )
        spoiled = _Spoiled(survey)
        later = checking.check(
            survey.content, intents=survey.parts.intents, departments=departments, retention=retention
        )
        findings += [finding_of(fault) for fault in later if not spoiled.holds(fault.mark)]
        findings += [
            finding
            for finding in _found(pack, whole=not any(one.severity is Severity.error for one in findings))
            if not spoiled.holds(finding.mark) and not finding.mark.file.startswith(default_content.PLACE)
        ]
    return tuple(sorted(set(findings), key=lambda finding: (finding.mark, finding.rule, finding.sentence.pt)))


def _found(pack: Pack, *, whole: bool) -> Iterator[Finding]:
    """What the rules find; where references lead nowhere, only the rules that do not follow them are asked."""
    for check in registry.CHECKS if whole else registry.UNSHAKEN:
        yield from check(pack)


def lines(folder: Path, names: Iterable[str]) -> Mapping[str, tuple[str, ...]]:
    """The lines of those files."""
    return {name: tuple((folder / name).read_text(encoding="utf-8-sig").splitlines()) for name in names}


class _Spoiled:
    """The entries of the files in which something is wrong already."""

    def __init__(self, survey: loading.Survey) -> None:
        parts = survey.parts
        begins: dict[str, list[int]] = {}
        for entries in (parts.slots, parts.responses, parts.flows):
            for entry in entries.values():
                begins.setdefault(entry.key_mark.file, []).append(entry.key_mark.line)
        self._begins = {file: sorted(lines) for file, lines in begins.items()}
        self._wrong = {(fault.mark.file, self._entry(fault.mark)) for fault in survey.faults}

    def holds(self, mark: Mark) -> bool:
        """Whether the place is inside such an entry."""
        return (mark.file, self._entry(mark)) in self._wrong

    def _entry(self, mark: Mark) -> int:
        return max((line for line in self._begins.get(mark.file, ()) if line <= mark.line), default=0)


def finding_of(fault: Fault) -> Finding:
    """A fault of reading as a finding; where nobody wrote it in English, that is its rule's title, with the names it names."""
    if fault.english:
        told = Told(fault.sentence, fault.english)
        severity = Severity(fault.severity.value)
        return Finding(rule=fault.rule, severity=severity, mark=fault.mark, sentence=told)
    rule = registry.RULES.get(fault.rule)
    title = rule.title.en if rule else fault.rule
    hint = _HINT.search(fault.sentence)
    names = _QUOTED.findall(fault.sentence[: hint.start()] if hint else fault.sentence)
    english = title + (f": {', '.join(names)}" if names else "")
    return Finding(
        rule=fault.rule,
        severity=Severity(fault.severity.value),
        mark=fault.mark,
        sentence=Told(fault.sentence, f"{english}; did you mean {hint[1]}?" if hint else english),
    )
