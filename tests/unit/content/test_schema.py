from __future__ import annotations

import copy
import functools
import re
from collections.abc import Iterator
from typing import Any

import fastjsonschema
import pytest
import yaml

from bot.content import loading
from bot.content.schema import whole
from config import marked_yaml
from config.marked_yaml import ListNode, MapNode, Node, Severity
from tests.talk import ROOT
from tests.unit.content.test_faults import GOOD
from tests.unit.docs.test_flow_language_examples import fences

SCHEMA = whole.schema()
validate = fastjsonschema.compile(SCHEMA, use_default=False)
PACK_FILES = [path for pack in ("covid19", "dengue") for path in loading.files(ROOT / "flows" / pack)]
UNKNOWN = re.compile(r'chave desconhecida "zzzzzzzzzz(?P<number>\d+)"; .*?(?:conhece|use): (?P<known>.*)')
#: The rules that say of a key that it may not stand there.
REFUSING = {"not-supported", "step-kind", "unknown-key"}
#: What the examples of the page do not show.
SELDOM = """
pack: {id: mini, title: Mini, language: pt-BR, version: "1"}
slots:
  sexo:
    type: categorical
    values: [f, m]
    mappings:
      - {type: from_llm}
      - {type: from_intent, intent: parar, value: f}
    validation:
      rejections: [{if: slots.sexo = 'm', utter: utter_conselho}]
      refill_utter: utter_conselho
  telefone: {type: text, answer: {type: phone}}
  documentos: {type: text, answer: {type: cpf}}
  cartao: {type: text, answer: {type: cns}}
  foto: {type: text, answer: {type: attachment, media: [image]}}
  onde: {type: text, answer: {type: location}}
  cidade: {type: text, answer: {type: municipality}}
  dias: {type: float, answer: {type: duration, max_days: 10}}
  recado: {type: text, answer: {type: text, max_length: 30}}
responses:
  utter_conselho:
    - text: Um.
      condition: [{type: slot, name: sexo, value: f}]
      attachment: {payload: {src: https://exemplo.org/a.pdf}}
      metadata: {source: nenhuma}
      quick_replies: [{title: Sim, payload: /parar}]
flows:
  assunto:
    description: Assunto
    nlu_trigger: [{intent: {name: parar, confidence_threshold: 0.9}}, {intent: parar}]
    translation: {en: {name: Topic}}
    steps:
      - {collect: sexo, metadata: {a: 1}}
      - {noop: true, next: [{if: slots.sexo = 'f', then: [{link: pattern_human_handoff}]}, {else: END}]}
migrate: {from: [2], flows: {assunto: {a: b}}}
"""


def plain(node: Node) -> Any:
    """What a node holds, without places."""
    if isinstance(node, MapNode):
        return {key: plain(entry.node) for key, entry in node.entries.items()}
    if isinstance(node, ListNode):
        return [plain(item) for item in node.items]
    return node.value


def read(text: str) -> dict:
    node, faults = marked_yaml.read_bytes(text.encode(), file="a.yml")
    assert isinstance(node, MapNode)
    assert not faults
    return {key: plain(entry.node) for key, entry in node.entries.items()}


def accepts(document: dict) -> bool:
    try:
        validate(document)
    except fastjsonschema.JsonSchemaValueException:
        return False
    return True


@functools.cache
def whole_packs() -> list[dict]:
    """A small whole pack for each example, as one file."""
    texts = [SELDOM, *GOOD.values(), *(found["text"] for found in fences(refused=False))]
    return [_completed(read(text)) for text in texts]


def _completed(document: dict) -> dict:
    merged = copy.deepcopy(document)
    for text in GOOD.values():
        for key, value in read(text).items():
            if key in {"slots", "responses", "flows"}:
                merged[key] = {**value, **merged.get(key, {})}
            else:
                merged.setdefault(key, value)
    return merged


def faults(folder, document: dict) -> list:
    (folder / "all.yml").write_text(yaml.safe_dump(document, allow_unicode=True, sort_keys=False))
    return list(loading.survey(folder).faults)


def pieces(piece: dict) -> Iterator[dict]:
    """What a piece may be, with references and alternatives opened."""
    if "$ref" in piece:
        yield from pieces(SCHEMA["definitions"][piece["$ref"].rpartition("/")[2]])
    elif "anyOf" in piece or "allOf" in piece:
        for inner in piece.get("anyOf", piece.get("allOf", [])):
            yield from pieces(inner)
    else:
        yield piece


def fits(piece: dict, data: dict | list) -> bool:
    """Whether this is the alternative that the value is meant as."""
    kinds = piece.get("type", ["object", "array"])
    if isinstance(data, list):
        return "array" in kinds
    if "object" not in kinds or not set(piece.get("required", ())) <= set(data):
        return False
    chosen = piece.get("properties", {}).get("type", {})
    words = [chosen["const"]] if "const" in chosen else chosen.get("enum")
    return "type" not in piece.get("required", ()) or words is None or data["type"] in words


def maps(piece: dict, data: object) -> Iterator[tuple[dict, dict]]:
    """Every map of a document whose keys are not names that the author chooses, with its piece of the schema."""
    if not isinstance(data, dict | list):
        return
    found = next(inner for inner in pieces(piece) if fits(inner, data))
    if isinstance(data, list):
        for item in data:
            yield from maps(found.get("items", {}), item)
        return
    names = found.get("additionalProperties", {})
    if not isinstance(names, dict) or not names:
        yield found, data
    for key, value in data.items():
        inner = found.get("properties", {}).get(key, names)
        yield from maps(inner if isinstance(inner, dict) else {}, value)


def closed(piece: object) -> Iterator[dict]:
    """Every map of the schema that has keys of its own."""
    if isinstance(piece, dict):
        if isinstance(piece.get("properties"), dict) and piece.get("additionalProperties") is False:
            yield piece["properties"]
        for inner in piece.values():
            yield from closed(inner)
    elif isinstance(piece, list):
        for inner in piece:
            yield from closed(inner)


def keys_by_map(folder, document: dict) -> Iterator[tuple[int, dict, set[str] | None]]:
    """(place among the maps, piece of the schema, keys the loader knows there; None where it takes any)."""
    bent = copy.deepcopy(document)
    found = list(maps(SCHEMA, bent))
    for number, (_, data) in enumerate(found):
        data[f"zzzzzzzzzz{number}"] = "x"
    told = [UNKNOWN.fullmatch(fault.sentence) for fault in faults(folder, bent)]
    known = {int(match["number"]): set(match["known"].split(", ")) for match in told if match}
    for number, (piece, _) in enumerate(found):
        yield number, piece, known.get(number)


def test_the_committed_schema_is_current():
    """`bela flows schema --out flows/schema.json` writes it anew."""
    assert (ROOT / "flows/schema.json").read_text(encoding="utf-8") == whole.text()


@pytest.mark.parametrize("path", PACK_FILES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_every_file_of_the_shipped_packs_is_accepted_and_names_the_schema(path):
    """An editor shows no mistake in them, and finds the schema by the line at their top."""
    text = path.read_text(encoding="utf-8")
    validate(read(text))
    named = re.match(r"# yaml-language-server: \$schema=(\S+)\n", text)
    assert named
    assert (path.parent / named[1]).resolve() == ROOT / "flows/schema.json"


@pytest.mark.parametrize("found", fences(refused=False), ids=lambda found: f"character {found.start()}")
def test_every_example_of_the_page_is_accepted(found):
    """What the page shows is what the editor takes."""
    validate(read(found["text"]))


def test_the_loader_and_the_schema_know_the_same_keys(tmp_path):
    """In each map, a key is known to both or to none; what only the loader knows, it knows to refuse it."""
    seen: set[int] = set()
    for document in whole_packs():
        assert not REFUSING & {fault.rule for fault in faults(tmp_path, document)}
        for number, piece, known in keys_by_map(tmp_path, document):
            keys = piece.get("properties")
            if keys is None:
                assert known is None, f"the loader takes only {known}"
                continue
            assert known is not None, f"the loader takes any key beside {set(keys)}"
            assert set(keys) <= known
            if id(keys) not in seen:
                refused(tmp_path, document, number, known - set(keys))
            seen.add(id(keys))
    assert [sorted(keys) for keys in closed(SCHEMA) if id(keys) not in seen] == []


def refused(folder, document: dict, number: int, keys: set[str]) -> None:
    """Each of these keys, whatever it holds, is one too many in that map, to the loader and to the schema."""
    for key in sorted(keys):
        bent = copy.deepcopy(document)
        list(maps(SCHEMA, bent))[number][1][key] = "x"
        assert REFUSING & {fault.rule for fault in faults(folder, bent)}, key
        assert not accepts(bent), key


@pytest.mark.parametrize("document", whole_packs(), ids=lambda document: " ".join(document["flows"])[-30:])
def test_an_unknown_key_is_refused_in_every_closed_map(document):
    """One by one: no alternative of the schema lets it through."""
    for number, (piece, _) in enumerate(maps(SCHEMA, document)):
        bent = copy.deepcopy(document)
        list(maps(SCHEMA, bent))[number][1]["zzzzzzzzzz0"] = "x"
        assert accepts(bent) is ("properties" not in piece)


@pytest.mark.parametrize(
    "broken",
    [
        "respostas: {}",
        "forms: {a: 1}",
        "slots: {a: {type: texto}}",
        "slots: {a: {answer: {type: agee}}}",
        "slots: {a: {answer: {type: number, min: 1}}}",
        "slots: {a: {answer: {type: choice, options: []}}}",
        "slots: {a: {mappings: [{type: from_entity, entity: x}]}}",
        "responses: {utter_a: []}",
        "responses: {utter_a: [{text: ' '}]}",
        "responses: {utter_a: [{text: A, image: http://exemplo.org/a.png}]}",
        "responses: {utter_a: [{text: A, custom: {a: 1}}]}",
        "flows: {a: {steps: [{action: utter_conselho}]}}",
        "flows: {a: {description: A, steps: []}}",
        "flows: {a: {description: A, steps: [{id: nada}]}}",
        "flows: {a: {description: A, steps: [{action: utter_conselho, collect: idade}]}}",
        "flows: {a: {description: A, steps: [{noop: true}]}}",
        "flows: {a: {description: A, steps: [{link: a, next: END}]}}",
        "flows: {a: {description: A, steps: [{noop: true, next: [{if: slots.idade > 1}, {else: END}]}]}}",
        "flows: {a: {description: A, steps: [{collect: idade, timeout: {after: logo}}]}}",
        "flows: {a: {description: A, steps: [{collect: idade, retries: {max: 0}}]}}",
        "flows: {a: {description: A, steps: [{handoff: {priority: already}}]}}",
        "flows: {a: {description: A, steps: [{set_slots: [{idade: {conta: 1}}]}]}}",
        "flows: {a: {description: A, keywords: palavra, steps: [{action: utter_conselho}]}}",
        "migrate: {from: 0, all: true}",
        "session_config: {misunderstandings: 0}",
        "protocol: {id: a, version: '1', title: A, classes: [], red_flags: [], default: leve}",
    ],
)
def test_what_is_broken_is_refused_by_both(tmp_path, broken):
    """The editor underlines what `bela flows check` would name."""
    document = read(broken)
    assert not accepts(document)
    found = faults(tmp_path, _completed(document))
    assert [fault for fault in found if fault.severity is Severity.error]
