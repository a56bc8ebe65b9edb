"""A program that is not ours reads its one input, prints to what it was given, and does nothing else."""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
from pathlib import Path

import pytest

from onionskin.errors import JailError
from onionskin.jail import landlock
from onionskin.jail.policy import loaders
from onionskin.jail.tool import Ended, private_copy, run

pytestmark = pytest.mark.skipif(
    sys.platform != "linux" or not landlock.version(), reason="the walls are Linux's"
)

CAT = os.path.realpath(shutil.which("cat") or "/bin/cat")
SHELL = os.path.realpath(shutil.which("sh") or "/bin/sh")


def _run(
    program: str, *words: str, reading: Path | None = None, seconds: float = 20, output: int = 1 << 20
) -> tuple[Ended, bytes]:  # fmt: skip
    with tempfile.TemporaryFile() as out:
        ended = run(program, words, out.fileno(), reading=reading, seconds=seconds, output=output)
        out.seek(0)
        return ended, out.read()


def test_it_reads_its_input_and_prints_to_the_descriptor() -> None:
    with private_copy([b"one ", b"two"]) as path:
        ended, said = _run(CAT, str(path), reading=path)
    assert (ended.code, said) == (0, b"one two")
    assert not path.exists()


def test_it_reads_no_other_file(tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_text("secret")
    with private_copy([b"one"]) as path:
        ended, said = _run(CAT, str(secret), reading=path)
    assert ended.code != 0
    assert said == b""


def test_it_starts_no_other_program() -> None:
    ended, said = _run(SHELL, "-c", f"{CAT} --version")
    assert ended.code != 0
    assert said == b""


def test_it_writes_no_file(tmp_path: Path) -> None:
    ended, _ = _run(SHELL, "-c", f"echo x > {tmp_path}/made; echo x > made")
    assert ended.code != 0
    assert not list(tmp_path.iterdir())


def test_its_environment_is_empty_and_so_is_the_folder_it_stands_in() -> None:
    ended, said = _run(SHELL, "-c", "set; echo *")
    assert ended.code == 0
    assert b"HOME" not in said
    assert said.splitlines()[-1] == b"*"


def test_it_is_killed_at_its_deadline() -> None:
    ended, _ = _run(SHELL, "-c", "while :; do :; done", seconds=1.5)
    assert ended.late or ended.code < 0


def test_it_prints_no_more_than_allowed() -> None:
    ended, said = _run(SHELL, "-c", "while :; do echo 0123456789; done", output=5000)
    assert ended.code < 0
    assert len(said) <= 5000


def test_a_script_is_not_run_for_it_would_start_another_program(tmp_path: Path) -> None:
    script = tmp_path / "7zz"
    script.write_text("#!/bin/sh\necho 7-Zip 99.99\n")
    script.chmod(0o755)
    with pytest.raises(JailError, match="ELF"):
        _run(str(script))


def test_a_cut_header_names_no_loader(tmp_path: Path) -> None:
    path = tmp_path / "cut"
    path.write_bytes(b"\x7fELF\x02\x01")
    with pytest.raises(JailError):
        loaders(str(path))
