"""Instructions of AArch64 with which a function begins that needs room on the stack.

Source: Arm Architecture Reference Manual for A-profile, C4.1 (loads and stores, add and subtract immediate, hints).
Every one stores at the stack's top, moves it, or signs the address of the return; a branch does none of it.
"""

from __future__ import annotations

_SIGNS = frozenset({0xD503237F, 0xD503233F})  # PACIBSP, PACIASP
_NOTHING = frozenset({0xD503201F, 0xD503245F, 0xD50324DF})  # NOP, BTI c, BTI jc
_TOP = 31  # the stack's top as a register
# (mask, value) of stores: of two registers, of one at an offset, of one that moves the top.
_STORES = (
    (0x3A40_0000, 0x2800_0000), (0x3F40_0000, 0x3900_0000), (0x3F40_0000, 0x3D00_0000), (0x3F60_0000, 0x3800_0000), (0x3F60_0000, 0x3C00_0000),
)  # fmt: skip


def sets_up(word: int) -> bool:
    """Say whether an instruction is one of a prolog."""
    if word in _SIGNS or word in _NOTHING:
        return True
    # SUB SP, SP, #n, and the same with a register for a large frame.
    if word & 0xFF80_03FF == 0xD100_03FF or word & 0xFFE0_FFFF == 0xCB20_63FF:
        return True
    is_store = any(word & mask == value for mask, value in _STORES)
    return is_store and word >> 5 & 31 == _TOP
