"""Asar archives: honest, hostile, cut short."""

from __future__ import annotations

from pathlib import Path

from onionskin.lookalike.asar import build_asar, build_pickles


def _written(folder: Path, data: bytes) -> Path:
    path = folder / "app.asar"
    path.write_bytes(data)
    return path


FILES = {
    "package.json": b'{"name":"inert","version":"1.0.0"}',
    "main.js": b"// inert\n",
    "lib/empty": b"",
    "lib/long.bin": b"inert " * 4000,
}


def good(folder: Path) -> Path:
    data = build_asar(FILES, unpacked={"lib/native.node": b"inert"}, links={"lib/link": "long.bin"})
    return _written(folder, data)


def good_without_hashes(folder: Path) -> Path:
    return _written(folder, build_asar(FILES, hashed=False))


def good_of_several_blocks(folder: Path) -> Path:
    return _written(folder, build_asar({"long": b"inert " * 40_000}, block=64 << 10))


def bad_names(folder: Path) -> Path:
    files = {"../../out": b"x", "\u202egnp.exe": b"x", "<script>": b"x", "nul\0": b"x"}
    return _written(folder, build_asar(files, links={"out": "/etc"}))


def bad_gaps_overlaps_and_a_tail(folder: Path) -> Path:
    changed = {"b": {"offset": "20", "integrity": None}}
    files = {"a": b"a" * 32, "b": b"b" * 32}
    return _written(
        folder, build_asar(files, changed=changed, gap=b"hidden in a gap!", tail=b"tail" * 9)
    )


def bad_a_name_twice(folder: Path) -> Path:
    entry = b'"a":{"size":1,"offset":"0"}'
    return _written(folder, build_pickles(b'{"files":{' + entry + b"," + entry + b"}}") + b"x")


def bad_entries(folder: Path) -> Path:
    changed = {
        "package.json": {"size": -1},
        "main.js": {"offset": "1e3"},
        "lib/empty": {"integrity": {"algorithm": "MD5"}},
        "lib/long.bin": {"size": 1 << 62},
    }
    return _written(folder, build_asar(FILES, changed=changed))


def damaged_json(folder: Path) -> Path:
    return _written(folder, build_pickles(b'{"files":{"a":' + b"[" * 50_000) + b"x")


def damaged_cut_short(folder: Path) -> Path:
    data = build_asar(FILES)
    return _written(folder, data[: len(data) - 1000])
