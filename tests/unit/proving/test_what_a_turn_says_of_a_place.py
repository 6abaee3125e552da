"""A turn that looks at nothing that lies aside is taken once: taken everywhere, it would have led to the same."""

from __future__ import annotations

from bot.proving import flow_laws, places
from tests.unit.proving.test_flow_proofs import prepared
from tests.unit.proving.test_the_memory_never_hides_a_broken_law import PACK, changed


def everywhere(looked):
    """As if every turn looked at everything, and wrote it."""

    def of(pack, *turn):
        return looked(pack, *turn)._replace(
            looks=places.Looks(at_below=True, at=pack.everything), below_stays=False, kept=(), written=None
        )

    return of


def test_the_same_laws_are_found_broken_in_the_same_places(tmp_path, monkeypatch):
    """Over all mutants of a small pack."""
    prepared(tmp_path, **PACK)
    broken = 0
    for _, mutant in changed(tmp_path):
        with monkeypatch.context() as patched:
            patched.setattr(places.Places, "looked", everywhere(places.Places.looked))
            from_everywhere = [finding for finding, _ in flow_laws.FlowLaws(mutant).prove()]
        found = [finding for finding, _ in flow_laws.FlowLaws(mutant).prove()]
        assert found == from_everywhere
        broken += bool(found)
    assert broken >= 15
