"""A watch over classes that the protocol does not have watches nobody, and that is found."""

from __future__ import annotations

from datetime import timedelta

from config import SevereWatch, StepKind, WatchStep

STEP = WatchStep(after=timedelta(minutes=5), kind=StepKind.call_back, department=None)


def test_classes_that_the_protocol_never_gives_are_named():
    """A slip of the pen in the settings, or a protocol with other classes."""
    watch = SevereWatch(classes=("grave", "vermelho"), steps=(STEP,))
    assert watch.strangers(("leve", "moderado", "grave")) == ["vermelho"]


def test_where_nobody_watches_nothing_is_amiss():
    """Without steps the classes mean nothing."""
    assert SevereWatch(classes=("vermelho",), steps=()).strangers(("leve",)) == []
