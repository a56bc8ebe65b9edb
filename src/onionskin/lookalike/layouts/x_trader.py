"""X_TRADER 7.17.90p608, 2022: a retired product's installer, still signed, with a side-load set."""

from __future__ import annotations

from pathlib import Path

from onionskin.lookalike.archives import build_zip
from onionskin.lookalike.layout_parts import SYSTEMS, filler, signed, strings_of
from onionskin.lookalike.pe import Recipe, append_behind_signature
from onionskin.model import Bounds, Claim, Entity, Evidence, Origin, Window

META = {
    "title": "X_TRADER 7.17.90p608, Windows",
    "year": 2022,
    "platform": "windows",
    "sources": [
        "Mandiant, 3CX Software Supply Chain Compromise Initiated by a Prior Software Supply Chain Compromise, April 2023",
        "incident facts, section 2: TpmVscMgrSvr.exe, winscard.dll, msvcr100.dll in C:\\ProgramData\\TPM",
    ],
    "rebuilt": "a signed installer, signed two years after the product's end, whose Setup carries a genuine program "
    "of another maker, a library of a system name, and a signed runtime with bytes behind its signature",
    "left_out": "code; how the parts lie inside Setup.exe is not published: here they are an archive behind it, and the "
    "side-loaded library does not name the other one",
    "expected": {"against": "suspicious", "alone": "suspicious"},
    "signals": ["bytes-behind-signature", "side-load-pair", "signed-after-retirement", "new-file-out-of-proportion"],
    "why": "bytes that a valid signature does not cover; beside it a side-load set in a product that was retired",
    "human": "that nobody at the vendor was to build this product in 2022",
}  # fmt: skip

MAKER, PRODUCT = "Example Trading Inc", "Example Trader"
QUOTE = "Example Trader was retired in April 2020."


def knows() -> tuple[Claim, ...]:
    """Return what was publicly known: the product's end."""
    return (
        Claim(
            id="claim-retired",
            subject=Entity("product", PRODUCT),
            relation="retired",
            object=Entity("date", "2020-04"),
            quote=QUOTE,
            evidence=Evidence("a notice of the vendor", "artifact-notice", 0, len(QUOTE)),
            origin=Origin("artifact-notice"),
            valid=Window(Bounds("2020-04-01", "2020-04-30")),
        ),
    )


def _card(*, hidden: bool = True, names: bool = False) -> dict[str, bytes]:
    manager = Recipe(
        name="TpmVscMgrSvr.exe",
        version=strings_of("TpmVscMgrSvr.exe", SYSTEMS, "Card manager", "10.0"),
        imports={"KERNEL32.dll": ("ExitProcess",), "winscard.dll": ("SCardEstablishContext",)},
    )
    reads = ("CreateFileW", "GetModuleFileNameW", "ReadFile", "VirtualProtect")
    card = Recipe(
        is_dll=True,
        name="winscard.dll",
        exports=("SCardEstablishContext",),
        imports={"KERNEL32.dll": reads},
        strings=("msvcr100.dll",) if names else ("card",),
        wide_strings=(r"\\.\pipe\gecko.nativeMessaging",),
    )
    version = strings_of("msvcr100.dll", SYSTEMS, "C runtime", "10.0.40219")
    runtime = Recipe(is_dll=True, name="msvcr100.dll", exports=("memcpy",), version=version)
    library = signed(runtime, SYSTEMS, "2021-06-01T00:00:00Z")
    return {
        "TPM/TpmVscMgrSvr.exe": signed(manager, SYSTEMS, "2021-06-01T00:00:00Z"),
        "TPM/winscard.dll": signed(card, "Example Card Works", "2021-06-01T00:00:00Z"),
        "TPM/msvcr100.dll": append_behind_signature(library, filler(90_000, "tpm")) if hidden else library,
    }  # fmt: skip


def _installer(folder: Path, version: str, at: str, more: dict[str, bytes], **changes: object) -> Path:  # fmt: skip
    setup = Recipe(name="Setup.exe", version=strings_of("Setup.exe", MAKER, PRODUCT, version))
    trader = Recipe(name="xtrader.exe", version=strings_of("xtrader.exe", MAKER, PRODUCT, version))
    parts = {"Setup.exe": signed(setup, MAKER, at), "bin/xtrader.exe": signed(trader, MAKER, at)}
    name = f"trader-{version}.exe"
    outer = Recipe(name=name, version=strings_of(name, MAKER, PRODUCT, version))
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / name
    path.write_bytes(signed(outer, MAKER, at, overlay=build_zip(parts | more), **changes))
    return path


def before(folder: Path) -> Path:
    """Write the last release of the product's life."""
    return _installer(folder, "7.17.90", "2020-02-10T10:00:00Z", {})


def trojanised(folder: Path) -> Path:
    """Write the installer that was served in 2022."""
    return _installer(folder, "7.17.91", "2022-01-20T10:00:00Z", _card())


def twin(folder: Path) -> Path:
    """Write a last maintenance release within the product's life, with a changed manual."""
    return _installer(
        folder, "7.17.91", "2020-03-30T10:00:00Z", {"manual.txt": b"Ends in April.\n"}
    )


def _no_bytes_behind(folder: Path) -> Path:
    return _installer(folder, "7.17.91", "2022-01-20T10:00:00Z", _card(hidden=False))


def _in_resources(folder: Path) -> Path:
    parts = {str(101 + at): data for at, data in enumerate(_card(hidden=False).values())}
    return _installer(folder, "7.17.91", "2022-01-20T10:00:00Z", {}, files=parts)


def _plain_name(folder: Path) -> Path:
    return _installer(folder, "7.17.91", "2022-01-20T10:00:00Z", _card(names=True))


VARIANTS = {
    "the side-loaded library names the other in plain words": _plain_name,
    "nothing behind a signature": _no_bytes_behind,
    "nothing behind a signature, and the set lies in resources without names": _in_resources,
}
