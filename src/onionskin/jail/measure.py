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
_PACKAGE = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
_numbers = itertools.count()


def wanted() -> bool:
    """Whether the coordinator's environment asks for coverage."""
    return bool(os.environ.get(VARIABLE))


def start() -> Callable[[], bytes]:
    """Measure from here on, in memory; return what ends it and gives the serialised data."""
    import coverage

    # By place, not as a package: which files were never run is for the whole suite to say, and
    # looking for them cost every worker more than all else here.
    measured = coverage.Coverage(
        data_file=None, config_file=False, include=[os.path.join(_PACKAGE, "*")]
    )
    measured.start()

    def finish() -> bytes:
        measured.stop()
        return measured.get_data().dumps()

    return finish


def keep(data: bytes) -> None:
    """Write a worker's data as `.coverage.jail.<n>` into the directory of the variable.

    A coordinator may be killed while it writes (tests do so): the file takes the name that
    `coverage combine` looks for when it is whole.
    """
    import coverage

    folder, name = os.environ[VARIABLE], f"jail.{os.getpid()}-{next(_numbers)}"
    begun = os.path.join(folder, f"begun.{name}")
    file = coverage.CoverageData(basename=begun)
    file.loads(data)
    file.write()
    file.close()
    os.replace(begun, os.path.join(folder, f".coverage.{name}"))
