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
from collections.abc import Iterable

from onionskin.errors import JailError
from onionskin.jail import landlock, seccomp

LEVELS = ("process", "partial", "full")
PROVEN = frozenset({"x86_64"})

_PR_SET_PDEATHSIG, _PR_SET_DUMPABLE, _PR_SET_NO_NEW_PRIVS = 1, 4, 38
_SIGKILL = 9
_LIBRARIES = ("/lib", "/lib64", "/usr/lib", "/usr/lib64", "/usr/local/lib", "/etc/ld.so.cache")
_CAP_DAC_READ_SEARCH = 1 << 2


def die_with_parent(parent: int) -> None:
    """Be killed when the coordinator dies, however it dies; end now if it already has."""
    if sys.platform == "linux":
        _prctl(_PR_SET_PDEATHSIG, _SIGKILL)
    if os.getppid() != parent:
        os._exit(1)


def limits(address_space: int, data: int, file_size: int, files: int) -> None:
    """Set the resource limits, in bytes and descriptors, as far as this system has them."""
    try:
        import resource
    except ImportError:  # Windows
        return
    wanted = {
        "RLIMIT_CORE": 0,
        "RLIMIT_AS": address_space,
        "RLIMIT_DATA": data,
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
        value = value if ceiling == resource.RLIM_INFINITY else min(value, ceiling)  # noqa: PLW2901
        # macOS has no working RLIMIT_AS: what it refuses stays as it was.
        with contextlib.suppress(ValueError, OSError):
            resource.setrlimit(which, (value, value))


def own_directories() -> tuple[str, ...]:
    """Return what an interpreter must read to import: its own, the packages', libraries."""
    import msgspec

    import onionskin

    paths = [sysconfig.get_path(name) for name in ("stdlib", "platstdlib", "purelib", "platlib")]
    paths += [os.path.join(sys.base_exec_prefix, "lib"), *_LIBRARIES]
    paths += [os.path.dirname(module.__file__ or "") for module in (onionskin, msgspec)]
    paths += [os.path.join(path, "zoneinfo") for path in ("/usr/share", "/usr/lib")]
    return tuple(sorted({path for path in paths if path and os.path.exists(path)}))


def enter(wanted: str, readable: Iterable[str]) -> tuple[str, tuple[str, ...]]:
    """Enter the sandbox; return the level reached and what is missing from `full`.

    `wanted` is `auto` or a level. Raises JailError when it cannot be reached.
    """
    missing: list[str] = []
    reached = "process"
    if wanted != "process":
        held = _enter_linux(readable, missing) if sys.platform == "linux" else 0
        if sys.platform != "linux":
            missing.append(f"Landlock and seccomp are Linux's, this is {sys.platform}")
        if held and platform.machine() not in PROVEN:
            missing.append(f"the probes have not run on {platform.machine()}")
        reached = "process" if not held else "partial" if missing else "full"
    if wanted != "auto" and LEVELS.index(reached) < LEVELS.index(wanted):
        raise JailError(
            f"isolation {wanted} cannot be reached: {'; '.join(missing)}",
            hint="ask for less with --isolation, or run where it is there",
        )
    return reached, tuple(missing)


def _enter_linux(readable: Iterable[str], missing: list[str]) -> int:
    """Apply what the kernel has; return how many of the two walls stand."""
    _prctl(_PR_SET_NO_NEW_PRIVS, 1)
    _prctl(_PR_SET_DUMPABLE, 0)
    _drop_capabilities()
    held = 0
    for wall in (lambda: landlock.enter(readable), seccomp.enter):
        try:
            wall()
            held += 1
        except JailError as error:
            missing.append(error.what)
    return held


def _prctl(option: int, value: int) -> None:
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.prctl(option, ctypes.c_ulong(value), 0, 0, 0) != 0:
        raise JailError(f"prctl {option}: {os.strerror(ctypes.get_errno())}")


def _drop_capabilities() -> None:
    """Give up every capability but reading (Landlock confines that one)."""
    libc = ctypes.CDLL(None, use_errno=True)
    head = ctypes.create_string_buffer(struct.pack("=Ii", 0x20080522, 0))
    data = ctypes.create_string_buffer(24)
    if libc.capget(head, data) != 0:
        return
    kept = struct.unpack_from("=I", data, 4)[0] & _CAP_DAC_READ_SEARCH
    libc.capset(head, struct.pack("=6I", kept, kept, 0, 0, 0, 0))
