"""A source; a class with the names of harmless types; one that names a starter of programs; a module of WebAssembly; one cut short."""

from __future__ import annotations

from pathlib import Path

HEAD = bytes.fromhex("cafebabe00000034000a")


def _class(folder: Path, *names: str) -> Path:
    path = folder / "Inert.class"
    words = b"".join(b"\x01" + len(each).to_bytes(2) + each.encode() for each in names)
    path.write_bytes(HEAD + words + b"\x07" + bytes(40))
    return path


def good_a_source_is_not_compiled(folder: Path) -> Path:
    path = folder / "Inert.java"
    path.write_text("class Inert { ProcessBuilder none; }\n")
    return path


def bad_harmless_names(folder: Path) -> Path:
    return _class(folder, "java/lang/Object", "java/lang/String")


def bad_a_starter_of_programs(folder: Path) -> Path:
    return _class(folder, "java/lang/ProcessBuilder", "java/net/Socket")


def bad_webassembly_that_asks_for_the_environment(folder: Path) -> Path:
    path = folder / "inert.wasm"
    imports = b"\x01\x04wasi\x0benviron_get\x00\x00"
    path.write_bytes(b"\0asm\x01\0\0\0\x01\x04\x01\x60\0\0\x02" + bytes([len(imports)]) + imports)
    return path


def bad_less_where_a_type_is_only_asked_for_its_version(folder: Path) -> Path:
    return _class(folder, "java/lang/Runtime", "version", "java/net/URL", "getPath")


def bad_a_type_that_is_asked_to_act(folder: Path) -> Path:
    return _class(folder, "java/lang/Runtime", "exec", "java/net/URL", "openStream")


def damaged(folder: Path) -> Path:
    path = _class(folder, "java/lang/ProcessBuilder")
    path.write_bytes(path.read_bytes()[:20])
    return path
