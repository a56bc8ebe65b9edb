r"""Names that belong to Windows: libraries of System32, and runtimes that programs may bring along.

The loader looks into the program's own folder before System32, so a file of such a
name beside a program is loaded in the system's place. Sources: the value names of
`HKLM\SYSTEM\CurrentControlSet\Control\Session Manager\KnownDLLs` (Windows 10 and 11),
which the loader takes from System32 alone; ATT&CK T1574.001 and its procedure
examples; names that public lists of side-loading (HijackLibs) give for libraries
built into Windows; Microsoft's lists of redistributable files of Visual C++, the
Universal CRT and the Windows SDK. Names only, without `.dll`.
"""

from __future__ import annotations

import re

_KNOWN = """
advapi32 bcryptprimitives clbcatq combase comdlg32 coml2 crypt32 difxapi gdi32 gdiplus imagehlp
imm32 kernel32 kernelbase msctf msvcrt normaliz nsi ntdll ole32 oleaut32 psapi rpcrt4 sechost
setupapi shcore shell32 shlwapi user32 wldap32 wow64 wow64base wow64con wow64cpu wow64win ws2_32
"""
_SYSTEM = """
aclui activeds adsldpc aepic amsi apphelp archiveint atl audioses authfwcfg authz avicap32
avifil32 avrt batmeter bcd bcp47langs bcp47mrm bcrypt bderepair bitsproxy bootmenuux bootux
cabinet cabview certcli certenroll cfgmgr32 cldapi clipc clusapi cmpbk32 cmutil colorui comctl32
comsvcs coredplus coremessaging coreuicomponents credui cryptbase cryptdll cryptnet cryptsp
cryptui cryptxml cscapi cscobj cscui d2d1 d3d10 d3d10_1 d3d10_1core d3d10core d3d10warp d3d11
d3d12 d3d8 d3d9 dataexchange davclnt davhlpr dbgcore dbgeng dbghelp dbgmodel dcntel dcomp ddraw
defragproxy desktopshellext deviceassociation devicecredential devicepairing devobj devrtl
dhcpcmonitor dhcpcsvc dhcpcsvc6 dinput dinput8 directmanipulation dismapi dismcore dmcfgutils
dmcmnutils dmenrollengine dmiso8601utils dmoleaututils dmprocessxmlfiltered dmpushproxy
dmxmlhelputils dnsapi dot3api dot3cfg dpx drprov drvstore dsclient dsound dsparse dsprop dsreg
dsrole dui70 duser dusmapi dwmapi dwmcore dwrite dxcore dxgi dxva2 dynamoapi eappcfg eappprxy
edgeiso edputil efsadu efsutil esent evr execmodelproxy explorerframe fastprox faultrep fddevquery
feclient fhcfg fhsvcctl firewallapi flightsettings fltlib framedynos fveapi fveskybackup fvewiz
fwbase fwcfg fwpolicyiomgr fwpuclnt fxsapi fxsst fxstiff getuname gpapi gpedit hid hnetmon httpapi
icmp idstore ieadvpack iedkcs32 ieframe iertutil ifmon ifsutil imgutil inetmgr inproclogger
iphlpapi iscsidsc iscsied iscsiexe iscsium joinutil kdstub ksuser ktmw32 languageoverlayutil
licensemanagerapi licensingdiagspp linkinfo loadperf lockhostingframework logoncli logoncontroller
lpksetupproxyserv lrwizdll lz32 magnification maintenanceui mapi32 mapistub mbaexmlparser
mdmdiagnostics mf mfc42 mfc42u mfcore mfplat mfreadwrite midimap mintdh miutils mlang mmdevapi
mobilenetworking mpclient mpr mprapi mpsvc mrmcorer msacm32 mscms mscoree mscorsvc msctfmonitor
msdrm msdtctm msdtcvsp1res msftedit msi msimg32 msiso mskeyprotect msrating mstracer msvbvm60
msvcp110_win msvfw32 mswb7 mswsock msxml3 msxml6 mtxclu napinsp ncrypt ncryptsslp ndfapi netapi32
netid netiohlp netjoin netplwiz netprofm netprovfw netsetupapi netsetupengine netshell nettrace
netutils networkexplorer newdev ninput nlaapi nlansp_c npmproxy nshhttp nshipsec nshwfp ntdsapi
ntlanman ntlmshared ntmarta ntshrui odbc32 odbccp32 oleacc oledlg omadmapi onex opcservices
opengl32 osbaseln osksupport osuninst p2p p2pnetsh p9np pcaui pcwum pdh peerdistsh pkeyhelper pla
playsndsrv pnrpnsp policymanager polstore powrprof printui prntvpt profapi propsys proximitycommon
proximityservicepal prvdmofcomp puiapi radcui rasadhlp rasapi32 rasdlg rasgcw rasman rasmontr
reagent regapi reseteng resetengine resutils rmclient rpcnsh rpcrtremote rsaenh rtutils rtworkq
samcli samlib sapi_onecore sas scansetting scecli schedcli secur32 sensapi sfc sfc_os sfsrv shacct
shfolder shpafact slc smartscreenps snmpapi spectrumsyncclient spp sppc sppcext srclient srcore
srmtrace srpapi srvcli ssp_isv sspicli ssshim staterepository.core storageusage structuredquery
svrapi sxs sxshared systemsettingsthresholdadminflowui tapi32 tbs tdh textinputframework
textshaping timesync tokenbroker tpmcoreprovisioning tquery tsworkspace ttdrecord twext twinapi
twinapi.appcore twinui.appcore uianimation uiautomationcore uireng uiribbon umpdc unattend
updatepolicy upshared urlmon userenv usp10 utildll uxinit uxtheme vaultcli vds_ps vdsutil version
virtdisk vsgraphicsremoteengine vssapi vsstrace wbemcomn wbemprox wbemsvc wcmapi wcnnetsh wdi
wdscore webio webservices wecapi wer wevtapi whhelper wimgapi winbio winbrand windows.storage
windows.storage.search windows.ui.immersive windowscodecs windowscodecsext
windowsperformancerecordercontrol windowsudk.shellcommon winhttp wininet winipsec winmde winmm
winnsi winrnr winscard winsqlite3 winsta winsync wintrust wkscli wlanapi wlancfg wlanhlp wlbsctrl
wldp wlidprov wmiclnt wmidcom wmiutils wmpdui wmsgapi wofutil wpdshext wscapi wsdapi wshbth
wshelper wship6 wshtcpip wshunix wsmsvc wsnmp32 wsock32 wtsapi32 wwancfg wwapi xinput9_1_0 xmllite
xolehlp xpsservices xwizards xwtpw32
"""
KNOWN_DLLS = frozenset(_KNOWN.split())
SYSTEM_LIBRARIES = KNOWN_DLLS | frozenset(_SYSTEM.split())

_RUNTIME = re.compile(
    r"(?:api|ext)-ms-[a-z0-9-]+|ucrtbase|vcruntime\d{3}(?:_\d|_threads)?|concrt\d{3}"
    r"|msvc[pr]\d{2,3}(?:_\d|_atomic_wait|_codecvt_ids)?|vccorlib\d{3}|vcomp\d{2,3}|atl\d{2,3}"
    r"|mfc\d{2,3}[a-z]{0,3}|d3dcompiler_\d{2}|d3dx\d{1,2}_\d{2}|xinput1_\d|xaudio2_\d|dxil|dxcompiler"
)


def library_kind(name: str) -> str:
    """Return what a file's name claims: `known`, `system`, `runtime`, or "" for none of them.

    `known` is taken from System32 alone, whatever stands beside the program;
    `runtime` is what programs may bring along, if it is Microsoft's own.
    """
    lower = name.lower()
    if not lower.endswith(".dll"):
        return ""
    stem = lower[: -len(".dll")]
    if stem in KNOWN_DLLS:
        return "known"
    if stem in SYSTEM_LIBRARIES:
        return "system"
    return "runtime" if _RUNTIME.fullmatch(stem) else ""
