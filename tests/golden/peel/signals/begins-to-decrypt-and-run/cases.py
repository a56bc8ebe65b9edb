"""Libraries that gain abilities: to decrypt and to start programs, one of them, or without the network."""

from __future__ import annotations

from pathlib import Path

from onionskin.lookalike.managed import ManagedRecipe, build_assembly

NET = {"System.Net.WebClient": (".ctor", "DownloadString")}
CIPHER = {"System.Security.Cryptography.TripleDESCryptoServiceProvider": (".ctor",)}
STARTS = {"System.Diagnostics.Process": ("Start",)}

Calls = dict[str, tuple[str, ...]]


def _library(folder: Path, name: str, calls: Calls) -> Path:
    (folder / name).mkdir()
    path = folder / name / "reports.dll"
    path.write_bytes(build_assembly(ManagedRecipe(name="reports", calls=calls)))
    return path


def _pair(folder: Path, old: Calls, new: Calls) -> tuple[Path, Path]:
    return _library(folder, "old", old), _library(folder, "new", new)


def good_it_only_begins_to_decrypt(folder: Path) -> tuple[Path, Path]:
    return _pair(folder, NET, NET | CIPHER)


def good_it_decrypted_before(folder: Path) -> tuple[Path, Path]:
    return _pair(folder, NET | CIPHER, NET | CIPHER | STARTS)


def good_without_the_network(folder: Path) -> tuple[Path, Path]:
    return _pair(folder, {}, CIPHER | STARTS)


def bad(folder: Path) -> tuple[Path, Path]:
    return _pair(folder, NET, NET | CIPHER | STARTS)


def damaged(folder: Path) -> tuple[Path, Path]:
    old, new = bad(folder)
    new.write_bytes(new.read_bytes()[:700])
    return old, new
