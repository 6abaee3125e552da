"""Whatever stands in a file, the reader answers, and points inside the file."""

import re

from hypothesis import example, given
from hypothesis import strategies as st

from config import marked_yaml

#: pieces that meet each other in ways nobody writes on purpose
PIECES = st.sampled_from(
    [
        *"[]{},:-?&*!|>'\"%@`#\n\r\t \\<~",
        "a",
        "ç",
        "😀",
        ": ",
        "- ",
        "&a ",
        "*a",
        "<<: ",
        "!!str ",
        "---\n",
        "...\n",
        "%YAML 1.1\n",
        "\n  ",
        "\ufeff",
        "\u2028",
        "\x85",
        "\x00",
        "1.5",
        "true",
    ]
)


def inside(mark: marked_yaml.Mark, data: bytes) -> bool:
    lines = re.split(r"\r\n|\r|\n", data.decode("utf-8-sig", errors="replace"))
    return 1 <= mark.line <= len(lines) and 1 <= mark.column <= len(lines[mark.line - 1]) + 1


def marks(node: marked_yaml.Node) -> list[marked_yaml.Mark]:
    if isinstance(node, marked_yaml.MapNode):
        inner = [m for entry in node.entries.values() for m in (entry.key_mark, *marks(entry.node))]
        return [node.mark, *inner]
    if isinstance(node, marked_yaml.ListNode):
        return [node.mark, *(m for item in node.items for m in marks(item))]
    return [node.mark]


def check(data: bytes) -> None:
    node, faults = marked_yaml.read_bytes(data, file="f.yml")
    assert node is not None or faults
    assert all(inside(fault.mark, data) for fault in faults), [str(fault) for fault in faults]
    assert node is None or all(inside(mark, data) for mark in marks(node))


@given(st.binary(max_size=300))
@example(b"\xff\xfea\x00")
def test_no_bytes_make_the_reader_raise(data: bytes) -> None:
    """Any bytes give a node or a fault, and every mark lies inside the file."""
    check(data)


@given(st.lists(PIECES, max_size=40).map("".join))
@example("a: [\n")
@example("'")
@example("---")
@example("a\u2028: [")
def test_no_yaml_signs_make_the_reader_raise(text: str) -> None:
    """Any mixture of YAML's own signs gives a node or a fault, and every mark lies inside the file."""
    check(text.encode())


@given(st.text(max_size=30), st.lists(st.text(max_size=20), max_size=8))
def test_the_closest_word_is_one_of_the_candidates(word: str, candidates: list[str]) -> None:
    """A suggestion is always a known word."""
    assert marked_yaml.closest(word, candidates) in {None, *candidates}
