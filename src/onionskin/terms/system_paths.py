r"""Paths of what an operating system brings along: every machine has them, so they tell nothing.

Programs that others' commands run through (LOLBAS project, GTFOBins), and the folders that all write to.
A file of such a name anywhere else is no part of the system.
"""

from __future__ import annotations

import re

from onionskin.plugins.contracts import words
from onionskin.terms.paths import normal

_WINDOWS = words(
    """
    attrib.exe bcdedit.exe bitsadmin.exe cacls.exe calc.exe certutil.exe cmd.exe cmstp.exe conhost.exe control.exe cscript.exe csrss.exe
    curl.exe dllhost.exe dism.exe explorer.exe expand.exe extrac32.exe findstr.exe forfiles.exe hh.exe icacls.exe ie4uinit.exe installutil.exe
    kernel32.dll lsass.exe makecab.exe mavinject.exe mmc.exe msbuild.exe mshta.exe msiexec.exe mstsc.exe net.exe net1.exe netsh.exe netstat.exe
    nltest.exe notepad.exe nslookup.exe ntdll.dll odbcconf.exe ping.exe powershell.exe rasphone.exe reg.exe regasm.exe regedit.exe regsvcs.exe
    regsvr32.exe robocopy.exe rundll32.exe runonce.exe sc.exe schtasks.exe services.exe shell32.dll smss.exe spoolsv.exe svchost.exe systeminfo.exe
    takeown.exe taskeng.exe taskhost.exe taskhostw.exe taskkill.exe tasklist.exe timeout.exe user32.dll userinit.exe vssadmin.exe wbadmin.exe
    werfault.exe wevtutil.exe where.exe whoami.exe wininit.exe winlogon.exe wmic.exe wmiprvse.exe wscript.exe wusa.exe xcopy.exe
    """
)
_FOLDERS = words(
    """
    ?: ?:/windows ?:/windows/system32 ?:/windows/syswow64 ?:/windows/temp ?:/windows/tasks ?:/windows/system32/tasks ?:/windows/system32/drivers
    ?:/users ?:/users/public ?:/programdata ?:/temp ?:/$recycle.bin
    / /tmp /var/tmp /private/tmp /private/var/tmp /dev/shm /dev /etc /bin /sbin /usr /usr/bin /usr/sbin /usr/lib /usr/local /usr/local/bin /opt
    /var /var/log /var/run /run /lib /lib64 /home /root /proc /sys /applications /library /users /users/shared /system
    """
)
_UNIX = words(
    """
    sh bash dash zsh ash csh env python python2 python3 perl ruby node php curl wget nc ncat netcat socat ssh scp sftp sudo su crontab systemctl
    launchctl osascript chmod chown cat cp mv rm ls ps kill pkill grep sed awk tar gzip unzip base64 openssl security defaults plutil xattr uname id
    whoami hostname ifconfig ip iptables mount busybox
    """
)
_FILES = words(
    "/etc/passwd /etc/shadow /etc/hosts /etc/resolv.conf /etc/sudoers /dev/null /dev/tcp /dev/urandom /dev/random /proc/self/exe"
)
_ROOT = re.compile(r"%(?:windir|systemroot)%(?=/|$)")
_HOLDS = re.compile(
    r"\?:/windows(?:/(?:system32|syswow64|sysnative)(?:/(?:windowspowershell/v1\.0|wbem))?|/microsoft\.net/framework(?:64)?/v[\d.]+)?/([^/]+)"
)
_BIN = re.compile(r"/(?:usr/)?s?bin/([^/]+)")


def is_of_system(path: str) -> bool:
    """Say whether a path is a folder or program that the system itself brings along, where it brings it."""
    own = _ROOT.sub("?:/windows", normal(path))
    if own.rstrip("/") in _FOLDERS or own in _FILES:
        return True
    windows, unix = _HOLDS.fullmatch(own), _BIN.fullmatch(own)
    return bool((windows and windows[1] in _WINDOWS) or (unix and unix[1] in _UNIX))
