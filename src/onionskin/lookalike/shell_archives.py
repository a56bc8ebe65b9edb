"""Inert shell archives in the shape of makeself's: a script of lines, and payloads behind it.

Source: makeself, makeself-header.sh.
"""

from __future__ import annotations


def build_makeself(*payloads: bytes, script: bytes = b"") -> bytes:
    """Return a script that states its payloads' sizes, and the payloads; `script` are further lines of it."""
    sizes = b" ".join(str(len(each)).encode() for each in payloads)
    head = (
        b'#!/bin/sh\n# An inert look-alike of an archive by makeself.\nlabel="Inert Tool"\nscript="./install.sh"\n'
        b'filesizes="' + sizes + b'"\n' + script + b"exit 0\n"
    )
    return head + b"".join(payloads)
