"""Write a report in a format, to a file or to standard output."""

from __future__ import annotations

import os
import sys
import tempfile
from io import BytesIO
from pathlib import Path

from onionskin.errors import InputError
from onionskin.plugins.contracts import Report
from onionskin.plugins.scan import plugin
from onionskin.write.document import Document
from onionskin.write.outlines import outline_of, verb_of


def rendered(report: Report, form: str, document: Document | None = None) -> bytes:
    """Return a report in a format, as bytes; `document` replaces the report's own outline.

    Raises:
        PluginError: no writer has that id.
        InputError: the writer does not write this verb's reports.
    """
    writer = plugin("writer", form)
    verbs = writer.meta["reports"]
    if verbs and verb_of(report) not in verbs:
        raise InputError(
            f"{form} cannot hold the report of {verb_of(report)}",
            hint=f"it is for {', '.join(verbs)}",
        )
    out = BytesIO()
    writer.load().write(report, document or outline_of(report), out)
    return out.getvalue()


def written(report: Report, form: str) -> bytes:
    """Return a report in a machine's format, which needs no outline for readers."""
    return rendered(report, form, Document("", ()))


def save(data: bytes, target: str) -> None:
    """Write to standard output for `-`, else to a file: whole, or not at all.

    A link, a device or a pipe is written through, never replaced.

    Raises:
        InputError: it cannot be written.
    """
    if target == "-":
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()
        return
    path = Path(target)
    try:
        if path.is_symlink() or (path.exists() and not path.is_file()):
            path.write_bytes(data)
        else:
            _replace(path, data)
    except OSError as error:
        raise InputError(
            f"cannot be written: {error.strerror}", where=target, hint="check the folder"
        ) from error


def _replace(path: Path, data: bytes) -> None:
    umask = os.umask(0)
    os.umask(umask)
    descriptor, name = tempfile.mkstemp(prefix=".onionskin-", dir=path.parent)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(data)
        Path(name).chmod(0o666 & ~umask)
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink()
        raise
