"""Build scripts: places where code could come out of data that only tests should read.

Source: the public analyses of CVE-2024-3094 (xz 5.6.0): a macro of the tarball searched all files for one
that holds a mark, decoded it and gave it to a shell. Line by line, linear in the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from onionskin.model import Fact, Problem, Value
from onionskin.parse.metadata import manifests
from onionskin.parse.metadata.hooks import Hook, shown
from onionskin.plugins.view import View

LIMIT = 4 << 20
LINE = 4000
KEPT = 50
COMMENTS = (b"dnl ", b"#", b"//")
_TESTS = re.compile(r"\b(?:tests?|testdata|fixtures?|testing|spec|corpus)/[\w./+-]{1,200}")
_READER = re.compile(
    r"(?:^|[\s;|&(`\"'$])(cat|xz|unxz|xzcat|lzma|gzip|gunzip|zcat|bzip2|bzcat|zstd|base64|openssl|tr|sed|awk|head|"
    r"tail|dd|od|xxd|strings|tar|file\s*\(\s*READ|include_bytes|read_file|fs::read)\b"
)
_SEARCH = re.compile(r"\b(?:e|f)?grep\b((?:\s+-[A-Za-z-]+)+)")
_SHELL = re.compile(r"\|\s*(?:exec\s+)?(?:\$\{?\(?(?:SHELL|CONFIG_SHELL|BASH)\)?\}?|(?:/usr)?(?:/bin/)?(?:ba|da)?sh)\b\s*(?:-s?\s*)?(?:[;)`'\"|&]|\d?>|$)")  # fmt: skip
_DECODE = re.compile(
    r"\b(?:eval|xz|unxz|xzcat|lzma|gzip|gunzip|zcat|bzip2|base64|openssl|tr|xxd|printf)\b|\s-d\b"
)
_COMMAND = re.compile(r"Command::new\(\s*\"([^\"]{1,200})\"")
_NETWORK = re.compile(r"\b(reqwest|ureq|TcpStream|curl::|hyper|attohttpc)\b")
_LIST = re.compile(
    r"^\s*(?:EXTRA_DIST|[\w.]+_(?:SOURCES|DATA|SCRIPTS|EXTRA_DIST)|TESTS|CLEANFILES)\b"
)


class BuildOddity(Value, frozen=True):
    """A line of a build script by which code could come out of data.

    `kind` is `reads-test-file` (a command reads `name`, which lies among tests), `searches-binaries`
    (a recursive search that takes binaries for text) or `decodes-into-shell`.
    """

    kind: str
    name: str
    text: str
    number: int
    offset: int
    length: int


def read(view: View) -> Iterator[Fact | Problem]:
    """Yield the odd lines; of a build.rs also what it starts and whether it reaches the network."""
    rust = view.name.endswith(".rs")
    kept = 0
    seen: set[str] = set()
    for number, at, raw in _lines(view.read(0, LIMIT)):
        if len(raw) > 3 and kept < KEPT:
            text = raw[:LINE].decode("utf-8", "replace")
            for kind, name in _odd(text):
                kept += 1
                yield Fact.of(BuildOddity(kind, name, shown(text), number, at, len(raw)))
            for said in _starts(text) if rust else ():
                if said not in seen:
                    seen.add(said)
                    yield Fact.of(Hook("build.rs", "build", shown(said), f"line {number}", at, len(raw)))  # fmt: skip
    yield from manifests.cut_off(view, LIMIT)


def _lines(data: bytes) -> Iterator[tuple[int, int, bytes]]:
    """Yield (number, offset, line). Lines that a backslash continues are one, of at most 4,000 bytes.

    A comment of a shell is never continued, so the line behind it counts.
    """
    begun, at, held = 0, 0, b""
    for number, raw in enumerate(data.split(b"\n"), 1):
        begun = begun or number
        bare = raw.rstrip(b"\r")
        is_open = bare.endswith(b"\\") and (held or not bare.lstrip().startswith(COMMENTS))
        if is_open and len(held) + len(raw) < LINE:
            held += bare[:-1].ljust(len(raw) + 1)
            continue
        yield begun, at, held + raw
        at += len(held) + len(raw) + 1
        begun, held = 0, b""
    if held:
        yield begun, at, held


def _odd(text: str) -> Iterator[tuple[str, str]]:
    if text.lstrip().encode().startswith(COMMENTS):
        return
    for found in _SEARCH.finditer(text):
        options = found[1].replace("--", " ")
        if "a" in options and "r" in options.lower() and _short(options):
            yield "searches-binaries", ""
            break
    if "|" in text and (shell := _SHELL.search(text)) and _DECODE.search(text, 0, shell.start()):
        yield "decodes-into-shell", ""
    if "/" in text and _READER.search(text) and not _LIST.match(text):
        for found in _TESTS.finditer(text):
            yield "reads-test-file", found[0]


def _short(options: str) -> bool:
    """Say whether one group of one-letter options, or several, hold both a and r."""
    letters = "".join(word[1:] for word in options.split() if word.startswith("-"))
    return "a" in letters and ("r" in letters or "R" in letters)


def _starts(text: str) -> Iterator[str]:
    for found in _COMMAND.finditer(text):
        yield f"runs {found[1]}"
    for found in _NETWORK.finditer(text):
        yield f"uses {found[1].rstrip(':')}"
