"""The errors this program raises on purpose.

Each carries *what*, *where* and *what to do next*; the command line prints
them in that order, without a traceback.
"""

from __future__ import annotations


class OnionskinError(Exception):
    """An error the user can act on.

    `what` is a sentence, `where` the file, host or record it is about, and
    `hint` the next step.
    """

    def __init__(self, what: str, *, where: str = "", hint: str = "") -> None:
        super().__init__(what)
        self.what = what
        self.where = where
        self.hint = hint

    def __str__(self) -> str:
        place = f"{self.where}: " if self.where else ""
        hint = f" ({self.hint})" if self.hint else ""
        return f"{place}{self.what}{hint}"


class InputError(OnionskinError):
    """An input that cannot be used at all: missing, unreadable, wrong kind."""


class DamagedError(OnionskinError):
    """Bytes that contradict their own format. Raised by parsers, in the jail."""


class BudgetError(OnionskinError):
    """A limit of the one global budget was reached."""


class CaseError(OnionskinError):
    """A case folder that cannot be opened, written or trusted."""


class JailError(OnionskinError):
    """The sandbox could not be set up as asked."""


class PluginError(OnionskinError):
    """A plugin file that breaks its contract."""
