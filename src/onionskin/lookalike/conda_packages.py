"""Inert conda packages of both formats. Source: conda documentation, Conda package specification."""

from __future__ import annotations

import bz2
import hashlib
import json
from collections.abc import Mapping

import pyarrow as pa

from onionskin.lookalike.archives import TarMember, ZipMember, build_tar, build_zip


def build_conda(
    name: str, version: str, files: Mapping[str, bytes], listed: Mapping[str, bytes] | None = None
) -> bytes:
    """Return a package of the second format; `listed` are the files that its list is made of."""
    full = f"{name}-{version}-0"
    payload = build_tar([TarMember(each, data) for each, data in files.items()])
    inner = {
        "metadata.json": b'{"conda_pkg_format_version": 2}',
        f"pkg-{full}.tar.zst": _zstd(payload),
        f"info-{full}.tar.zst": _zstd(build_tar(_info(name, version, listed or files))),
    }
    return build_zip([ZipMember(each, data, method=0) for each, data in inner.items()])


def build_first_conda(
    name: str, version: str, files: Mapping[str, bytes], listed: Mapping[str, bytes] | None = None
) -> bytes:
    """Return a package of the first format, a tar.bz2."""
    own = [TarMember(each, data) for each, data in files.items()]
    return bz2.compress(build_tar([*_info(name, version, listed or files), *own]))


def _info(name: str, version: str, files: Mapping[str, bytes]) -> list[TarMember]:
    rows = [
        {
            "_path": each,
            "path_type": "hardlink",
            "sha256": hashlib.sha256(data).hexdigest(),
            "size_in_bytes": len(data),
        }
        for each, data in files.items()
    ]
    index = {"name": name, "version": version, "build": "0", "subdir": "noarch"}
    paths = {"paths": rows, "paths_version": 1}
    return [
        TarMember("info/index.json", json.dumps(index).encode()),
        TarMember("info/paths.json", json.dumps(paths).encode()),
    ]


def _zstd(data: bytes) -> bytes:
    packed: bytes = pa.Codec("zstd").compress(data, asbytes=True)
    return packed
