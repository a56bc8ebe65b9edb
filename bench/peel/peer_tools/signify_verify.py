"""signify: `explain_verify` of an Authenticode file. Install `signify[msi]`, or it reads no MSI.

As installed it does not import beside OpenSSL 3.0.10 and later: oscrypto reads one digit of the last number. The
pattern is widened in the process below, nothing else.
"""

from __future__ import annotations

import json
import re
import sys
from pathlib import Path
from typing import Any

NAME = "signify"
LAYS_OVER = False
OPENS_PACKAGES = False
SECONDS = 60.0
MOST = 0
FAMILIES: tuple[str, ...] = ()
FORMATS: tuple[str, ...] | None = (
    "pe",
    "elf",
    "macho",
    "macho-fat",
    "msi",
    "cab",
    "msix",
    "appimage",
    "jar",
)
ALERTS: tuple[str, ...] = ("failed",)
LOWER: tuple[str, ...] = ()
ALERT = "verification failed"

Said = set[tuple[str, str]]


def version(tools: Path) -> str:
    found = list((tools / "signify").glob("lib/python*/site-packages/signify-*.dist-info"))
    return found[0].name.removesuffix(".dist-info").partition("-")[2] if found else ""


def prepare(tools: Path, scratch: Path) -> None:
    pass


def command(tools: Path, scratch: Path, new: Path, old: Path | None) -> list[str]:  # noqa: ARG001
    return [str(tools / "signify" / "bin" / "python"), "-P", __file__, str(new)]


def says(code: int, out: bytes) -> Said | None:
    if code:
        return None
    result, why = json.loads(out.splitlines()[-1])
    return set() if result == "OK" else {("failed", f"{result}: {why}")}


def looked(path: Path, code: int, out: bytes) -> str:  # noqa: ARG001
    return "reads" if says(code, out) is not None else ""


def main(path: str) -> None:
    real = re.search

    def search(pattern: Any, text: Any, flags: int = 0) -> Any:
        if pattern == r"\b(\d\.\d\.\d[a-z]*)\b":
            pattern = r"\b(\d\.\d\.\d+[a-z]*)\b"
        return real(pattern, text, flags)

    re.search = search  # type: ignore[assignment]
    from signify.authenticode import AuthenticodeFile  # type: ignore[import-not-found]

    with Path(path).open("rb") as file:
        result, why = AuthenticodeFile.from_stream(file, file_name=path).explain_verify()
    print(json.dumps([result.name, type(why).__name__ if why else ""]))


if __name__ == "__main__":
    main(sys.argv[1])
