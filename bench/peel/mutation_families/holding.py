"""Does an edit hold: is it well-formed, and other than the honest release? Asked before a set is scored, without peeling."""

from __future__ import annotations

import ast
import io
import json
import plistlib
import tarfile
import zipfile
from collections.abc import Callable

from genuine import Files

from mutation_families.edits import Edit
from onionskin.lookalike.pe import with_checksum

ZIPS = (".whl", ".jar", ".zip", ".nupkg", ".vsix", ".xpi")
READERS: dict[str, Callable[[bytes], object]] = {".py": ast.parse, ".json": json.loads, ".plist": plistlib.loads}  # fmt: skip


def members(data: bytes, suffix: str) -> Files:
    """Return the files of an archive; of anything else, the whole."""
    if suffix in ZIPS:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return {each.filename: archive.read(each) for each in archive.infolist()}
    if suffix in {".tgz", ".tar.gz", ".gem", ".crate", ".tar"}:
        with tarfile.open(fileobj=io.BytesIO(data)) as archive:
            opened = {each.name: archive.extractfile(each) for each in archive if each.isfile()}
            return {name: file.read() for name, file in opened.items() if file}
    return {suffix: data}


def fault(edit: Edit, honest: bytes) -> str:
    """Return why an edit does not hold, or nothing."""
    if edit.data in (honest, edit.against):
        return "nothing differs"
    try:
        before, after = members(honest, edit.suffix), members(edit.data, edit.suffix)
    except (OSError, tarfile.TarError, zipfile.BadZipFile, KeyError) as error:
        return f"does not open: {error}"
    changed = {name: data for name, data in after.items() if before.get(name) != data and not name.endswith("/RECORD")}  # fmt: skip
    # What an image of containers holds is named by its digest.
    gone = [name for name in before.keys() - after.keys() if not name.startswith("blobs/")]
    if gone or not changed:
        return f"differs otherwise than meant: {len(changed)} changed, {gone[:3]} gone"
    for name, data in changed.items():
        reader = next((read for ends, read in READERS.items() if name.endswith(ends)), None)
        try:
            if reader:
                reader(data)
            # Makers of installers leave no checksum: what had none need have none.
            known = before.get(name, b"")
            is_asked = known[:2] != b"MZ" or with_checksum(known) == known
            if (
                data[:2] == b"MZ"
                and data not in before.values()
                and is_asked
                and with_checksum(data) != data
            ):
                return f"{name}: wrong checksum"
        except (ValueError, SyntaxError) as error:
            return f"{name}: {error}"
    return ""
