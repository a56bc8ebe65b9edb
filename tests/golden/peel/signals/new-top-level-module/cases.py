"""A module beside the package's own in a patch of a wheel; one within the package; a large step; one cut short."""

from __future__ import annotations

from pathlib import Path

from onionskin.lookalike.archives import build_zip

CODE = b"SIDES = 4\n"


def _wheel(version: str, files: dict[str, bytes]) -> bytes:
    about = f"inert-{version}.dist-info/"
    said = f"Metadata-Version: 2.1\nName: inert\nVersion: {version}\n\n".encode()
    kind = b"Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n"
    rows = {"inert/__init__.py": CODE, **files, about + "METADATA": said, about + "WHEEL": kind}
    listed = "".join(f"{name},,\n" for name in (*rows, about + "RECORD")).encode()
    return build_zip(rows | {about + "RECORD": listed})


def _pair(folder: Path, version: str, put: dict[str, bytes]) -> tuple[Path, Path]:
    old, new = folder / "inert-1.2.3-py3-none-any.whl", folder / f"inert-{version}-py3-none-any.whl"
    old.write_bytes(_wheel("1.2.3", {}))
    new.write_bytes(_wheel(version, put))
    return old, new


def good_within_the_package(folder: Path) -> tuple[Path, Path]:
    return _pair(folder, "1.2.4", {"inert/shapes.py": CODE})


def bad_less_where_the_step_is_large(folder: Path) -> tuple[Path, Path]:
    return _pair(folder, "2.0.0", {"shapes.py": CODE})


def bad_a_module(folder: Path) -> tuple[Path, Path]:
    return _pair(folder, "1.2.4", {"shapes.py": CODE})


def bad_a_package_of_another_name(folder: Path) -> tuple[Path, Path]:
    return _pair(folder, "1.2.4", {"shapes/__init__.py": CODE})


def damaged(folder: Path) -> tuple[Path, Path]:
    old, new = bad_a_module(folder)
    new.write_bytes(new.read_bytes()[:200])
    return old, new
