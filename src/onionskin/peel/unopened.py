"""Archives, compressed files and file systems that are known by fixed bytes and that nothing here opens.

Naming them is the difference between "opaque data" and "we could not look inside".
An entry leaves when a container plugin of that format arrives.
"""

from __future__ import annotations

from functools import cache

from onionskin.peel.magics import Magics
from onionskin.plugins.view import View

# Each row: the format's name, then places (from the end, if negative) and the bytes that stand there, all of them.
KNOWN: tuple[tuple[str, tuple[tuple[int, bytes], ...]], ...] = (
    ("RAR archive", ((0, b"Rar!\x1a\x07"),)),
    ("Windows image", ((0, b"MSWIM\0\0\0"),)),
    ("InstallShield cabinet", ((0, b"ISc("),)),
    ("slice of an Inno Setup installer", ((0, b"idska32\x1a"),)),
    ("slice of an Inno Setup installer", ((0, b"idskb32\x1a"),)),
    ("encrypted Apple disk image", ((0, b"encrcdsa"),)),
    ("encrypted Apple disk image", ((-8, b"cdsaencr"),)),
    ("first part of a split zip archive", ((0, b"PK\x07\x08PK\x03\x04"),)),
    ("Debian package of the form before 1995", ((0, b"0.939000\n"),)),
    ("compress (.Z) file", ((0, b"\x1f\x9d\x90"),)),
    ("file packed by Microsoft's compress", ((0, b"SZDD\x88\xf0\x27\x33"),)),
    ("file packed by Microsoft's compress", ((0, b"KWAJ\x88\xf0\x27\xd1"),)),
    ("archive of ARJ", ((0, b"\x60\xea"), (3, b"\0"), (10, b"\x02"))),
    ("archive of ACE", ((7, b"**ACE**"),)),
    ("archive of LHA", ((2, b"-lh0-"),)),
    ("archive of LHA", ((2, b"-lh5-"),)),
    ("archive of LHA", ((2, b"-lh6-"),)),
    ("archive of LHA", ((2, b"-lh7-"),)),
    ("Flatpak bundle", ((0, b"flatpak\0\x01\0\x89\xe5"),)),
    ("Flatpak bundle", ((0, b"xdg-app\0\x01\0\x89\xe5"),)),
    ("StuffIt archive", ((0, b"SIT!"), (10, b"rLau"))),
    ("StuffIt archive", ((0, b"StuffIt (c)1997-"),)),
    ("ZPAQ archive", ((0, b"7kSt\xa01\x83\xd3\x8c\xb2\x28\xb0\xd3zPQ"),)),
    ("lrzip file", ((0, b"LRZI\0"),)),
    ("rzip file", ((0, b"RZIP\x02"),)),
    ("compiled HTML help", ((0, b"ITSF\x03\0\0\0\x60\0\0\0"),)),
    ("virtual disk (VHDX)", ((0, b"vhdxfile"),)),
    ("virtual disk (VHD)", ((-512, b"conectix"),)),
    ("virtual disk (VMDK)", ((0, b"KDMV"),)),
    ("virtual disk (qcow2)", ((0, b"QFI\xfb\0\0\0"),)),
    ("virtual disk (VDI)", ((64, b"\x7f\x10\xda\xbe"),)),
    ("sparse image of Android", ((0, b"\x3a\xff\x26\xed\x01\0\0\0"),)),
    ("file system (cramfs)", ((16, b"Compressed ROMFS"),)),
    ("file system (romfs)", ((0, b"-rom1fs-"),)),
    ("file system (XFS)", ((0, b"XFSB\0\0"),)),
    ("file system (NTFS)", ((3, b"NTFS    "), (510, b"\x55\xaa"))),
    ("file system (exFAT)", ((3, b"EXFAT   "), (510, b"\x55\xaa"))),
    ("file system (FAT)", ((54, b"FAT12   "), (510, b"\x55\xaa"))),
    ("file system (FAT)", ((54, b"FAT16   "), (510, b"\x55\xaa"))),
    ("file system (FAT)", ((82, b"FAT32   "), (510, b"\x55\xaa"))),
    ("disk image with a GUID partition table", ((512, b"EFI PART\0\0\1\0"),)),
    ("file system (ext2 to ext4)", ((1080, b"\x53\xef\x01\0"), (1100, b"\x01\0\0\0"))),
    ("file system (EROFS)", ((1024, b"\xe2\xe1\xf5\xe0"),)),
    ("UDF disc image", ((32769, b"BEA01"),)),
    ("file system (Btrfs)", ((65600, b"_BHRfS_M"),)),
)


@cache
def _by_first_place() -> Magics[int]:
    """Return the numbers of the rows by what stands at the first place of each."""
    return Magics.of((*places[0], number) for number, (_, places) in enumerate(KNOWN))


def unopened(view: View) -> str | None:
    """Return the name of the known format that these bytes are, or None: opaque data."""
    for number in sorted(_by_first_place().standing(view)):
        name, places = KNOWN[number]
        if all(_stands(view, offset, magic) for offset, magic in places[1:]):
            return name
    return None


def _stands(view: View, offset: int, magic: bytes) -> bool:
    start = offset if offset >= 0 else view.size + offset
    return 0 <= start <= view.size - len(magic) and view.read(start, len(magic)) == magic
