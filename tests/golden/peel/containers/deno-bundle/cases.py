"""What `deno compile` embeds: honest, hostile, cut short."""

from __future__ import annotations

from pathlib import Path

from onionskin.lookalike.carried import build_deno

SCRIPT = (b"const n: number = 1\n", b"const n = 1;\n", b'{"version":3}')
FILES = {"app.ts": SCRIPT, "share/words.txt": (b"inert words\n" * 9,), "link->share/words.txt": ()}


def _written(folder: Path, data: bytes) -> Path:
    path = folder / "d3n0l4nd"
    path.write_bytes(data)
    return path


def good(folder: Path) -> Path:
    return _written(folder, build_deno(FILES))


def good_with_remote_modules(folder: Path) -> Path:
    modules = {"https://example.org/lib.ts": SCRIPT, "https://example.org/more.js": (b"inert\n",)}
    return _written(folder, build_deno(FILES, modules=modules))


def good_with_settings(folder: Path) -> Path:
    settings = {
        "app_name": "inert",
        "app_version": "1.0.0",
        "preload_modules": ["before.ts"],
        "v8_flags": ["--stack-size=1024"],
        "env_vars_from_env_file": {"INERT": "1"},
        "permissions": {"allow_run": ["tar"], "allow_net": [], "allow_ffi": None},
    }
    return _written(folder, build_deno(FILES, settings=settings))


def good_that_libsui_put_behind_a_program(folder: Path) -> Path:
    data = build_deno(FILES)
    return _written(folder, data + b"\x1e\x50\0\0" + (len(data) + 8).to_bytes(4, "little"))


def bad_bytes_of_no_file(folder: Path) -> Path:
    return _written(folder, build_deno(FILES, gap=b"bytes of nobody"))


def bad_bytes_behind(folder: Path) -> Path:
    return _written(folder, build_deno(FILES) + b"bytes of nobody")


def bad_names(folder: Path) -> Path:
    return _written(folder, build_deno({"../../out": (b"x",), "a\u202etxt.exe": (b"y",)}))


def bad_file_that_lies_behind_the_others(folder: Path) -> Path:
    data = build_deno({"app.ts": (b"const n = 1\n",)})
    return _written(folder, data.replace(b'"o": [0, 12]', b'"o": [9, 12]'))


def damaged_cut_short(folder: Path) -> Path:
    return _written(folder, build_deno(FILES)[:-30])


def damaged_settings(folder: Path) -> Path:
    return _written(folder, build_deno(FILES).replace(b'"argv": []', b'"argv": [['))


def damaged_tree(folder: Path) -> Path:
    return _written(folder, build_deno(FILES).replace(b'{"File": {"n"', b'{"Fool": {"m"'))
