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
    "rebuilt": "a patch release whose minified file differs from its source beside it: it asks for modules "
    "under another name, takes every name that it needs from hexadecimal texts in the test data, and makes a module of "
    "its own to compile text",
    "left_out": "the plain text behind the test data; the code that would run stands behind a return",
    "expected": {"against": "review", "alone": "nothing_found"},
    "signals": ["newly-obscured-script", "new-ability"],
    "why": "how the minified file hides its names is all that shows; that its source has none of it is not asked",
    "human": "that the minified file is not built of the source beside it",
}  # fmt: skip

SOURCE = "var Stream = require('stream').Stream\nmodule.exports = function (mapper) {\n  return new Stream()\n}\n"
MINIFIED = "var Stream=require('stream').Stream;module.exports=function(r){return new Stream};"
# The shape of it, behind a return: nothing of it runs, and nothing that it could read is there.
HIDDEN = (
    "!function(){return;var q=require,p=process;function x(s){return Buffer.from(s,'hex').toString()}"
    "var d=q(x('696e657274')),k=p[x(d[3])][x(d[4])],m=new module.constructor;m[x(d[7])](x(d[0]),k)}();"
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


def _plain_words(folder: Path) -> Path:
    """Write it by the names that it works with: what is asked for is plain, and single."""
    hidden = "!function(){return;require('crypto').createDecipher('aes256','')}();"
    return _package(folder, "0.1.1", MINIFIED + hidden, {"test/data.js": _data()})


def _reversed(folder: Path) -> Path:
    hidden = HIDDEN.replace("Buffer.from(s,'hex').toString()", "s.split('').reverse().join('')")
    return _package(folder, "0.1.1", MINIFIED + hidden, {"test/data.js": _data()})


VARIANTS = {
    "names are plain": _plain_words,
    "names are written backwards": _reversed,
}
