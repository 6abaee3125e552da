"""What is wrong with the requests that were written down?"""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from tests.witnessed import answers
from tests.witnessed.typings import Typings, validator

#: Refusals that come before the parameters are looked at.
_BEFORE_PARAMETERS = {401, 403, 404, 429}


class Judge:
    """Reads what sandboxes wrote since it was asked last."""

    def __init__(self, file: Path, typings: Typings | None = None) -> None:
        """Without validators that run already, some are started when first needed."""
        self._file = file
        self._read = 0
        self._typings = typings

    @property
    def typings(self) -> Typings:
        """The published validators, started when first needed."""
        if self._typings is None:
            self._typings = Typings()
        return self._typings

    def close(self) -> None:
        """End the validators' process, if it was started."""
        if self._typings is not None:
            self._typings.close()

    def faults(self, *, wrong_ones_are_sent: bool) -> list[str]:
        """One sentence for each request or answer that is not as Rocket.Chat's.

        Where wrong requests are sent on purpose, the sandbox must refuse them; elsewhere nobody may send one.
        """
        found: list[str] = []
        for line in self._news():
            found += self._asked_wrongly(line, wrong_ones_are_sent=wrong_ones_are_sent)
            found += answers.faults(line["route"], line["status"], line["told"])
        return list(dict.fromkeys(found))

    def _news(self) -> Iterator[dict[str, Any]]:
        with self._file.open("rb") as written:
            written.seek(self._read)
            for line in written:
                if line.endswith(b"\n"):
                    self._read += len(line)
                    yield json.loads(line)

    def _asked_wrongly(self, line: dict[str, Any], *, wrong_ones_are_sent: bool) -> Iterator[str]:
        name = validator(line["route"], line["schema"])
        if name is None or not isinstance(line["asked"], dict):
            return
        faults = self.typings.faults(name, line["asked"])
        refused = line["status"] == 400 and (line["told"] or {}).get("errorType") == "invalid-params"
        if refused and not faults:
            yield f"{line['route']}: the sandbox refuses {line['asked']}, which {name} takes"
        elif faults and not (wrong_ones_are_sent and (refused or line["status"] in _BEFORE_PARAMETERS)):
            yield f"{line['route']} by {line['user'] or 'a visitor'}: {line['asked']} breaks {name}: {faults}"
