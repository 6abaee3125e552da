"""Where does Bela write down what happens? Events as JSON lines in a file; never what citizens say or who they are."""

from __future__ import annotations

import logging
import traceback
from logging.handlers import RotatingFileHandler
from pathlib import Path
from typing import Final

import structlog
from structlog.typing import EventDict, Processor, WrappedLogger

from bot.figures import Figures

_FILE_BYTES: Final = 20_000_000
_FILES_KEPT: Final = 5


def configure(path: Path, figures: Figures) -> None:
    """Send all events to this file, which is turned over when it grows large, and count them."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handler = RotatingFileHandler(path, maxBytes=_FILE_BYTES, backupCount=_FILES_KEPT, encoding="utf-8")
    handler.setFormatter(logging.Formatter("%(message)s"))
    logging.basicConfig(level=logging.WARNING, handlers=[handler], force=True)
    logger = logging.getLogger("bela")
    logger.setLevel(logging.INFO)
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            _without_words,
            _counted(figures),
            structlog.processors.JSONRenderer(ensure_ascii=False),
        ],
        logger_factory=lambda *_: logger,
        wrapper_class=structlog.make_filtering_bound_logger(logging.INFO),
        cache_logger_on_first_use=True,
    )


def _counted(figures: Figures) -> Processor:
    """Every event is a figure too."""

    def count(_logger: WrappedLogger, _name: str, event: EventDict) -> EventDict:
        figures.logged(str(event["event"]), str(event["level"]))
        return event

    return count


def _without_words(_logger: WrappedLogger, _name: str, event: EventDict) -> EventDict:
    """An exception's kind and places, without its message or values: those may quote what a citizen wrote."""
    error = event.pop("exc_info", None)
    if isinstance(error, BaseException):
        frames = traceback.extract_tb(error.__traceback__)
        event["error"] = type(error).__name__
        event["at"] = [f"{Path(frame.filename).name}:{frame.lineno} {frame.name}" for frame in frames]
    return event
