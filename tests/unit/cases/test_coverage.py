from __future__ import annotations

from bot.cases import coverage
from bot.cases.session import Session
from tests.talk import demo_flows


def test_what_no_conversation_came_by_is_named_with_its_line():
    """One greeting comes by three steps of the start; everything else is missing, sorted by place."""
    flows = demo_flows()
    counter = coverage.Counter(flows.content, of_pack=lambda mark: mark.file == "flows/session.yml")
    counter.count([Session(flows).write("oi")])
    result = counter.result()
    assert result.steps.total - len(result.steps.missed) == 3
    assert result.branches.percent == 0
    assert result.rules.total == 0
    assert result.lowest == 0
    told = coverage.told(result)
    assert (
        'flows/session.yml:26:9: passo "sem_consentimento" de "pattern_session_start"' in told
        or "sem_consentimento" in told
    )
    marks = [missed.mark for missed in result.steps.missed]
    assert marks == sorted(marks)


def test_branches_and_rules_count_when_they_decide():
    """A triage that ends counts the branches it took and the rules that fired."""
    flows = demo_flows()
    counter = coverage.Counter(flows.content)
    before = counter.result()
    session = Session(flows)
    texts = ["oi", "sim", "Ana", "67", "sobral", "tosse", "3 dias", "normal", "37", "nenhum", "não"]
    counter.count([session.write(text) for text in texts])
    after = counter.result()
    assert len(after.branches.missed) < len(before.branches.missed)
    assert 'regra "idoso"' in {missed.what.pt for missed in before.rules.missed}
    assert 'regra "idoso"' not in {missed.what.pt for missed in after.rules.missed}
