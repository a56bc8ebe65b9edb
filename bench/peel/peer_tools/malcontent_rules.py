"""malcontent's rule directory through yara-x: the rules that fire on a file and its members, by path.

The Go program itself is not run: its rule texts are compiled here once, and its own order is kept as its source
has it (level by tag, `filetypes` against the kind of file, `override` rules, the archives it opens). Which files
it would pass over as data is left out: every file is scanned, in its favour.
"""

from __future__ import annotations

import gzip
import io
import json
import lzma
import sys
import tarfile
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

NAME = "malcontent's rules (yara-x)"
LAYS_OVER = False
OPENS_PACKAGES = True
SECONDS = 60.0
MOST = 0
FAMILIES: tuple[str, ...] = ()
FORMATS: tuple[str, ...] | None = None
ALERTS: tuple[str, ...] = ("HIGH", "CRITICAL")
LOWER: tuple[str, ...] = ("MEDIUM",)
ALERT = "HIGH or CRITICAL; lower: MEDIUM"

LEVELS = {"ignore": "", "none": "", "harmless": "", "low": "LOW", "notable": "MEDIUM", "medium": "MEDIUM", "suspicious": "HIGH", "weird": "HIGH", "high": "HIGH", "crit": "CRITICAL", "critical": "CRITICAL"}  # fmt: skip
# The archives that its source (pkg/programkind) says it opens.
OPENED = (".apk", ".bz2", ".bzip2", ".deb", ".ear", ".gem", ".gz", ".jar", ".rpm", ".tar", ".tar.gz", ".tar.xz", ".tgz", ".upx", ".war", ".whl", ".xz", ".zip", ".zlib", ".zst", ".zstd")  # fmt: skip
ALIASES = {"class": ("jar", "java"), "pyc": ("py",)}
MAGIC = ((b"\x7fELF", "elf"), (b"\xcf\xfa\xed\xfe", "macho"), (b"\xca\xfe\xba\xbe", "macho"))
LARGEST = 64 << 20
DEEPEST = 4

Said = set[tuple[str, str]]


def version(tools: Path) -> str:
    found = len(list((tools / "malcontent" / "rules").rglob("*.yara")))
    return f"{found:,} rule files" if found else ""


def prepare(tools: Path, scratch: Path) -> None:
    """Compile the rules once; a run loads them."""
    import yara_x

    root = tools / "malcontent" / "rules"
    compiler = yara_x.Compiler()
    compiler.enable_includes(False)  # noqa: FBT003 - yara-x names no argument
    for each in sorted(root.rglob("*.yara")):
        compiler.new_namespace(each.relative_to(root).as_posix())
        compiler.add_source(each.read_text(encoding="utf-8"))
    with (scratch / "malcontent.rules").open("wb") as file:
        compiler.build().serialize_into(file)


def command(tools: Path, scratch: Path, new: Path, old: Path | None) -> list[str]:  # noqa: ARG001
    return [sys.executable, "-P", __file__, str(scratch / "malcontent.rules"), str(new)]


def says(code: int, out: bytes) -> Said | None:
    return {(level, text) for level, text in json.loads(out)["says"]} if code == 0 else None


def looked(path: Path, code: int, out: bytes) -> str:  # noqa: ARG001
    """Say what its source says of such a name: its own unpacker was not run."""
    if path.name.lower().endswith(OPENED):
        return "members"
    return "reads" if path.suffix in {".exe", ".dll", ".elf", ".so", ".macho", ".dylib"} else ""


# --- inside the process ------------------------------------------------------------------------------


def main(rules: str, path: str) -> None:
    import yara_x

    with Path(rules).open("rb") as file:
        scanner = yara_x.Scanner(yara_x.Rules.deserialize_from(file))
    found = []
    for name, data in files_of("", Path(path).read_bytes(), Path(path).name, 0):
        found += [(level, f"{rule} in {name}") for level, rule in fired(scanner, data, name or path)]  # fmt: skip
    print(json.dumps({"says": sorted(set(found))}))


def fired(scanner: Any, data: bytes, name: str) -> list[tuple[str, str]]:
    kind = kind_of(data, name)
    matched = [each for each in scanner.scan(data).matching_rules if applies(dict(each.metadata), kind)]  # fmt: skip
    levels = {each.identifier: level_of(each) for each in matched}
    for each in matched:
        if "override" in each.tags:
            level = levels.pop(each.identifier)
            levels |= {key: level_named(str(value), level) for key, value in each.metadata if key in levels}  # fmt: skip
    return [(level, rule) for rule, level in levels.items() if level]


def level_of(rule: Any) -> str:
    known = [LEVELS[each] for each in rule.tags if each in LEVELS]
    return known[0] if known else ("MEDIUM" if "combo/" in rule.namespace else "LOW")


def level_named(word: str, otherwise: str) -> str:
    return LEVELS.get(word, otherwise)


def applies(metadata: dict[str, object], kind: str) -> bool:
    wanted = str(metadata.get("filetypes", ""))
    return not wanted or not kind or bool({kind, *ALIASES.get(kind, ())} & set(wanted.split(",")))


def kind_of(data: bytes, name: str) -> str:
    if data[:2] == b"MZ":
        return "dll" if name.endswith((".dll", ".pyd", ".node")) else "exe"
    for magic, kind in MAGIC:
        if data.startswith(magic):
            return kind
    return Path(name).suffix.removeprefix(".").lower()


def files_of(name: str, data: bytes, last: str, deep: int) -> Iterator[tuple[str, bytes]]:
    """Yield a file, or what is in it if it is an archive that malcontent opens."""
    opened: list[tuple[str, bytes]] = []
    if deep < DEEPEST and last.lower().endswith(OPENED):
        try:
            opened = list(members(data, last))
        except (OSError, EOFError, ValueError, lzma.LZMAError, zipfile.BadZipFile, tarfile.TarError, NotImplementedError):  # fmt: skip
            opened = []
    if not opened:
        yield name, data
    for inner, body in opened:
        yield from files_of(f"{name}/{inner}" if name else inner, body, inner, deep + 1)


def members(data: bytes, name: str) -> Iterator[tuple[str, bytes]]:
    if data[:2] == b"PK" or zipfile.is_zipfile(io.BytesIO(data)):
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            for each in archive.infolist():
                if not each.is_dir() and each.file_size <= LARGEST:
                    yield each.filename, archive.read(each)
    elif data[:8] == b"!<arch>\n":
        at = 8
        while at + 60 <= len(data):
            size = int(data[at + 48 : at + 58])
            yield data[at : at + 16].decode("latin-1").rstrip(" /"), data[at + 60 : at + 60 + size]
            at += 60 + size + size % 2
    else:
        yield from streams(data, name)


def streams(data: bytes, name: str) -> Iterator[tuple[str, bytes]]:
    try:
        with tarfile.open(fileobj=io.BytesIO(data)) as archive:
            for each in archive:
                file = archive.extractfile(each) if each.isfile() and each.size <= LARGEST else None
                if file is not None:
                    yield each.name, file.read()
    except tarfile.TarError:
        bare = name.rpartition(".")[0]
        if data[:2] == b"\x1f\x8b":
            yield bare, gzip.decompress(data)
        elif data[:6] == b"\xfd7zXZ\0":
            yield bare, lzma.decompress(data)
        elif data[:4] == b"\x28\xb5\x2f\xfd":
            import pyarrow as pa

            yield bare, pa.input_stream(io.BytesIO(data), compression="zstd").read()


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2])
