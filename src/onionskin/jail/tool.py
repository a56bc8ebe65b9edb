"""A program that is not ours, run on one file inside walls of its own.

The pool's workers may not execute anything, so a tool gets a process beside them: Landlock
(reads the system's libraries, itself and its one input; executes itself alone), seccomp (no
network, no other process), limits on time, memory and output, an empty environment and an
empty folder to stand in. What it prints goes to a descriptor and is nowhere used as a name.
"""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import msgspec

import onionskin
from onionskin.errors import JailError
from onionskin.jail import policy

MEMORY = 1 << 30
_FILES = 64
_REFUSED = 113
_WORDS = 2000
_BOOT = "import sys; sys.path += sys.argv[3:]; from onionskin.jail.tool import main; main()"


class Setup(msgspec.Struct, frozen=True):
    """What the process that becomes the tool is told."""

    program: str
    arguments: tuple[str, ...]
    readable: tuple[str, ...]
    seconds: int
    output: int


@dataclass(frozen=True)
class Ended:
    """How a tool ended: its exit code (negative: a signal), `late` at its deadline, and its last words."""

    code: int
    late: bool
    words: str


@contextlib.contextmanager
def private_copy(chunks: Iterable[bytes]) -> Iterator[Path]:
    """Write bytes to a file without a telling name, in a folder of its own, gone at the end."""
    with tempfile.TemporaryDirectory(prefix="onionskin-tool-") as folder:
        path = Path(folder, "input")
        with path.open("xb") as file:
            for chunk in chunks:
                file.write(chunk)
        yield path


def run(
    program: str, arguments: tuple[str, ...], descriptor: int, *, reading: Path | None = None, seconds: float, output: int
) -> Ended:  # fmt: skip
    """Run a program; what it prints, at most `output` bytes of it, goes to `descriptor`.

    It may read `reading`. At its deadline it is killed with all that it has started.
    Raises JailError where the walls cannot be built: then it was not run.
    """
    readable = (str(reading),) if reading else ()
    setup = Setup(program, arguments, readable, int(seconds) + 1, output)
    roots = {os.path.dirname(os.path.dirname(m.__file__ or "")) for m in (onionskin, msgspec)}
    told = msgspec.json.encode(setup).decode()
    with tempfile.TemporaryDirectory(prefix="onionskin-empty-") as empty, tempfile.TemporaryFile() as said:  # fmt: skip
        try:
            process = subprocess.Popen(
                [sys.executable, "-I", "-B", "-c", _BOOT, str(os.getpid()), told, *sorted(roots)],
                stdin=subprocess.DEVNULL,
                stdout=descriptor,
                stderr=said,
                close_fds=True,
                cwd=empty,
                env={},
                start_new_session=True,
            )
        except OSError as error:
            raise JailError(f"no process could be started: {error}", where=program) from error
        late = False
        try:
            process.wait(seconds)
        except subprocess.TimeoutExpired:
            late = True
        finally:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
            process.wait()
        said.seek(0)
        words = " ".join(said.read(_WORDS).decode("utf-8", "replace").split())
    if process.returncode == _REFUSED:
        raise JailError(f"it was not run: {words}", where=program)
    return Ended(process.returncode, late, "".join(each for each in words if each.isprintable()))


def main() -> None:
    """Build the walls, then become the tool. Runs in a fresh interpreter that nothing else uses."""
    policy.die_with_parent(int(sys.argv[1]))
    try:
        setup = msgspec.json.decode(sys.argv[2], type=Setup)
        _limits(setup)
        # Python ignores these two, which a program inherits: it would print into a full file for ever.
        for each in (signal.SIGXFSZ, signal.SIGPIPE):
            signal.signal(each, signal.SIG_DFL)
        # Nothing may be allocated or imported between the last wall and the new program.
        policy.enter_as_tool(setup.readable, setup.program)
        os.execve(setup.program, (setup.program, *setup.arguments), {})  # noqa: S606 - a shell is what must not be
    except (JailError, OSError) as error:
        os.write(2, str(error).encode("utf-8", "replace"))
    os._exit(_REFUSED)


def _limits(setup: Setup) -> None:
    import resource

    wanted = {
        resource.RLIMIT_CPU: setup.seconds,
        resource.RLIMIT_AS: MEMORY,
        resource.RLIMIT_FSIZE: setup.output,
        resource.RLIMIT_NOFILE: _FILES,
        resource.RLIMIT_CORE: 0,
    }
    for which, value in wanted.items():
        ceiling = resource.getrlimit(which)[1]
        least = value if ceiling == resource.RLIM_INFINITY else min(value, ceiling)
        resource.setrlimit(which, (least, least))
