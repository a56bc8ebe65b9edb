"""LIEF: the flags of `verify_signature`, and what `check_layout` holds against a PE or a Mach-O."""

from __future__ import annotations

import json
import sys
from pathlib import Path

NAME = "LIEF"
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
ALERTS: tuple[str, ...] = ("flag", "layout")
LOWER: tuple[str, ...] = ()
ALERT = "a verification flag or a layout error"

Said = set[tuple[str, str]]


def version(tools: Path) -> str:
    found = list((tools / "lief").glob("lib/python*/site-packages/lief-*.dist-info"))
    return found[0].name.removesuffix(".dist-info").partition("-")[2] if found else ""


def prepare(tools: Path, scratch: Path) -> None:
    pass


def command(tools: Path, scratch: Path, new: Path, old: Path | None) -> list[str]:  # noqa: ARG001
    return [str(tools / "lief" / "bin" / "python"), "-P", __file__, str(new)]


def says(code: int, out: bytes) -> Said | None:
    answer = json.loads(out.splitlines()[-1]) if code == 0 else None
    return None if answer is None else {(grade, text) for grade, text in answer}


def looked(path: Path, code: int, out: bytes) -> str:  # noqa: ARG001
    return "reads" if says(code, out) is not None else ""


def main(path: str) -> None:
    import lief  # type: ignore[import-not-found]

    lief.logging.disable()
    found: list[tuple[str, str]] = []
    if lief.is_pe(path):
        program = lief.PE.parse(path)
        flags = str(program.verify_signature()).rpartition(".")[2]
        found += [("flag", each) for each in flags.split(" | ") if each != "OK"]
        ok, why = lief.PE.check_layout(program)
        found += [] if ok else [("layout", why)]
    elif lief.is_macho(path):
        for number, slice_ in enumerate(lief.MachO.parse(path)):
            ok, why = lief.MachO.check_layout(slice_)
            found += [] if ok else [("layout", f"slice {number}: {why}")]
    elif not (lief.is_elf(path) and lief.ELF.parse(path)):
        print("null")
        return
    print(json.dumps(found))


if __name__ == "__main__":
    main(sys.argv[1])
