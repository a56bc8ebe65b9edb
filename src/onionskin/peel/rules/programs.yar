// Techniques in native programs. Written for this project from public descriptions of techniques; no
// rule names a family. Each is read against the release before: what matched there is no news.

import "pe"

rule reflective_loading : loader
{
    meta:
        technique = "T1620"
        says = "resolves and maps a program in memory by itself"
        benign = "copy protection, a just-in-time compiler, a packer of the vendor's choice"
        reference = "MITRE ATT&CK T1620; the public write-ups of reflective DLL injection (Fewer, 2008)"
    strings:
        $name = "ReflectiveLoader" ascii wide
        $flush = "NtFlushInstructionCache" ascii
        $alloc = "VirtualAlloc" ascii
        $protect = "VirtualProtect" ascii
        $resolve = "GetProcAddress" ascii
        $peb64 = { 65 48 8B ?? 25 60 00 00 00 }
        $peb32 = { 64 A1 30 00 00 00 }
    condition:
        uint16(0) == 0x5A4D and ($name or ($flush and $alloc and $protect and $resolve and any of ($peb*)))
}

rule call_hashing_ror13 : loader
{
    meta:
        technique = "T1027.007"
        says = "finds calls by the ROR-13 hash of their names"
        benign = "copy protection that hides its imports"
        reference = "MITRE ATT&CK T1027.007; the public tables of ROR-13 hashes"
    strings:
        $ror = { C1 C? 0D }
        $load_library = { 8E 4E 0E EC }
        $get_address = { AA FC 0D 7C }
        $alloc = { 54 CA AF 91 }
        $module = { 5B BC 4A 6A }
    condition:
        $ror and 2 of ($load_library, $get_address, $alloc, $module)
}

rule reads_the_loader_list : loader
{
    meta:
        technique = "T1106"
        says = "walks the list of loaded libraries instead of importing calls"
        benign = "a runtime that must begin before its imports, copy protection"
        reference = "MITRE ATT&CK T1106; Microsoft, PEB and PEB_LDR_DATA"
    strings:
        $a = { 65 48 8B ?? 25 60 00 00 00 [0-16] 48 8B ?? 18 [0-16] 48 8B ?? (10 | 20 | 30) }
        $b = { 64 A1 30 00 00 00 [0-16] 8B ?? 0C [0-16] 8B ?? (0C | 14 | 1C) }
    condition:
        uint16(0) == 0x5A4D and any of them
}

rule direct_system_calls : loader
{
    meta:
        technique = "T1106"
        says = "makes system calls of its own, past the system's library"
        benign = "an anti-cheat or a security product; a runtime such as Go's on other systems"
        reference = "MITRE ATT&CK T1106; public descriptions of direct system calls"
    strings:
        $stub = { 4C 8B D1 B8 ?? ?? 00 00 [0-12] 0F 05 C3 }
    condition:
        uint16(0) == 0x5A4D and #stub > 2 and not pe.is_signed
}

rule program_masked_by_one_byte : loader
{
    meta:
        technique = "T1027.009"
        says = "carries a Windows program that is masked by one byte"
        benign = "a virus scanner's or a game's masked resources"
        reference = "MITRE ATT&CK T1027.009"
    strings:
        $stub = "This program cannot be run in DOS mode" xor(1-255)
    condition:
        $stub
}

rule sandbox_names : gate
{
    meta:
        technique = "T1497.001"
        says = "asks for many names of sandboxes and analysis tools"
        benign = "licence enforcement, games' anti-cheat, a tool that supports virtual machines"
        reference = "MITRE ATT&CK T1497.001"
    strings:
        $a = "SbieDll" ascii wide nocase
        $b = "VBoxService" ascii wide nocase
        $c = "vmtoolsd" ascii wide nocase
        $d = "cuckoomon" ascii wide nocase
        $e = "wireshark" ascii wide nocase
        $f = "x64dbg" ascii wide nocase
        $g = "procmon" ascii wide nocase
        $h = "qemu-ga" ascii wide nocase
        $i = "joeboxserver" ascii wide nocase
    condition:
        4 of them
}

rule dead_drop_in_a_program : network
{
    meta:
        technique = "T1102.001"
        says = "fetches text from a place where anybody may leave it"
        benign = "an updater that looks at a project's page, a documented example"
        reference = "MITRE ATT&CK T1102.001"
    strings:
        $a = "raw.githubusercontent.com/" ascii wide
        $b = "gist.githubusercontent.com/" ascii wide
        $c = "pastebin.com/raw/" ascii wide
        $d = "api.telegram.org/bot" ascii wide
        $e = "discord.com/api/webhooks/" ascii wide
        $f = "discordapp.com/api/webhooks/" ascii wide
        $g = "steamcommunity.com/profiles/" ascii wide
    condition:
        (uint16(0) == 0x5A4D or uint32(0) == 0x464C457F or uint32be(0) == 0xCFFAEDFE) and any of them
}

rule browser_stores : stealer
{
    meta:
        technique = "T1555.003"
        says = "names the stores of several browsers"
        benign = "a browser, a password manager, a cleaner, a program that imports bookmarks"
        reference = "MITRE ATT&CK T1555.003"
    strings:
        $chrome = "Google\\Chrome\\User Data" ascii wide nocase
        $edge = "Microsoft\\Edge\\User Data" ascii wide nocase
        $brave = "BraveSoftware\\Brave-Browser" ascii wide nocase
        $firefox = "Mozilla\\Firefox\\Profiles" ascii wide nocase
        $mac = "Application Support/Google/Chrome" ascii
        $linux = ".config/google-chrome" ascii
        $login = "Login Data" ascii wide
        $history = "SELECT url, title FROM urls" ascii wide nocase
        $key = "os_crypt" ascii wide
    condition:
        2 of ($chrome, $edge, $brave, $firefox, $mac, $linux) and any of ($login, $history, $key)
}

rule proxy_library : sideload
{
    meta:
        technique = "T1574.001"
        says = "passes every export on to another library"
        benign = "a stub of several versions of one interface; Microsoft's own forwarders"
        reference = "MITRE ATT&CK T1574.001"
    condition:
        pe.is_dll() and pe.number_of_exports > 3 and not pe.is_signed and
        for all exported in pe.export_details : (exported.forward_name contains ".")
}
