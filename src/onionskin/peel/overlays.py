"""What is put behind or inside a program and is a file of its own by its first or last bytes."""

from __future__ import annotations

from onionskin.parse import tar
from onionskin.parse import zip as archive
from onionskin.peel.unopened import unopened
from onionskin.plugins.view import View

STARTS = (
    b"MZ", b"\x7fELF", b"!<arch>\n", b"PK\3\4", b"MSCF", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
    b"\x1f\x8b\x08", b"\xfd7zXZ\0", b"\x28\xb5\x2f\xfd", b"BZh", b"\x89PNG\r\n\x1a\n",
    b"\xcf\xfa\xed\xfe", b"\xce\xfa\xed\xfe", b"\xfe\xed\xfa\xcf", b"\xfe\xed\xfa\xce",
    b"\xca\xfe\xba\xbe\0\0\0\2",  # a fat Mach-O of two slices; Java's classes have a version there
)  # fmt: skip


def is_file(view: View) -> bool:
    """Say whether the bytes are in a format that a container opens, or that is known by name."""
    head = view.read(0, 16)
    return head.startswith(STARTS) or unopened(view) is not None or archive.fits(view) or tar.fits(view)  # fmt: skip
