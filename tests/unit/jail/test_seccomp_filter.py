"""The filter, run by an interpreter of classic BPF: both machines, without entering it."""

from __future__ import annotations

import errno
import struct

import pytest

from onionskin.errors import JailError
from onionskin.jail import landlock, policy, seccomp, syscalls

ALLOW, KILL = "allow", "kill"
OWN = 4242


def verdict(
    machine: str,
    number: int,
    *arguments: int,
    arch: int | None = None,
    tool: bool = False,
    generates: bool = False,
) -> str:
    """Return what the filter says of one call: allow, kill or the errno's name."""
    words = [*arguments, *([0] * (6 - len(arguments)))]
    audit = syscalls.MACHINES[machine][0] if arch is None else arch
    data = struct.pack("=IIQ6Q", number, audit, 0, *(w % (1 << 64) for w in words))
    code = seccomp.program(machine, OWN, tool=tool, generates=generates)
    register = at = 0
    while True:
        operation, true, false, value = code[at]
        at += 1
        if operation == 0x20:
            (register,) = struct.unpack_from("=I", data, value)
        elif operation == 0x06:
            break
        else:
            holds = {
                0x15: register == value,
                0x25: register > value,
                0x35: register >= value,
                0x45: bool(register & value),
            }[operation]
            at += true if holds else false
    if value == 0x7FFF0000:
        return ALLOW
    return KILL if value == 0x80000000 else errno.errorcode[value & 0xFFFF]


MACHINES = list(syscalls.MACHINES)


@pytest.mark.parametrize("machine", MACHINES)
def test_what_is_named_is_allowed_and_nothing_else(machine: str) -> None:
    numbers = syscalls.MACHINES[machine][1]
    named = {numbers[name] for name in syscalls.ALLOWED if name in numbers}
    conditional = {numbers[name] for name in seccomp._conditions(OWN) if name in numbers}
    for number in range(syscalls.NEWEST + 1):
        told = verdict(machine, number)
        if number in named:
            assert told == ALLOW
        elif number == numbers["clone3"]:
            assert told == "ENOSYS"
        elif number not in conditional:
            assert told == "EPERM"


@pytest.mark.parametrize("machine", MACHINES)
def test_calls_newer_than_the_table_do_not_exist(machine: str) -> None:
    for number in (syscalls.NEWEST + 1, 1000, 0x3FFFFFFF):
        assert verdict(machine, number) == "ENOSYS"


@pytest.mark.parametrize("machine", MACHINES)
def test_another_abi_is_killed(machine: str) -> None:
    for number in (0x40000000, 0x40000000 | 39, 0xFFFFFFFF):
        assert verdict(machine, number) == KILL
    assert verdict(machine, 20, arch=0x40000003) == KILL  # 32-bit x86 on an x86-64 kernel


@pytest.mark.parametrize("machine", MACHINES)
def test_only_what_is_to_become_a_tool_may_be_replaced_by_another_program(machine: str) -> None:
    execve = syscalls.MACHINES[machine][1]["execve"]
    assert verdict(machine, execve) != ALLOW
    assert verdict(machine, execve, tool=True) == ALLOW


@pytest.mark.parametrize("machine", MACHINES)
def test_what_generates_code_may_run_what_it_wrote_but_never_write_what_runs(machine: str) -> None:
    mprotect = syscalls.MACHINES[machine][1]["mprotect"]
    mmap = syscalls.MACHINES[machine][1]["mmap"]
    assert verdict(machine, mprotect, 0, 4096, 5, generates=True) == ALLOW
    assert verdict(machine, mprotect, 0, 4096, 3, generates=True) == ALLOW
    assert verdict(machine, mprotect, 0, 4096, 7, generates=True) == "EACCES"
    assert verdict(machine, mmap, 0, 4096, 7, 0x22, generates=True) == "EPERM"


@pytest.mark.parametrize("machine", MACHINES)
def test_each_name_allowed_has_a_number_on_a_machine_that_has_the_call(machine: str) -> None:
    numbers = syscalls.MACHINES[machine][1]
    assert len(set(numbers.values())) == len(numbers)
    assert max(numbers.values()) <= syscalls.NEWEST
    known = {*syscalls.ALLOWED, *syscalls.FOR_A_TOOL, *seccomp._conditions(OWN), "clone3"}
    assert set(numbers) <= known
    only_x86 = {
        "open", "stat", "lstat", "poll", "select", "access", "pipe", "dup2", "readlink",
        "getpgrp", "time", "epoll_wait", "arch_prctl",
    }  # fmt: skip
    assert known - set(numbers) == (only_x86 if machine == "aarch64" else set())


@pytest.mark.parametrize("machine", MACHINES)
@pytest.mark.parametrize(
    ("name", "arguments", "told"),
    [
        ("openat", (0, 0, 0o2000000), ALLOW),
        ("openat", (0, 0, 1), "EACCES"),
        ("openat", (0, 0, 2), "EACCES"),
        ("openat", (0, 0, 0o100), "EACCES"),
        ("openat", (0, 0, 0o1000), "EACCES"),
        ("openat", (0, 0, 0o20200000), "EACCES"),
        ("mmap", (0, 4096, 1, 2), ALLOW),
        ("mmap", (0, 4096, 3, 0x22), ALLOW),
        ("mmap", (0, 4096, 5, 2), ALLOW),
        ("mmap", (0, 4096, 5, 0x22), "EPERM"),
        ("mmap", (0, 4096, 7, 2), "EPERM"),
        ("mprotect", (0, 4096, 3), ALLOW),
        ("mprotect", (0, 4096, 5), "EACCES"),
        ("clone", (0x3D0F00,), ALLOW),
        ("clone", (17,), "EPERM"),
        ("clone", (0x4111,), "EPERM"),
        ("clone", (0x3D0F00 | 0x10000000,), "EPERM"),
        ("clone", (0x3D0F00 | 0x20000,), "EPERM"),
        ("tgkill", (OWN, 1, 6), ALLOW),
        ("tgkill", (1, 1, 9), "EPERM"),
        ("tgkill", (-1, 1, 9), "EPERM"),
        ("prlimit64", (0, 7, 0, 99), ALLOW),
        ("prlimit64", (0, 7, 99, 0), "EPERM"),
        ("prlimit64", (0, 7, 1 << 40, 0), "EPERM"),
        ("fcntl", (3, 1), ALLOW),
        ("fcntl", (3, 8), "EPERM"),
        ("ioctl", (3, 0x5401), ALLOW),
        ("ioctl", (3, 0x5412), "EPERM"),
        ("ioctl", (3, 0x5412 | 1 << 32), "EPERM"),
        ("prctl", (15,), ALLOW),
        ("prctl", (22,), "EPERM"),
    ],
)
def test_arguments_decide(machine: str, name: str, arguments: tuple[int, ...], told: str) -> None:
    assert verdict(machine, syscalls.MACHINES[machine][1][name], *arguments) == told


def test_each_jump_stays_inside_the_program() -> None:
    for machine in MACHINES:
        code = seccomp.program(machine, OWN)
        assert len(code) < 4096
        for at, (operation, true, false, _) in enumerate(code):
            assert operation in {0x06, 0x15, 0x20, 0x25, 0x35, 0x45}
            assert operation == 0x06 or at + 1 + max(true, false) < len(code)
            assert max(true, false) < 256


def test_a_machine_without_a_table_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("platform.machine", lambda: "riscv64")
    with pytest.raises(JailError, match="no table of system calls for riscv64"):
        seccomp.enter()


@pytest.mark.parametrize("abi", range(1, 8))
def test_landlock_is_asked_for_every_right_of_its_version(abi: int) -> None:
    words = struct.unpack(f"={len(landlock._handled(abi)) // 8}Q", landlock._handled(abi))
    rights = [13, 14, 15, 15, 16, 16, 16][abi - 1]
    assert words[0] == (1 << rights) - 1
    assert words[1:] == ((3, 3) if abi >= 6 else (3,) if abi >= 4 else ())


def test_other_systems_reach_process_and_full_names_why(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(policy.sys, "platform", "darwin")
    assert policy.enter("auto", ()) == (
        "process",
        ("Landlock and seccomp are Linux's, this is darwin",),
    )
    with pytest.raises(JailError, match="isolation 'full' cannot be reached: Landlock and seccomp"):
        policy.enter("full", ())


def test_an_interpreters_own_directories_hold_no_home_and_no_working_directory() -> None:
    from pathlib import Path

    own = [Path(path) for path in policy.own_directories()]
    for outside in (Path.home(), Path.cwd(), Path("/"), Path("/etc"), Path("/tmp"), Path("/proc")):
        assert not any(outside == path or path in outside.parents for path in own)
