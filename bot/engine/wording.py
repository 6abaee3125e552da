"""What may a text name, and who hears it? Looked up only when a text asks for it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Final

from bot.engine import reasons, reopening, responses, window

if TYPE_CHECKING:
    from bot.engine import flows
    from bot.engine.run import Run

#: The slot in which Rasa, too, keeps the language that a person is spoken to in.
LANGUAGE_SLOT: Final = "language"
#: The slot in which the citizen's municipality is kept.
PLACE_SLOT: Final = "municipio"


def language(run: Run) -> str:
    """The language the citizen is spoken to in; "" for the pack's own."""
    return str(run.slots.get(LANGUAGE_SLOT) or "")


class Words(Mapping[str, str]):
    """Everything that a text may name in braces; "" for what is not known."""

    def __init__(self, run: Run, also: Mapping[str, str]) -> None:
        """`also` goes before everything else."""
        self._run = run
        self._also = also

    @property
    def language(self) -> str:
        """The language the citizen is spoken to in; "" for the pack's own."""
        return language(self._run)

    def audience(self, *, by_place: bool) -> responses.Audience:
        """Who hears the text; where they live is looked up only for a text that goes by it."""
        run = self._run
        return responses.Audience(
            channel=run.channel,
            approved_only=window.is_over(run),
            language=self.language,
            places=self._places() if by_place else (),
            slots=run.slots,
            context=run.context,
        )

    def _places(self) -> Sequence[str]:
        """Municipality, micro-region, state; nearest first."""
        flows = self._run.flows
        return flows.places.get(str(self._run.slots.get(PLACE_SLOT) or ""), (flows.state,))

    def __getitem__(self, name: str) -> str:
        """The words for a name."""
        if name in self._also:
            return self._also[name]
        run = self._run
        if name in run.flows.facts:
            return run.flows.facts[name]
        engine = self._engine(name)
        if engine is not None:
            return engine
        slot = run.flows.content.slots.get(name)
        return responses.in_words(slot, run.slots.get(name), self.language)

    def _engine(self, name: str) -> str | None:
        """What the engine itself knows by that name."""
        run = self._run
        match name:
            case "codigo":
                return run.turn.person_code
            case "classe" if run.assessment:
                return reasons.class_label(run.flows.protocol, run.assessment, self.language)
            case "motivos" if run.assessment:
                return "; ".join(reasons.said(run.flows.protocol, run.assessment, self.language))
            case "servicos":
                services = run.flows.services
                return services.get(str(run.slots.get(PLACE_SLOT) or ""), services.get("", ""))
            case "departamento" | "horario" | "reabertura" if run.department in run.flows.departments:
                return self._of_department(name, run.flows.departments[str(run.department)])
        told = run.stack[-1].context.get(name) if run.stack else None
        return None if told is None else responses.in_words(None, told, self.language)

    def _of_department(self, name: str, department: flows.Department) -> str:
        if name == "reabertura":
            return reopening.sentence(department.opening, self._run.turn.now, self.language)
        return department.name if name == "departamento" else department.hours

    def __iter__(self) -> Iterator[str]:
        """The names of slots, for the sake of the protocol."""
        return iter(self._run.slots)

    def __len__(self) -> int:
        """How many slots there are."""
        return len(self._run.slots)
