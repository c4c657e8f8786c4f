"""The options of every command that opens a profile; light, so that commands that need none start fast."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path

from msk_desk.domain.roles import Role


def add_profile_arguments(parser: ArgumentParser) -> None:
    """The options of every command that opens a profile."""
    parser.add_argument("--profile", type=Path, default=None, help="where the profile lives")
    parser.add_argument("--user", default="", help="whose store; needed when several people use the profile")
    parser.add_argument("--role", type=Role, default=None, help="the hat to wear")
    parser.add_argument("--unlock-code-fd", type=int, default=None, help="read the unlock code from this descriptor")
    parser.add_argument("--json", action="store_true")
