// Techniques in scripts and packages of npm, PyPI and shells: what the worms and droppers of 2021 to 2026
// did, in the words of their public analyses. Written for this project; no rule names a family.

rule download_and_run_shell : dropper
{
    meta:
        technique = "T1105"
        says = "fetches something and runs it at once"
        benign = "an installer that is documented to work so"
        reference = "MITRE ATT&CK T1105, T1059.004"
    strings:
        $a = /(curl|wget)[^\n|;]{1,200}\|\s*(sudo\s+)?(ba|z|da)?sh\b/
        $b = /(curl|wget)[^\n]{1,200}(-o|-O|>)\s*(\/tmp\/[^\s;&|]{1,80})[^\n]{0,80}\n?[^\n]{0,80}chmod\s+(\+x|[0-7]*7[0-7]*)/
    condition:
        filesize < 4MB and any of them
}

rule download_and_run_powershell : dropper
{
    meta:
        technique = "T1059.001"
        says = "fetches something and runs it in PowerShell, or runs an encoded command"
        benign = "an administrator's bootstrap script"
        reference = "MITRE ATT&CK T1059.001, T1105"
    strings:
        // Short names only as they are called: any large binary holds the three letters by chance.
        $fetch = /(DownloadString|DownloadFile|DownloadData|Invoke-WebRequest|Invoke-RestMethod|\b(iwr|irm)\s+(-[a-z]|['"$(]|https?:))/ nocase
        $run = /(Invoke-Expression|\|\s*iex\b|\biex\s*[( ]\s*[($'"&]|Start-Process|\[Reflection\.Assembly\]::Load)/ nocase
        $encoded = /powershell(\.exe)?["']?\s[^\n]{0,80}-(e|en|enc|encodedcommand)\s+["']?[A-Za-z0-9+\/=]{60}/ nocase
    condition:
        filesize < 4MB and (($fetch and $run) or $encoded)
}

rule python_runs_what_it_decodes : dropper
{
    meta:
        technique = "T1027.010"
        says = "decodes a long text and runs it as Python"
        benign = "a self-contained bundle, a test of such code"
        reference = "MITRE ATT&CK T1027.010, T1059.006"
    strings:
        $a = /(exec|eval)\s*\(\s*(compile\s*\(\s*)?(__import__\s*\(\s*['"](base64|zlib|marshal|codecs)['"]\s*\)|base64|zlib|marshal|codecs)\s*\.\s*(b64decode|b32decode|b85decode|decompress|loads|decode)/
        $b = /(exec|eval)\s*\(\s*(bytes\.fromhex|bytearray\.fromhex)\s*\(/
    condition:
        filesize < 4MB and any of them
}

rule python_install_time_command : dropper
{
    meta:
        technique = "T1195.002"
        says = "overrides a step of the installation and reaches out or starts programs there"
        benign = "a package that builds a native part with outside tools"
        reference = "MITRE ATT&CK T1195.002"
    strings:
        $setup = "cmdclass" ascii
        $run = /def\s+run\s*\(\s*self/
        $fetch = /(urllib\.request|requests\.(get|post)|urlopen\s*\(|socket\.socket)/
        $start = /(subprocess\.(Popen|run|call|check_output)|os\.(system|popen))\s*\(/
    condition:
        filesize < 1MB and $setup and $run and $fetch and $start
}

rule javascript_runs_what_it_decodes : dropper
{
    meta:
        technique = "T1027.010"
        says = "decodes a text and runs it as JavaScript"
        benign = "a bundler's development output, a template engine"
        reference = "MITRE ATT&CK T1027.010, T1059.007"
    strings:
        $a = /(eval|new Function)\s*\(\s*(atob|Buffer\.from)\s*\(\s*['"][A-Za-z0-9+\/=]{40}/
        $b = /(eval|new Function)\s*\(\s*Buffer\.from\s*\([^)]{1,200}['"](base64|hex)['"]\s*\)/
    condition:
        filesize < 16MB and any of them
}

rule javascript_obfuscator_shape : obfuscation
{
    meta:
        technique = "T1027"
        says = "has the shape that obfuscator.io gives to code"
        benign = "a vendor that hides its own code so; never seen in most open projects"
        reference = "MITRE ATT&CK T1027; the documentation of javascript-obfuscator"
    strings:
        $array = /(var|const|let)\s+_0x[0-9a-f]{4,6}\s*=\s*\[\s*['"]/
        $shift = /while\s*\(\s*!!\[\]\s*\)\s*\{?\s*try/
        $call = /_0x[0-9a-f]{4,6}\(0x[0-9a-f]{1,4}\)/
        $function = /function\s+_0x[0-9a-f]{4,6}\s*\(/
    condition:
        filesize < 16MB and #call > 20 and ($array or $shift or $function)
}

rule environment_sent_away : stealer
{
    meta:
        technique = "T1552.001"
        says = "takes the whole environment, or tokens in it, and sends them somewhere"
        benign = "error reporting that says so, a continuous integration's own client"
        reference = "MITRE ATT&CK T1552.001, T1567; public analyses of the npm worms of 2025"
    strings:
        $js_all = /JSON\.stringify\s*\(\s*process\.env\s*[,)]/
        $py_all = /(json\.dumps|urlencode)\s*\(\s*(dict\s*\(\s*)?os\.environ/
        $token = /(NPM_TOKEN|GITHUB_TOKEN|AWS_SECRET_ACCESS_KEY|_authToken)/
        $scan = "trufflehog" nocase
        $send = /(https?\.request|fetch\s*\(|axios\.post|requests\.post|urlopen\s*\(|XMLHttpRequest|webhook)/
        $npmrc = ".npmrc"
        $publish = "npm publish"
    condition:
        filesize < 16MB and $send and ($js_all or $py_all or ($token and $scan) or ($token and $npmrc and $publish))
}

rule clipboard_or_wallet_swap : stealer
{
    meta:
        technique = "T1115"
        says = "replaces addresses of wallets in pages, requests or the clipboard"
        benign = "a wallet's own code"
        reference = "MITRE ATT&CK T1115, T1565.002; public analyses of the npm compromise of September 2025"
    strings:
        $ethereum = /['"]?0x[a-fA-F0-9]{40}['"]/
        $hook = /(window\.ethereum|XMLHttpRequest\.prototype\.(open|send)\s*=|window\.fetch\s*=|navigator\.clipboard\.(readText|writeText))/
        $distance = /levenshtein/ nocase
    condition:
        filesize < 16MB and $hook and $distance and #ethereum > 4
}

rule secrets_of_a_developer : stealer
{
    meta:
        technique = "T1552.004"
        says = "reads keys of shells, clouds and package registries together"
        benign = "a backup tool, a scanner for leaked secrets"
        reference = "MITRE ATT&CK T1552.001, T1552.004"
    strings:
        $ssh = /\.ssh[\/\\]+(id_rsa|id_ed25519)/
        $aws = ".aws/credentials"
        $npm = ".npmrc"
        $pypi = ".pypirc"
        $git = ".git-credentials"
        $kube = ".kube/config"
        $gcloud = "application_default_credentials.json"
        $docker = ".docker/config.json"
    condition:
        filesize < 16MB and 4 of them
}

rule build_script_takes_code_out_of_data : build
{
    meta:
        technique = "T1195.002"
        says = "a build script cuts code out of a data file and runs it"
        benign = "a self-extracting installer"
        reference = "MITRE ATT&CK T1195.002; public analyses of the xz backdoor of 2024"
    strings:
        $cut = /(head\s+-c|tail\s+-c|sed\s+[^\n]{1,80}|tr\s+["'][^"'\n]{4,80}["'])[^\n|]{0,120}\|\s*(xz|gzip|bzip2|base64)\s+-(d|dc|cd|-decode)[^\n]{0,120}(\|\s*(ba)?sh\b|eval)/
        $eval = /eval\s+["`$(][^\n]{0,200}(xz|gzip|base64)\s+-d/
    condition:
        filesize < 4MB and any of them
}
