"""MSBuild files in NuGet packages: what a build that merely references the package runs.

Source: Microsoft Learn, "MSBuild schema reference" (Exec, UsingTask, DownloadFile); NuGet, "MSBuild .props and .targets in a package".
"""

from __future__ import annotations

from collections.abc import Iterator

from onionskin.errors import DamagedError
from onionskin.model import Fact
from onionskin.parse.metadata import manifests
from onionskin.parse.metadata.hooks import Hook, shown
from onionskin.parse.texts.plain_xml import elements
from onionskin.plugins.view import View

# Element -> the attributes that say what it runs.
RUNS = {
    "Exec": ("Command",),
    "UsingTask": ("TaskName", "AssemblyFile", "AssemblyName", "TaskFactory"),
    "DownloadFile": ("SourceUrl",),
    "CallTarget": (),
    "WriteCodeFragment": ("OutputFile",),
}


def begins_project(view: View) -> bool:
    """Say whether the bytes begin as an MSBuild project."""
    head = view.read(0, 8192)
    # MSBuild reads UTF-16, too, and so does Expat.
    plain = head.replace(b"\0", b"") if head[:2] in {b"\xff\xfe", b"\xfe\xff"} else head
    return b"<Project" in plain and plain.lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n")[:1] == b"<"


def read(view: View) -> Iterator[Fact]:
    """Yield what the targets execute, and the tasks that they load. Raises DamagedError."""
    if view.size > manifests.LIMIT:
        raise DamagedError(f"it is {view.size} bytes long; at most {manifests.LIMIT} are read")
    for each in elements(view.read(0, view.size)):
        attributes = RUNS.get(each.path[-1])
        if attributes:
            said = " ".join(f"{key}={each.attributes[key]}" for key in attributes if key in each.attributes)  # fmt: skip
            place = "/".join(each.path[1:])[:200]
            yield Fact.of(Hook("msbuild", "build", shown(f"{each.path[-1]} {said}"), place))
        elif each.path[-1] == "Code" and "UsingTask" in each.path:
            yield Fact.of(Hook("msbuild", "build", shown(f"code in the file: {each.text}"), "UsingTask/Code"))  # fmt: skip
