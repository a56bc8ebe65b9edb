"""Container images in a tar: OCI layout, docker save, hostile, cut short."""

from __future__ import annotations

from pathlib import Path

from onionskin.lookalike.archives import TarMember, build_tar
from onionskin.lookalike.images import docker_save, oci_layout


def _written(folder: Path, data: bytes) -> Path:
    path = folder / "image.tar"
    path.write_bytes(data)
    return path


def good(folder: Path) -> Path:
    return _written(folder, build_tar(oci_layout()))


def good_docker_save(folder: Path) -> Path:
    return _written(folder, docker_save())


def bad_names(folder: Path) -> Path:
    members = [TarMember(name, data) for name, data in oci_layout().items()]
    odd = [
        TarMember("../../out", b"x"),
        TarMember("\u202egnp.exe", b"x"),
        TarMember("<script>", b"x"),
    ]
    return _written(folder, build_tar(members + odd))


def damaged_cut_short(folder: Path) -> Path:
    return _written(folder, build_tar(oci_layout())[:-2000])


def damaged_index(folder: Path) -> Path:
    return _written(
        folder, build_tar(oci_layout() | {"index.json": b'{"schemaVersion": 2, "manifests": ['})
    )
