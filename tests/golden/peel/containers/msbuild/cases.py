"""MSBuild parts: properties alone, with things to execute, and cut short."""

from __future__ import annotations

from pathlib import Path


def _written(folder: Path, data: bytes) -> Path:
    path = folder / "inert.targets"
    path.write_bytes(data)
    return path


def good(folder: Path) -> Path:
    return _written(folder, b"<Project><PropertyGroup><A>1</A></PropertyGroup></Project>")


def bad_execs(folder: Path) -> Path:
    return _written(
        folder,
        b'<Project><UsingTask TaskName="I" TaskFactory="CodeTaskFactory"><Task><Code>inert</Code></Task></UsingTask><Target Name="T"><Exec Command="echo &lt;script&gt;"/></Target></Project>',
    )


def damaged(folder: Path) -> Path:
    return _written(folder, b"<Project><PropertyGroup>")
