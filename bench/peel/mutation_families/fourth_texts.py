"""Fourth set: how lines come into a script: behind it, in its midst, or within a function that was there."""

from __future__ import annotations

import ast
import random
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from genuine import Files

from mutation_families.third_scripts import Change, is_module, scripts
from mutation_families.third_wheels import modules

BEHIND, AMID, INSIDE = "behind", "amid", "inside"
TURN = (AMID, BEHIND, AMID)


def chance(length: int) -> bytes:
    """Return random filler, the same for the same length: the filler of earlier sets goes on as it did without this one."""
    return random.Random(2026 + length).randbytes(length)  # noqa: S311 - filler


@dataclass(frozen=True)
class Told:
    """A family that puts lines into the first script of a package.

    `sees` says what a careful reviewer of both releases sees; `ways` are (variant, lines); `beside` are files that come with them.
    In JavaScript, `USE(name)` stands for the loading of a module, as the script itself would load it.
    """

    family: str
    sees: str
    ways: tuple[tuple[str, bytes], ...]
    beside: tuple[tuple[str, bytes], ...] = ()
    where: str = ""

    def __call__(self, files: Files) -> Iterator[Change]:
        """Yield the family's changes of an npm package or of a wheel."""
        is_npm = self.family.startswith("npm")
        name = (scripts if is_npm else modules)(files)[0]
        for number, (what, lines) in enumerate(self.ways):
            where = self.where or TURN[number % 3]
            made = (into_js if is_npm else into_python)(files[name], lines, where)
            folder = "package/" if is_npm else f"{name.rpartition('/')[0]}/".lstrip("/")
            yield self.family, f"{what}, {where}", {name: made} | {f"{folder}{path}": body for path, body in self.beside}  # fmt: skip


def loading(data: bytes, lines: bytes) -> bytes:
    """Return JavaScript in which each `USE(name)` is written as the script loads modules."""
    form = rb"(await import('node:\1'))" if is_module(data) else rb"require('\1')"
    return re.sub(rb"USE\(([\w/]+)\)", form, lines)


def into_js(data: bytes, lines: bytes, where: str) -> bytes:
    """Return a script with more lines."""
    lines = loading(data, lines)
    if where == INSIDE:
        at = _within_js(data)
        # What stands within a function of others is never reached.
        return data[:at] + b"  if (0) " + lines.strip() + b"\n" + data[at:] if at else data.rstrip() + b"\nfunction inertGiven() {\n  " + lines.strip() + b"\n}\n"  # fmt: skip
    starts = [each.start() for each in re.finditer(rb"(?m)^(?:export )?(?:async )?(?:function|class) ", data)]  # fmt: skip
    at = starts[len(starts) // 2] if where == AMID and starts else len(data)
    return data[:at] + (b"\n" if at == len(data) else b"") + lines.strip() + b"\n" + data[at:]


def _within_js(data: bytes) -> int:
    """Return where the body of a function in the midst of a script begins; 0 without one."""
    named = rb"(?m)^[ \t]*(?:export )?(?:default )?(?:function\*? *\w*|(?!if|for|while|switch|catch|with|return|function)\w+)\((?:\w+(?:, *\w+)*)?\) *\{\n"  # fmt: skip
    found = [each.end() for each in re.finditer(named, data)]
    return found[len(found) // 2] if found else 0


def into_python(data: bytes, lines: bytes, where: str) -> bytes:
    """Return a module with more lines."""
    lines = lines.strip(b"\n") + b"\n"
    if where == INSIDE:
        return within_python(data, lambda _: True, lines)
    starts = [each.start() for each in re.finditer(rb"(?m)(?<=\n\n\n)(?:async def|def|class) ", data)]  # fmt: skip
    if where == AMID and starts:
        at = starts[len(starts) // 2]
        made = data[:at] + lines + b"\n\n" + data[at:]
        if _is_python(made):
            return made
    return data.rstrip(b"\n") + b"\n\n\n" + lines


def within_python(data: bytes, fits: Callable[[ast.FunctionDef], bool], lines: bytes) -> bytes:
    """Return a module with lines at the start of a fitting function, the one in the midst; nothing without one."""
    found = []
    for node in ast.walk(ast.parse(data)):
        if isinstance(node, ast.FunctionDef) and fits(node) and len(node.args.args) > 1:
            first = node.body[1 if ast.get_docstring(node) is not None and len(node.body) > 1 else 0]  # fmt: skip
            if first.lineno > node.lineno and not getattr(first, "decorator_list", None):
                found.append((first.lineno, first.col_offset, node.args.args[1].arg))
    if not found:
        return b""
    row, column, argument = sorted(found)[len(found) // 2]
    text = data.splitlines(keepends=True)
    put = b"".join(b" " * column + each for each in lines.replace(b"GIVEN", argument.encode()).splitlines(keepends=True))  # fmt: skip
    return b"".join((*text[: row - 1], put, *text[row - 1 :]))


def _is_python(data: bytes) -> bool:
    try:
        ast.parse(data)
    except SyntaxError:
        return False
    return True
