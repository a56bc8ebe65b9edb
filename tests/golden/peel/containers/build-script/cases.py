"""Build scripts: plain, one by which code comes out of test data, and no text."""

from __future__ import annotations

from pathlib import Path


def _written(folder: Path, data: bytes) -> Path:
    path = folder / "configure"
    path.write_bytes(data)
    return path


def good(folder: Path) -> Path:
    return _written(folder, b"#!/bin/sh\ngzip -dc inert.tar.gz | tar xf -\nmake check\n")


def bad_code_out_of_data(folder: Path) -> Path:
    return _written(
        folder,
        b'x=`grep -aErls "####" $srcdir/`\ncat tests/files/inert.xz | xz -d | sh\neval $y | $SHELL 2>/dev/null\n# cat tests/a\nEXTRA_DIST = tests/files/cat\n',
    )


def damaged(folder: Path) -> Path:
    return _written(folder, bytes(100))
