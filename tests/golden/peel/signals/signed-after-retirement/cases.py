"""An installer signed in 2022, with and without a report that its product was retired in 2020."""

from __future__ import annotations

from pathlib import Path

from onionskin.lookalike.pe import Recipe, build_pe
from onionskin.lookalike.signing import sign_pe
from onionskin.model import Bounds, Claim, Entity, Evidence, Origin, Window

QUOTE = "Example Trader was retired in April 2020."


def _setup(folder: Path) -> Path:
    version = {
        "ProductName": "Example Trader",
        "ProductVersion": "7.17.90",
        "CompanyName": "Example",
    }
    path = folder / "setup.exe"
    data = build_pe(Recipe(name="setup.exe", version=version))
    path.write_bytes(sign_pe(data, at="2022-01-10T12:00:00Z"))
    return path


def _retired(product: str, earliest: str, latest: str) -> tuple[Claim, ...]:
    return (
        Claim(
            id="claim-1",
            subject=Entity("product", product),
            relation="retired",
            object=Entity("date", earliest[:7]),
            quote=QUOTE,
            evidence=Evidence("a report", "artifact-report", 0, len(QUOTE)),
            origin=Origin("artifact-report"),
            valid=Window(Bounds(earliest, latest)),
        ),
    )


def good_another_product(folder: Path) -> tuple[tuple[Claim, ...], Path]:
    return _retired("Example Phone", "2020-04-01", "2020-04-30"), _setup(folder)


def good_retired_later(folder: Path) -> tuple[tuple[Claim, ...], Path]:
    return _retired("Example Trader", "2023-04-01", "2023-04-30"), _setup(folder)


def bad(folder: Path) -> tuple[tuple[Claim, ...], Path]:
    return _retired("Example Trader", "2020-04-01", "2020-04-30"), _setup(folder)


def damaged(folder: Path) -> tuple[tuple[Claim, ...], Path]:
    path = _setup(folder)
    path.write_bytes(path.read_bytes()[:900])
    return _retired("Example Trader", "2020-04-01", "2020-04-30"), path
