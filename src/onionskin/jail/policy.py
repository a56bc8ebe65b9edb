"""What holds a worker: Landlock, seccomp, limits. By ctypes, without other code.

`full` is Landlock and seccomp on a machine where the probes have run (x86-64);
`partial` is one of them, or both on a machine not yet proven; `process` is a
process of its own with a deadline and what limits the system has.
"""

from __future__ import annotations

import contextlib
import ctypes
import os
import platform
import struct
import sys
import sysconfig
from collections.abc import Callable, Iterable

from onionskin.errors import JailError
from onionskin.jail import landlock, seccomp

LEVELS = ("process", "partial", "full")
PROVEN = frozenset({"x86_64"})

_PR_SET_PDEATHSIG, _PR_SET_DUMPABLE, _PR_SET_NO_NEW_PRIVS = 1, 4, 38
_SIGKILL = 9
_CAP_DAC_READ_SEARCH = 1 << 2
_STACKS = 16 << 20
_ADDRESS_SPACE = 64 << 30  # DuckDB and Arrow reserve far more than they touch
# Where libraries lie that are opened late (dlopen), and the zones of strptime and zoneinfo.
_LIBRARIES = (
    "/lib", "/lib64", "/usr/lib", "/usr/lib64", "/usr/local/lib", "/nix/store", "/gnu/store",
    "/etc/ld.so.cache", "/usr/share/zoneinfo",
)  # fmt: skip
# DuckDB aborts where the limits of its own control group exist and cannot be read.
_OWN_GROUP = "/proc/self/cgroup"
_GROUP_FILES = (
    "memory.max", "memory.limit_in_bytes", "cpu.max", "cpu.cfs_quota_us", "cpu.cfs_period_us",
)  # fmt: skip


def die_with_parent(parent: int) -> None:
    """Be killed when the coordinator dies, however it dies; end now if it already has."""
    if sys.platform == "linux":
        _prctl(_PR_SET_PDEATHSIG, _SIGKILL)
    if os.getppid() != parent:
        os._exit(1)


def limits(memory: int, file_size: int, files: int) -> None:
    """Set the resource limits, as far as this system has them.

    `memory` is the resident limit in bytes that is watched from outside. The
    limit on data is twice that, and room for the stacks of a thread or two per
    processor: it stops what grows faster than one can watch.
    """
    try:
        import resource
    except ImportError:  # Windows
        return
    wanted = {
        "RLIMIT_CORE": 0,
        "RLIMIT_AS": _ADDRESS_SPACE,
        "RLIMIT_DATA": 2 * memory + _STACKS * (os.cpu_count() or 1),
        "RLIMIT_FSIZE": file_size,
        "RLIMIT_NOFILE": files,
        "RLIMIT_MEMLOCK": 0,
        "RLIMIT_MSGQUEUE": 0,
    }
    for name, value in wanted.items():
        which = getattr(resource, name, None)
        if which is None:
            continue
        ceiling = resource.getrlimit(which)[1]
        least = value if ceiling == resource.RLIM_INFINITY else min(value, ceiling)
        # macOS has no working RLIMIT_AS: what a system refuses stays as it was.
        with contextlib.suppress(ValueError, OSError):
            resource.setrlimit(which, (least, least))


def own_directories() -> tuple[str, ...]:
    """Return what an interpreter must read to import: its own, the packages', libraries."""
    import msgspec

    import onionskin

    paths = [sysconfig.get_path(name) for name in ("stdlib", "platstdlib", "purelib", "platlib")]
    paths += [os.path.join(sys.base_exec_prefix, "lib"), *_LIBRARIES]
    paths += [os.path.dirname(module.__file__ or "") for module in (onionskin, msgspec)]
    # The editable install's package has its dependencies elsewhere: wherever this one was found.
    paths.append(os.path.dirname(os.path.dirname(msgspec.__file__)))
    paths += _own_group()
    return tuple(sorted({path for path in paths if path and os.path.exists(path)}))


def _own_group() -> list[str]:
    """Return the files that tell the limits of this process's own control groups."""
    try:
        with open(_OWN_GROUP, encoding="utf-8") as file:
            lines = file.read().splitlines()
    except OSError:
        return []
    folders = {"/sys/fs/cgroup"}
    for line in lines:
        _, controllers, path = line.split(":", 2)
        above = "/sys/fs/cgroup/" + controllers
        folders |= {above, above + path, "/sys/fs/cgroup" + path}
    return [_OWN_GROUP, *(f"{folder}/{name}" for folder in folders for name in _GROUP_FILES)]


def enter(
    wanted: str, readable: Iterable[str], *, generates: bool = False
) -> tuple[str, tuple[str, ...]]:
    """Enter the sandbox; return the level reached and what is missing from `full`.

    `wanted` is `auto` or a level; `full` and `partial` are the least that is
    accepted, `process` builds no wall. With `generates`, memory may become machine code after it
    was written (an engine that compiles rules); every other wall stands. Raises JailError when the
    level cannot be reached.
    """
    if wanted not in (*LEVELS, "auto"):
        raise JailError(f"no isolation is called {wanted!r}", hint="auto, full, partial, process")
    missing: list[str] = []
    walls = 0
    if wanted == "process":
        missing.append("no wall was asked for")
    elif sys.platform != "linux":
        missing.append(f"Landlock and seccomp are Linux's, this is {sys.platform}")
    else:
        walls = _build_walls(tuple(readable), missing, generates=generates)
        if platform.machine() not in PROVEN:
            missing.append(f"the probes have not run on {platform.machine()}")
    reached = "process" if not walls else "partial" if missing else "full"
    check(wanted, reached, missing)
    return reached, tuple(missing)


def enter_as_tool(readable: Iterable[str], program: str) -> None:
    """Build both walls around this process, which `program` is then to replace.

    It may read beneath `readable` and the system's libraries, execute `program` and the
    loader that it asks for, and write to what it was given open. Raises JailError where
    one of the walls cannot be built: a program that is not ours is not run without.
    """
    if sys.platform != "linux":
        raise JailError(f"Landlock and seccomp are Linux's, this is {sys.platform}")
    missing: list[str] = []
    runnable = (program, *loaders(program))
    walls = (
        lambda: landlock.enter((*_LIBRARIES, *readable), runnable),
        lambda: seccomp.enter(tool=True),
    )
    if _build(walls, missing) != len(walls):
        raise JailError("; ".join(missing))


def loaders(program: str) -> tuple[str, ...]:
    """Return the loader that an ELF program names in its PT_INTERP, none for a static one.

    Raises JailError for a file that is no ELF program of 64 bits: a script would run another one.
    """
    try:
        with open(program, "rb") as file:
            head = file.read(1 << 16)
        if head[:6] != b"\x7fELF\x02\x01":
            raise JailError("this is no ELF program of 64 bits", where=program)
        at, size, count = struct.unpack_from("<32xQ14xHH", head)
        for number in range(count):
            kind, offset, length = struct.unpack_from("<I4xQ16xQ", head, at + number * size)
            if kind == 3:  # PT_INTERP
                return (os.path.realpath(head[offset : offset + length - 1].decode()),)
    except (OSError, struct.error, UnicodeDecodeError) as error:
        raise JailError(f"this program cannot be read: {error}", where=program) from error
    return ()


def check(wanted: str, reached: str, missing: Iterable[str]) -> None:
    """Raise JailError naming what is missing, where `reached` is less than `wanted`."""
    if wanted != "auto" and LEVELS.index(reached) < LEVELS.index(wanted):
        raise JailError(
            f"isolation {wanted!r} cannot be reached: {'; '.join(missing)}",
            hint="ask for less, or run where the kernel has it",
        )


def _build_walls(readable: tuple[str, ...], missing: list[str], *, generates: bool) -> int:
    """Build what the kernel has; return how many of the two walls stand."""
    walls = (lambda: landlock.enter(readable), lambda: seccomp.enter(generates=generates))
    return _build(walls, missing)


def _build(walls: tuple[Callable[[], None], ...], missing: list[str]) -> int:
    if len(os.listdir("/proc/self/task")) != 1:
        raise JailError("another thread runs, it would stay outside")  # both walls hold one thread
    _prctl(_PR_SET_NO_NEW_PRIVS, 1)
    _prctl(_PR_SET_DUMPABLE, 0)
    _drop_capabilities()
    held = 0
    for build in walls:
        try:
            build()
            held += 1
        except JailError as error:
            missing.append(error.what)
    return held


def _prctl(option: int, value: int) -> None:
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.prctl(option, ctypes.c_ulong(value), 0, 0, 0) != 0:
        raise JailError(f"prctl {option}: {os.strerror(ctypes.get_errno())}")


def _drop_capabilities() -> None:
    """Give up every capability but reading, which Landlock confines."""
    libc = ctypes.CDLL(None, use_errno=True)
    head = ctypes.create_string_buffer(struct.pack("=Ii", 0x20080522, 0))
    data = ctypes.create_string_buffer(24)
    if libc.capget(head, data) != 0:
        return
    kept = struct.unpack_from("=I", data, 4)[0] & _CAP_DAC_READ_SEARCH
    libc.capset(head, ctypes.create_string_buffer(struct.pack("=6I", kept, kept, 0, 0, 0, 0)))
