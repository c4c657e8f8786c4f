"""The log: what happened, where in the program, never about whom. Lines of JSON, a few files kept."""

from __future__ import annotations

import json
import logging
import sys
import traceback
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import Any

FILE = "msk-desk.log"
MAX_BYTES = 1_000_000
KEPT = 5
SAFE_FIELDS = ("code", "seconds", "count", "type", "state", "status", "attempts", "version", "area")
"""The only values that a line may carry beside its fixed words."""
_MAX_WORD = 80


class CleanLines(logging.Formatter):
    """Writes the fixed words of a record and its safe fields; arguments and messages of errors are left out."""

    def format(self, record: logging.LogRecord) -> str:
        """One line of JSON."""
        line: dict[str, Any] = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "from": record.name,
            # The template as it stands in the program: what is filled in may be about a patient.
            "what": record.msg if isinstance(record.msg, str) and record.name.startswith(OURS) else "",
        }
        for name in SAFE_FIELDS:
            value = getattr(record, name, None)
            if isinstance(value, (int, float)) or (isinstance(value, str) and len(value) <= _MAX_WORD):
                line[name] = value
        if record.exc_info and record.exc_info[0]:
            line["error"] = chain_of(record.exc_info[1])
        return json.dumps(line, ensure_ascii=True)


OURS = ("msk_desk", "ui", "db")


def chain_of(error: BaseException | None) -> list[dict[str, Any]]:
    """An error and its causes: their kinds, codes and places in the program, never their words."""
    chain: list[dict[str, Any]] = []
    while error is not None and len(chain) < 5:
        frames = traceback.extract_tb(error.__traceback__)
        places = [f"{Path(frame.filename).name}:{frame.lineno} {frame.name}" for frame in frames[-20:]]
        chain.append({"kind": type(error).__name__, "code": getattr(error, "code", ""), "at": places})
        error = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    return chain


def begin_logging(folder: Path, level: int = logging.INFO, file: str = FILE) -> logging.Handler:
    """Log to a file of the folder, and every error that nobody caught.

    Args:
        file: each process that runs beside others has one of its own: two cannot turn over the same file.
    """
    handler = _file_handler(folder / file)
    handler.setFormatter(CleanLines())
    root = logging.getLogger()
    root.addHandler(handler)
    root.setLevel(level)
    logging.raiseExceptions = False
    sys.excepthook = log_uncaught
    return handler


def log_to_console() -> None:
    """Log to standard error where nothing else is set up: Python's own way would print errors with their words."""
    root = logging.getLogger()
    if not root.handlers:
        handler = logging.StreamHandler()
        handler.setFormatter(CleanLines())
        root.addHandler(handler)


def _file_handler(path: Path) -> logging.Handler:
    from logging.handlers import RotatingFileHandler  # slow to import, and short commands need no file

    try:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        return RotatingFileHandler(path, maxBytes=MAX_BYTES, backupCount=KEPT, encoding="utf-8")
    except OSError:
        return logging.StreamHandler()  # nobody is kept from working because the log cannot be written


def end_logging(handler: logging.Handler) -> None:
    """Stop what `begin_logging` began."""
    logging.getLogger().removeHandler(handler)
    handler.close()
    sys.excepthook = sys.__excepthook__


def log_uncaught(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    """Log an error that nobody caught, without its words."""
    logging.getLogger("msk_desk").critical("Uncaught error", exc_info=(kind, error, trace))
