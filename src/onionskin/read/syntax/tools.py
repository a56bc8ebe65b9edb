"""Programs and services that intruders bring along, or find and misuse: names that every language writes alike.

After the software of MITRE ATT&CK (`attack.mitre.org/software`) and the tools that reports on ransomware name most.
"""

from __future__ import annotations

import re

# Whoever names one of these in a report on an intrusion tells what the intruders had.
OF_INTRUDERS = frozenset(
    {
        "adfind", "advanced ip scanner", "bloodhound", "brute ratel", "chisel", "cobalt strike", "crackmapexec", "dnscat2", "eternalblue", "eternalromance", "evilginx",
        "gmer", "impacket", "interactsh", "lazagne", "ligolo", "masscan", "megasync", "metasploit", "meterpreter", "mimikatz", "netexec",
        "ngrok", "pchunter", "plink", "process hacker", "proxychains", "psexec", "rclone", "rubeus", "secretsdump", "sharphound", "sliver",
        "socat", "xmrig",
    }
)  # fmt: skip
# Others use these, too: it must be said that the malware, its makers or the intruders do.
OF_EVERYBODY = frozenset(
    {
        "anydesk", "atera", "bitsadmin", "certutil", "cloudflared", "discord", "filezilla", "netcat", "netsupport", "nmap", "ntdsutil",
        "powershell", "procdump", "putty", "regsvr32", "rundll32", "rustdesk", "splashtop", "tailscale", "teamviewer",
        "telegram", "winrar", "winscp", "wmic", "zerotier", "7-zip",
    }
)  # fmt: skip
TOOLS = OF_INTRUDERS | OF_EVERYBODY
WORDS = tuple(
    re.escape(each)
    for each in sorted(TOOLS, key=lambda each: (-len(each), each))
    if each[0].isalpha()
)


def is_tool(name: str) -> bool:
    """Say whether a name is one of such a tool, whatever the case of its letters."""
    return name.casefold() in TOOLS
