"""Source releases: tests that list their data, builds that read it, and one cut short."""

from __future__ import annotations

import random
from pathlib import Path

from onionskin.lookalike.archives import build_gzip, build_tar

DATA = {"inert-1.0/tests/files/bad-1.xz": random.Random(3).randbytes(4000)}
LISTS = {
    "inert-1.0/Makefile.am": b"EXTRA_DIST = tests/files/bad-1.xz\ncheck:\n\tgrep -r inert $(srcdir)\n"
}
SEARCH = b'gl_x=`grep -aErls "#{4}inert#{4}$" $srcdir/ 2>/dev/null`\n'
PIPE = b'sed "r\\n" $gl_x | eval $gl_map | $SHELL 2>/dev/null\n'


def _written(folder: Path, files: dict[str, bytes]) -> Path:
    path = folder / "inert-1.0.tar.gz"
    path.write_bytes(build_gzip(build_tar(files)))
    return path


def good(folder: Path) -> Path:
    return _written(folder, DATA | LISTS)


def good_tests_read_their_data(folder: Path) -> Path:
    return _written(
        folder, DATA | {"inert-1.0/tests/Makefile": b"x:\n\txz -dc tests/files/bad-1.xz\n"}
    )


def bad_a_search_and_a_shell(folder: Path) -> Path:
    return _written(folder, DATA | {"inert-1.0/m4/inert.m4": SEARCH + PIPE})


def bad_data_by_name(folder: Path) -> Path:
    line = b"all:\n\ttail -c 100 tests/files/bad-1.xz > inert.o\n"
    return _written(folder, DATA | {"inert-1.0/Makefile.in": line})


def damaged(folder: Path) -> Path:
    path = _written(folder, DATA | {"inert-1.0/m4/inert.m4": SEARCH + PIPE})
    path.write_bytes(path.read_bytes()[:200])
    return path


def bad_over_several_lines(folder: Path) -> Path:
    pipe = PIPE.replace(b" | ", b" \\\n  | ")
    return _written(folder, DATA | {"inert-1.0/m4/inert.m4": SEARCH + pipe})


def bad_behind_a_comment_that_seems_to_go_on(folder: Path) -> Path:
    hidden = b"# a comment \\\n" + SEARCH + b"# another \\\n" + PIPE
    return _written(folder, DATA | {"inert-1.0/configure": hidden})
