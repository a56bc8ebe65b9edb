"""A report is written whole or not at all; links, devices and pipes are written through."""

from __future__ import annotations

import os
import stat
import threading
from pathlib import Path

import pytest
from tests.contract.reports import peeled_honest

from onionskin.errors import InputError, PluginError
from onionskin.write.save import rendered, save


def test_a_file_is_replaced_whole_with_the_modes_of_the_user(tmp_path: Path) -> None:
    target = tmp_path / "report.json"
    target.write_bytes(b"an older and longer report")
    save(b"new", str(target))
    assert target.read_bytes() == b"new"
    umask = os.umask(0)
    os.umask(umask)
    assert stat.S_IMODE(target.stat().st_mode) == 0o666 & ~umask
    assert [each.name for each in tmp_path.iterdir()] == ["report.json"]


def test_a_link_is_written_through_and_stays_a_link(tmp_path: Path) -> None:
    real, link = tmp_path / "real", tmp_path / "link"
    real.write_bytes(b"")
    link.symlink_to(real)
    save(b"new", str(link))
    assert link.is_symlink()
    assert real.read_bytes() == b"new"


def test_a_pipe_is_written_to_and_stays_a_pipe(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    got: list[bytes] = []
    reader = threading.Thread(target=lambda: got.append(pipe.read_bytes()))
    reader.start()
    save(b"new", str(pipe))
    reader.join(10)
    assert got == [b"new"]
    assert stat.S_ISFIFO(pipe.stat().st_mode)


def test_a_device_stays_a_device() -> None:
    save(b"new", os.devnull)
    assert stat.S_ISCHR(Path(os.devnull).stat().st_mode)


@pytest.mark.parametrize("name", ["missing/report.json", ".", "x" * 300])
def test_what_cannot_be_written_is_said_and_leaves_nothing_behind(
    tmp_path: Path, name: str
) -> None:
    with pytest.raises(InputError, match="cannot be written"):
        save(b"new", str(tmp_path / name))
    assert not list(tmp_path.iterdir())


def test_an_unknown_format_names_the_known_ones() -> None:
    with pytest.raises(PluginError) as caught:
        rendered(peeled_honest(), "docx")
    assert "json" in caught.value.hint
