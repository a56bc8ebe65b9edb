"""Run as `onionskin`, or `python -m onionskin`."""

from __future__ import annotations

import gc

# New objects before cycles are looked for: most of what a run makes lives to its end, and looking takes a tenth of its start.
YOUNG = 50_000


def start() -> None:
    """Run the program."""
    gc.set_threshold(YOUNG)
    from onionskin.cli import main

    main(prog_name="onionskin")


if __name__ == "__main__":
    start()
