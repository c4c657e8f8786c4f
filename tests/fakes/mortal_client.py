"""A process that makes sync processes and lets each die at a named point: kill -9 on itself, nothing tidied up.

Reads one JSON line for each life: profile, base, token, device, and `point` with its `turn`; writes how it ended.
"""

from __future__ import annotations

import json
import os
import signal
import sys
import time
import uuid
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import httpx2

from db.local import points
from db.local.opening import open_local
from msk_desk.sync.engine import synchronising
from msk_desk.sync.ports import Tokens
from msk_desk.sync.scopes import whole_service
from msk_desk.sync.session import Session
from msk_desk.sync.transport import HttpTransport

KEY = bytes(range(32))


class Held:
    """One access token."""

    def __init__(self, access: str) -> None:
        self.tokens = Tokens(access)

    def read(self) -> Tokens:
        return self.tokens

    def keep(self, tokens: Tokens) -> None:
        self.tokens = tokens


def now() -> datetime:
    return datetime.now(UTC)


def live(life: Mapping[str, Any]) -> None:
    """One synchronisation, up to the point where it dies."""
    points._ARMED = life.get("store_point", "")
    profile = Path(life["profile"])
    store = open_local(profile, KEY, now, lambda: str(uuid.uuid4()), life["device"])
    with httpx2.Client(timeout=20, trust_env=False) as client:
        transport = HttpTransport(life["base"], client, now, Held(life["token"]))
        turn = int(life.get("turn", 1))
        session = Session(store, transport, now, whole_service(), wait=lambda seconds: time.sleep(seconds / 20))
        for point in synchronising(session):
            if point == life.get("point"):
                turn -= 1
                if turn == 0:
                    os.kill(os.getpid(), signal.SIGKILL)


def ended(child: int, after: float | None) -> int:
    """The exit status of a child; killed from outside after some seconds, when given."""
    if after is not None:
        time.sleep(after)
        os.kill(child, signal.SIGKILL)
    return os.waitpid(child, 0)[1]


def main() -> None:
    """Fork one child for each line, so that the libraries are loaded once."""
    for line in sys.stdin:
        child = os.fork()
        if child == 0:
            try:
                live(json.loads(line))
            except BaseException as error:
                print(f"{type(error).__name__}: {error}", file=sys.stderr, flush=True)
                os._exit(1)
            os._exit(0)
        status = ended(child, json.loads(line).get("after"))
        print(json.dumps({"killed": os.WIFSIGNALED(status), "status": status}), flush=True)


if __name__ == "__main__":
    main()
