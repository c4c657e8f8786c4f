"""The command line: one executable, a command for each thing an administrator, a script or a test does."""

from __future__ import annotations

import sys
from collections.abc import Sequence

from msk_desk.commands.dispatch import run


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command; without one, open the application.

    Returns:
        0 done, 1 done with findings, 2 wrong use, 3 environment not fit.
    """
    return run(sys.argv[1:] if arguments is None else arguments)


if __name__ == "__main__":
    sys.exit(main())
