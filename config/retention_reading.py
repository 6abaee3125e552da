"""How the key `retention` of `deployment.yml` is read."""

from __future__ import annotations

import re
from collections.abc import Mapping

from config import marked_yaml, retention
from config.retention import Period, RetentionClass
from config.sources import DEFAULT, Sources

_ID = re.compile(r"[a-z][a-z0-9]*(?:[_-][a-z0-9]+)*")


def read(shape: marked_yaml.Shape, *, sources: Sources) -> Mapping[RetentionClass, Period]:
    """Return the standard classes, with what the deployment changes in them and adds to them."""
    listed = shape.map("retention")
    written = listed.entries if listed else {}
    kept = dict(retention.STANDARD)
    sources.origins.update({f"retention.{name}": DEFAULT for name in kept})
    for name, entry in written.items():
        kept[RetentionClass(name)] = _period(name, entry, sources)
        sources.origins[f"retention.{name}"] = str(entry.node.mark)
    return kept


def _period(name: str, entry: marked_yaml.Entry, sources: Sources) -> Period:
    if not _ID.fullmatch(name):
        sentence = f'"{name}": use só letras minúsculas sem acento, algarismos e "_"'
        english = f'"{name}": only use small letters without accents, digits and "_"'
        sources.faults.append(marked_yaml.Fault("bad-id", entry.key_mark, sentence, english=english))
    written = entry.node.written if isinstance(entry.node, marked_yaml.ScalarNode) else ""
    period = retention.read(written)
    if period is None:
        sentence = f'"{name}": escreva quanto tempo se guarda, como "20 anos", "6 meses" ou "90 dias"'
        english = f'"{name}": write how long it is kept, as "20 anos", "6 meses" or "90 dias"'
        sources.faults.append(marked_yaml.Fault("bad-period", entry.node.mark, sentence, english=english))
    return period or Period(days=1)
