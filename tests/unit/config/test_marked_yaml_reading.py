"""Files become nodes with places; mistakes become faults."""

from pathlib import Path

import pytest

from config import marked_yaml
from config.marked_yaml import limits


def read(text: str) -> tuple[marked_yaml.Node | None, list[str]]:
    node, faults = marked_yaml.read_bytes(text.encode(), file="f.yml")
    return node, [f"{fault.mark.line}:{fault.mark.column} {fault.rule}" for fault in faults]


def value(text: str) -> object:
    node, faults = read(f"chave: {text}\n")
    assert not faults
    assert isinstance(node, marked_yaml.MapNode)
    scalar = node.get("chave")
    assert isinstance(scalar, marked_yaml.ScalarNode)
    return scalar.value


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("true", True),
        ("false", False),
        ("sim", "sim"),
        ("não", "não"),
        ("yes", "yes"),
        ("off", "off"),
        ("True", "True"),
        ("~", None),
        ("", None),
        ("null", None),
        ("39", 39),
        ("-7", -7),
        ("38.5", 38.5),
        ("38,5", "38,5"),
        ("0101", "0101"),
        ("2020-03-15", "2020-03-15"),
        ("08:00", "08:00"),
        ("1_000", "1_000"),
        ("0x1F", "0x1F"),
        (".inf", ".inf"),
        ("9" * 400, "9" * 400),
        ("9" * 400 + ".5", "9" * 400 + ".5"),
        ("'39'", "39"),
        ("!!str 39", "39"),
    ],
)
def test_plain_words_have_the_value_a_person_expects(written: str, expected: object) -> None:
    """Only true/false are booleans; dates, times, codes and quoted numbers stay text."""
    found = value(written)
    assert (found, type(found)) == (expected, type(expected))


def test_every_node_and_key_knows_its_place() -> None:
    """Maps, lists, scalars and block scalars carry the line and column where they begin."""
    node, faults = read("a:\n  - um\n  - |\n    bloco\n    longo\nção: {b: 2}\n")
    assert isinstance(node, marked_yaml.MapNode)
    items = node.get("a")
    assert isinstance(items, marked_yaml.ListNode)
    inner = node.get("ção")
    assert isinstance(inner, marked_yaml.MapNode)
    assert not faults
    assert [str(item.mark) for item in items.items] == ["f.yml:2:5", "f.yml:3:5"]
    assert str(node.entries["ção"].key_mark) == "f.yml:6:1"
    assert str(inner.mark) == "f.yml:6:6"
    assert str(inner.entries["b"].key_mark) == "f.yml:6:7"


def test_a_merge_key_fills_in_what_the_map_does_not_say() -> None:
    """`<<` brings the entries of an anchored map, with their own places, and never overrides."""
    node, faults = read("base: &b {x: 1, y: 2}\nnova:\n  y: 3\n  <<: *b\n")
    assert isinstance(node, marked_yaml.MapNode)
    new = node.get("nova")
    assert isinstance(new, marked_yaml.MapNode)
    assert not faults
    assert [(key, entry.node) for key, entry in new.entries.items()] == [
        ("y", marked_yaml.ScalarNode(mark=marked_yaml.Mark("f.yml", 3, 6), value=3, written="3")),
        ("x", marked_yaml.ScalarNode(mark=marked_yaml.Mark("f.yml", 1, 14), value=1, written="1")),
    ]
    assert new.entries["x"].key_mark.line == 1


@pytest.mark.parametrize(
    ("text", "faults"),
    [
        ("", ["1:1 empty-file"]),
        ("# só comentário\n", ["1:1 empty-file"]),
        ("a:\n\tb: 1\n", ["2:1 tab"]),
        ("a:\n  b: 1\n\t c: 2\n", ["3:1 tab"]),
        ("a: 1\na: 2\na: 3\n", ["2:1 duplicate-key", "3:1 duplicate-key"]),
        ("a: b: c\n", ["1:5 broken-yaml"]),
        ("a: 'aberta\nb: 2\n", ["1:4 broken-yaml"]),
        ("a: [1, 2\nb: 3\n", ["2:2 broken-yaml"]),
        ("a: *importante*\n", ["1:15 broken-yaml"]),
        ("a: *importante\n", ["1:4 unknown-anchor"]),
        ("a: @casa\n", ["1:4 broken-yaml"]),
        ("a: !tipo 3\n", ["1:4 unknown-tag"]),
        ("a: !tipo [3]\n", ["1:4 unknown-tag"]),
        ("? [x]\n: y\n", ["1:3 bad-key"]),
        ("'': y\n", ["1:1 bad-key"]),
        ("<<: 3\n", ["1:5 bad-merge"]),
        ("&a [*a]\n", ["1:5 recursive-alias"]),
        ("- &a 1\n- &a 2\n", ["2:3 duplicate-anchor"]),
        ("a: 1\n---\nb: 1\n", ["2:1 several-documents"]),
        ("a: um\u200bdois\u2028três\n", ["1:11 bad-character"]),
        ("a: \x07\n", ["1:4 bad-character"]),
    ],
)
def test_a_mistake_is_a_fault_at_its_place(text: str, faults: list[str]) -> None:
    """Each kind of broken YAML is told with its rule, line and column."""
    assert read(text)[1] == faults


def test_a_duplicate_key_names_both_lines() -> None:
    """The sentence of a repeated key tells where it stood first and where again."""
    _, faults = marked_yaml.read_bytes(b"nome: a\nuf: CE\nnome: b\n", file="f.yml")
    assert str(faults[0]) == (
        'f.yml:3:1: chave "nome" repetida: já está na linha 1, e de novo na linha 3 [duplicate-key]'
    )


def test_bad_utf_8_is_told_at_the_first_bad_byte() -> None:
    """A file saved in another encoding is a fault at the character that cannot be read."""
    _, faults = marked_yaml.read_bytes("nome: Ceará\nsão: 1".encode("latin-1"), file="f.yml")
    assert [(str(fault.mark), fault.rule) for fault in faults] == [("f.yml:1:11", "bad-encoding")]


def test_a_byte_order_mark_is_no_part_of_the_file() -> None:
    """The mark that some Windows editors write at the start moves no column."""
    node, faults = marked_yaml.read_bytes(b"\xef\xbb\xbfa: 1", file="f.yml")
    assert not faults
    assert isinstance(node, marked_yaml.MapNode)
    assert str(node.entries["a"].key_mark) == "f.yml:1:1"


def test_an_anchor_bomb_stops_at_the_limit() -> None:
    """A few lines that would expand to a billion values are a fault, quickly."""
    levels = ["a0: &a0 [x, x, x, x, x, x, x, x, x]"]
    levels += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 10)]
    node, faults = read("\n".join(levels))
    assert node is None
    assert [fault.split()[1] for fault in faults] == ["too-many-aliases"]


@pytest.mark.parametrize("opening", ["[", "{a: ", "- ", "? "])
def test_nesting_has_a_limit(opening: str) -> None:
    """A megabyte of opening brackets is one fault, not an exhausted stack."""
    node, faults = read(opening * (1_000_000 // len(opening)))
    assert node is None
    assert [fault.split()[1] for fault in faults] == ["too-deep"]


def test_nesting_through_aliases_has_the_same_limit() -> None:
    """Depth that only appears when aliases are followed is counted too."""
    lines = ["- &a0 [x]"] + [f"- &a{n} [*a{n - 1}]" for n in range(1, limits.DEPTH + 1)]
    assert [fault.split()[1] for fault in read("\n".join(lines))[1]] == ["too-deep"]


def test_a_huge_file_is_refused_before_it_is_parsed(tmp_path: Path) -> None:
    """A file above the limit is a fault, whatever is in it."""
    path = tmp_path / "grande.yml"
    path.write_bytes(b"a" * (limits.FILE_BYTES + 1))
    node, faults = marked_yaml.read(path, root=tmp_path)
    assert node is None
    assert [fault.rule for fault in faults] == ["file-too-large"]


def test_a_missing_file_is_a_fault(tmp_path: Path) -> None:
    """A path that cannot be opened is told like any other mistake, relative to the root."""
    node, faults = marked_yaml.read(tmp_path / "sub" / "nada.yml", root=tmp_path)
    assert node is None
    assert [(str(fault.mark), fault.rule) for fault in faults] == [("sub/nada.yml:1:1", "unreadable-file")]


def test_a_bad_byte_after_a_byte_order_mark_has_its_right_column() -> None:
    """The mark of a Windows editor moves no column of a later fault either."""
    _, faults = marked_yaml.read_bytes(b"\xef\xbb\xbfabc: \xff", file="f.yml")
    assert [str(fault.mark) for fault in faults] == ["f.yml:1:6"]
