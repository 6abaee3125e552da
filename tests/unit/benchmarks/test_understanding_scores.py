"""How values are counted: what is missed and what is made up are told apart."""

from __future__ import annotations

from benchmarks.understanding import messages, scores


def message(
    slots: dict[str, bool | int | float | str | list[str]] | None, flags: frozenset[str] = frozenset()
) -> messages.Message:
    return messages.Message(
        say="tosse",
        theme="",
        asking=None,
        flags=flags,
        starts=frozenset([None]),
        slots=slots,
        corrects=False,
    )


def figures(*pairs: tuple[messages.Message, scores.Outcome]) -> tuple[float, float, float]:
    found = scores.score(pairs)
    return found.slots, found.slots_read, found.slots_true


def test_a_value_that_is_not_read_is_missed_and_no_wrong_fact():
    assert figures((message({"idade": 40}), scores.Outcome())) == (0.0, 0.0, 1.0)


def test_a_value_that_nobody_told_is_a_wrong_fact_and_none_is_missed():
    assert figures((message({}), scores.Outcome(slots={"idade": 40}))) == (0.0, 1.0, 0.0)


def test_another_value_than_was_told_is_both():
    assert figures((message({"idade": 40}), scores.Outcome(slots={"idade": 4}))) == (0.0, 0.0, 0.0)


def test_equal_forms_of_one_value_are_the_same():
    told = message({"sintomas": ["febre", "tosse"], "municipio": "Icó", "idade": 0.5, "exposicao": True})
    read = scores.Outcome(
        slots={"sintomas": ["tosse", "febre"], "municipio": "ico", "idade": 0.51, "exposicao": True}
    )
    assert figures((told, read)) == (1.0, 1.0, 1.0)


def test_a_part_of_a_list_is_not_the_list_and_a_number_is_no_yes():
    told = message({"sintomas": ["febre", "tosse"], "exposicao": True})
    assert figures((told, scores.Outcome(slots={"sintomas": ["febre"], "exposicao": 1}))) == (0.0, 0.0, 0.0)


def test_beside_danger_that_labels_no_values_nothing_counts_as_made_up():
    danger = message(None, flags=frozenset(["infarto"]))
    assert figures((danger, scores.Outcome(slots={"idade": 40}))) == (1.0, 1.0, 1.0)
