"""What workers import, compiled once by the coordinator: a worker writes nothing, and would compile it anew each time.

Python keeps what it compiled in `__pycache__`; pip fills that when it installs, uv leaves it empty. A worker runs with
`-B` and behind walls: a third of the time to a first answer went into compiling the same modules again.
"""

from __future__ import annotations

import contextlib
import os
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

PACKAGE = Path(__file__).resolve().parent.parent
_KEPT = "__pycache__"


def keep(package: Path = PACKAGE) -> threading.Thread | None:
    """Begin to compile what is not compiled yet, beside all other work; return the thread, or None where Python is told to keep nothing.

    What is not done when the process ends is left for the next one; a folder that cannot be written, as it is.
    """
    if sys.dont_write_bytecode or sys.pycache_prefix or not sys.implementation.cache_tag:
        return None
    thread = threading.Thread(target=_compile, args=(package,), name="compile", daemon=True)
    thread.start()
    return thread


def _compile(package: Path) -> None:
    if not os.access(package, os.W_OK):
        return
    for source, kept in _missing(str(package)):
        import py_compile  # seldom needed

        with contextlib.suppress(py_compile.PyCompileError, ValueError):  # its importer says so
            try:
                py_compile.compile(source, kept, doraise=True, optimize=0)
            except OSError:
                return


def _missing(folder: str) -> Iterator[tuple[str, str]]:
    """Yield the modules below a folder that are not compiled, each with where Python looks for it."""
    with os.scandir(folder) as entries:
        found = sorted((each.name, each.is_dir()) for each in entries)
    beside = os.path.join(folder, _KEPT)
    kept = set(os.listdir(beside)) if (_KEPT, True) in found else set[str]()
    for name in (name for name, _ in found if name.endswith(".py")):
        compiled = f"{name.removesuffix('.py')}.{sys.implementation.cache_tag}.pyc"
        if compiled not in kept:
            yield os.path.join(folder, name), os.path.join(beside, compiled)
    for name, is_folder in found:
        if is_folder and name.isidentifier() and name != _KEPT:
            yield from _missing(os.path.join(folder, name))
