"""Which steps, branches and rules did the conversations come by, and which not?"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from bot.cases.session import Happened
from bot.content.definitions import Content
from bot.told import Language, Told
from config.marked_yaml import Mark


@dataclass(frozen=True, slots=True, kw_only=True)
class Missed:
    """Something that no conversation came by."""

    mark: Mark
    what: Told


@dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    """So many of all, and those that are missing."""

    total: int
    missed: tuple[Missed, ...]

    @property
    def percent(self) -> float:
        """100 when there is nothing to come by."""
        return 100.0 * (self.total - len(self.missed)) / self.total if self.total else 100.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Coverage:
    """What was come by, kind by kind."""

    steps: Share
    branches: Share
    #: Rules and red flags of the protocol.
    rules: Share

    @property
    def lowest(self) -> float:
        """The smaller of steps and branches."""
        return min(self.steps.percent, self.branches.percent)


class Counter:
    """Counts what happens in any number of conversations."""

    def __init__(self, content: Content, *, of_pack: Callable[[Mark], bool] = lambda _: True) -> None:
        """Count in this content; only what stands in the files of the pack counts."""
        self._content = content
        self._of_pack = of_pack
        self._steps: set[tuple[str, str]] = set()
        self._branches: set[tuple[str, str, int]] = set()
        self._rules: set[str] = set()

    def count(self, happened: Iterable[Happened]) -> None:
        """Note everything that these turns came by."""
        for one in happened:
            for passed in one.path:
                if passed.branch is None:
                    self._steps.add((passed.flow, passed.step))
                else:
                    self._branches.add((passed.flow, passed.step, passed.branch))
            if one.classified:
                self._rules.update(reason.id for reason in one.classified.reasons)

    def result(self) -> Coverage:
        """What was come by until now."""
        return Coverage(
            steps=_share(self._all_steps(), self._of_pack),
            branches=_share(self._all_branches(), self._of_pack),
            rules=_share(self._all_rules(), self._of_pack),
        )

    def _all_steps(self) -> Iterator[tuple[Missed, bool]]:
        for flow in self._content.flows.values():
            for step in flow.steps.values():
                missed = Missed(
                    mark=step.mark,
                    what=Told(f'passo "{step.id}" de "{flow.id}"', f'step "{step.id}" of "{flow.id}"'),
                )
                yield missed, (flow.id, step.id) in self._steps

    def _all_branches(self) -> Iterator[tuple[Missed, bool]]:
        for flow in self._content.flows.values():
            for step in flow.steps.values():
                if len(step.branches) == 1:
                    continue
                for number, branch in enumerate(step.branches):
                    condition = branch.condition.text if branch.condition else "else"
                    missed = Missed(
                        mark=branch.mark,
                        what=Told(
                            f'ramo «{condition}» de "{flow.id}.{step.id}"',
                            f'branch «{condition}» of "{flow.id}.{step.id}"',
                        ),
                    )
                    yield missed, (flow.id, step.id, number) in self._branches

    def _all_rules(self) -> Iterator[tuple[Missed, bool]]:
        for rule in self._content.protocol.rules:
            yield (
                Missed(mark=rule.mark, what=Told(f'regra "{rule.id}"', f'rule "{rule.id}"')),
                rule.id in self._rules,
            )
        for flag in self._content.protocol.red_flags:
            yield (
                Missed(mark=flag.mark, what=Told(f'sinal de alerta "{flag.id}"', f'red flag "{flag.id}"')),
                flag.id in self._rules,
            )


def _share(all_of_them: Iterable[tuple[Missed, bool]], of_pack: Callable[[Mark], bool]) -> Share:
    counted = [(missed, come_by) for missed, come_by in all_of_them if of_pack(missed.mark)]
    missed = sorted((missed for missed, come_by in counted if not come_by), key=lambda missed: missed.mark)
    return Share(total=len(counted), missed=tuple(missed))


def told(coverage: Coverage, *, language: Language = Language.pt) -> str:
    """The shares, and the lines that no conversation came by."""
    named = (
        (Told("passos", "steps"), coverage.steps),
        (Told("ramos", "branches"), coverage.branches),
        (Told("regras e sinais", "rules and signs"), coverage.rules),
    )
    of = Told("de", "of").said(language)
    lines = [
        f"{name.said(language)}: {share.percent:.1f} % ({share.total - len(share.missed)} {of} {share.total})"
        for name, share in named
    ]
    missing = [
        f"  {missed.mark}: {missed.what.said(language)}" for _, share in named for missed in share.missed
    ]
    return "\n".join(
        [
            *lines,
            *(
                ["", Told("Nenhum caso passa por:", "No case comes by:").said(language), *missing]
                if missing
                else []
            ),
        ]
    )
