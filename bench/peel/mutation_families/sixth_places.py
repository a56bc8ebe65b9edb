"""Sixth set: how a few lines come to stand where they would be reached: within a function that others call, or amid one long line."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from genuine import Files

from mutation_families.fourth_texts import within_python
from mutation_families.third_scripts import Change, is_module, scripts
from mutation_families.third_wheels import modules

LIVE, FIRST, PACKED = "live", "first", "packed"


@dataclass(frozen=True)
class Quiet:
    """A family that puts a few lines into a script of a package, as a maintainer would write them.

    `ways` are (variant, lines, where); `beside` are files that come with them. In JavaScript `USE(name)` stands for the
    loading of a module; in Python `GIVEN` stands for the first argument of the function.
    """

    family: str
    sees: str
    ways: tuple[tuple[str, bytes, str], ...]
    beside: tuple[tuple[str, bytes], ...] = ()

    def __call__(self, files: Files) -> Iterator[Change]:
        """Yield the family's changes of an npm package or of a wheel."""
        is_npm = self.family.startswith("npm")
        for what, lines, where in self.ways:
            name = _packed(files) if where == PACKED else (scripts if is_npm else modules)(files)[0]
            made = into_script(files[name], lines, where) if is_npm else into_module(files[name], lines, where)  # fmt: skip
            folder = "package/" if is_npm else f"{name.rpartition('/')[0]}/".lstrip("/")
            if made != files[name]:
                yield self.family, f"{what}, {where}", {name: made} | {f"{folder}{path}": body for path, body in self.beside}  # fmt: skip


def _packed(files: Files) -> str:
    """Return the script with the longest line: a bundle if there is one."""
    return max(scripts(files), key=lambda name: (max(map(len, files[name].splitlines())), name))


def into_script(data: bytes, lines: bytes, where: str) -> bytes:
    """Return JavaScript with lines in a function amid it, before all else, or between two functions of one long line."""
    form = rb"process.getBuiltinModule('node:\1')" if is_module(data) else rb"require('\1')"
    lines = re.sub(rb"USE\(([\w/]+)\)", form, lines).strip()
    if where == FIRST:
        head = re.match(rb"(?:#![^\n]*\n)?(?:\s*/\*.*?\*/|\s*//[^\n]*\n)*\s*(?:['\"]use strict['\"];?\n?)?", data, re.DOTALL)  # fmt: skip
        at = head.end() if head else 0
        return data[:at] + lines + b"\n" + data[at:]
    if where == PACKED:
        found = [each.end() for each in re.finditer(rb"[;}](?=(?:async )?function [\w$]+\([^)]*\)\{)", data)]  # fmt: skip
        return data[: found[len(found) // 2]] + lines.replace(b"\n", b"") + data[found[len(found) // 2] :] if found else data  # fmt: skip
    named = rb"(?m)^[ \t]*(?:export )?(?:default )?(?:(?:async )?function\*? *\w*|(?:const|let|var) \w+ = (?:async )?|(?!if|for|while|switch|catch|with|return|function)\w+)\((?:\w+(?:, *\w+)*)?\)(?: =>)? *\{\n"  # fmt: skip
    found = [each.end() for each in re.finditer(named, data)]
    at = found[len(found) // 2] if found else len(data)
    return data[:at] + b"".join(b"    " + each for each in lines.splitlines(keepends=True)) + b"\n" + data[at:]  # fmt: skip


def into_module(data: bytes, lines: bytes, where: str) -> bytes:
    """Return Python with lines in a function amid it, or behind its imports; at the end where there is no function."""
    lines = lines.strip(b"\n") + b"\n"
    made = within_python(data, lambda _: True, lines) if where == LIVE else b""
    if made:
        return made
    found = list(re.finditer(rb"(?m)^(?:import [\w., ]+|from [\w.]+ import [\w., ]+)\n", data))
    at = found[-1].end() if found and where == FIRST else len(data.rstrip(b"\n")) + 1
    data = data.rstrip(b"\n") + b"\n"
    return data[:at] + lines + data[at:]
