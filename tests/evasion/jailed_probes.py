"""What a parser that was taken over might try. Run inside the jail only, by test_jail_probes.py.

Each probe returns only where it got through; what it is refused with, it raises.
"""

# A probe makes the system call itself, prints, and catches everything.
# ruff: noqa: PTH101, PTH102, PTH104, PTH106, PTH108, PTH208, PTH211, T201, BLE001

from __future__ import annotations

import contextlib
import ctypes
import fcntl
import json
import mmap
import os
import platform
import resource
import signal
import socket
import stat
import struct
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

LIBC = ctypes.CDLL(None, use_errno=True)
PROBES: dict[str, Callable[[dict[str, Any], list[int]], object]] = {}
MACHINE = platform.machine()

# name -> number on x86-64, on aarch64 (None: it has no such call)
NUMBERS = {
    "vfork": (58, None), "clone": (56, 220), "clone3": (435, 435), "execveat": (322, 281), "ptrace": (101, 117),
    "kill": (62, 129), "tgkill": (234, 131), "rt_sigqueueinfo": (129, 138), "pidfd_open": (434, 434),
    "process_vm_readv": (310, 270), "process_vm_writev": (311, 271), "mount": (165, 40), "umount2": (166, 39),
    "pivot_root": (155, 41), "unshare": (272, 97), "setns": (308, 268), "open_tree": (428, 428), "fsopen": (430, 430),
    "bpf": (321, 280), "perf_event_open": (298, 241), "io_uring_setup": (425, 425), "userfaultfd": (323, 282),
    "keyctl": (250, 219), "add_key": (248, 217), "init_module": (175, 105), "finit_module": (313, 273),
    "kexec_load": (246, 104), "fanotify_init": (300, 262), "inotify_init1": (294, 26), "syslog": (103, 116),
    "acct": (163, 89), "personality": (135, 92), "name_to_handle_at": (303, 264), "open_by_handle_at": (304, 265),
    "memfd_create": (319, 279), "memfd_secret": (447, 447), "seccomp": (317, 277), "prctl": (157, 167),
    "landlock_create_ruleset": (444, 444), "openat2": (437, 437), "shmget": (29, 194), "msgget": (68, 186),
    "semget": (64, 190), "mq_open": (240, 180), "timer_create": (222, 107), "process_madvise": (440, 440),
    "pidfd_getfd": (438, 438), "sendto": (44, 206), "sendmsg": (46, 211), "connect": (42, 203), "bind": (49, 200),
    "accept4": (288, 242), "capset": (126, 91), "splice": (275, 76), "vmsplice": (278, 75), "mlock": (149, 228),
    "future": (500, 500), "kcmp": (312, 272), "swapon": (167, 224), "sethostname": (170, 161), "clock_settime": (227, 112),
    "modify_ldt": (154, None), "iopl": (172, None), "lookup_dcookie": (212, 18), "quotactl": (179, 60), "setsid": (112, 157),
    "pkey_mprotect": (329, 288), "remap_file_pages": (216, 234), "io_setup": (206, 0), "setitimer": (38, 103),
}  # fmt: skip


def call(name: str, *arguments: object) -> int:
    number = NUMBERS[name][MACHINE == "aarch64"]
    if number is None:
        raise PermissionError(1, "this machine has no such call")
    result = LIBC.syscall(ctypes.c_long(number), *(_long(a) for a in arguments))
    if result < 0:
        raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()))
    return int(result)


def _long(value: object) -> object:
    return ctypes.c_long(value) if isinstance(value, int) else value


def run(args: bytes, fds: list[int]) -> bytes:
    given = json.loads(args)
    return f"got through: {PROBES[given['probe']](given, fds)!r}".encode()


def alive(args: bytes, fds: list[int]) -> bytes:
    return b"alive"


def probe(work: Callable[[dict[str, Any], list[int]], object]) -> Callable[..., object]:
    PROBES[work.__name__] = work
    return work


def _plain(name: str, *arguments: object) -> None:
    PROBES[name] = lambda _given, _fds: call(name, *arguments)


# --- one system call each

_plain("mount", b"none", b"/mnt", b"tmpfs", 0, None)
_plain("umount2", b"/nowhere", 0)
_plain("pivot_root", b"/", b"/")
_plain("unshare", 0x10000000)
_plain("setns", 0, 0)
_plain("open_tree", -100, b"/", 0)
_plain("fsopen", b"tmpfs", 0)
_plain("bpf", 0, None, 0)
_plain("perf_event_open", ctypes.create_string_buffer(128), 0, -1, -1, 0)
_plain("io_uring_setup", 4, ctypes.create_string_buffer(120))
_plain("userfaultfd", 0)
_plain("keyctl", 0, -3, 0)
_plain("add_key", b"user", b"a", b"b", 1, -3)
_plain("init_module", b"", 0, b"")
_plain("finit_module", 0, b"", 0)
_plain("kexec_load", 0, 0, None, 0)
_plain("fanotify_init", 0, 0)
_plain("inotify_init1", 0)
_plain("syslog", 10, None, 0)
_plain("acct", b"/nowhere")
_plain("personality", 0x0400000)
_plain(
    "name_to_handle_at",
    -100,
    b"/",
    ctypes.create_string_buffer(256),
    ctypes.create_string_buffer(8),
    0,
)
_plain("open_by_handle_at", -100, ctypes.create_string_buffer(256), 0)
_plain("memfd_secret", 0)
_plain("seccomp", 0, 0, None)
_plain("landlock_create_ruleset", None, 0, 1)
_plain("openat2", -100, b"/etc/passwd", ctypes.create_string_buffer(24), 24)
_plain("shmget", 0, 4096, 0o1600)
_plain("msgget", 0, 0o1600)
_plain("semget", 0, 1, 0o1600)
_plain("mq_open", b"probe", 0o102, 0o600, None)
_plain("timer_create", 1, None, ctypes.create_string_buffer(8))
_plain("capset", ctypes.create_string_buffer(8), ctypes.create_string_buffer(24))
_plain("splice", 0, None, 1, None, 1, 0)
_plain("vmsplice", 1, None, 0, 0)
_plain("mlock", 0, 4096)
_plain("future")
_plain("swapon", b"/nowhere", 0)
_plain("sethostname", b"x", 1)
_plain("clock_settime", 0, None)
_plain("modify_ldt", 0, None, 0)
_plain("iopl", 3)
_plain("quotactl", 0, None, 0, None)
_plain("setsid")
_plain("io_setup", 1, ctypes.create_string_buffer(8))
_plain("setitimer", 0, None, None)
_plain("vfork")
_plain("clone3", ctypes.create_string_buffer(88), 88)
_plain("accept4", 0, None, None, 0)


# --- reading


@probe
def read_passwords(given: dict[str, Any], fds: list[int]) -> object:
    return Path("/etc/passwd").read_bytes()[:10]


@probe
def read_home(given: dict[str, Any], fds: list[int]) -> object:
    return Path(given["outside"], "secret.txt").read_bytes()


@probe
def read_own_memory_map(given: dict[str, Any], fds: list[int]) -> object:
    return Path("/proc/self/maps").read_bytes()[:10]


@probe
def read_parents_environment(given: dict[str, Any], fds: list[int]) -> object:
    return Path(f"/proc/{given['parent']}/environ").read_bytes()[:10]


@probe
def read_parents_memory(given: dict[str, Any], fds: list[int]) -> object:
    return os.open(f"/proc/{given['parent']}/mem", os.O_RDONLY)


@probe
def reopen_for_writing(given: dict[str, Any], fds: list[int]) -> object:
    return os.open(f"/proc/self/fd/{fds[0]}", os.O_RDWR)


@probe
def write_to_evidence(given: dict[str, Any], fds: list[int]) -> object:
    return os.pwrite(fds[0], b"x", 0)


@probe
def cut_evidence(given: dict[str, Any], fds: list[int]) -> object:
    return os.ftruncate(fds[0], 0)


@probe
def map_evidence_for_writing(given: dict[str, Any], fds: list[int]) -> object:
    return mmap.mmap(fds[0], 4, prot=mmap.PROT_READ | mmap.PROT_WRITE)


@probe
def change_mode_of_evidence(given: dict[str, Any], fds: list[int]) -> object:
    return os.fchmod(fds[0], 0o777)


@probe
def read_from_a_passed_directory(given: dict[str, Any], fds: list[int]) -> object:
    return os.open("secret.txt", os.O_RDONLY, dir_fd=fds[1])


@probe
def list_a_passed_directory_anew(given: dict[str, Any], fds: list[int]) -> object:
    return os.open(".", os.O_RDONLY | os.O_DIRECTORY, dir_fd=fds[1])


@probe
def enter_a_passed_directory(given: dict[str, Any], fds: list[int]) -> object:
    return os.fchdir(fds[1])


@probe
def read_through_o_path(given: dict[str, Any], fds: list[int]) -> object:
    return os.read(os.open(given["outside"] + "/secret.txt", 0o10000000), 4)


@probe
def list_root(given: dict[str, Any], fds: list[int]) -> object:
    return os.listdir("/")


@probe
def list_processes(given: dict[str, Any], fds: list[int]) -> object:
    return os.listdir("/proc")


@probe
def list_outside(given: dict[str, Any], fds: list[int]) -> object:
    return os.listdir(given["outside"])


@probe
def open_the_terminal(given: dict[str, Any], fds: list[int]) -> object:
    return os.open("/dev/tty", os.O_RDONLY)


@probe
def read_the_disk(given: dict[str, Any], fds: list[int]) -> object:
    return os.listdir("/dev")


# --- writing


@probe
def write_here(given: dict[str, Any], fds: list[int]) -> object:
    return Path("probe.txt").write_text("x")


@probe
def write_outside(given: dict[str, Any], fds: list[int]) -> object:
    return Path(given["outside"], "new.txt").write_text("x")


@probe
def write_into_the_package(given: dict[str, Any], fds: list[int]) -> object:
    import onionskin

    return Path(onionskin.__file__).with_name("probe.py").write_text("x")


@probe
def write_nameless(given: dict[str, Any], fds: list[int]) -> object:
    return os.open(given["outside"], os.O_TMPFILE | os.O_RDWR)


@probe
def append_outside(given: dict[str, Any], fds: list[int]) -> object:
    return os.open(given["outside"] + "/secret.txt", os.O_WRONLY | os.O_APPEND)


@probe
def truncate_by_name(given: dict[str, Any], fds: list[int]) -> object:
    return os.truncate(given["outside"] + "/secret.txt", 0)


@probe
def truncate_on_opening(given: dict[str, Any], fds: list[int]) -> object:
    return os.open(given["outside"] + "/secret.txt", os.O_RDONLY | os.O_TRUNC)


@probe
def unlink(given: dict[str, Any], fds: list[int]) -> object:
    return os.unlink(given["outside"] + "/secret.txt")


@probe
def rename(given: dict[str, Any], fds: list[int]) -> object:
    return os.rename(given["outside"] + "/secret.txt", given["outside"] + "/other.txt")


@probe
def make_directory(given: dict[str, Any], fds: list[int]) -> object:
    return os.mkdir(given["outside"] + "/folder")


@probe
def remove_directory(given: dict[str, Any], fds: list[int]) -> object:
    return os.rmdir(given["outside"] + "/empty")


@probe
def change_mode(given: dict[str, Any], fds: list[int]) -> object:
    return os.chmod(given["outside"] + "/secret.txt", 0o777)


@probe
def change_owner(given: dict[str, Any], fds: list[int]) -> object:
    return os.chown(given["outside"] + "/secret.txt", os.getuid(), os.getgid())


@probe
def change_times(given: dict[str, Any], fds: list[int]) -> object:
    return os.utime(given["outside"] + "/secret.txt")


@probe
def set_attribute(given: dict[str, Any], fds: list[int]) -> object:
    return os.setxattr(given["outside"] + "/secret.txt", "user.probe", b"x")


@probe
def symlink(given: dict[str, Any], fds: list[int]) -> object:
    return os.symlink("/etc/passwd", given["outside"] + "/soft")


@probe
def hard_link(given: dict[str, Any], fds: list[int]) -> object:
    return os.link(given["outside"] + "/secret.txt", given["outside"] + "/hard")


@probe
def make_node(given: dict[str, Any], fds: list[int]) -> object:
    return os.mknod(given["outside"] + "/node", stat.S_IFREG | 0o600)


@probe
def make_fifo(given: dict[str, Any], fds: list[int]) -> object:
    return os.mkfifo(given["outside"] + "/fifo")


@probe
def change_directory(given: dict[str, Any], fds: list[int]) -> object:
    return os.chdir(given["outside"])


@probe
def change_root(given: dict[str, Any], fds: list[int]) -> object:
    return os.chroot("/")


# --- network


def _socket(*what: int) -> object:
    with socket.socket(*what) as made:
        return made.fileno()


@probe
def socket_inet(given: dict[str, Any], fds: list[int]) -> object:
    return _socket(socket.AF_INET, socket.SOCK_STREAM)


@probe
def socket_inet6(given: dict[str, Any], fds: list[int]) -> object:
    return _socket(socket.AF_INET6, socket.SOCK_DGRAM)


@probe
def socket_unix(given: dict[str, Any], fds: list[int]) -> object:
    return _socket(socket.AF_UNIX, socket.SOCK_STREAM)


@probe
def socket_netlink(given: dict[str, Any], fds: list[int]) -> object:
    return _socket(socket.AF_NETLINK, socket.SOCK_RAW, 0)


@probe
def socket_vsock(given: dict[str, Any], fds: list[int]) -> object:
    return _socket(socket.AF_VSOCK, socket.SOCK_STREAM)


@probe
def socket_pair(given: dict[str, Any], fds: list[int]) -> object:
    return [end.close() for end in socket.socketpair()]


@probe
def connect_to_listener(given: dict[str, Any], fds: list[int]) -> object:
    with socket.create_connection(("127.0.0.1", given["port"]), 2) as made:
        return made.fileno()


@probe
def resolve_a_name(given: dict[str, Any], fds: list[int]) -> object:
    return socket.getaddrinfo("localhost", 80)


def _own_socket() -> int:
    for number in range(256):
        with contextlib.suppress(OSError):
            if stat.S_ISSOCK(os.fstat(number).st_mode):
                return number
    raise LookupError


_ADDRESS = struct.pack("=H", socket.AF_UNIX) + b"\0probe"


@probe
def reconnect_own_socket(given: dict[str, Any], fds: list[int]) -> object:
    return call("connect", _own_socket(), _ADDRESS, len(_ADDRESS))


@probe
def bind_own_socket(given: dict[str, Any], fds: list[int]) -> object:
    return call("bind", _own_socket(), _ADDRESS, len(_ADDRESS))


@probe
def send_elsewhere_on_own_socket(given: dict[str, Any], fds: list[int]) -> object:
    return call("sendto", _own_socket(), b"x", 1, 0, _ADDRESS, len(_ADDRESS))


@probe
def send_a_descriptor(given: dict[str, Any], fds: list[int]) -> object:
    return call("sendmsg", _own_socket(), ctypes.create_string_buffer(56), 0)


# --- processes


@probe
def execute(given: dict[str, Any], fds: list[int]) -> object:
    return os.execv("/bin/true", ["true"])


@probe
def start_a_program(given: dict[str, Any], fds: list[int]) -> object:
    return subprocess.run(["/bin/true"], check=True).returncode


@probe
def spawn(given: dict[str, Any], fds: list[int]) -> object:
    return os.posix_spawn("/bin/true", ["true"], {})


@probe
def start_a_shell(given: dict[str, Any], fds: list[int]) -> object:
    status = os.system("true")
    if status:
        raise PermissionError(1, f"system() says {status}")
    return status


@probe
def fork(given: dict[str, Any], fds: list[int]) -> object:
    child = os.fork()
    if not child:
        os._exit(0)
    return os.waitpid(child, 0)


@probe
def clone_a_process(given: dict[str, Any], fds: list[int]) -> object:
    child = call("clone", signal.SIGCHLD, 0, 0, 0, 0)
    if not child:
        os._exit(0)
    return os.waitpid(child, 0)


@probe
def clone_into_a_namespace(given: dict[str, Any], fds: list[int]) -> object:
    child = call("clone", 0x10000000 | 0x10000 | 0x100 | 0x800, 0, 0, 0, 0)
    if not child:
        os._exit(0)
    return child


@probe
def execute_from_memory(given: dict[str, Any], fds: list[int]) -> object:
    made = call("memfd_create", b"probe", 0)
    os.write(made, b"#!/bin/true\n")
    return call("execveat", made, b"", None, None, 0x1000)


@probe
def execute_a_passed_descriptor(given: dict[str, Any], fds: list[int]) -> object:
    return call("execveat", fds[0], b"", None, None, 0x1000)


@probe
def trace_the_parent(given: dict[str, Any], fds: list[int]) -> object:
    return call("ptrace", 0x4206, given["parent"], 0, 0)


@probe
def ask_to_be_traced(given: dict[str, Any], fds: list[int]) -> object:
    return call("ptrace", 0, 0, 0, 0)


@probe
def signal_the_parent(given: dict[str, Any], fds: list[int]) -> object:
    return os.kill(given["parent"], 0)


@probe
def signal_everybody(given: dict[str, Any], fds: list[int]) -> object:
    return os.kill(-1, 0)


@probe
def signal_a_thread_of_the_parent(given: dict[str, Any], fds: list[int]) -> object:
    return call("tgkill", given["parent"], given["parent"], 0)


@probe
def queue_a_signal(given: dict[str, Any], fds: list[int]) -> object:
    info = ctypes.create_string_buffer(128)
    return call("rt_sigqueueinfo", given["parent"], 0, info)


@probe
def signal_by_owner_of_a_descriptor(given: dict[str, Any], fds: list[int]) -> object:
    return fcntl.fcntl(_own_socket(), fcntl.F_SETOWN, given["parent"])


@probe
def change_flags_of_evidence(given: dict[str, Any], fds: list[int]) -> object:
    return fcntl.fcntl(fds[0], fcntl.F_SETFL, os.O_APPEND)


@probe
def lock_evidence(given: dict[str, Any], fds: list[int]) -> object:
    return fcntl.flock(fds[0], fcntl.LOCK_EX | fcntl.LOCK_NB)


@probe
def lease_evidence(given: dict[str, Any], fds: list[int]) -> object:
    return fcntl.fcntl(fds[0], 1024, 0)


@probe
def type_into_the_terminal(given: dict[str, Any], fds: list[int]) -> object:
    return fcntl.ioctl(0, 0x5412, b"x")


@probe
def hold_the_parent_by_descriptor(given: dict[str, Any], fds: list[int]) -> object:
    return call("pidfd_open", given["parent"], 0)


@probe
def steal_a_descriptor(given: dict[str, Any], fds: list[int]) -> object:
    return call("pidfd_getfd", 0, 0, 0)


@probe
def compare_with_the_parent(given: dict[str, Any], fds: list[int]) -> object:
    return call("kcmp", os.getpid(), given["parent"], 0, 0, 0)


def _vectors() -> tuple[object, object]:
    buffer = ctypes.create_string_buffer(8)
    vector = struct.pack("QQ", ctypes.addressof(buffer), 8)
    return vector, buffer


@probe
def read_memory_of_the_parent(given: dict[str, Any], fds: list[int]) -> object:
    vector, _kept = _vectors()
    return call("process_vm_readv", given["parent"], vector, 1, vector, 1, 0)


@probe
def write_memory_of_the_parent(given: dict[str, Any], fds: list[int]) -> object:
    vector, _kept = _vectors()
    return call("process_vm_writev", given["parent"], vector, 1, vector, 1, 0)


# --- rights and limits


@probe
def become_another_user(given: dict[str, Any], fds: list[int]) -> object:
    return os.setuid(os.getuid())


@probe
def join_groups(given: dict[str, Any], fds: list[int]) -> object:
    return os.setgroups([])


@probe
def raise_a_limit(given: dict[str, Any], fds: list[int]) -> object:
    most = resource.RLIM_INFINITY
    return resource.setrlimit(resource.RLIMIT_DATA, (most, most))


@probe
def raise_a_limit_of_the_parent(given: dict[str, Any], fds: list[int]) -> object:
    return resource.prlimit(given["parent"], resource.RLIMIT_CORE, (0, 0))


@probe
def choose_a_processor(given: dict[str, Any], fds: list[int]) -> object:
    return os.sched_setaffinity(0, os.sched_getaffinity(0))


@probe
def take_priority(given: dict[str, Any], fds: list[int]) -> object:
    return os.nice(1)


@probe
def become_dumpable(given: dict[str, Any], fds: list[int]) -> object:
    return call("prctl", 4, 1, 0, 0, 0)


@probe
def outlive_the_parent(given: dict[str, Any], fds: list[int]) -> object:
    return call("prctl", 1, 0, 0, 0, 0)


@probe
def map_writable_code(given: dict[str, Any], fds: list[int]) -> object:
    return mmap.mmap(-1, 4096, prot=mmap.PROT_READ | mmap.PROT_WRITE | mmap.PROT_EXEC)


@probe
def map_code(given: dict[str, Any], fds: list[int]) -> object:
    return mmap.mmap(-1, 4096, prot=mmap.PROT_READ | mmap.PROT_EXEC)


@probe
def turn_data_into_code(given: dict[str, Any], fds: list[int]) -> object:
    page = mmap.mmap(-1, 4096)
    here = ctypes.addressof(ctypes.c_char.from_buffer(page))
    if LIBC.mprotect(ctypes.c_void_p(here), 4096, 4) != 0:
        raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()))
    return True


@probe
def turn_data_into_code_by_key(given: dict[str, Any], fds: list[int]) -> object:
    return call("pkey_mprotect", 0, 4096, 4, -1)


# --- using up


@probe
def allocate_at_once(given: dict[str, Any], fds: list[int]) -> object:
    return len(bytearray(8 << 30))


@probe
def allocate_bit_by_bit(given: dict[str, Any], fds: list[int]) -> object:
    held = []
    while True:
        held.append(bytearray(1 << 20))


@probe
def allocate_shared(given: dict[str, Any], fds: list[int]) -> object:
    held = mmap.mmap(-1, 4 << 30)
    for offset in range(0, 4 << 30, 4096):
        held[offset] = 1
    return len(held)


@probe
def multiply_digits(given: dict[str, Any], fds: list[int]) -> object:
    return len(b"a" * 100 * (1 << 26))


@probe
def loop_endlessly(given: dict[str, Any], fds: list[int]) -> object:
    while True:
        pass


@probe
def loop_and_catch_everything(given: dict[str, Any], fds: list[int]) -> object:
    for number in range(1, 65):
        with contextlib.suppress(OSError, ValueError):
            signal.signal(number, signal.SIG_IGN)
    while True:
        try:
            time.sleep(0.01)
        except BaseException:
            continue


@probe
def loop_in_native_code(given: dict[str, Any], fds: list[int]) -> object:
    return sum(range(1 << 60))


@probe
def sleep_endlessly(given: dict[str, Any], fds: list[int]) -> object:
    return time.sleep(10_000)


@probe
def backtrack_endlessly(given: dict[str, Any], fds: list[int]) -> object:
    import re

    return re.match(r"(a+)+$", "a" * 64 + "b")


@probe
def fork_bomb(given: dict[str, Any], fds: list[int]) -> object:
    while True:
        os.fork()


@probe
def thread_bomb(given: dict[str, Any], fds: list[int]) -> object:
    started = 0
    while started < 100_000:
        threading.Thread(target=time.sleep, args=(1000,), daemon=True).start()
        started += 1
    return started


@probe
def recurse(given: dict[str, Any], fds: list[int]) -> object:
    return recurse(given, fds)


@probe
def recurse_without_limit(given: dict[str, Any], fds: list[int]) -> object:
    sys.setrecursionlimit(1 << 30)
    nested: object = None
    for _ in range(3_000_000):
        nested = [nested]
    return repr(nested)


@probe
def open_many_descriptors(given: dict[str, Any], fds: list[int]) -> object:
    return [os.dup(fds[0]) for _ in range(100_000)]


@probe
def fill_the_disk(given: dict[str, Any], fds: list[int]) -> object:
    return os.pwrite(fds[2], b"x", 1 << 40)


@probe
def fill_the_disk_unwritten(given: dict[str, Any], fds: list[int]) -> object:
    return os.posix_fallocate(fds[2], 0, 1 << 40)


# --- ending, and lying


@probe
def leave_at_once(given: dict[str, Any], fds: list[int]) -> object:
    return os._exit(0)


@probe
def leave_politely(given: dict[str, Any], fds: list[int]) -> object:
    return sys.exit(0)


@probe
def interrupt(given: dict[str, Any], fds: list[int]) -> object:
    raise KeyboardInterrupt


@probe
def abort(given: dict[str, Any], fds: list[int]) -> object:
    return os.abort()


@probe
def fault(given: dict[str, Any], fds: list[int]) -> object:
    return ctypes.string_at(8)


@probe
def kill_itself(given: dict[str, Any], fds: list[int]) -> object:
    signal.raise_signal(signal.SIGKILL)
    return time.sleep(1)


@probe
def use_the_other_abi(given: dict[str, Any], fds: list[int]) -> object:
    return LIBC.syscall(ctypes.c_long(0x40000000 | 39))


@probe
def print_endlessly(given: dict[str, Any], fds: list[int]) -> object:
    while True:
        print("\x1b[2J" * 1000, flush=True)
        print("\x1b[2J" * 1000, flush=True, file=sys.stderr)


@probe
def note_endlessly(given: dict[str, Any], fds: list[int]) -> object:
    from onionskin.jail.worker import note

    while True:
        note("\x1b[31mred" * 1000)


@probe
def answer_too_much(given: dict[str, Any], fds: list[int]) -> object:
    return "x" * (9 << 20)


@probe
def raise_what_cannot_be_printed(given: dict[str, Any], fds: list[int]) -> object:
    class HostileError(Exception):
        def __str__(self) -> str:
            raise ValueError

    raise HostileError


@probe
def raise_with_escapes(given: dict[str, Any], fds: list[int]) -> object:
    raise ValueError("\x1b[2Jcleared\u202e\ud800\0")


@probe
def raise_at_length(given: dict[str, Any], fds: list[int]) -> object:
    raise ValueError("x" * (64 << 20))


@probe
def close_the_socket(given: dict[str, Any], fds: list[int]) -> object:
    os.close(_own_socket())
    return time.sleep(1000)


@probe
def close_everything(given: dict[str, Any], fds: list[int]) -> object:
    os.closerange(0, 300)
    return time.sleep(1000)


def _say(raw: bytes) -> object:
    os.write(_own_socket(), raw)
    return time.sleep(1000)


def _frame(body: bytes) -> bytes:
    return struct.pack("<I", len(body)) + body


@probe
def write_garbage(given: dict[str, Any], fds: list[int]) -> object:
    return _say(b"\xff" * 4096)


@probe
def write_no_message(given: dict[str, Any], fds: list[int]) -> object:
    return _say(_frame(b"\xc1" * 10))


@probe
def write_an_unknown_message(given: dict[str, Any], fds: list[int]) -> object:
    return _say(_frame(b"\x81\xa2is\xa7unheard"))


@probe
def write_nested_arrays(given: dict[str, Any], fds: list[int]) -> object:
    return _say(_frame(b"\x91" * 100_000))


@probe
def write_half_a_message(given: dict[str, Any], fds: list[int]) -> object:
    return _say(struct.pack("<I", 1000) + b"half")


@probe
def claim_to_be_ready_again(given: dict[str, Any], fds: list[int]) -> object:
    from onionskin.jail import wire

    return _say(wire.frame(wire.Ready("full", ())))


@probe
def refuse_afterwards(given: dict[str, Any], fds: list[int]) -> object:
    from onionskin.jail import wire

    return _say(wire.frame(wire.Refused("no", "")))


@probe
def answer_for_another_job(given: dict[str, Any], fds: list[int]) -> object:
    from onionskin.jail import wire

    return _say(wire.frame(wire.Done(1 << 40, b"forged")))


@probe
def hand_over_forged_coverage(given: dict[str, Any], fds: list[int]) -> object:
    from onionskin.jail import wire

    return _say(wire.frame(wire.Measured(b"forged")))


@probe
def claim_an_outcome_that_is_none(given: dict[str, Any], fds: list[int]) -> object:
    from onionskin.jail import worker

    worker._end.send(worker.Failed(worker._serial, "clean\x1b", "nothing to see\x1b[2J"))  # type: ignore[union-attr]
    return "a second answer"


@probe
def fail_at_length(given: dict[str, Any], fds: list[int]) -> object:
    from onionskin.jail import worker

    worker._end.send(worker.Failed(worker._serial, "crashed", "x" * (4 << 20)))  # type: ignore[union-attr]
    return "a second answer"


@probe
def crash_at_length(given: dict[str, Any], fds: list[int]) -> object:
    return _say(_frame(b"\x81\xa2is\xdb" + struct.pack(">I", 1 << 20) + b"\x1b" * (1 << 20)))


@probe
def sabotage_the_worker(given: dict[str, Any], fds: list[int]) -> object:
    from onionskin.jail import worker

    worker._answer = None  # type: ignore[assignment]
    raise ValueError("the next job will find nothing that answers it")
