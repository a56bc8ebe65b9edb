/* Kettle: rules of an example */
import "pe"

private rule helper { condition: true }

rule kettle_loader : loader
{
    meta:
        author = "Example Research"
        date = "2023-04-02"
        description = "The loader of Kettle"
        reference = "https://blog.example/kettle"
        hash1 = "4a6c12f09b3d57e84a6c12f09b3d57e84a6c12f09b3d57e84a6c12f09b3d57e8"
    strings:
        $c2 = "http://update-cache.top/a.php" ascii wide // its server
        $ip = "203.0.114.7"
        $dll = "kettle.dll" nocase
        $path = "C:\\ProgramData\\kettle\\a.bin"
        $hex = { 4A 6C ?? [2-4] 12 }
        $re = /https?:\/\/[a-z]{4}\.top\// nocase
    condition:
        any of them
}
