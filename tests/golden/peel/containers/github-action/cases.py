"""GitHub actions: of two entry points, composite with odd lines, and no action."""

from __future__ import annotations

from pathlib import Path


def _written(folder: Path, data: bytes) -> Path:
    path = folder / "action.yml"
    path.write_bytes(data)
    return path


def good(folder: Path) -> Path:
    return _written(
        folder,
        b"name: inert\nruns:\n  using: node20\n  main: dist/index.js\n  post: dist/post.js\n",
    )


def bad_steps(folder: Path) -> Path:
    return _written(
        folder,
        b"runs :\n  steps:\n    - run: |\n        echo <script>\n\n        true\n    - uses: a/b@v1\n  run:\nother: main\n  main: not-this\n",
    )


def damaged(folder: Path) -> Path:
    return _written(folder, b"name: inert\n")
