"""Landlock: the worker reads beneath a few directories and touches nothing else.

Numbers from the kernel's `include/uapi/linux/landlock.h`; the three calls have
the same numbers on every machine.
"""

from __future__ import annotations

import ctypes
import os
import struct
from collections.abc import Iterable

from onionskin.errors import JailError

_CREATE, _ADD, _RESTRICT = 444, 445, 446
_EXECUTE, _READ_FILE, _READ_DIR = 1 << 0, 1 << 2, 1 << 3
_O_PATH = 0o10000000


def _call(number: int, *arguments: object) -> int:
    libc = ctypes.CDLL(None, use_errno=True)
    return int(libc.syscall(ctypes.c_long(number), *arguments))


def version() -> int:
    """Return the kernel's Landlock ABI, or 0 where there is none."""
    try:
        return max(_call(_CREATE, None, ctypes.c_size_t(0), ctypes.c_uint32(1)), 0)
    except (OSError, AttributeError, TypeError):
        return 0


def _handled(abi: int) -> bytes:
    """Return `struct landlock_ruleset_attr` with every right this ABI knows."""
    files = (1 << 13) - 1
    files |= (1 << 13) * (abi >= 2) | (1 << 14) * (abi >= 3) | (1 << 15) * (abi >= 5)
    if abi >= 6:
        return struct.pack(
            "=QQQ", files, 0b11, 0b11
        )  # TCP bind, connect; abstract sockets, signals
    return struct.pack("=QQ", files, 0b11) if abi >= 4 else struct.pack("=Q", files)


def enter(readable: Iterable[str], runnable: Iterable[str] = ()) -> None:
    """Confine this process to reading beneath `readable`. There is no way back.

    The files of `runnable` may be read and executed, nothing else may be.
    Needs no_new_privs. Raises JailError where the kernel has no Landlock.
    """
    abi = version()
    if not abi:
        raise JailError("the kernel has no Landlock")
    attributes = _handled(abi)
    rules = _call(_CREATE, attributes, ctypes.c_size_t(len(attributes)), ctypes.c_uint32(0))
    if rules < 0:
        raise JailError(f"Landlock made no rules: {os.strerror(ctypes.get_errno())}")
    try:
        for path in readable:
            _permit(rules, path)
        for path in runnable:
            _permit(rules, path, _EXECUTE)
        if _call(_RESTRICT, ctypes.c_int(rules), ctypes.c_uint32(0)) < 0:
            raise JailError(f"Landlock did not hold: {os.strerror(ctypes.get_errno())}")
    finally:
        os.close(rules)


def _permit(rules: int, path: str, more: int = 0) -> None:
    try:
        beneath = os.open(path, _O_PATH | os.O_CLOEXEC)
    except FileNotFoundError:
        return
    held = path.startswith("/proc/")  # a rule there lasts as long as the entry, so that stays open
    try:
        rights = _READ_FILE | _READ_DIR if os.path.isdir(path) else _READ_FILE
        rule = struct.pack("=Qi", rights | more, beneath)
        if _call(_ADD, ctypes.c_int(rules), ctypes.c_int(1), rule, ctypes.c_uint32(0)) < 0:
            raise JailError(f"Landlock took no rule: {os.strerror(ctypes.get_errno())}", where=path)
    finally:
        if not held:
            os.close(beneath)
