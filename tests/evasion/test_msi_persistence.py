"""An installer that begins to stay, or to look away, by its tables alone."""

from __future__ import annotations

from pathlib import Path

import pytest

from onionskin.flows.peel import peel
from onionskin.jail.pool import Pool
from onionskin.lookalike.msi import Contents, build_msi

FILES = {"Example Phone/phone.exe": b"an honest program\n" * 500}
MICROSOFT = r"Software\Microsoft\Windows\CurrentVersion"
SIGNAL = "new-installer-action"


def signals(folder: Path, pool: Pool, before: Contents, after: Contents) -> list[str]:
    paths = []
    for name, contents, version in (("a.msi", before, "1.2.3"), ("b.msi", after, "1.2.4")):
        path = folder / name
        path.write_bytes(build_msi(FILES, version=version, contents=contents))
        paths.append(path)
    (report,) = peel(paths[1:], pool=pool, against=paths[:1])
    return [each.signal for each in report.findings if each.level.value != "nothing_found"]


@pytest.mark.parametrize(
    ("root", "key", "name", "value"),
    [
        (2, rf"{MICROSOFT}\Run", "Sync", "wscript.exe [INSTALLDIR]s.vbs"),
        (2, rf"{MICROSOFT}\Run", "Sync", "[#F1]"),
        (2, r"Software\Microsoft\Windows NT\CurrentVersion\Winlogon", "Userinit", "userinit.exe,inert.exe"),
        (2, r"Software\Microsoft\Windows NT\CurrentVersion\Image File Execution Options\utilman.exe", "Debugger", "cmd.exe"),
        (1, r"Software\Classes\CLSID\{BCDE0395-E52F-467C-8E3D-C4579291692E}\InprocServer32", "", "[INSTALLDIR]mm.dll"),
        (2, r"Software\Policies\Microsoft\Windows Defender\Exclusions\Paths", "C:\\Inert", "0"),
        (2, rf"{MICROSOFT}\Policies\System", "EnableLUA", "0"),
        (1, rf"{MICROSOFT}\Internet Settings", "AutoConfigURL", "http://192.0.2.7/p.pac"),
        (2, r"Software\Policies\Google\Chrome\ExtensionInstallForcelist", "1", "inert;https://192.0.2.7/u.xml"),
        (2, r"System\CurrentControlSet\Control\Lsa", "Security Packages", "inert"),
        (1, r"Software\Microsoft\Command Processor", "AutoRun", "inert.cmd"),
    ],
)  # fmt: skip
def test_a_value_by_which_windows_starts_or_trusts_more_is_new(
    root: int, key: str, name: str, value: str, tmp_path: Path, pool: Pool
) -> None:
    after = Contents(registry=[(root, key, name, value)])
    assert SIGNAL in signals(tmp_path, pool, Contents(), after)


def test_a_new_service_is_new(tmp_path: Path, pool: Pool) -> None:
    assert SIGNAL in signals(tmp_path, pool, Contents(), Contents(services=[("InertSvc", "-k")]))


def test_what_was_there_before_and_settings_that_start_nothing_are_not(
    tmp_path: Path, pool: Pool
) -> None:
    run = (2, rf"{MICROSOFT}\Run", "Phone", "[INSTALLDIR]phone.exe --v 1.2.3")
    raised = (2, rf"{MICROSOFT}\Run", "Phone", "[INSTALLDIR]phone.exe --v 1.2.4")
    theme = (1, r"Software\Example\Phone", "Theme", "dark")
    own = (0, r"CLSID\{00000000-0000-0000-0000-000000000001}\InprocServer32", "", "[#F1]")
    before = Contents(registry=[run], services=[("PhoneSvc", "")])
    after = Contents(registry=[raised, theme, own], services=[("PhoneSvc", "")])
    assert signals(tmp_path, pool, before, after) == []
