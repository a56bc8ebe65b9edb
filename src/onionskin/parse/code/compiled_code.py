"""What code for a virtual machine can do, by the names in it: Java classes, compiled Python, WebAssembly.

Only names are looked for, as the formats store them: whole constants. Sources: The Java Virtual Machine Specification, section 4.4;
Python, module marshal; WebAssembly core specification, section 5.5.5; WASI preview 1.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from onionskin.model import Span, Value
from onionskin.parse.code.abilities import Ability
from onionskin.parse.code.strictness import Named, named
from onionskin.plugins.view import View

LIMIT = 8 << 20
MOST = 64


class CompiledCode(Value, frozen=True):
    """That a compiled file was looked at, and for which machine it is: `java`, `python` or `wasm`."""

    machine: str


_ADDRESS = re.compile(rb"\b(?:https?|wss?)://((?:[A-Za-z0-9-]{1,63}\.){1,6}[A-Za-z]{2,24}|(?:\d{1,3}\.){3}\d{1,3})(?![\w-])")  # fmt: skip
_MAGIC = ((re.compile(rb"\xca\xfe\xba\xbe\0"), "java"), (re.compile(rb"\0asm"), "wasm"), (re.compile(rb"[\x61-\xff]\x0d\x0d\x0a"), "python"))  # fmt: skip
_JAVA = rb"(?<=\x01)[\0-\x03][\x01-\xff](%s)(?=[\x01-\x14])"
_PYTHON = rb"(?<=[\xda\xfaZz])[\x02-\x40](%s)(?![\w.])"
_WASM = rb"(?<=[\x04-\x1c])(%s)(?=[\0-\x04])"
# The length of a text, and it: CONSTANT_Utf8 of a class; a short text as marshal writes it.
_TEXTS = {
    "java": re.compile(rb"(?s)\x01\0([\x03-\x28])"),
    "python": re.compile(rb"(?s)[\xda\xfaZz]([\x03-\x28])"),
}
_WORDS = re.compile(rb"[A-Za-z0-9./_:+-]+")
_ROWS = {
    "java": (
        _JAVA,
        (("exec", "T1059", rb"java/lang/(?:Runtime|ProcessBuilder)"), ("net", "T1095", rb"java/net/(?:Socket|ServerSocket|DatagramSocket|InetAddress)|java/nio/channels/SocketChannel"),
         ("http", "T1071.001", rb"java/net/(?:URL|(?:Http|Jar)?URLConnection|http/HttpClient)"),
         ("dynamic-code", "T1620", rb"java/net/URLClassLoader|javax/script/ScriptEngine\w{0,10}|defineClass\w{0,8}|defineAnonymousClass|defineHiddenClass|groovy/lang/GroovyShell|java/io/ObjectInputStream"),
         ("injection", "T1055", rb"sun/misc/Unsafe|java/lang/instrument/Instrumentation|com/sun/tools/attach/VirtualMachine"), ("native-code", "T1106", rb"loadLibrary|com/sun/jna/\w{1,20}"),
         ("environment", "T1082", rb"getenv")),
    ),
    "python": (
        _PYTHON,
        (("exec", "T1059", rb"subprocess|Popen|check_output"), ("net", "T1095", rb"socket"), ("http", "T1071.001", rb"urllib\.request|urlopen|requests|httpx|http\.client"),
         ("dynamic-code", "T1059", rb"exec|eval|marshal|b64decode"), ("native-code", "T1106", rb"ctypes"), ("environment", "T1082", rb"environ")),
    ),
    "wasm": (
        _WASM,
        (("net", "T1095", rb"sock_(?:accept|recv|send|open|connect)"), ("environment", "T1082", rb"environ_get|environ_sizes_get"), ("exec", "T1059", rb"proc_(?:exec|spawn)|system"), ("dynamic-code", "T1059.007", rb"emscripten_run_script\w{0,12}|emscripten_asm_const_\w{1,12}|eval"),
         ("native-code", "T1106", rb"path_open|fd_read"), ("http", "T1071.001", rb"fetch|send_request|xhr")),
    ),
}  # fmt: skip


# What is only the name of something as long as nothing asks it to act: a machine that also tells its version, an address.
_ACTS = {
    b"java/lang/Runtime": rb"exec",
    b"java/net/URL": rb"openStream|openConnection|getContent",
}


def compiled_code(view: View) -> Iterator[Ability | CompiledCode | Named]:
    """Yield what the names in a compiled file say that it can do, and that it was looked at; nothing of other files."""
    head = view.read(0, 16)
    machine = next((name for pattern, name in _MAGIC if pattern.match(head)), "")
    if not machine:
        return
    data = view.read(0, LIMIT)
    frame, rows = _ROWS[machine]
    for what, technique, names in rows:
        for found in islice(re.finditer(frame % names, data), MOST):
            act = _ACTS.get(found[1])
            if act is not None and not re.search(frame % act, data):
                continue
            place = f"the name {found[1].decode('latin-1')}"
            yield Ability(what, place, technique, Span(found.start(1), len(found[1])))
    if machine == "wasm":
        yield from _destinations(data)
    if machine != "wasm":
        yield named(_constants(data, machine))
    yield CompiledCode(machine)


def _constants(data: bytes, machine: str) -> Iterator[tuple[int, str]]:
    """Yield (offset, text) of each short text that is a constant."""
    for found in _TEXTS[machine].finditer(data):
        text = data[found.end() : found.end() + found[1][0]]
        if len(text) == found[1][0] and _WORDS.fullmatch(text):
            yield found.end(), text.decode("latin-1")


def _destinations(data: bytes) -> Iterator[Ability]:
    """Yield the hosts of the addresses in a module's data, each where it stands first."""
    seen: set[bytes] = set()
    for found in _ADDRESS.finditer(data):
        host = found[1].lower()
        if host not in seen and len(seen) < MOST:
            seen.add(host)
            yield Ability("destination", host.decode("latin-1"), "T1071.001", Span(found.start(1), len(host)))  # fmt: skip
