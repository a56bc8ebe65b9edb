"""Two releases: both attested, the later one not any more, one cut short."""

from __future__ import annotations

from pathlib import Path

from onionskin.lookalike.attestations import build_bundle


def _release(folder: Path, version: str, *, attested: bool = True, cut: int | None = None) -> Path:
    release = folder / version
    release.mkdir()
    data = f"inert {version}".encode()
    (release / "phone.bin").write_bytes(data)
    if attested:
        (release / "phone.bin.sigstore").write_bytes(build_bundle("phone.bin", data)[:cut])
    return release


def good(folder: Path) -> tuple[Path, Path]:
    return _release(folder, "1.0"), _release(folder, "1.1")


def good_attested_for_the_first_time(folder: Path) -> tuple[Path, Path]:
    return _release(folder, "1.0", attested=False), _release(folder, "1.1")


def bad(folder: Path) -> tuple[Path, Path]:
    return _release(folder, "1.0"), _release(folder, "1.1", attested=False)


def damaged(folder: Path) -> tuple[Path, Path]:
    return _release(folder, "1.0"), _release(folder, "1.1", cut=400)
