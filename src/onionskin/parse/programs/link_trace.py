"""One place where a finished program contradicts what its linker does."""

from __future__ import annotations

from onionskin.model import Value


class LinkTrace(Value, frozen=True):
    """A trace at [offset, offset+length) of the file. `what` names the part (a section, a library), `detail` says it in words.

    `kind` is a fixed token. PE: `unrecorded-section`, `behind-record`, `directory-elsewhere` against the linker's own record
    of its contributions; `no-load-configuration`; `import-room`, `import-order`, `import-numbers`; `rich-checksum`;
    `start-leaves`; `exports-apart`; `code-behind-relocations`; `behind-table`. ELF: `tables-differ`, `other-library-first`, `name-in-name`,
    `first-function-elsewhere`, `unexplained-segment`,
    `room-in-names`, `name-not-hashed`, `relocation-among-plain`. Mach-O: `loader-setting`, `kind-of-section`, `late-library`, `room-in-texts`, `room-in-names`.
    By unwind data: `start-of-function` (all), `start-within-function` (PE, ELF). .NET: `method-elsewhere`, `room-between-methods`.
    """

    kind: str
    what: str
    detail: str
    offset: int = 0
    length: int = 0
