"""What a manifest says that it needs: one fact for all ecosystems."""

from __future__ import annotations

import re

from onionskin.model import Value

_SEPARATORS = re.compile(r"[-_.]+")
_ELSEWHERE = re.compile(
    r"(?i)://|^(?:git[+@]|github:|gitlab:|bitbucket:|file:|link:)|^[\w.-]+/[\w.-]+(?:#|$)"
)


class Dependency(Value, frozen=True):
    """One declared dependency.

    `ecosystem` is `npm`, `pypi`, `cargo`, `gem` or `go`; `kind` is `runtime`, `optional`,
    `peer`, `bundled`, `build` or `development`; `requirement` is as written.
    """

    ecosystem: str
    name: str
    requirement: str = ""
    kind: str = "runtime"

    @property
    def key(self) -> tuple[str, str]:
        """The name as its ecosystem compares it (PEP 503 for pypi; crates take - for _)."""
        if self.ecosystem == "npm":
            return self.ecosystem, self.name
        return self.ecosystem, _SEPARATORS.sub("-", self.name).lower()

    @property
    def from_elsewhere(self) -> bool:
        """Whether the requirement names an address of its own, not a version in the registry."""
        return bool(_ELSEWHERE.search(self.requirement))

    @property
    def declared(self) -> str:
        """The dependency in words, as findings about it name it."""
        return f"{self.name!r} {self.requirement!r} ({self.kind})"
