"""Programs whose manifests ask for what they asked for, for less, or for more, and one cut short."""

from __future__ import annotations

from pathlib import Path

from onionskin.lookalike.pairs import file_pair
from onionskin.lookalike.pe import Recipe, build_pe


def _program(level: str, access: str = "false", more: str = "") -> bytes:
    text = f"""<assembly xmlns="urn:schemas-microsoft-com:asm.v1" manifestVersion="1.0">{more}
<trustInfo xmlns="urn:schemas-microsoft-com:asm.v3"><security><requestedPrivileges>
<requestedExecutionLevel level="{level}" uiAccess="{access}"/>
</requestedPrivileges></security></trustInfo></assembly>"""
    return build_pe(Recipe(manifest=text.encode()))


def good_it_asks_for_less(folder: Path) -> tuple[Path, Path]:
    return file_pair(folder, _program("requireAdministrator"), _program("asInvoker"))


def good_a_comment_says_it(folder: Path) -> tuple[Path, Path]:
    more = '<!-- <requestedExecutionLevel level="requireAdministrator" uiAccess="true"/> -->'
    return file_pair(folder, _program("asInvoker"), _program("asInvoker", more=more))


def bad_it_asks_for_the_administrator(folder: Path) -> tuple[Path, Path]:
    return file_pair(folder, _program("asInvoker"), _program("requireAdministrator"))


def bad_it_asks_to_drive_windows(folder: Path) -> tuple[Path, Path]:
    return file_pair(folder, _program("asInvoker"), _program("asInvoker", "true"))


def damaged(folder: Path) -> tuple[Path, Path]:
    old, new = bad_it_asks_for_the_administrator(folder)
    new.write_bytes(new.read_bytes()[:700])
    return old, new
