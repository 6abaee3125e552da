"""Which line and column of the file is that?"""

import re

from config.marked_yaml.faults import Mark

_LINE_BREAK = re.compile(r"\r\n|\r|\n")


class Places:
    """Gives marks inside one text; the parser places the end of a file one line too far."""

    def __init__(self, text: str, file: str) -> None:
        self._file = file
        self._lines = _LINE_BREAK.split(text)

    @property
    def start(self) -> Mark:
        """The first character."""
        return Mark(self._file, 1, 1)

    @property
    def end(self) -> Mark:
        """Just after the last character."""
        return Mark(self._file, len(self._lines), len(self._lines[-1]) + 1)

    def mark(self, line: int, column: int) -> Mark:
        """Return the place at a line and a column that count from 0, kept inside the text."""
        if line >= len(self._lines):
            return self.end
        return Mark(self._file, line + 1, min(column, len(self._lines[line])) + 1)

    def line(self, mark: Mark) -> str:
        """Return the text of the line that `mark` is on."""
        return self._lines[mark.line - 1]
