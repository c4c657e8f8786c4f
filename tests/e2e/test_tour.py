"""The whole clinic day through the real windows, off-screen: what `make demo` plays where there is no display."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pypdfium2


def test_a_whole_day_through_the_real_windows(tmp_path: Path) -> None:
    """Played in a process of its own, as a user would: nothing of the window may leak into other tests."""
    folder = tmp_path / "tour"
    played = subprocess.run(
        [sys.executable, "-m", "msk_desk", "demo", "--tour", str(folder), "--patients", "300"],
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"}, capture_output=True, text=True, timeout=420, check=False,
    )  # fmt: skip
    assert played.returncode == 0, played.stdout + played.stderr[-3000:]
    assert "Traceback" not in played.stderr
    report = json.loads((folder / "report.json").read_text())
    assert report["complete"], report
    assert all(report["checks"].values())
    assert len(report["pictures"]) >= 14
    assert all((folder / name).stat().st_size > 10_000 for name in report["pictures"])
    assert len(report["papers"]) >= 3
    for name in report["papers"]:
        paper = pypdfium2.PdfDocument(folder / name)
        for number, page in enumerate(paper, 1):
            text = page.get_textpage().get_text_range()
            assert "Margaret Holloway" in text
            assert f"Page {number} of {len(paper)}" in text
        paper.close()
