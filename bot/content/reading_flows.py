"""`flows:`, as in Rasa's CALM: what a flow says of itself; its steps are read by `reading_steps`."""

from __future__ import annotations

from bot.content import reading_values
from bot.content.definitions import END, Flow
from bot.content.definitions import Entry as EntryPoint
from bot.content.reading_steps import Steps
from config.marked_yaml import Entry, Fault, MapNode, Shape

#: Keys of Rasa's that only a language model looks at, and marks of the file itself.
NO_EFFECT = {
    "always_include_in_prompt": "nenhum modelo de linguagem escolhe fluxos aqui",
    "file_path": "a Bela sabe em que arquivo o fluxo está",
}


def flow(flow_id: str, entry: Entry, faults: list[Fault]) -> Flow:
    """One flow."""
    shape = Shape(entry.node, what=f'o fluxo "{flow_id}"', faults=faults, mark=entry.key_mark)
    _refuse(shape)
    listed = shape.list("steps")
    if listed is None or not listed.items:
        shape.fault("empty-flow", f'o fluxo "{flow_id}" precisa de "steps"')
    reader = Steps(flow_id, faults)
    if listed:
        reader.read_list(listed, after=END, nested=False)
    read = Flow(
        id=flow_id,
        name=shape.text("name", flow_id.replace("_", " ")),
        description=shape.required_text("description"),
        guard=reading_values.condition(shape.node("if"), faults),
        triggers=_triggers(shape, faults),
        keywords=shape.texts("keywords"),
        steps=reader.steps,
        mark=entry.key_mark,
        persisted=shape.texts("persisted_slots"),
        completes=shape.flag("run_pattern_completed", default=True),
        translations=reading_values.translations(shape, faults, inside="name"),
        entry=_entry(shape, faults),
    )
    shape.done()
    return read


def _refuse(shape: Shape) -> None:
    shape.map("metadata")
    for key, reason in NO_EFFECT.items():
        if shape.node(key) is not None:
            shape.warn("no-effect", f'"{key}" não tem efeito: {reason}', key=key)
    if shape.node("on_activate") is not None:
        shape.fault(
            "not-supported",
            '"on_activate" não existe aqui; ponha a ação no primeiro passo',
            key="on_activate",
        )


def _triggers(shape: Shape, faults: list[Fault]) -> tuple[tuple[str, float | None], ...]:
    listed = shape.list("nlu_trigger")
    found: list[tuple[str, float | None]] = []
    for item in listed.items if listed else ():
        trigger = Shape(item, what="nlu_trigger", faults=faults, mark=item.mark)
        intent = trigger.node("intent")
        if isinstance(intent, MapNode):
            named = Shape(intent, what="intent", faults=faults, mark=intent.mark)
            found.append((named.required_text("name"), named.number("confidence_threshold")))
            named.done()
        else:
            found.append((trigger.required_text("intent"), None))
        trigger.done()
    return tuple(found)


def _entry(shape: Shape, faults: list[Fault]) -> EntryPoint | None:
    """`entry: {name, slots}`: a conversation that Bela may begin with this flow."""
    node = shape.map("entry")
    if node is None:
        return None
    inner = Shape(node, what='"entry"', faults=faults, mark=node.mark)
    read = EntryPoint(name=inner.required_text("name"), slots=inner.texts("slots"))
    inner.done()
    return read
