"""A signed program, and beside it libraries of Windows names: its own maker's, and nobody's."""

from __future__ import annotations

from pathlib import Path

from onionskin.lookalike.pe import Recipe, build_pe
from onionskin.lookalike.signing import sign_pe


def _program(*libraries: str) -> bytes:
    imports = {"KERNEL32.dll": ("ExitProcess",)}
    imports |= dict.fromkeys(libraries, ("SCardEstablishContext",))
    return sign_pe(build_pe(Recipe(name="host.exe", imports=imports)), signer="Example Card Ltd")


def _library(name: str, forwards: dict[str, str] | None = None, *imports: str) -> bytes:
    given = Recipe(
        is_dll=True,
        name=name,
        exports=("SCardEstablishContext",),
        forwards=forwards or {},
        imports=dict.fromkeys(imports, ("SCardEstablishContext",)),
    )
    return build_pe(given)


def _release(folder: Path, **files: bytes) -> Path:
    release = folder / "release"
    release.mkdir()
    for name, data in files.items():
        path = release / name.replace("__", "/").replace("_dot_", ".")
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(data)
    return release


def good_of_the_same_publisher(folder: Path) -> Path:
    library = sign_pe(_library("winscard.dll"), signer="Example Card Ltd")
    return _release(folder, host_dot_exe=_program("winscard.dll"), winscard_dot_dll=library)


def good_another_name(folder: Path) -> Path:
    return _release(folder, host_dot_exe=_program("cards.dll"), cards_dot_dll=_library("cards.dll"))


def good_another_folder(folder: Path) -> Path:
    library = _library("winscard.dll")
    return _release(folder, host_dot_exe=_program("winscard.dll"), old__winscard_dot_dll=library)


def good_no_signed_program(folder: Path) -> Path:
    program = build_pe(Recipe(name="host.exe", imports={"winscard.dll": ("a",)}))
    return _release(folder, host_dot_exe=program, winscard_dot_dll=_library("winscard.dll"))


def bad_imported(folder: Path) -> Path:
    library = _library("winscard.dll", {"SCardConnectA": "winscard_.SCardConnectA"})
    return _release(folder, host_dot_exe=_program("WinSCard.dll"), WINSCARD_dot_DLL=library)


def bad_imported_by_a_library_of_its_own(folder: Path) -> Path:
    own = _library("cards.dll", None, "winscard.dll")
    return _release(
        folder,
        host_dot_exe=_program("cards.dll"),
        cards_dot_dll=own,
        winscard_dot_dll=_library("winscard.dll"),
    )


def bad_of_another_publisher(folder: Path) -> Path:
    library = sign_pe(_library("version.dll"), signer="Example Other Ltd")
    return _release(folder, host_dot_exe=_program(), version_dot_dll=library)


def damaged(folder: Path) -> Path:
    library = _library("winscard.dll")[:300]
    return _release(folder, host_dot_exe=_program("winscard.dll"), winscard_dot_dll=library)
