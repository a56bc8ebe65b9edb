"""Every probe is refused with a typed reply, and the job after it works."""

from __future__ import annotations

import json
import os
import socket
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from onionskin.jail.pool import Job, Pool, Reply
from onionskin.model import Outcome

HERE = Path(__file__).parent
SECONDS = 0.4
ALIVE = Job("jailed_probes:alive", seconds=20)


class Surroundings(NamedTuple):
    """What the probes aim at: a folder outside, a listener, the coordinator, three descriptors."""

    outside: Path
    port: int
    fds: tuple[int, ...]

    def job(self, name: str, seconds: float = 20.0) -> Job:
        args = {
            "probe": name,
            "outside": str(self.outside),
            "port": self.port,
            "parent": os.getpid(),
        }
        return Job(
            "jailed_probes:run", json.dumps(args).encode(), self.fds, label=name, seconds=seconds
        )


@pytest.fixture(scope="module")
def around(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Surroundings]:
    outside = tmp_path_factory.mktemp("outside")
    (outside / "secret.txt").write_text("secret")
    (outside / "empty").mkdir()
    (outside / "evidence").write_text("evidence")
    fds = (
        os.open(outside / "evidence", os.O_RDONLY),
        os.open(outside, os.O_RDONLY | os.O_DIRECTORY),
        os.open(outside, os.O_TMPFILE | os.O_RDWR),
    )
    with socket.create_server(("127.0.0.1", 0)) as listener:
        yield Surroundings(outside, listener.getsockname()[1], fds)
    for number in fds:
        os.close(number)


@pytest.fixture(scope="module")
def pool() -> Iterator[Pool]:
    with Pool(workers=1, importable=[HERE], memory=192 << 20, result=8 << 20) as pool:
        yield pool


@pytest.fixture(scope="module")
def open_pool() -> Iterator[Pool]:
    with Pool(workers=1, isolation="process", importable=[HERE]) as pool:
        yield pool


def _state(folder: Path) -> dict[str, tuple[str, int, int]]:
    return {
        path.name: (
            path.read_text() if path.is_file() else "",
            path.stat().st_mode,
            path.stat().st_mtime_ns,
        )
        for path in sorted(folder.iterdir())
    }


NO = "unexpected PermissionError: [Errno 1]"
SHUT = "unexpected PermissionError: [Errno 13]"
UNKNOWN = "unexpected OSError: [Errno 38]"

# what it tries -> what it is told
REFUSED = {
    # reading
    "read_passwords": SHUT,
    "read_home": SHUT,
    "read_own_memory_map": SHUT,
    "read_parents_environment": SHUT,
    "read_parents_memory": SHUT,
    "read_from_a_passed_directory": SHUT,
    "list_a_passed_directory_anew": SHUT,
    "enter_a_passed_directory": NO,
    "read_through_o_path": "unexpected OSError: [Errno 9]",
    "list_root": SHUT,
    "list_processes": SHUT,
    "list_outside": SHUT,
    "open_the_terminal": SHUT,
    "read_the_disk": SHUT,
    "change_directory": NO,
    "change_root": NO,
    "openat2": NO,
    "name_to_handle_at": NO,
    "open_by_handle_at": NO,
    # writing
    "reopen_for_writing": SHUT,
    "write_to_evidence": "unexpected OSError: [Errno 9]",
    "cut_evidence": "unexpected OSError: [Errno 22]",
    "map_evidence_for_writing": SHUT,
    "change_mode_of_evidence": NO,
    "change_flags_of_evidence": NO,
    "lock_evidence": NO,
    "lease_evidence": NO,
    "write_here": SHUT,
    "write_outside": SHUT,
    "write_into_the_package": SHUT,
    "write_nameless": SHUT,
    "append_outside": SHUT,
    "truncate_by_name": NO,
    "truncate_on_opening": SHUT,
    "unlink": NO,
    "rename": NO,
    "make_directory": NO,
    "remove_directory": NO,
    "change_mode": NO,
    "change_owner": NO,
    "change_times": NO,
    "set_attribute": NO,
    "symlink": NO,
    "hard_link": NO,
    "make_node": NO,
    "make_fifo": NO,
    "splice": NO,
    "vmsplice": NO,
    # network
    "socket_inet": NO,
    "socket_inet6": NO,
    "socket_unix": NO,
    "socket_netlink": NO,
    "socket_vsock": NO,
    "socket_pair": NO,
    "connect_to_listener": NO,
    "resolve_a_name": "unexpected gaierror",
    "reconnect_own_socket": NO,
    "bind_own_socket": NO,
    "send_elsewhere_on_own_socket": NO,
    "send_a_descriptor": NO,
    "accept4": NO,
    # processes
    "execute": NO,
    "start_a_program": NO,
    "spawn": NO,
    "start_a_shell": NO,
    "fork": NO,
    "vfork": NO,
    "clone_a_process": NO,
    "clone_into_a_namespace": NO,
    "clone3": UNKNOWN,
    "execute_from_memory": NO,
    "execute_a_passed_descriptor": NO,
    "trace_the_parent": NO,
    "ask_to_be_traced": NO,
    "signal_the_parent": NO,
    "signal_everybody": NO,
    "signal_a_thread_of_the_parent": NO,
    "queue_a_signal": NO,
    "signal_by_owner_of_a_descriptor": NO,
    "type_into_the_terminal": NO,
    "hold_the_parent_by_descriptor": NO,
    "steal_a_descriptor": NO,
    "compare_with_the_parent": NO,
    "read_memory_of_the_parent": NO,
    "write_memory_of_the_parent": NO,
    "timer_create": NO,
    "setitimer": NO,
    "setsid": NO,
    # the kernel
    "mount": NO,
    "umount2": NO,
    "pivot_root": NO,
    "unshare": NO,
    "setns": NO,
    "open_tree": NO,
    "fsopen": NO,
    "bpf": NO,
    "perf_event_open": NO,
    "io_uring_setup": NO,
    "io_setup": NO,
    "userfaultfd": NO,
    "keyctl": NO,
    "add_key": NO,
    "init_module": NO,
    "finit_module": NO,
    "kexec_load": NO,
    "fanotify_init": NO,
    "inotify_init1": NO,
    "syslog": NO,
    "acct": NO,
    "quotactl": NO,
    "swapon": NO,
    "sethostname": NO,
    "clock_settime": NO,
    "personality": NO,
    "modify_ldt": NO,
    "iopl": NO,
    "memfd_secret": NO,
    "seccomp": NO,
    "landlock_create_ruleset": NO,
    "shmget": NO,
    "msgget": NO,
    "semget": NO,
    "mq_open": NO,
    "future": UNKNOWN,
    # rights and limits
    "become_another_user": NO,
    "join_groups": NO,
    "capset": NO,
    "raise_a_limit": "unexpected ValueError: not allowed",
    "raise_a_limit_of_the_parent": NO,
    "choose_a_processor": NO,
    "take_priority": NO,
    "mlock": NO,
    "become_dumpable": NO,
    "outlive_the_parent": NO,
    "map_writable_code": NO,
    "map_code": NO,
    "turn_data_into_code": SHUT,
    "turn_data_into_code_by_key": NO,
    # using up
    "fork_bomb": NO,
    "recurse": "unexpected RecursionError",
    "open_many_descriptors": "unexpected OSError: [Errno 24]",
    "fill_the_disk": "unexpected OSError: [Errno 27]",
    "fill_the_disk_unwritten": "unexpected OSError: [Errno 27]",
    # ending, and lying
    "leave_politely": "unexpected SystemExit: 0",
    "interrupt": "unexpected KeyboardInterrupt",
    "raise_what_cannot_be_printed": "unexpected HostileError: (it cannot be printed)",
    "raise_with_escapes": "unexpected ValueError: \\x1b[2Jcleared\\u202e\\ud800\\x00",
    "raise_at_length": "unexpected ValueError: xxx",
    "claim_an_outcome_that_is_none": "nothing to see\\x1b[2J",
    "fail_at_length": "xxx",
    "sabotage_the_worker": "unexpected ValueError: the next job",
}

_DEAD = "and so again alone on a fresh worker"
CRASHED, TIMEOUT, INCOMPLETE = Outcome.CRASHED, Outcome.TIMEOUT, Outcome.INCOMPLETE

# what it does -> how it ends, and what is said of it
KILLED = {
    "allocate_at_once": (INCOMPLETE, "memory"),
    "allocate_bit_by_bit": (INCOMPLETE, "memory"),
    "allocate_shared": (INCOMPLETE, "memory: killed above 192 MiB"),
    "multiply_digits": (INCOMPLETE, "memory"),
    "loop_endlessly": (TIMEOUT, f"deadline of {SECONDS} seconds"),
    "loop_and_catch_everything": (TIMEOUT, "deadline"),
    "loop_in_native_code": (TIMEOUT, "deadline"),
    "sleep_endlessly": (TIMEOUT, "deadline"),
    "backtrack_endlessly": (TIMEOUT, "deadline"),
    "print_endlessly": (TIMEOUT, "deadline"),
    "note_endlessly": (TIMEOUT, "deadline"),
    "write_half_a_message": (TIMEOUT, "deadline"),
    "leave_at_once": (CRASHED, "ended with status 0"),
    "abort": (CRASHED, "SIGABRT"),
    "fault": (CRASHED, "SIGSEGV"),
    "kill_itself": (CRASHED, "SIGKILL"),
    "use_the_other_abi": (CRASHED, "SIGSYS"),
    "close_the_socket": (CRASHED, "SIGKILL"),
    "close_everything": (CRASHED, "SIGKILL"),
    "write_garbage": (CRASHED, "broke the protocol"),
    "write_no_message": (CRASHED, "broke the protocol"),
    "write_an_unknown_message": (CRASHED, "broke the protocol"),
    "write_nested_arrays": (CRASHED, "broke the protocol"),
    "claim_to_be_ready_again": (CRASHED, "broke the protocol: it spoke out of turn"),
    "refuse_afterwards": (CRASHED, "broke the protocol: it spoke out of turn"),
    "answer_for_another_job": (CRASHED, "it spoke of a job that is not at work"),
    "crash_at_length": (CRASHED, "broke the protocol"),
    "hand_over_forged_coverage": (CRASHED, "broke the protocol: it spoke out of turn"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_a_jailed_job_may_not(name: str, pool: Pool, around: Surroundings) -> None:
    before = _state(around.outside)
    reply = pool.call(around.job(name))
    assert reply.outcome == Outcome.CRASHED
    assert reply.detail.startswith(REFUSED[name])
    assert len(reply.detail) <= 2100
    assert _state(around.outside) == before
    assert pool.call(ALIVE) == Reply(Outcome.SCANNED, b"alive")


@pytest.mark.parametrize("name", KILLED)
def test_a_jailed_job_is_stopped_that_would(name: str, pool: Pool, around: Surroundings) -> None:
    outcome, words = KILLED[name]
    reply = pool.call(around.job(name, SECONDS if outcome == TIMEOUT else 20.0))
    assert reply.outcome == outcome
    assert words in reply.detail
    assert not reply.result
    assert reply.note.isprintable()
    assert len(reply.detail) < 2200
    assert pool.call(ALIVE) == Reply(Outcome.SCANNED, b"alive")


def test_threads_are_bounded_by_memory(pool: Pool, around: Surroundings) -> None:
    reply = pool.call(around.job("thread_bomb", 2.0))
    assert reply.outcome in {Outcome.CRASHED, Outcome.TIMEOUT, Outcome.INCOMPLETE}
    assert pool.call(ALIVE).outcome == Outcome.SCANNED


def test_recursion_without_a_limit_kills_the_worker_only(pool: Pool, around: Surroundings) -> None:
    reply = pool.call(around.job("recurse_without_limit", 2.0))
    assert reply.outcome in {Outcome.CRASHED, Outcome.TIMEOUT, Outcome.INCOMPLETE}
    assert pool.call(ALIVE).outcome == Outcome.SCANNED


def test_an_answer_above_the_cap_is_said_to_be_incomplete(pool: Pool, around: Surroundings) -> None:
    reply = pool.call(around.job("answer_too_much"))
    assert reply.outcome == Outcome.INCOMPLETE
    assert reply.detail.startswith("limit: a result of")


@pytest.mark.parametrize(
    "name",
    [
        "read_passwords", "read_home", "read_own_memory_map", "list_root", "list_outside",
        "read_from_a_passed_directory", "write_outside", "write_nameless", "change_mode", "symlink",
        "socket_inet", "socket_unix", "socket_pair", "connect_to_listener", "start_a_program",
        "fork", "start_a_shell", "spawn", "signal_the_parent", "map_writable_code", "change_directory",
    ],
)  # fmt: skip
def test_the_probes_are_real_for_without_walls_they_get_through(
    name: str, open_pool: Pool, around: Surroundings
) -> None:
    reply = open_pool.call(around.job(name))
    for left in ("new.txt", "soft"):
        (around.outside / left).unlink(missing_ok=True)
    (around.outside / "secret.txt").chmod(0o644)
    assert reply.outcome == Outcome.SCANNED, reply.detail
    assert reply.result.startswith(b"got through")


def test_every_probe_is_asked_for() -> None:
    from tests.evasion import jailed_probes

    apart = {"thread_bomb", "recurse_without_limit", "answer_too_much"}
    assert set(jailed_probes.PROBES) == REFUSED.keys() | KILLED.keys() | apart


@pytest.fixture(scope="module")
def generating() -> Iterator[Pool]:
    with Pool(workers=1, importable=[HERE], memory=192 << 20, generates=True) as pool:
        yield pool


@pytest.mark.parametrize("name", [name for name in REFUSED if name != "turn_data_into_code"])
def test_a_job_that_may_generate_code_may_not(
    name: str, generating: Pool, around: Surroundings
) -> None:
    reply = generating.call(around.job(name))
    assert reply.outcome == Outcome.CRASHED
    assert reply.detail.startswith(REFUSED[name])


def test_a_job_that_may_generate_code_may_do_that(generating: Pool, around: Surroundings) -> None:
    assert generating.isolation == "full"
    assert generating.call(around.job("turn_data_into_code")).outcome is Outcome.SCANNED
