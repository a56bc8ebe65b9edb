"""The pool: whom it blames, what it begins again, what it says."""

from __future__ import annotations

import json
import os
import queue
import threading
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pytest

from onionskin.errors import JailError
from onionskin.jail import process, worker
from onionskin.jail.loop import Loop
from onionskin.jail.pool import Job, Pool, Reply
from onionskin.model import Outcome

HERE = Path(__file__).parent


def job(name: str, args: bytes = b"", fds: tuple[int, ...] = (), seconds: float = 20.0) -> Job:
    return Job(f"jailed_jobs:{name}", args, fds, label=name, seconds=seconds)


@pytest.fixture(scope="module")
def pool() -> Iterator[Pool]:
    with Pool(workers=2, importable=[HERE]) as pool:
        yield pool


@pytest.fixture
def one() -> Iterator[Pool]:
    with Pool(workers=1, importable=[HERE], recycle=10_000) as pool:
        yield pool


@contextmanager
def scratch(folder: Path, content: bytes = b"") -> Iterator[int]:
    number = os.open(folder, os.O_TMPFILE | os.O_RDWR)
    os.write(number, content)
    yield number
    os.close(number)


@contextmanager
def pipe() -> Iterator[tuple[int, int]]:
    ends = os.pipe()
    yield ends
    for end in ends:
        os.close(end)


def warm(pool: Pool) -> None:
    """Let a worker be quick, so that it is handed several jobs at once."""
    for _ in range(3):
        assert pool.call(job("echo", b"warm")).outcome == Outcome.SCANNED


def test_a_job_comes_back_with_its_result_and_its_tag(pool: Pool) -> None:
    tag = object()
    pool.submit(job("echo", b"bytes")._replace(tag=tag))
    assert pool.pending == 1
    back, reply = pool.next()
    assert back.tag is tag
    assert reply == Reply(Outcome.SCANNED, b"bytes")
    assert pool.pending == 0


def test_each_job_is_answered_exactly_once(pool: Pool) -> None:
    sent = [str(n).encode() for n in range(300)]
    for args in sent:
        pool.submit(job("echo", args))
    answers = [pool.next() for _ in sent]
    assert sorted(reply.result for _, reply in answers) == sorted(sent)
    assert all(back.args == reply.result for back, reply in answers)
    with pytest.raises(JailError, match="no job is pending"):
        pool.next()


def test_large_arguments_and_results_pass_whole(pool: Pool) -> None:
    args = os.urandom(1 << 16) * 300
    assert pool.call(job("echo", args)).result == args


def test_results_nobody_takes_hold_back_the_jobs_behind_them(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("onionskin.jail.loop._UNREAD", 3 << 20)
    with Pool(workers=1, importable=[HERE], depth=1) as pool:
        for _ in range(12):
            pool.submit(job("echo", bytes(1 << 20)))
        threading.Event().wait(1.0)
        assert pool._loop.replies.qsize() <= 5
        assert [len(pool.next()[1].result) for _ in range(12)] == [1 << 20] * 12


def test_a_call_leaves_the_replies_of_other_jobs_for_next(pool: Pool) -> None:
    for args in (b"1", b"2", b"3"):
        pool.submit(job("echo", args))
    assert pool.call(job("echo", b"mine")).result == b"mine"
    assert sorted(pool.next()[1].result for _ in range(3)) == [b"1", b"2", b"3"]


def test_a_typed_error_keeps_its_class_and_sentence(pool: Pool) -> None:
    assert pool.call(job("damaged")) == Reply(
        Outcome.INCOMPLETE,
        b"",
        "DamagedError: a.zip: the directory is cut short (ask for it again)",
    )


@pytest.mark.parametrize(
    ("entry", "words"),
    [
        ("jailed_jobs:wrong", "jailed_jobs:wrong returned str"),
        ("jailed_jobs:nothing", "unexpected AttributeError"),
        ("no_such_module:x", "unexpected ModuleNotFoundError"),
        ("", "unexpected ValueError"),
    ],
)
def test_an_entry_that_breaks_the_contract_is_said_to_crash(
    pool: Pool, entry: str, words: str
) -> None:
    reply = pool.call(Job(entry))
    assert reply.outcome == Outcome.CRASHED
    assert words in reply.detail


def test_the_last_note_comes_with_the_reply_and_steers_no_terminal(pool: Pool) -> None:
    assert pool.call(job("noted")).note == "second\\x1b[31m"
    assert pool.call(job("echo")).note == ""


def test_a_note_outside_a_worker_does_nothing() -> None:
    worker.note("nobody listens")


def test_a_job_that_kills_its_worker_is_tried_twice_and_named(one: Pool) -> None:
    with pipe() as (reading, writing):
        reply = one.call(job("try_and_die", b"7", (writing,)))
        assert os.read(reading, 100) == b"xx"
    assert reply.outcome == Outcome.CRASHED
    assert reply.detail == "the worker was killed by SIGSEGV, and so again alone on a fresh worker"
    assert reply.note == "parser-7"


def test_only_the_culprit_among_queued_jobs_is_blamed(one: Pool) -> None:
    warm(one)
    with pipe() as (reading, writing):
        for number in range(12):
            args = str(number).encode()
            one.submit(job("try_and_die", args, (writing,)) if number == 5 else job("echo", args))
        answers = [one.next() for _ in range(12)]
        assert os.read(reading, 100) == b"xx"
    bad = [(back.args, reply.outcome) for back, reply in answers if reply.outcome != "scanned"]
    assert bad == [(b"5", Outcome.CRASHED)]
    assert sorted(int(reply.result) for _, reply in answers if reply.result) == [
        *range(5),
        *range(6, 12),
    ]


def test_many_culprits_among_many_jobs_are_each_blamed_and_nobody_else(pool: Pool) -> None:
    with pipe() as (reading, writing):
        for number in range(60):
            args = str(number).encode()
            bad = number % 12 == 3
            pool.submit(job("try_and_die", args, (writing,)) if bad else job("echo", args))
        answers = [pool.next() for _ in range(60)]
        assert os.read(reading, 100) == b"xx" * 5
    crashed = sorted(int(back.args) for back, reply in answers if reply.outcome == "crashed")
    assert crashed == [3, 15, 27, 39, 51]
    assert sum(reply.outcome == "scanned" for _, reply in answers) == 55


def test_a_job_whose_worker_died_by_chance_succeeds_the_second_time(
    one: Pool, tmp_path: Path
) -> None:
    with pipe() as (reading, writing), scratch(tmp_path, b"head ") as output:
        os.write(writing, b"12")
        reply = one.call(job("die_the_first_time", b"", (reading, output)))
        assert reply == Reply(Outcome.SCANNED, b"done")
        assert os.pread(output, 100, 0) == b"head half and all"


@pytest.mark.parametrize("workers", [2, 3])
def test_what_is_begun_again_alone_finds_a_fresh_worker_when_all_others_are_idle(
    workers: int,
) -> None:
    with Pool(workers=workers, importable=[HERE]) as pool:
        for _ in range(8):
            pool.submit(job("sleep", b"0.05"))
        for _ in range(8):
            pool.next()
        replies: queue.SimpleQueue[Reply] = queue.SimpleQueue()
        asking = threading.Thread(target=lambda: replies.put(pool.call(job("die"))), daemon=True)
        asking.start()
        assert replies.get(timeout=30).outcome == Outcome.CRASHED
        assert pool.call(job("echo", b"on")).result == b"on"


def test_a_deadline_holds_in_native_code_and_names_the_parser(one: Pool) -> None:
    reply = one.call(job("native", seconds=0.3))
    assert reply.outcome == Outcome.TIMEOUT
    assert reply.detail.startswith("killed at its deadline of 0.3 seconds")
    assert reply.note == "native"


def test_a_deadline_begins_when_the_job_is_its_workers_first(one: Pool) -> None:
    warm(one)
    for _ in range(8):
        one.submit(job("sleep", b"0.2", seconds=1.5))
    assert [one.next()[1].outcome for _ in range(8)] == ["scanned"] * 8


def test_deadlines_hold_while_the_coordinator_is_busy_elsewhere(one: Pool) -> None:
    one.submit(job("native", seconds=0.2))
    threading.Event().wait(1.2)
    assert one._loop.replies.get(timeout=30)[1].outcome == Outcome.TIMEOUT  # type: ignore[index]


def test_memory_a_job_leaves_behind_is_not_held_against_the_next(tmp_path: Path) -> None:
    with Pool(workers=1, importable=[HERE], memory=128 << 20) as pool:
        for _ in range(3):
            left = pool.call(job("keep", str(90 << 20).encode()))
            assert left.outcome == Outcome.SCANNED, left.detail
            after = pool.call(job("identity"))
            assert after.result != left.result


def test_a_sparse_file_of_two_gigabytes_is_read_in_bounded_memory() -> None:
    number = os.memfd_create("sparse")
    with Pool(workers=1, importable=[HERE], memory=96 << 20) as pool:
        os.ftruncate(number, 2 << 30)
        os.pwrite(number, b"end", (2 << 30) - 3)
        reply = pool.call(job("sparse", b"", (number,)))
    os.close(number)
    assert json.loads(reply.result) == [2 << 30, 3]


def test_workers_are_replaced_after_so_many_jobs() -> None:
    with Pool(workers=1, importable=[HERE], recycle=5) as pool:
        made = [int(pool.call(job("count")).result) for _ in range(12)]
    assert made == [1, 2, 3, 4, 5, 1, 2, 3, 4, 5, 1, 2]


def test_sixteen_descriptors_pass_and_stay_the_callers(pool: Pool, tmp_path: Path) -> None:
    with ExitStack() as stack:
        fds = tuple(stack.enter_context(scratch(tmp_path, str(n).encode())) for n in range(16))
        for _ in range(4):
            pool.submit(job("read_each", b"", fds))
        expected = b" ".join(str(n).encode() for n in range(16))
        assert [pool.next()[1].result for _ in range(4)] == [expected] * 4


def test_more_than_sixteen_descriptors_are_refused(pool: Pool) -> None:
    with pytest.raises(JailError, match="takes 16 descriptors, 17 were given") as raised:
        pool.submit(job("read_each", b"", (0,) * 17))
    assert raised.value.where == "read_each"
    assert pool.pending == 0


def test_a_descriptor_that_is_not_open_is_refused(pool: Pool) -> None:
    with pytest.raises(JailError, match="descriptor 9999 cannot be passed"):
        pool.submit(job("read_each", b"", (9999,)))
    assert pool.pending == 0


def test_too_large_arguments_are_refused(pool: Pool, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("onionskin.jail.pool.MAX_ARGUMENTS", 10)
    with pytest.raises(JailError, match="10 bytes of arguments, 11 were given"):
        pool.submit(job("echo", b"x" * 11))


def test_a_job_writes_to_a_passed_descriptor(pool: Pool, tmp_path: Path) -> None:
    with scratch(tmp_path) as output:
        assert pool.call(job("write", b"written", (output,))).result == b"7"
        assert os.pread(output, 10, 0) == b"written"


def test_readable_directories_can_be_read_and_no_others(tmp_path: Path) -> None:
    for name in ("open", "shut"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "file").write_text(name)
    with Pool(workers=1, importable=[HERE], readable=[tmp_path / "open"]) as pool:
        opened = pool.call(job("read_named", os.fsencode(tmp_path / "open" / "file")))
        shut = pool.call(job("read_named", os.fsencode(tmp_path / "shut" / "file")))
    assert opened == Reply(Outcome.SCANNED, b"open")
    assert "PermissionError" in shut.detail


def test_the_environment_is_fixed_and_nothing_of_the_users_gets_in(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for name in ("LD_PRELOAD", "PYTHONSTARTUP", "PYTHONINSPECT", "SECRET_TOKEN"):
        monkeypatch.setenv(name, "/nowhere/evil.so")
    seen = []
    for _ in range(2):
        with Pool(workers=1, importable=[HERE]) as pool:
            seen.append(json.loads(pool.call(job("environment")).result))
    assert seen[0] == seen[1]
    assert seen[0]["environ"] == {**process._ENVIRONMENT, "ONIONSKIN_PLUGINS": ""}


def test_a_worker_holds_no_descriptor_of_the_coordinator(pool: Pool, tmp_path: Path) -> None:
    with scratch(tmp_path) as number:
        os.set_inheritable(number, True)
        with Pool(workers=1, importable=[HERE]) as fresh:
            kinds = json.loads(fresh.call(job("descriptors")).result)
    assert kinds.count("socket") == 1
    assert kinds.count("device") == 3
    assert len(kinds) <= 6  # and the page of its notes, and the entry of its own control group


def test_late_imports_work_inside(pool: Pool) -> None:
    assert json.loads(pool.call(job("lazy")).result) == [
        "\u20ac",
        "xn--bcher-kva.example",
        "fffe7800",
        "2023",
        "2023-03-30T00:00:00+02:00",
        "b",
        "c",
        "d",
        "d41d",
    ]


def test_tables_can_be_written_and_asked_inside(pool: Pool, tmp_path: Path) -> None:
    with scratch(tmp_path) as output:
        reply = pool.call(job("tables", b"", (output,)))
    assert reply.outcome == Outcome.SCANNED, reply.detail
    assert json.loads(reply.result) == [["0", 714264285], ["1", 714278571]]


def test_certificates_can_be_read_and_signatures_checked_inside(pool: Pool) -> None:
    assert pool.call(job("numbers")).result.startswith(b"64 ")


def test_the_data_of_packages_can_be_read_inside(pool: Pool) -> None:
    assert pool.call(job("packaged_data")).result == b"b.co.uk True"


def test_threads_may_be_started_inside(pool: Pool) -> None:
    assert pool.call(job("threads")).result == b"6"


def test_the_level_is_what_the_workers_reached(pool: Pool) -> None:
    assert pool.isolation == "full"
    assert pool.missing == ()


def test_process_isolation_builds_no_wall_and_says_so() -> None:
    with Pool(workers=1, isolation="process", importable=[HERE]) as pool:
        assert pool.isolation == "process"
        assert pool.missing == ("no wall was asked for",)
        assert pool.call(job("echo", b"x")).result == b"x"


def test_an_unknown_isolation_is_refused() -> None:
    with pytest.raises(JailError, match="no isolation is called 'total'"):
        Pool(isolation="total")


def test_a_pool_outlives_the_thread_that_made_it() -> None:
    made: queue.SimpleQueue[Pool] = queue.SimpleQueue()
    maker = threading.Thread(target=lambda: made.put(Pool(workers=1, importable=[HERE])))
    maker.start()
    maker.join()
    with made.get() as pool:
        first = pool.call(job("identity"))
        assert pool.call(job("identity")) == first


def test_a_closed_pool_takes_no_job_and_closing_twice_is_harmless() -> None:
    pool = Pool(workers=1)
    pool.close()
    pool.close()
    with pytest.raises(JailError, match="closed"):
        pool.submit(job("echo"))
    with pytest.raises(JailError, match="no job is pending"):
        pool.next()


def test_leaving_with_jobs_pending_ends_at_once_and_leaves_no_process() -> None:
    with Pool(workers=2, importable=[HERE]) as pool:
        pids = {int(pool.call(job("identity")).result)}
        for _ in range(20):
            pool.submit(job("native"))
    assert not any(Path(f"/proc/{pid}").exists() for pid in pids)


def test_an_interpreter_that_cannot_be_started_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(process.sys, "executable", "/nowhere/python")
    with pytest.raises(JailError, match="no worker could be started"):
        Pool(workers=1)


def test_a_worker_that_dies_at_its_start_says_why(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(process, "_BOOT", "raise SystemExit('the disk is gone\x1b[2J')")
    with pytest.raises(JailError, match="ended with status 1: the disk is gone") as raised:
        Pool(workers=1)
    assert "\x1b" not in str(raised.value)


def test_a_pool_that_breaks_says_so_to_everybody_who_waits(
    one: Pool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(process, "_BOOT", "raise SystemExit('gone')")
    one.submit(job("native", seconds=0.1))
    for _ in range(2):
        with pytest.raises(JailError, match="ended with status 1: gone before it was ready"):
            one.next()


def test_hidden_memory_is_named_and_lowers_the_level(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(process.Worker, "resident", lambda _self: None)
    with Pool(workers=1, importable=[HERE]) as pool:
        assert pool.isolation == "partial"
        assert pool.missing == ("nobody tells its memory: /proc is hidden",)
        assert pool.call(job("echo", b"x")).result == b"x"
    with pytest.raises(JailError, match="'full' cannot be reached: nobody tells"):
        Pool(workers=1, isolation="full")


def test_what_its_caller_has_to_load_is_loaded_while_the_first_worker_starts(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    done: list[str] = []
    reached = Loop.reached

    def waited(loop: Loop) -> tuple[str, tuple[str, ...]]:
        done.append("waited")
        return reached(loop)

    monkeypatch.setattr(Loop, "reached", waited)
    with Pool(workers=1, meanwhile=lambda: done.append("loaded")):
        assert done == ["loaded", "waited"]


def test_what_cannot_be_loaded_meanwhile_leaves_no_worker_behind() -> None:
    before = threading.active_count()

    def load() -> None:
        raise ImportError("a part of the program is missing")

    with pytest.raises(ImportError):
        Pool(workers=1, meanwhile=load)
    assert threading.active_count() <= before
