"""Seventh set: what one change is, and where its lines come to stand in a script of somebody else's."""

from __future__ import annotations

import base64
import json
import re
import zlib
from collections.abc import Callable, Mapping
from typing import NamedTuple

from genuine import Files

from mutation_families.fourth_texts import chance, within_python
from mutation_families.sixth_places import FIRST, LIVE, PACKED, into_module, into_script
from mutation_families.third_scripts import MANIFEST, is_module, scripts, stated
from mutation_families.third_wheels import information, modules

Changes = Callable[[Files], Files]
# Where lines come to stand: before all else, amid a function, in one long line, at the end, or far to the right of a line.
TOP, AMID, LONG, END, RIGHT = "top", "amid", "long", "end", "right"


class Way(NamedTuple):
    """One change: its family, which variant of it, and what it makes of a release's files (nothing where it does not fit)."""

    family: str
    what: str
    change: Changes


def ways(family: str, *variants: tuple[str, Changes]) -> tuple[Way, ...]:
    """Return the variants of one family."""
    return tuple(Way(family, what, change) for what, change in variants)


def adding(more: Files) -> Changes:
    """Return a change that lays files beside the others."""
    return lambda _: more


def together(*changes: Changes) -> Changes:
    """Return a change that makes several, each over what the one before left; nothing if one of them does not fit."""

    def change(files: Files) -> Files:
        made: Files = {}
        for each in changes:
            more = each(files | made)
            if not more:
                return {}
            made |= more
        return made

    return change


# --- JavaScript -----------------------------------------------------------------------------------------


def loaded(data: bytes, lines: bytes) -> tuple[bytes, bytes]:
    """Return what a script must import first, and lines in which each `USE(name)` is written as the script would."""
    names = list(dict.fromkeys(re.findall(rb"USE\(([\w/]+)\)", lines)))
    if not is_module(data):
        return b"", re.sub(rb"USE\(([\w/]+)\)", rb"require('\1')", lines)
    called = {each: b"_" + each.replace(b"/", b"_") for each in names}
    imports = b"".join(b"import * as %s from 'node:%s';\n" % (called[each], each) for each in names)
    return imports, re.sub(rb"USE\(([\w/]+)\)", lambda found: called[found[1]], lines)


def into_js(data: bytes, lines: bytes, place: str) -> bytes:
    """Return a script with more lines at a place."""
    imports, lines = loaded(data, lines.strip(b"\n"))
    if place == END:
        made = data.rstrip() + b"\n" + lines + b"\n"
    elif place == RIGHT:
        ends = [each.start() for each in re.finditer(rb"(?<=[;}])(?=\n)", data)]
        at = ends[len(ends) // 3] if ends else len(data.rstrip())
        made = data[:at] + b";" + b" " * 480 + lines.replace(b"\n", b" ") + data[at:]
    else:
        made = into_script(data, lines, {TOP: FIRST, LONG: PACKED}.get(place, LIVE))
        made = made if made != data else into_script(data, lines, LIVE)
    return into_script(made, imports, FIRST) if imports else made


def js(lines: bytes, place: str = AMID, which: int = 0, beside: Mapping[str, bytes] | None = None) -> Changes:  # fmt: skip
    """Return a change of the package's first script (or a later one) that has such a place, and files that come with it.

    `GIVEN` stands for the first argument of the function amid which the lines come to stand.
    """

    def change(files: Files) -> Files:
        names = scripts(files)
        for name in names[min(which, len(names) - 1) :] if names else ():
            made = amid_js(files[name], lines) if place == AMID else into_js(files[name], lines, place)  # fmt: skip
            if made:
                return {name: made} | within("package/", beside or {})
        return {}

    return change


NAMED = rb"(?m)^[ \t]*(?:export )?(?:default )?(?:(?:async )?function\*? *\w*|(?:const|let|var) \w+ = (?:async )?|(?!if|for|while|switch|catch|with|return|function)\w+)\((\w+)(?:, *\w+)*\)(?: =>)? *\{\n"  # fmt: skip


def amid_js(data: bytes, lines: bytes) -> bytes:
    """Return a script with lines at the start of one of its functions, the one in the midst; nothing without one."""
    found = list(re.finditer(NAMED, data))
    if not found:
        return b""
    each = found[len(found) // 2]
    imports, lines = loaded(data, lines.strip(b"\n").replace(b"GIVEN", each[1]))
    body = b"".join(b"    " + row for row in lines.splitlines(keepends=True)) + b"\n"
    made = data[: each.end()] + body + data[each.end() :]
    return into_script(made, imports, FIRST) if imports else made


def within(folder: str, files: Mapping[str, bytes]) -> Files:
    """Return files by their paths below a folder."""
    return {f"{folder}{name}": data for name, data in files.items()}


def saying(**more: object) -> Changes:
    """Return a change of what an npm package says; tables are laid over those that were there."""

    def change(files: Files) -> Files:
        known = stated(files)
        for key, value in more.items():
            before = known.get(key)
            known[key] = {**before, **value} if isinstance(before, dict) and isinstance(value, dict) else value  # fmt: skip
        found = re.search(rb"\{\r?\n([ \t]+)", files[MANIFEST])
        return {MANIFEST: json.dumps(known, indent=found[1].decode() if found else 2, ensure_ascii=False).encode() + b"\n"}  # fmt: skip

    return change


def obscured(length: int, seed: int = 0) -> bytes:
    """Return inert JavaScript of about so many bytes as an obfuscator writes it: tables of texts, numbers in hexadecimal, no effect."""
    noise = chance(length + seed)
    rows, at = [], 0
    while 4 * at < length:
        word = base64.b64encode(noise[at : at + 9]).decode().rstrip("=").swapcase()
        rows.append(f"'{word}'")
        at += 12
    names = [f"_0x{noise[each : each + 3].hex()}" for each in range(0, 18, 3)]
    one, two, three, four, five, six = names
    calls = ";".join(f"var {four}{n:x}={two}(0x{n + 0x1A3:x},'{noise[n : n + 2].hex()}')" for n in range(max(2, min(len(rows), length // 160))))  # fmt: skip
    return (
        f"(function({one},{two}){{const {three}={six},{four}={one}();while(!![]){{try{{const {five}=-parseInt({three}(0x1a3))/0x1*(parseInt({three}(0x1b7))/0x2)+parseInt({three}(0x1c1))/0x3;"
        f"if({five}==={two})break;else {four}['push']({four}['shift']());}}catch(_0x1e){{{four}['push']({four}['shift']());}}}}}}({two},0x8c1f2));"
        f"function {two}(){{const {one}=[{','.join(rows)}];{two}=function(){{return {one};}};return {two}();}}"
        f"function {six}({one},_0x3){{const {five}={two}();return {six}=function(_0x5,_0x7){{_0x5=_0x5-0x1a3;let _0x9={five}[_0x5];return _0x9;}},{six}({one},_0x3);}}{calls};\n"
    ).encode()  # fmt: skip


# --- Python ---------------------------------------------------------------------------------------------


def py(lines: bytes, place: str = AMID) -> Changes:
    """Return a change of a wheel's first module that has such a place; `GIVEN` stands for an argument of the function there."""

    def change(files: Files) -> Files:
        for name in modules(files):
            made = within_python(files[name], lambda _: True, lines.strip(b"\n") + b"\n") if place == AMID else into_py(files[name], lines, place)  # fmt: skip
            if made:
                return {name: made}
        return {}

    return change


def into_py(data: bytes, lines: bytes, place: str) -> bytes:
    """Return a module with more lines at a place; those far to the right must be one line."""
    if place == RIGHT:
        rows = [each.end() for each in re.finditer(rb"(?m)^(?:import [\w., ]+|from [\w.]+ import [\w., ]+)$", data)]  # fmt: skip
        if rows:
            at = rows[len(rows) // 2]
            return data[:at] + b"; " + b" " * 300 + lines.strip() + data[at:]
    if place == END:
        return data.rstrip(b"\n") + b"\n\n\n" + lines.strip(b"\n") + b"\n"
    return into_module(data, lines, FIRST if place in {TOP, RIGHT} else LIVE)


def beside_info(path: str, data: bytes) -> Changes:
    """Return a change that lays a file into a wheel, `DATA` in its path being its folder of data."""
    return lambda files: {path.replace("DATA", information(files).replace(".dist-info", ".data")): data}  # fmt: skip


def required(*rows: str) -> Changes:
    """Return a change that adds requirements to a wheel's metadata."""

    def change(files: Files) -> Files:
        name = f"{information(files)}/METADATA"
        head, blank, rest = files[name].partition(b"\n\n")
        return {name: head + b"".join(f"\nRequires-Dist: {each}".encode() for each in rows) + blank + rest}  # fmt: skip

    return change


def entry_points(section: str, row: str) -> Changes:
    """Return a change that adds an entry point to a wheel; `MODULE` in the row is its first package."""

    def change(files: Files) -> Files:
        name = f"{information(files)}/entry_points.txt"
        module = modules(files)[0].partition("/")[0].removesuffix(".py")
        known, head, line = files.get(name, b"").decode(), f"[{section}]\n", f"{row.replace('MODULE', module)}\n"  # fmt: skip
        made = known.replace(head, head + line, 1) if head in known else f"{known.rstrip()}\n\n{head}{line}".lstrip()  # fmt: skip
        return {name: made.encode()}

    return change


def in_folder(beside: Mapping[str, bytes]) -> Changes:
    """Return a change that lays files into the folder of a wheel's first module."""
    return lambda files: within(f"{modules(files)[0].rpartition('/')[0]}/".lstrip("/"), beside)


def wrapped(text: bytes) -> bytes:
    """Return a text packed as droppers pack it."""
    return base64.b64encode(zlib.compress(text))


# What stands where there would be a second stage, in each language.
MARK = b"print('inert marker, nothing else')\n" * 30
MARK_JS = b"console.log('inert marker, nothing else');\n" * 24
MARK_SH = b": inert marker, nothing else\n" * 32
