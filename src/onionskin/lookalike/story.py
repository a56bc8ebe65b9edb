"""The reference case in small: inert releases, three reports, an estate of six hosts.

A retired trading program's installer with a side-load set; a phone client before
and after it was trojanised, and its honest update; an icon with a hidden tail.
Layouts follow public reports; everything in them is filler.
"""

from __future__ import annotations

import base64
import hashlib
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from onionskin.lookalike.archives import build_zip
from onionskin.lookalike.estate import Estate, write_estate
from onionskin.lookalike.icons import build_ico
from onionskin.lookalike.msi import build_msi, sign_msi
from onionskin.lookalike.pe import TIMESTAMP, Recipe, append_behind_signature, build_pe
from onionskin.lookalike.reports import BEACON_DOMAINS, reports
from onionskin.lookalike.signing import sign_pe

PRODUCT = "3CX Desktop App"
VENDOR = "3CX Ltd"
TRADER = "X_TRADER"
MARKER = bytes.fromhex("feedface") * 2
HIDDEN = 281_600


@dataclass(frozen=True)
class Story:
    """Where everything of the story was written."""

    reports: tuple[Path, ...]
    estate: Estate
    phone_before: Path
    phone: Path
    phone_update: Path
    trader: Path
    icons: Path


def filler(length: int, seed: str) -> bytes:
    """Return bytes that look encrypted and are a hash's output, the same for a seed."""
    blocks = (
        hashlib.sha256(f"{seed}{number}".encode()).digest() for number in range(length // 32 + 1)
    )
    return b"".join(blocks)[:length]


def write_story(folder: Path) -> Story:
    """Write all inputs of the demo below a folder."""
    releases = folder / "releases"
    releases.mkdir(parents=True, exist_ok=True)
    trojanised = _phone_files("18.12.416", trojanised=True)
    phone = _msi(releases, "18.12.416", trojanised, "2023-03-13T08:00:00Z")
    update = _msi(releases, "18.12.425", _phone_files("18.12.425"), "2023-04-04T10:00:00Z")
    trader = _trader(releases)
    told = {
        "installer": _sha256(trader.read_bytes()),
        "trojan": _sha256(trojanised["d3dcompiler_47.dll"]),
        "release": _sha256(phone.read_bytes()),
        "clean": _sha256(update.read_bytes()),
    }
    on_disk = {name: _sha256(trojanised[name]) for name in ("ffmpeg.dll", "d3dcompiler_47.dll")}
    return Story(
        reports=_reports(folder, told),
        estate=_estate(folder, on_disk),
        phone_before=_msi(
            releases, "18.11.1213", _phone_files("18.11.1213"), "2022-12-14T09:00:00Z"
        ),
        phone=phone,
        phone_update=update,
        trader=trader,
        icons=_icons(releases),
    )


def _sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def _reports(folder: Path, hashes: Mapping[str, str]) -> tuple[Path, ...]:
    inside = folder / "reports"
    inside.mkdir(exist_ok=True)
    paths = []
    for name, text in sorted(reports(hashes).items()):
        path = inside / name
        path.write_text(text, "utf-8")
        paths.append(path)
    return tuple(paths)


def _estate(folder: Path, hashes: Mapping[str, str]) -> Estate:
    inside = folder / "estate"
    inside.mkdir(exist_ok=True)
    return write_estate(
        inside, hashes=hashes, domains=BEACON_DOMAINS, product=PRODUCT, vendor=VENDOR
    )


def built(version: str) -> int:
    """Return the time at which a release of this version was linked: each is built anew, at a time of its own."""
    return 1_500_000_000 + zlib.crc32(version.encode()) % 100_000_000


# --- the phone client ---------------------------------------------------------------


def _version(name: str, company: str, product: str, version: str) -> dict[str, str]:
    return {
        "CompanyName": company,
        "ProductName": product,
        "ProductVersion": version,
        "FileVersion": version,
        "OriginalFilename": name,
    }


def _phone_files(version: str, *, trojanised: bool = False) -> dict[str, bytes]:
    """Return the client's files; the trojanised build differs in two libraries of other makers."""
    reads = ("CreateFileW", "ReadFile", "GetModuleFileNameW", "VirtualProtect")
    codec = Recipe(
        is_dll=True,
        name="ffmpeg.dll",
        version=_version("ffmpeg.dll", "Example Codec Project", "Codec", "108.0.5359"),
        exports=("av_buffer_create", "av_frame_alloc"),
        strings=("d3dcompiler_47.dll",) if trojanised else ("codec tables",),
        imports={"KERNEL32.dll": reads if trojanised else ("GetTickCount",)},
        sections=((".data", MARKER + filler(2048, "codec"), 0xC000_0040),) if trojanised else (),
        timestamp=built(version) if trojanised else TIMESTAMP,
    )
    shapes = Recipe(
        is_dll=True,
        name="d3dcompiler_47.dll",
        version=_version(
            "d3dcompiler_47.dll", "Example Systems Corporation", "Graphics", "10.0.20348"
        ),
        exports=("D3DCompile",),
    )
    program = Recipe(
        name="3CXDesktopApp.exe",
        version=_version("3CXDesktopApp.exe", VENDOR, PRODUCT, version),
        timestamp=built(version),
        imports={"KERNEL32.dll": ("ExitProcess",), "ffmpeg.dll": ("av_frame_alloc",)},
        strings=("d3dcompiler_47.dll", "libEGL.dll"),
    )
    # Signed by the vendor here, by the system's maker in the reference case: no name is forged.
    graphics = sign_pe(build_pe(shapes), signer=VENDOR, at="2022-09-01T00:00:00Z")
    if trojanised:
        payload = MARKER + filler(HIDDEN - len(MARKER), "payload")
        graphics = append_behind_signature(graphics, payload)
    signed_at = "2023-03-13T07:00:00Z"
    return {
        "3CXDesktopApp.exe": sign_pe(build_pe(program), signer=VENDOR, at=signed_at),
        "ffmpeg.dll": sign_pe(build_pe(codec), signer=VENDOR, at=signed_at),
        "d3dcompiler_47.dll": graphics,
        "config.json": f'{{"version": "{version}", "channel": "stable"}}\n'.encode(),
    }


def _msi(folder: Path, version: str, files: Mapping[str, bytes], at: str) -> Path:
    path = folder / f"phone-{version}.msi"
    built = build_msi(files, product=PRODUCT, version=version, manufacturer=VENDOR)
    path.write_bytes(sign_msi(built, signer=VENDOR, at=at))
    return path


# --- the trading program, and the icons -----------------------------------------------


def _trader(folder: Path) -> Path:
    """Write an installer, signed two years after the product was retired, with a side-load set."""
    maker = "Example Trading Technologies Inc"
    setup = Recipe(name="Setup.exe", version=_version("Setup.exe", maker, TRADER, "7.17.90"))
    manager = Recipe(
        name="TpmVscMgrSvr.exe",
        version=_version("TpmVscMgrSvr.exe", "Example Systems Corporation", "Card manager", "10.0"),
        imports={"KERNEL32.dll": ("ExitProcess",), "winscard.dll": ("SCardEstablishContext",)},
    )
    card = Recipe(is_dll=True, name="winscard.dll", exports=("SCardEstablishContext",))
    runtime = Recipe(is_dll=True, name="msvcr100.dll", exports=("memcpy",))
    at = "2022-01-20T10:00:00Z"
    members = {
        "Setup.exe": sign_pe(build_pe(setup), signer=maker, at=at),
        "TPM/TpmVscMgrSvr.exe": sign_pe(
            build_pe(manager), signer="Example Systems Corporation", at="2021-06-01T00:00:00Z"
        ),
        "TPM/winscard.dll": build_pe(card),
        "TPM/msvcr100.dll": build_pe(runtime),
    }
    installer = Recipe(
        name="x_trader-setup.exe",
        version=_version("x_trader-setup.exe", maker, TRADER, "7.17.90"),
        overlay=build_zip(members),
    )
    path = folder / "x_trader-setup.exe"
    path.write_bytes(sign_pe(build_pe(installer), signer=maker, at=at))
    return path


def _icons(folder: Path) -> Path:
    """Write a set of icons as one release; one has `$` and base64 behind the image's end."""
    inside = folder / "icons"
    inside.mkdir(exist_ok=True)
    for number in (1, 4, 7):
        tail = b"$" + base64.b64encode(filler(192, "icon")) if number == 7 else b""
        (inside / f"icon{number}.ico").write_bytes(build_ico(tail=tail))
    return inside
