"""Habits that keep the code findable, checked on the source itself."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SOURCES = sorted(p for room in ("msk_desk", "ui", "db") for p in (ROOT / room).rglob("*.py"))
UI = [p for p in SOURCES if p.is_relative_to(ROOT / "ui")]
FORBIDDEN_NAMES = {"utils", "util", "helpers", "helper", "manager", "managers", "misc", "common"}


def name(path: Path) -> str:
    return str(path.relative_to(ROOT))


def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text())


@pytest.mark.parametrize("path", SOURCES, ids=name)
def test_a_module_says_what_is_in_it(path: Path) -> None:
    docstring = ast.get_docstring(tree(path))
    assert docstring, "give the module a docstring of one line"
    assert path.stem not in FORBIDDEN_NAMES


@pytest.mark.parametrize("path", SOURCES, ids=name)
def test_a_public_thing_says_what_it_is(path: Path) -> None:
    for node in tree(path).body:
        if isinstance(node, ast.ClassDef | ast.FunctionDef) and not node.name.startswith("_"):
            assert ast.get_docstring(node), f"{node.name} has no docstring"


@pytest.mark.parametrize("path", UI, ids=name)
def test_signals_are_connected_to_bound_methods(path: Path) -> None:
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "connect":
            for argument in node.args:
                made = isinstance(argument, ast.Call) and getattr(argument.func, "id", "") == "partial"
                assert not isinstance(argument, ast.Lambda)
                assert not made


@pytest.mark.parametrize("path", [p for p in UI if p.stem.startswith("presenter")], ids=name)
def test_a_presenter_knows_no_widgets(path: Path) -> None:
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("PySide6"):
            assert node.module == "PySide6.QtCore", "presenters may know signals, never widgets"


@pytest.mark.parametrize("path", [p for p in UI if not p.is_relative_to(ROOT / "ui/theme")], ids=name)
def test_style_sheets_are_set_by_the_theme_alone(path: Path) -> None:
    called = {n.attr for n in ast.walk(tree(path)) if isinstance(n, ast.Attribute)}
    assert "setStyleSheet" not in called


@pytest.mark.parametrize("path", [p for p in SOURCES if not p.is_relative_to(ROOT / "ui/workers")], ids=name)
def test_threads_live_with_the_workers(path: Path) -> None:
    source = tree(path)
    imported = {a.name for n in ast.walk(source) if isinstance(n, ast.Import) for a in n.names}
    froms = {n.module or "" for n in ast.walk(source) if isinstance(n, ast.ImportFrom)}
    names = {n.id for n in ast.walk(source) if isinstance(n, ast.Name)}
    if not path.is_relative_to(ROOT / "msk_desk/central") and not path.is_relative_to(ROOT / "db"):
        assert not {"threading", "concurrent.futures"} & (imported | froms)
    assert not {"QThread", "QThreadPool", "QRunnable"} & names
    if path.is_relative_to(ROOT / "ui"):
        assert not {n.attr for n in ast.walk(source) if isinstance(n, ast.Attribute)} & {"processEvents"}


def test_a_signal_carries_one_object() -> None:
    for path in UI:
        for node in ast.walk(tree(path)):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "Signal":
                kinds = [getattr(argument, "id", "") for argument in node.args]
                assert kinds in ([], ["object"]), f"{name(path)}: Signal({', '.join(kinds)})"
