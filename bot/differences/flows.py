"""What changed in a flow: steps that came, went or moved, and where its branches lead."""

from __future__ import annotations

import difflib
from collections.abc import Iterator

from bot.content import condition_words
from bot.content.definitions import END, Branch, Collect, Content, Flow, Step
from bot.differences import changed_fields, conditions, steps
from bot.differences.changes import Change, Weight
from bot.told import NOTHING, Told, alike

#: Told one by one, or of no meaning for anybody but the author.
_TOLD_ELSEWHERE = frozenset(
    {"id", "name", "description", "guard", "triggers", "keywords", "steps", "mark", "translations"}
)
_FIELD_WORDS = {
    "persisted": Told(
        "que respostas ficam guardadas depois do fluxo", "which answers are kept after the flow"
    ),
    "completes": Told("se a despedida vem depois do fluxo", "whether the goodbye comes after the flow"),
    "entry": Told(
        "se a Bela pode começar uma conversa por este fluxo",
        "whether Bela may begin a conversation with this flow",
    ),
}


def compare(old: Content, new: Content) -> Iterator[Change]:
    """Every difference of the flows."""
    for flow_id in old.flows.keys() - new.flows.keys():
        name = steps.name_of(flow_id, old)
        gone = Told("o fluxo «$name» deixou de existir", "the flow «$name» is gone").filled(name=name)
        yield Change(weight=Weight.path, group=alike(name), sentence=gone)
    for flow in new.flows.values():
        if flow.id not in old.flows:
            came = Told("fluxo novo, com $count passo(s)", "new flow, with $count step(s)")
            sentence = came.filled(count=str(len(flow.steps)))
            yield Change(weight=Weight.path, group=alike(flow.name), sentence=sentence)
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
                gone = steps.called(step, self._old_content)
                yield self._path(Told("saiu $step", "$step is gone").filled(step=gone))
        for name, step in self._after.steps.items():
            called, behind = steps.called(step, self._new_content), self._behind(name)
            if name not in self._before.steps:
                came = Told("entrou $step$behind", "$step is new$behind")
                yield self._path(came.filled(step=called, behind=behind))
            elif name in self._moved:
                moved = Told("$step mudou de lugar$behind", "$step changed its place$behind")
                yield self._path(moved.filled(step=called, behind=behind))
        for name, step in self._after.steps.items():
            if name in self._before.steps:
                yield from self._step(self._before.steps[name], step)

    def _path(self, sentence: Told) -> Change:
        return Change(weight=Weight.path, group=alike(self._new.name), sentence=sentence)

    def _behind(self, name: str) -> Told:
        names = list(self._after.steps)
        position = names.index(name)
        if position == 0:
            return Told(", no começo", ", at the beginning")
        before = steps.called(self._after.steps[names[position - 1]], self._new_content)
        return Told(", depois de $step", ", after $step").filled(step=before)

    def _head(self) -> Iterator[Change]:
        old, new = self._old, self._new
        if old.name != new.name:
            renamed = Told(
                "o nome do fluxo passou de «$was» para «$now»",
                "the flow's name went from «$was» to «$now»",
            )
            yield self._words(renamed.filled(was=old.name, now=new.name))
        yield from self._guard()
        for word in sorted(set(new.keywords) - set(old.keywords)):
            also = Told("começa também com as palavras «$word»", "begins with the words «$word», too")
            yield self._words(also.filled(word=word))
        for word in sorted(set(old.keywords) - set(new.keywords)):
            no_more = Told("não começa mais com as palavras «$word»", "no more begins with the words «$word»")
            yield self._words(no_more.filled(word=word))
        if old.triggers != new.triggers:
            intents = ", ".join(intent for intent, _ in new.triggers)
            triggers = Told(
                "as intenções que o começam são agora: $what", "the intents that begin it are now: $what"
            )
            yield self._words(triggers.filled(what=intents or Told("nenhuma", "none")))
        for told in changed_fields.changed(old, new, words=_FIELD_WORDS, but=_TOLD_ELSEWHERE):
            yield self._path(Told("mudou $what", "changed: $what").filled(what=told))

    def _guard(self) -> Iterator[Change]:
        old, new = self._old.guard, self._new.guard
        if (old.says if old else None) == (new.says if new else None):
            return
        if old and new:
            told = conditions.sentence(old, new, self._new_content.slots)
            yield self._path(Told("só começa se: $when", "only begins if: $when").filled(when=told))
        elif new:
            told = condition_words.in_words(new, self._new_content.slots)
            only = Told('agora só começa se "$when"', 'now only begins if "$when"')
            yield self._path(only.filled(when=told))
        else:
            yield self._path(Told("agora começa sempre", "now always begins"))

    def _words(self, sentence: Told) -> Change:
        return Change(weight=Weight.words, group=alike(self._new.name), sentence=sentence)

    def _step(self, old: Step, new: Step) -> Iterator[Change]:
        called = steps.called(new, self._new_content)
        if type(old) is not type(new):
            became = Told("$was virou $now", "$was became $now")
            yield self._path(became.filled(was=steps.called(old, self._old_content), now=called))
            return
        if isinstance(old, Collect) and isinstance(new, Collect) and old.slot != new.slot:
            gave_way = Told("$was deu lugar a $now", "$was gave way to $now")
            yield self._path(gave_way.filled(was=steps.called(old, self._old_content), now=called))
        else:
            for field in steps.differing(old, new):
                changed = Told("em $step mudou $what", "in $step this changed: $what")
                yield self._path(changed.filled(step=called, what=field))
        yield from self._branches(old, new, called)

    def _branches(self, old: Step, new: Step, called: Told) -> Iterator[Change]:
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
                gone = Told(
                    "depois de $step saiu o ramo $when, que ia para $goes",
                    "after $step the branch $when is gone, which led to $goes",
                )
                when = self._when(arm, self._old_content)
                yield self._path(gone.filled(step=called, when=when, goes=goes))
        for arm in after:
            if self._arm_key(arm, self._after) not in kept:
                goes = steps.place(arm.target, self._new, self._new_content)
                came = Told(
                    "depois de $step entrou o ramo $when, que vai para $goes",
                    "after $step the branch $when is new, which leads to $goes",
                )
                when = self._when(arm, self._new_content)
                yield self._path(came.filled(step=called, when=when, goes=goes))

    @staticmethod
    def _arm_key(arm: Branch, flow: steps.Keyed) -> tuple[object, str]:
        return (arm.condition.says if arm.condition else None, flow.target(arm.target))

    @staticmethod
    def _when(arm: Branch, content: Content) -> Told:
        if arm.condition is None:
            return Told('"senão"', '"else"')
        told = condition_words.in_words(arm.condition, content.slots)
        return Told('"se $when"', '"if $when"').filled(when=told)

    def _arm(self, old: Branch, new: Branch, source: str, called: Told) -> Iterator[Change]:
        if old.condition and new.condition and old.condition.says != new.condition.says:
            told = conditions.sentence(old.condition, new.condition, self._new_content.slots)
            branch = Told("no ramo depois de $step, $told", "in the branch after $step, $told")
            yield self._path(branch.filled(step=called, told=told))
        elif bool(old.condition) is not bool(new.condition):
            when = self._when(new, self._new_content)
            counts = Told("o ramo depois de $step vale agora $when", "the branch after $step now holds $when")
            yield self._path(counts.filled(step=called, when=when))
        was, goes = self._before.target(old.target), self._after.target(new.target)
        if was == goes or (new.condition is None and self._follows_from_the_rest(source, was, goes)):
            return
        when = alike(" $when").filled(when=self._when(new, self._new_content)) if new.condition else NOTHING
        there = steps.place(new.target, self._new, self._new_content)
        before = steps.place(old.target, self._old, self._old_content)
        way = Told(
            "depois de $step vai-se$when para $there (antes: $before)",
            "after $step the way leads$when to $there (before: $before)",
        )
        yield self._path(way.filled(step=called, when=when, there=there, before=before))

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
