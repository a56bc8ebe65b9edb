"""capa: the namespaces of the capabilities that it finds in a program. At most a few files: it disassembles."""

from __future__ import annotations

import json
from pathlib import Path

NAME = "capa"
LAYS_OVER = False
OPENS_PACKAGES = False
SECONDS = 120.0
MOST = 6
FAMILIES = ("PE: section added", "PE: imports grown")
FORMATS: tuple[str, ...] | None = ("pe", "elf", "macho")
ALERTS: tuple[str, ...] = ()
LOWER: tuple[str, ...] = ("namespace",)
ALERT = "none; lower: a new capability namespace"

Said = set[tuple[str, str]]


def version(tools: Path) -> str:
    found = list((tools / "flare-capa").glob("lib/python*/site-packages/flare_capa-*.dist-info"))
    rules = (tools / "capa-rules").is_dir()
    return found[0].name.removesuffix(".dist-info").partition("-")[2] if found and rules else ""


def prepare(tools: Path, scratch: Path) -> None:  # noqa: ARG001
    (scratch / "no-signatures").mkdir()


def command(tools: Path, scratch: Path, new: Path, old: Path | None) -> list[str]:  # noqa: ARG001
    program = str(tools / "flare-capa" / "bin" / "capa")
    rules = str(tools / "capa-rules")
    return [program, "-q", "-j", "-r", rules, "-s", str(scratch / "no-signatures"), str(new)]


def says(code: int, out: bytes) -> Said | None:
    at = out.find(b'{"meta')
    if code or at < 0:
        return None
    rules = json.loads(out[at:].splitlines()[0])["rules"].values()
    return {("namespace", str(each["meta"].get("namespace") or "")) for each in rules} - {("namespace", "")}  # fmt: skip


def looked(path: Path, code: int, out: bytes) -> str:  # noqa: ARG001
    return "reads" if says(code, out) is not None else ""
