"""A text without settings, a task that starts with its folder, an image's settings, and one cut short."""

from __future__ import annotations

import json
from pathlib import Path

from onionskin.lookalike.archives import build_zip

TASK = {"label": "inert", "command": "inert-no-such-program", "runOptions": {"runOn": "folderOpen"}}
TASKS = json.dumps({"version": "2.0.0", "tasks": [TASK, 5, {"runOptions": []}]}).encode()
CONFIG = {
    "rootfs": {"type": "layers", "diff_ids": []},
    "config": {"Env": ["PATH=/bin", "LD_PRELOAD=/opt/inert.so"], "User": "0:0", "Healthcheck": {"Test": ["CMD", "false"]}},
}  # fmt: skip


def good_a_text(folder: Path) -> Path:
    path = folder / "notes.json"
    path.write_text('{"tasks": "none"}\n')
    return path


def bad_a_task(folder: Path) -> Path:
    path = folder / "shapes.zip"
    path.write_bytes(build_zip({".vscode/tasks.json": TASKS}))
    return path


def bad_an_image(folder: Path) -> Path:
    path = folder / "config.json"
    path.write_text(json.dumps(CONFIG))
    return path


def bad_an_image_that_goes_by_a_proxy(folder: Path) -> Path:
    path = folder / "config.json"
    says = [
        "PATH=/bin",
        "LANG=C",
        "https_proxy=http://192.0.2.7:3128",
        "PIP_INDEX_URL=http://192.0.2.7/",
    ]
    path.write_text(json.dumps(CONFIG | {"config": {"Env": says}}))
    return path


def damaged(folder: Path) -> Path:
    path = folder / "shapes.zip"
    path.write_bytes(build_zip({".vscode/tasks.json": TASKS[:60]}))
    return path
