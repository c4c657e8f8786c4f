"""The same forms in LHC-Forms and a headless Chromium, where both are on the computer: the baseline of S9.

LHC-Forms is not ours and not carried here. Unpack its npm package `lforms` and name its `dist/lforms` folder in
MSK_DESK_LHC_FORMS, or put that folder at build/lhc-forms.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import tempfile
import threading
from collections.abc import Mapping
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

PATIENCE = 240
_BROWSERS = ("chromium", "chromium-browser", "google-chrome", "chrome")
_TYPES = {".css": "text/css", ".js": "text/javascript; charset=utf-8"}
_PAGE = """<!doctype html><html><head><meta charset="utf-8">
<link rel="stylesheet" href="/webcomponent/styles.css"></head>
<body><div id="form"></div><script src="/webcomponent/assets/lib/zone.min.js"></script>
<script src="/webcomponent/runtime.js" type="module"></script>
<script src="/webcomponent/polyfills.js" type="module"></script>
<script src="/webcomponent/main.js" type="module"></script><script type="module">
const frame = () => new Promise(done => requestAnimationFrame(() => setTimeout(done, 0)));
const until = async holds => { for (let n = 0; n < 3000 && !holds(); n++) await frame(); };
const load = src => new Promise((done, failed) => { const tag = document.createElement('script');
  tag.src = src; tag.onload = done; tag.onerror = failed; document.body.appendChild(tag); });
const shown = link => document.getElementById(link + '/1/1');
const form = await (await fetch('/form')).text(), plan = await (await fetch('/plan')).json();
await until(() => window.LForms && LForms.Util && LForms.Util.addFormToPage);
await load('/fhir/R4/lformsFHIR.min.js');
const open = [], key = [];
for (let n = 0; n < plan.opens; n++) {
  document.getElementById('form').innerHTML = ''; await frame();
  const began = performance.now();
  await LForms.Util.addFormToPage(JSON.parse(form), 'form', {fhirVersion: 'R4'});
  await until(() => shown(plan.field)); await frame();
  open.push(performance.now() - began);
}
const words = link => { const at = shown(link); return at ? (at.value ?? at.textContent) : ''; };
for (const text of plan.typed) {
  const field = shown(plan.field), before = words(plan.follows), began = performance.now();
  field.value = text; field.dispatchEvent(new Event('input', {bubbles: true}));
  field.dispatchEvent(new Event('change', {bubbles: true}));
  await until(() => words(plan.follows) !== before); await frame();
  key.push(performance.now() - began);
  await new Promise(done => setTimeout(done, 400));
}
await fetch('/result', {method: 'POST', body: JSON.stringify({open, key, version: LForms.lformsVersion})});
</script></body></html>"""


def lhc_folder() -> Path | None:
    """Where LHC-Forms lies, or None."""
    place = Path(os.environ.get("MSK_DESK_LHC_FORMS", "build/lhc-forms"))
    return place if (place / "webcomponent" / "main.js").is_file() else None


def browser() -> str | None:
    """A Chromium on this computer, or None."""
    return next((found for name in _BROWSERS if (found := shutil.which(name))), None)


def measured(folder: Path, program: str, form: Mapping[str, Any], plan: Mapping[str, Any]) -> dict[str, Any]:
    """Milliseconds of opening a form and of typing into it.

    Args:
        plan: `opens` (how often), `field` and `follows` (linkIds of a question and of what is calculated from it),
            `typed` (texts, one after another).

    Raises:
        TimeoutError: the page did not answer.
    """
    server = _Server(folder, {"/form": json.dumps(form), "/plan": json.dumps(plan), "/": _PAGE})
    with server, tempfile.TemporaryDirectory() as profile:
        command = [program, "--headless=new", "--no-sandbox", "--disable-gpu", "--window-size=1280,720",
                   f"--user-data-dir={profile}", f"http://127.0.0.1:{server.server_port}/"]  # fmt: skip
        with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as child:
            try:
                if not server.answered.wait(PATIENCE):
                    raise TimeoutError("LHC-Forms did not answer")
            finally:
                child.terminate()
    return server.result


class _Server(ThreadingHTTPServer):
    """Serves the page, and takes what it measured."""

    daemon_threads = True

    def __init__(self, folder: Path, texts: Mapping[str, str]) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.folder, self.texts = folder, texts
        self.answered = threading.Event()
        self.result: dict[str, Any] = {}
        self._runs = threading.Thread(target=self.serve_forever, daemon=True)
        self._runs.start()

    def __exit__(self, *_: object) -> None:
        self.shutdown()
        self.server_close()
        self._runs.join()


class _Handler(BaseHTTPRequestHandler):
    server: _Server

    def do_GET(self) -> None:
        """A text of ours, or a file of LHC-Forms."""
        path = self.path.partition("?")[0]
        file = self.server.folder / path.lstrip("/")
        if path in self.server.texts:
            self._send(200, "text/html; charset=utf-8", self.server.texts[path].encode())
        elif ".." not in path and file.is_file():
            self._send(200, _TYPES.get(file.suffix, "application/octet-stream"), file.read_bytes())
        else:
            self._send(404, "text/plain", b"")

    def do_POST(self) -> None:
        """What the page measured."""
        self.server.result = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self._send(200, "text/plain", b"")
        self.server.answered.set()

    def _send(self, status: int, kind: str, body: bytes) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Say nothing."""
