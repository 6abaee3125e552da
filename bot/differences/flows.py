"""What changed in a flow: steps that came, went or moved, and where its branches lead."""

from __future__ import annotations

import difflib
from collections.abc import Iterator

from bot.content import condition_words
from bot.content.definitions import END, Branch, Collect, Content, Flow, Step
from bot.differences import changed_fields, conditions, steps
from bot.differences.changes import Change, Weight

#: Told one by one, or of no meaning for anybody but the author.
_TOLD_ELSEWHERE = frozenset(
    {"id", "name", "description", "guard", "triggers", "keywords", "steps", "mark", "translations"}
)
_FIELD_WORDS = {
    "persisted": "que respostas ficam guardadas depois do fluxo",
    "completes": "se a despedida vem depois do fluxo",
    "entry": "se a Bela pode começar uma conversa por este fluxo",
}


def compare(old: Content, new: Content) -> Iterator[Change]:
    """Every difference of the flows."""
    for flow_id in old.flows.keys() - new.flows.keys():
        name = steps.name_of(flow_id, old)
        yield Change(weight=Weight.path, group=name, sentence=f"o fluxo «{name}» deixou de existir")
    for flow in new.flows.values():
        if flow.id not in old.flows:
            sentence = f"fluxo novo, com {len(flow.steps)} passo(s)"
            yield Change(weight=Weight.path, group=flow.name, sentence=sentence)
        else:
            yield from _Pair(old, new, flow.id).changes()


class _Pair:
    """One flow in both contents."""

    def __init__(self, old: Content, new: Content, flow_id: str) -> None:
        self._old_content, self._new_content = old, new
        self._old: Flow = old.flows[flow_id]
        self._new: Flow = new.flows[flow_id]
        self._before, self._after = steps.keyed(self._old), steps.keyed(self._new)
        self._moved = _moved(list(self._before.steps), list(self._after.steps))

    def changes(self) -> Iterator[Change]:
        yield from self._head()
        for name, step in self._before.steps.items():
            if name not in self._after.steps:
                yield self._path(f"saiu {steps.called(step, self._old_content)}")
        for name, step in self._after.steps.items():
            if name not in self._before.steps:
                yield self._path(f"entrou {steps.called(step, self._new_content)}{self._behind(name)}")
            elif name in self._moved:
                yield self._path(
                    f"{steps.called(step, self._new_content)} mudou de lugar{self._behind(name)}"
                )
        for name, step in self._after.steps.items():
            if name in self._before.steps:
                yield from self._step(self._before.steps[name], step)

    def _path(self, sentence: str) -> Change:
        return Change(weight=Weight.path, group=self._new.name, sentence=sentence)

    def _behind(self, name: str) -> str:
        names = list(self._after.steps)
        position = names.index(name)
        if position == 0:
            return ", no começo"
        return f", depois de {steps.called(self._after.steps[names[position - 1]], self._new_content)}"

    def _head(self) -> Iterator[Change]:
        old, new = self._old, self._new
        if old.name != new.name:
            yield self._words(f"o nome do fluxo passou de «{old.name}» para «{new.name}»")
        yield from self._guard()
        for word in sorted(set(new.keywords) - set(old.keywords)):
            yield self._words(f"começa também com as palavras «{word}»")
        for word in sorted(set(old.keywords) - set(new.keywords)):
            yield self._words(f"não começa mais com as palavras «{word}»")
        if old.triggers != new.triggers:
            told = ", ".join(intent for intent, _ in new.triggers) or "nenhuma"
            yield self._words(f"as intenções que o começam são agora: {told}")

        for told in changed_fields.changed(old, new, words=_FIELD_WORDS, but=_TOLD_ELSEWHERE):
            yield self._path(f"mudou {told}")

    def _guard(self) -> Iterator[Change]:
        old, new = self._old.guard, self._new.guard
        if (old.says if old else None) == (new.says if new else None):
            return
        if old and new:
            yield self._path(f"só começa se: {conditions.sentence(old, new, self._new_content.slots)}")
        elif new:
            told = condition_words.in_words(new, self._new_content.slots)
            yield self._path(f'agora só começa se "{told}"')
        else:
            yield self._path("agora começa sempre")

    def _words(self, sentence: str) -> Change:
        return Change(weight=Weight.words, group=self._new.name, sentence=sentence)

    def _step(self, old: Step, new: Step) -> Iterator[Change]:
        called = steps.called(new, self._new_content)
        if type(old) is not type(new):
            yield self._path(f"{steps.called(old, self._old_content)} virou {called}")
            return
        if isinstance(old, Collect) and isinstance(new, Collect) and old.slot != new.slot:
            yield self._path(f"{steps.called(old, self._old_content)} deu lugar a {called}")
        else:
            for field in steps.differing(old, new):
                yield self._path(f"em {called} mudou {field}")
        yield from self._branches(old, new, called)

    def _branches(self, old: Step, new: Step, called: str) -> Iterator[Change]:
        before, after = list(old.branches), list(new.branches)
        if len(before) == len(after):
            for one, other in zip(before, after, strict=True):
                yield from self._arm(one, other, self._after.target(new.id), called)
            return
        kept = {self._arm_key(arm, self._before) for arm in before}
        coming = {self._arm_key(arm, self._after) for arm in after}
        for arm in before:
            if self._arm_key(arm, self._before) not in coming:
                goes = steps.place(arm.target, self._old, self._old_content)
                yield self._path(
                    f"depois de {called} saiu o ramo {self._when(arm, self._old_content)}, que ia para {goes}"
                )
        for arm in after:
            if self._arm_key(arm, self._after) not in kept:
                goes = steps.place(arm.target, self._new, self._new_content)
                yield self._path(
                    f"depois de {called} entrou o ramo {self._when(arm, self._new_content)}, que vai para {goes}"
                )

    @staticmethod
    def _arm_key(arm: Branch, flow: steps.Keyed) -> tuple[object, str]:
        return (arm.condition.says if arm.condition else None, flow.target(arm.target))

    @staticmethod
    def _when(arm: Branch, content: Content) -> str:
        return (
            f'"se {condition_words.in_words(arm.condition, content.slots)}"' if arm.condition else '"senão"'
        )

    def _arm(self, old: Branch, new: Branch, source: str, called: str) -> Iterator[Change]:
        if old.condition and new.condition and old.condition.says != new.condition.says:
            told = conditions.sentence(old.condition, new.condition, self._new_content.slots)
            yield self._path(f"no ramo depois de {called}, {told}")
        elif bool(old.condition) is not bool(new.condition):
            when = self._when(new, self._new_content)
            yield self._path(f"o ramo depois de {called} vale agora {when}")
        was, goes = self._before.target(old.target), self._after.target(new.target)
        if was == goes or (new.condition is None and self._follows_from_the_rest(source, was, goes)):
            return
        when = f" {self._when(new, self._new_content)}" if new.condition else ""
        there = steps.place(new.target, self._new, self._new_content)
        before = steps.place(old.target, self._old, self._old_content)
        yield self._path(f"depois de {called} vai-se{when} para {there} (antes: {before})")

    def _follows_from_the_rest(self, source: str, was: str, goes: str) -> bool:
        """Whether the way differs only because a step came, went or moved, which is told already."""
        came = goes != END and goes not in self._before.steps
        went = was != END and was not in self._after.steps
        return came or went or not self._moved.isdisjoint({source, was, goes})


def _moved(before: list[str], after: list[str]) -> set[str]:
    """The steps that are in both and stand in another order."""
    old = [name for name in before if name in after]
    new = [name for name in after if name in before]
    matcher = difflib.SequenceMatcher(a=old, b=new, autojunk=False)
    in_order = {
        name for block in matcher.get_matching_blocks() for name in old[block.a : block.a + block.size]
    }
    return set(new) - in_order
