"""XML from outside, through expat: no document type and no entities, whatever is made of its elements.

Expat expands entities as a document declares them; a document that declares any is
refused before the first is used.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from xml.parsers import expat

from onionskin.errors import DamagedError

Handler = Callable[..., None]


def parse(  # noqa: PLR0913 - keyword-only, a handler each
    data: bytes,
    *,
    start: Handler,
    end: Handler | None = None,
    text: Handler | None = None,
    instruction: Handler | None = None,
    buffered: bool = True,
    ordered: bool = False,
    what: str = "the XML",
) -> None:
    """Hand a whole document to its handlers; `buffered` text comes in one piece, `ordered` attributes as a list.

    Raises:
        DamagedError: it is not well formed, or declares a document type or entities; or a handler raised it.
    """

    def refuse(*_: object) -> None:
        raise DamagedError(f"{what} declares a document type or entities, which is refused")

    parser: Any = expat.ParserCreate()
    parser.buffer_text, parser.ordered_attributes = buffered, ordered
    parser.StartElementHandler, parser.EndElementHandler = start, end
    parser.CharacterDataHandler, parser.ProcessingInstructionHandler = text, instruction
    parser.StartDoctypeDeclHandler = parser.EntityDeclHandler = refuse
    try:
        parser.Parse(data, True)  # noqa: FBT003 - expat takes it by position only
    except (expat.ExpatError, LookupError, ValueError) as error:
        raise DamagedError(f"the XML is not well formed: {error}") from error
