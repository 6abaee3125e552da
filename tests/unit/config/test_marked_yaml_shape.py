"""A shape takes typed values out of a map and notes what does not fit."""

from collections.abc import Callable

import pytest

from config import marked_yaml


class Reader:
    """A shape over some YAML, with the faults it noted as "line:column rule"."""

    def __init__(self, text: str) -> None:
        node, faults = marked_yaml.read_bytes(text.encode(), file="f.yml")
        assert not faults
        self.noted: list[marked_yaml.Fault] = []
        self.shape = marked_yaml.Shape(
            node, what="o departamento", faults=self.noted, mark=marked_yaml.Mark("f.yml", 1, 1)
        )

    @property
    def faults(self) -> list[str]:
        return [f"{fault.mark.line}:{fault.mark.column} {fault.rule}" for fault in self.noted]


def test_values_come_out_with_their_types() -> None:
    """Texts, numbers, flags, lists and maps are taken as they were written."""
    reader = Reader(
        "nome: Urgência\nversão: 1.10\nporta: 3180\nlimite: 38\naberto: true\nnomes: [a, 2]\nsub: {x: 1}"
    )
    shape = reader.shape
    assert shape.required_text("nome") == "Urgência"
    assert shape.text("versão") == "1.10"
    assert shape.integer("porta") == 3180
    assert shape.number("limite") == pytest.approx(38)
    assert shape.flag("aberto", default=False) is True
    assert shape.texts("nomes") == ("a", "2")
    inner = shape.map("sub")
    assert inner is not None
    assert inner.get("x") is not None
    shape.done()
    assert reader.faults == []


def test_absent_and_empty_keys_give_the_default() -> None:
    """A key left out, or left without a value, counts as not said."""
    reader = Reader("texto:\nnúmero: ~\n")
    shape = reader.shape
    assert shape.text("texto", "padrão") == "padrão"
    assert shape.integer("número", 7) == 7
    assert shape.number("outro") is None
    assert shape.flag("mais", default=True) is True
    assert shape.texts("lista") == ()
    assert shape.list("itens") is None
    shape.done()
    assert reader.faults == []


@pytest.mark.parametrize(
    ("text", "take", "rule"),
    [
        ("k: [1]", lambda shape: shape.text("k"), "1:4 wrong-kind"),
        ("k: true", lambda shape: shape.text("k"), "1:4 wrong-kind"),
        ("k: '7'", lambda shape: shape.integer("k"), "1:4 wrong-kind"),
        ("k: true", lambda shape: shape.integer("k"), "1:4 wrong-kind"),
        ("k: 1.5", lambda shape: shape.integer("k"), "1:4 wrong-kind"),
        ("k: 38,5", lambda shape: shape.number("k"), "1:4 wrong-kind"),
        ("k: sim", lambda shape: shape.flag("k"), "1:4 wrong-kind"),
        ("k: a", lambda shape: shape.texts("k"), "1:4 wrong-kind"),
        ("k:\n- a\n- [b]", lambda shape: shape.texts("k"), "3:3 wrong-kind"),
        ("k: a", lambda shape: shape.map("k"), "1:4 wrong-kind"),
        ("k: {a: 1}", lambda shape: shape.list("k"), "1:4 wrong-kind"),
        ("outra: 1", lambda shape: shape.required_text("k"), "1:1 missing-key"),
        ("k:", lambda shape: shape.required_text("k"), "1:3 missing-key"),
        ("k: ' '", lambda shape: shape.required_text("k"), "1:4 empty-value"),
        ("k: [1]", lambda shape: shape.required_text("k"), "1:4 wrong-kind"),
    ],
)
def test_a_value_that_does_not_fit_is_one_fault_at_its_place(
    text: str, take: Callable[[marked_yaml.Shape], object], rule: str
) -> None:
    """A wrong kind, a missing key or a blank text is noted once, where it stands."""
    reader = Reader(text)
    take(reader.shape)
    assert reader.faults == [rule]


def test_an_unknown_key_asks_whether_another_was_meant() -> None:
    """A misspelt key names the known key it resembles."""
    reader = Reader("nome: a\ndepartamentos_: 1\n")
    reader.shape.required_text("nome")
    reader.shape.list("departamentos")
    reader.shape.done()
    assert str(reader.noted[0]) == (
        'f.yml:2:1: chave desconhecida "departamentos_"; você quis dizer "departamentos"? [unknown-key]'
    )


def test_an_unknown_key_like_no_other_lists_the_known_ones() -> None:
    """When nothing is close, the sentence tells which keys there are."""
    reader = Reader("xyz: 1\n")
    reader.shape.text("nome")
    reader.shape.text("horário")
    reader.shape.done()
    assert reader.noted[0].sentence == 'chave desconhecida "xyz"; o departamento conhece: horário, nome'


def test_what_is_no_map_is_one_fault_however_much_is_asked() -> None:
    """A list where a map was expected is told once, not once per missing key."""
    reader = Reader("- a\n- b\n")
    reader.shape.required_text("nome")
    reader.shape.required_text("horário")
    reader.shape.done()
    assert reader.faults == ["1:1 wrong-kind"]


def test_an_absent_map_misses_its_keys_at_the_given_place() -> None:
    """A shape over nothing notes its required keys where the map should have stood."""
    faults: list[marked_yaml.Fault] = []
    shape = marked_yaml.Shape(None, what="o bloco", faults=faults, mark=marked_yaml.Mark("f.yml", 4, 2))
    shape.required_text("nome")
    assert [str(fault.mark) for fault in faults] == ["f.yml:4:2"]
