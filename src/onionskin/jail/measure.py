"""Line coverage of the jailed code, for this project's own tests.

A worker cannot write files, so it keeps its measurements in memory and hands
them over in its last message; the coordinator writes them where the variable
ONIONSKIN_JAIL_COVERAGE says, for `coverage combine`.
"""

from __future__ import annotations

import itertools
import os
from collections.abc import Callable

VARIABLE = "ONIONSKIN_JAIL_COVERAGE"
_numbers = itertools.count()


def wanted() -> bool:
    """Whether the coordinator's environment asks for coverage."""
    return bool(os.environ.get(VARIABLE))


def start() -> Callable[[], bytes]:
    """Measure from here on, in memory; return what ends it and gives the serialised data."""
    import coverage

    measured = coverage.Coverage(data_file=None, config_file=False, source_pkgs=["onionskin"])
    measured.start()

    def finish() -> bytes:
        measured.stop()
        return measured.get_data().dumps()

    return finish


def keep(data: bytes) -> None:
    """Write a worker's data as `.coverage.jail.<n>` into the directory of the variable."""
    import coverage

    name = f".coverage.jail.{os.getpid()}-{next(_numbers)}"
    file = coverage.CoverageData(basename=os.path.join(os.environ[VARIABLE], name))
    file.loads(data)
    file.write()
