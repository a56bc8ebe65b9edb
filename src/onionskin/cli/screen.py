"""The terminal. Apart from what needs none: to make it ready takes a fifth of a command's start."""

from __future__ import annotations

from rich.console import Console


class Screen(Console):
    """The terminal, without guessing at numbers and links in evidence."""

    def __init__(self) -> None:
        super().__init__(highlight=False)

    def on_broken_pipe(self) -> None:
        """Leave it to whoever prints: by default the program would end with code 1 here."""
        raise BrokenPipeError
