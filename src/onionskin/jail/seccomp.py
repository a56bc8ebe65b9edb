"""The seccomp filter of a worker: a list of what is allowed; the rest is refused.

Classic BPF over `struct seccomp_data` (seccomp(2)): `nr` at 0, `arch` at 4, the
six arguments as 64-bit little-endian words from 16.
"""

from __future__ import annotations

import ctypes
import errno
import os
import platform
import struct
from collections.abc import Iterable

from onionskin.errors import JailError
from onionskin.jail.syscalls import ALLOWED, FOR_A_TOOL, MACHINES, NEWEST

Instruction = tuple[int, int, int, int]

_LOAD, _EQUAL, _GREATER, _AT_LEAST, _ANY_BIT, _RETURN = 0x20, 0x15, 0x25, 0x35, 0x45, 0x06
_ALLOW = (_RETURN, 0, 0, 0x7FFF0000)
_KILL = (_RETURN, 0, 0, 0x80000000)
_X32_BIT = 0x40000000

_PROT_WRITE, _PROT_EXEC, _MAP_ANONYMOUS = 2, 4, 0x20
_CLONE_THREAD, _CLONE_NEW_ANY = 0x10000, 0x7E020000
# O_WRONLY, O_RDWR, O_CREAT, O_TRUNC, O_APPEND, O_TMPFILE's own bit: nothing is opened for writing.
_WRITING = 0x1 | 0x2 | 0x40 | 0x200 | 0x400 | 0x400000
_FCNTL = (0, 1, 2, 3, 1030)  # duplicates, close-on-exec, reading the flags
_IOCTL = (0x5401, 0x5413, 0x541B, 0x5450, 0x5451)  # isatty, window, waiting bytes, cloexec
_PRCTL = (15, 16, 0x53564D41)  # names of threads and of mappings

_PR_SET_SECCOMP, _MODE_FILTER = 22, 2


def _fail(number: int) -> Instruction:
    return (_RETURN, 0, 0, 0x00050000 | number)


_REFUSE = _fail(errno.EPERM)


def _argument(index: int, *, high: bool = False) -> Instruction:
    return (_LOAD, 0, 0, 16 + 8 * index + 4 * high)


def _one_of(index: int, values: Iterable[int]) -> list[Instruction]:
    block = [_argument(index)]
    for value in values:
        block += [(_EQUAL, 0, 1, value), _ALLOW]
    return [*block, _REFUSE]


def _without(index: int, bits: int, error: int) -> list[Instruction]:
    return [_argument(index), (_ANY_BIT, 0, 1, bits), _fail(error), _ALLOW]


# Memory may become executable, but never while it can be written to.
_NEVER_BOTH = [
    _argument(2),
    (_ANY_BIT, 0, 2, _PROT_EXEC),
    (_ANY_BIT, 0, 1, _PROT_WRITE),
    _fail(errno.EACCES),
    _ALLOW,
]


def _conditions(own: int) -> dict[str, list[Instruction]]:
    """Return, for each call that is allowed in part, what its arguments must be."""
    return {
        "open": _without(1, _WRITING, errno.EACCES),
        "openat": _without(2, _WRITING, errno.EACCES),
        "mprotect": _without(2, _PROT_EXEC, errno.EACCES),
        "mmap": [
            _argument(2),
            (_ANY_BIT, 0, 5, _PROT_EXEC),
            (_ANY_BIT, 0, 1, _PROT_WRITE),
            _REFUSE,
            _argument(3),
            (_ANY_BIT, 0, 1, _MAP_ANONYMOUS),
            _REFUSE,
            _ALLOW,
        ],
        "clone": [
            _argument(0),
            (_ANY_BIT, 0, 1, _CLONE_NEW_ANY),
            _REFUSE,
            (_ANY_BIT, 0, 1, _CLONE_THREAD),
            _ALLOW,
            _REFUSE,
        ],
        "fcntl": _one_of(1, _FCNTL),
        "ioctl": _one_of(1, _IOCTL),
        "prctl": _one_of(0, _PRCTL),
        "tgkill": _one_of(0, (own,)),  # abort() and raise()
        "prlimit64": [  # reading limits, not setting them
            _argument(2),
            (_EQUAL, 0, 3, 0),
            _argument(2, high=True),
            (_EQUAL, 0, 1, 0),
            _ALLOW,
            _REFUSE,
        ],
    }


def program(
    machine: str, own: int, *, tool: bool = False, generates: bool = False
) -> list[Instruction]:
    """Return the filter for a machine (`x86_64`, `aarch64`) and the worker's own process id.

    With `tool`, the process may be replaced by another program; Landlock says by which. With
    `generates`, it may run what it wrote into its own memory, once that is closed for writing.
    """
    audit, numbers = MACHINES[machine]
    code: list[Instruction] = [
        (_LOAD, 0, 0, 4),
        (_EQUAL, 1, 0, audit),
        _KILL,
        (_LOAD, 0, 0, 0),
        (_AT_LEAST, 0, 1, _X32_BIT),
        _KILL,
    ]
    conditions = _conditions(own)
    if generates:
        conditions["mprotect"] = _NEVER_BOTH
    for name in (*ALLOWED, *FOR_A_TOOL) if tool else ALLOWED:
        if name in numbers and name not in conditions:
            code += [(_EQUAL, 0, 1, numbers[name]), _ALLOW]
    for name, block in conditions.items():
        if name in numbers:
            code += [(_EQUAL, 0, len(block), numbers[name]), *block]
    # glibc falls back from clone3 to clone on ENOSYS only; clone's flags can be read, clone3's not.
    code += [(_EQUAL, 0, 1, numbers["clone3"]), _fail(errno.ENOSYS)]
    return [*code, (_GREATER, 0, 1, NEWEST), _fail(errno.ENOSYS), _REFUSE]


def enter(*, tool: bool = False, generates: bool = False) -> None:
    """Put the filter on this process. There is no way back.

    Raises JailError where the kernel or the machine has no such filter.
    """
    machine = platform.machine()
    if machine not in MACHINES:
        raise JailError(f"no table of system calls for {machine}")
    code = program(machine, os.getpid(), tool=tool, generates=generates)
    raw = b"".join(struct.pack("=HBBI", *instruction) for instruction in code)
    held = ctypes.create_string_buffer(raw, len(raw))
    head = struct.pack("@HxxxxxxQ", len(code), ctypes.addressof(held))
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.prctl(_PR_SET_SECCOMP, ctypes.c_ulong(_MODE_FILTER), head, 0, 0) != 0:
        raise JailError(f"the kernel took no filter: {os.strerror(ctypes.get_errno())}")
