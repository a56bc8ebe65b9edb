"""npm packages: honest, with two package.json for one place, and cut short."""

from __future__ import annotations

from pathlib import Path

from onionskin.lookalike.archives import TarMember, build_tar


def _written(folder: Path, data: bytes) -> Path:
    path = folder / "inert-1.0.0.tar"
    path.write_bytes(data)
    return path


FILES = {
    "package/package.json": b'{"name": "inert", "version": "1.0.0"}',
    "package/index.js": b"inert",
}


def good(folder: Path) -> Path:
    return _written(folder, build_tar(FILES))


def bad_two_manifests(folder: Path) -> Path:
    return _written(
        folder,
        build_tar(
            FILES
            | {"other/package.json": b"{}", "package/../<script>": b"", "package/a\u202ejs": b""}
        ),
    )


def bad_link_outside(folder: Path) -> Path:
    members = [TarMember(name, data) for name, data in FILES.items()]
    return _written(
        folder, build_tar([*members, TarMember("package/l", flag=b"2", link="/etc/inert")])
    )


def damaged(folder: Path) -> Path:
    return _written(folder, build_tar(FILES)[:1600])
