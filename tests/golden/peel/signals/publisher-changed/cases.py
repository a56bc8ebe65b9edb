"""Two releases by one name: the same team, another team, another identity of Trusted Signing."""

from __future__ import annotations

from pathlib import Path

from onionskin.lookalike.authorities import CODE_SIGNING, Wanted, issue, root
from onionskin.lookalike.macho import AppleSigning, MachRecipe, build_macho, sign_macho
from onionskin.lookalike.pe import Recipe, build_pe
from onionskin.lookalike.signing import Plan, sign_pe
from onionskin.lookalike.xar import XarRecipe, build_xar

IDENTITY = "1.3.6.1.4.1.311.97.990309390.766961637.194916062.94150227"
OTHER = "1.3.6.1.4.1.311.97.111111111.222222222.333333333.444444444"


def _release(folder: Path, name: str, team: str) -> Path:
    release = folder / name
    release.mkdir()
    data = build_macho(MachRecipe(strings=(name,)))
    (release / "shapes.dylib").write_bytes(sign_macho(data, AppleSigning(team=team)))
    (release / "shapes.xar").write_bytes(build_xar({"a": name.encode()}, XarRecipe(signer="Example Phone Ltd")))  # fmt: skip
    return release


def _windows(folder: Path, name: str, identity: str) -> Path:
    release = folder / name
    release.mkdir()
    wanted = Wanted("Example Phone Ltd", "Example Phone Ltd", "signer", usages=(CODE_SIGNING, identity),
                    valid_from="2022-01-01T00:00:00Z", valid_until="2025-01-01T00:00:00Z")  # fmt: skip
    data = build_pe(Recipe(name="phone.exe", strings=(name,)))
    (release / "phone.exe").write_bytes(sign_pe(data, plan=Plan(credential=issue(wanted, root()))))
    return release


def good(folder: Path) -> tuple[Path, Path]:
    return _release(folder, "old", "EXAMPLE123"), _release(folder, "new", "EXAMPLE123")


def good_of_windows(folder: Path) -> tuple[Path, Path]:
    return _windows(folder, "old", IDENTITY), _windows(folder, "new", IDENTITY)


def bad_team(folder: Path) -> tuple[Path, Path]:
    return _release(folder, "old", "EXAMPLE123"), _release(folder, "new", "SOMEBODY12")


def bad_identity(folder: Path) -> tuple[Path, Path]:
    return _windows(folder, "old", IDENTITY), _windows(folder, "new", OTHER)


def damaged(folder: Path) -> tuple[Path, Path]:
    old, new = bad_team(folder)
    (new / "shapes.dylib").write_bytes((new / "shapes.dylib").read_bytes()[:900])
    return old, new
