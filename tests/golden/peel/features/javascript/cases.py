"""A picture, a readable script, one whose names are numbers, one that hides code on the right, one cut short."""

from __future__ import annotations

from pathlib import Path

from onionskin.lookalike.icons import build_png

READABLE = """// require('net') is only spoken of here
const { execFile } = require("node:child_process");
const https = require('https');
const pattern = /["'`]/g; // an apostrophe in a pattern begins no string
const words = `eval( ${ pattern } `;
setTimeout(() => https.get("https://updates.example/feed.json"), 1000 * 60);
if (new Date().getFullYear() > 2000 && process.env.GITHUB_ACTIONS) execFile("true");
"""
NUMBERED = "".join(
    f"var _0x{each:04x}a=['inert','\\x6d\\x61\\x72\\x6b'];_0x{each:04x}a[0x0];\n"
    for each in range(4, 24)
)


def _written(folder: Path, name: str, text: str) -> Path:
    path = folder / name
    path.write_text(text, "utf-8")
    return path


def good_a_picture_is_no_script(folder: Path) -> Path:
    path = folder / "logo.png"
    path.write_bytes(build_png(16))
    return path


def bad_readable(folder: Path) -> Path:
    return _written(folder, "updater.js", READABLE)


def bad_names_as_numbers(folder: Path) -> Path:
    return _written(folder, "index.cjs", NUMBERED)


def bad_code_far_to_the_right(folder: Path) -> Path:
    text = "module.exports = {};" + " " * 300 + "eval('0');\n"
    return _written(folder, "index.mjs", text)


def damaged(folder: Path) -> Path:
    return _written(folder, "updater.js", READABLE[: len(READABLE) // 2] + "\0'")
