"""A picture, a readable script, one that runs what it decodes, one cut short."""

from __future__ import annotations

from pathlib import Path

from onionskin.lookalike.icons import build_png

READABLE = '''"""import socket is only spoken of here."""
import os, base64 as b
from urllib.request import urlopen
TEXT = "subprocess"  # eval("1")
print(dict(os.environ), open(os.path.expanduser("~/.aws/credentials")))
urlopen("http://198.51.99.7:8080/feed")
'''
BLOB = "".join(chr(65 + each * 7 % 26) + str(each % 10) for each in range(300))


def _written(folder: Path, name: str, text: str) -> Path:
    path = folder / name
    path.write_text(text, "utf-8")
    return path


def good_a_picture_is_no_script(folder: Path) -> Path:
    path = folder / "logo.png"
    path.write_bytes(build_png(16))
    return path


def bad_readable(folder: Path) -> Path:
    return _written(folder, "updater.py", READABLE)


def bad_runs_what_it_decodes(folder: Path) -> Path:
    return _written(folder, "setup.py", f"import base64\nexec(base64.b64decode('{BLOB}'))\n")


def damaged(folder: Path) -> Path:
    return _written(folder, "updater.py", READABLE[: len(READABLE) // 2] + "\0'")
