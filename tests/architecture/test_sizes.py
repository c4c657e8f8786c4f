"""Files and functions stay small enough to read."""

from __future__ import annotations

import ast
import statistics
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SOURCES = sorted(p for room in ("msk_desk", "ui", "db") for p in (ROOT / room).rglob("*.py"))
FILE_LIMIT, FUNCTION_LIMIT, WINDOW_LIMIT, MEDIAN_LIMIT = 400, 50, 250, 10


def functions(path: Path) -> Iterator[tuple[str, int]]:
    """Every function of a file with its lines, decorators and docstring left out."""
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            body = node.body[1:] if ast.get_docstring(node) is not None else node.body
            yield node.name, (body[-1].end_lineno or 0) - body[0].lineno + 1 if body else 0


@pytest.mark.parametrize("path", SOURCES, ids=lambda p: str(p.relative_to(ROOT)))
def test_a_file_fits_its_limits(path: Path) -> None:
    assert len(path.read_text().splitlines()) <= FILE_LIMIT
    long = {name: lines for name, lines in functions(path) if lines > FUNCTION_LIMIT}
    assert not long


def test_most_functions_are_short() -> None:
    lengths = [lines for path in SOURCES for _, lines in functions(path)]
    assert statistics.median(lengths) < MEDIAN_LIMIT


def test_the_main_window_stays_small() -> None:
    assert len((ROOT / "ui/main_window.py").read_text().splitlines()) < WINDOW_LIMIT
