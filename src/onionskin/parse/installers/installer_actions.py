"""What an installer does beside unpacking files, whatever tool made it."""

from __future__ import annotations

import re

from onionskin.model import Value

# Registry keys by which Windows starts, loads or diverts a program, is told whom to trust and what not to look at, or lets others in.
STARTING = re.compile(
    r"\\currentversion\\(run|runonce|runservices|runonceex|policies\\explorer\\run)\\"
    r"|\\currentcontrolset\\services\\|\\winlogon\\|\\image file execution options\\"
    r"|\\appinit_dlls|\\silentprocessexit\\|\\inprocserver32\\|\\active setup\\|\\session manager\\"
    r"|\\windows defender\\|\\systemcertificates\\|\\policies\\system\\|\\internet settings\\(?:proxy|autoconfig)|\\extensioninstall\w{4,20}\\"
    r"|\\control\\lsa\\|\\wdigest\\|\\safeboot\\|\\command processor\\autorun|\\firewallpolicy\\|\\windowsfirewall\\|\\terminal server\\fdeny|\\appcertdlls\\|\\knowndlls\\"
    r"|\\print\\(?:monitors|providers)\\|\\policies\\microsoft\\windows\\(?:windowsupdate|powershell|system|deviceguard)\\|\\shellserviceobjectdelayload\\|\\environment\\(?:cor_|coreclr_)\w{3,20}\\",
    re.IGNORECASE,
)


class InstallerAction(Value, frozen=True):
    """One step of an installer's script that runs, loads, fetches or registers something.

    `kind` is a fixed token: `program`, `shell`, `library`, `plugin`, `system-call`,
    `download`, `registry`, `shortcut`, `service`, `file` (of the system, opened to be written), `beside` (a file that is not in the installer is copied from beside
    it), `script` (compiled; it `calls` a function or `says` a text). `source` is what acts (a plugin's function, a
    registry key), `target` what it acts upon, as the script writes them; variables stay names.
    """

    kind: str
    source: str
    target: str
