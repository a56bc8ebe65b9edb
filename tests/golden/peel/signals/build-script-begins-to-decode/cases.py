"""Macros that begin to search binaries, a rule that begins to decode into a shell, ones that did before or do neither, and one cut short."""

from __future__ import annotations

from pathlib import Path

from onionskin.lookalike.packages import build_sdist

PLAIN = b"AC_DEFUN([inert], [echo inert])\n"
SEARCH = b'inert=`grep -aErls "#{4}[[:alnum:]]{5}#{4}$" $srcdir/ 2>/dev/null`\n'
DECODE = b"all:\n\tbase64 -d shapes.txt | sh\n"


def _pair(folder: Path, old: dict[str, bytes], new: dict[str, bytes]) -> tuple[Path, Path]:
    paths = []
    for version, files in (("1.0.0", old), ("1.1.0", new)):
        paths.append(folder / f"inert-{version}.tar.gz")
        paths[-1].write_bytes(build_sdist("inert", version, {"inert.py": b"side = 2\n"} | files))
    return paths[0], paths[1]


def good_it_did_before(folder: Path) -> tuple[Path, Path]:
    return _pair(folder, {"m4/one.m4": SEARCH}, {"m4/one.m4": SEARCH, "m4/two.m4": SEARCH + PLAIN})


def good_it_does_neither(folder: Path) -> tuple[Path, Path]:
    return _pair(folder, {}, {"m4/one.m4": PLAIN, "Makefile": b"all:\n\tgrep -rl inert .\n"})


def bad_macros_that_search(folder: Path) -> tuple[Path, Path]:
    return _pair(folder, {"m4/one.m4": PLAIN}, {"m4/one.m4": PLAIN, "m4/two.m4": PLAIN + SEARCH})


def bad_a_rule_that_decodes(folder: Path) -> tuple[Path, Path]:
    return _pair(folder, {"Makefile": b"all:\n\techo inert\n"}, {"Makefile": DECODE})


def damaged(folder: Path) -> tuple[Path, Path]:
    old, new = bad_macros_that_search(folder)
    new.write_bytes(new.read_bytes()[:150])
    return old, new
