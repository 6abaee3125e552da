from __future__ import annotations

import json

from benchmarks import clinical
from docs import write_clinical


def test_the_table_of_written_cases_is_that_of_the_packs():
    """A change of a pack or its cases shows in the kept table, or the test says what to run."""
    kept = json.loads(clinical.RESULT.read_text(encoding="utf-8"))["vignettes"]
    assert kept == clinical.vignettes(), "run: .venv/bin/python -m benchmarks.clinical vignettes"


def test_the_clinical_page_is_current():
    """The page says what was measured."""
    assert write_clinical.PAGE.read_text(encoding="utf-8") == write_clinical.text(), (
        "run: .venv/bin/python -m docs.write_clinical"
    )


def test_the_clinical_page_asks_for_a_signature():
    """Nobody reads the figures without reading that a clinician must sign, and where."""
    head = write_clinical.text()[:400]
    assert "must sign" in head
    assert "signed_by" in write_clinical.text()
