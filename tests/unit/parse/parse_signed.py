"""Open one of our own files, and keep its layer for questions about signatures."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from onionskin.flows.peel import peel
from onionskin.jail.pool import Pool
from onionskin.model import Layer, Signature
from onionskin.write.reports import PeelReport

T = TypeVar("T")


@dataclass(frozen=True)
class Opened:
    """A report, and the layer of the file itself."""

    report: PeelReport

    @property
    def layer(self) -> Layer:
        return self.report.layers[0]

    @property
    def signatures(self) -> tuple[Signature, ...]:
        return self.layer.all(Signature)

    def all(self, kind: type[T]) -> tuple[T, ...]:
        return self.layer.all(kind)  # type: ignore[type-var]

    def first(self, kind: type[T]) -> T:
        found = self.layer.all(kind)  # type: ignore[type-var]
        assert found
        return found[0]

    @property
    def signals(self) -> set[str]:
        return {each.signal for each in self.report.findings}


def opened(pool: Pool, folder: Path, name: str, data: bytes) -> Opened:
    """Write the bytes and peel the file in this process: they are our own."""
    path = folder / name
    path.write_bytes(data)
    (report,) = peel([path], pool=pool)
    return Opened(report)
