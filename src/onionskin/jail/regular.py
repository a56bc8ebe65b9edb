"""Regular files of evidence, opened for the jail: no link followed, never held up by a pipe. The coordinator's side."""

from __future__ import annotations

import errno
import os
import stat
from pathlib import Path

from onionskin.errors import InputError

# Flags that Windows does not have are none there.
FLAGS = (
    os.O_RDONLY
    | getattr(os, "O_CLOEXEC", 0)
    | getattr(os, "O_NOFOLLOW", 0)
    | getattr(os, "O_NONBLOCK", 0)
)
# The system's own words for a link ("too many levels") tell of another fault.
_REFUSED = {
    errno.ELOOP: ("this is a symbolic link", "give the file it points to"),
    errno.ENXIO: ("this is a socket or a pipe", "give a file"),
    errno.ENOENT: ("there is no such file", "check the path"),
    errno.EACCES: ("it may not be read", "check its permissions"),
}


def open_regular(path: Path) -> int:
    """Return a descriptor of a regular file, for reading; the caller closes it.

    Raises:
        InputError: it is no regular file, a link to one among them, or cannot be opened.
    """
    try:
        descriptor = os.open(path, FLAGS)
    except OSError as error:
        unknown = (error.strerror or "it cannot be opened", "check the path")
        what, hint = _REFUSED.get(error.errno or 0, unknown)
        raise InputError(what, where=str(path), hint=hint) from error
    if not stat.S_ISREG(os.fstat(descriptor).st_mode):
        os.close(descriptor)
        raise InputError("this is not a regular file", where=str(path), hint="give a file")
    return descriptor
